# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The messages that lie in quarantine at the start, made from the seed and the name of the appliance.

They are spread over the last two weeks by the appliance's clock. The same seed, name and number always give the same ones,
apart from their times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

from ..reporting.keys import SENDERS, USER_ADDRESSES
from .message import KILOBYTE, Message, Part, Stay

Item = TypeVar("Item")

DAY = 86400
SPREAD = 14 * DAY
FIRST_SPAM_MID = 1701
FIRST_PVO_MID = 101

RETENTION_DAYS = {"Policy": 20, "Virus": 30, "Outbreak": 15, "Unclassified": 20, "File Analysis": 16, "Legal Hold": 365}
"""The quarantines other than that for spam, and how many days a message may stay in each. Only the names are a source's (SWG)."""

RULES = ("Malware: Malware", "Phish: Phish", "Scam: Scam", "Virus: Virus")
REASONS: dict[str, tuple[str, ...]] = {
    "Policy": ("Content Filter: block_executables", "Content Filter: strip_macros", "Message Filter: quarantine_encrypted"),
    "Virus": ("Anti-Virus: Trojan.Alder.Sample", "Anti-Virus: Worm.Dune.Sample"),
    "Outbreak": RULES,
    "Unclassified": ("Unclassified: the quarantine was removed",),
    "File Analysis": ("Advanced Malware Protection: verdict pending",),
    "Legal Hold": ("Content Filter: hold_contracts", "DLP: Contracts"),
}
_MOST_LIKELY = ("Policy", "Policy", "Virus", "Outbreak", "Outbreak", "Unclassified", "File Analysis", "Legal Hold")

SUBJECTS = (
    "Invoice 4711",
    "Your parcel could not be delivered",
    "Re: contract draft",
    "Rechnung für März",
    "Опоздавший платёж",
    "請確認您的帳戶",
    "Ändern Sie jetzt Ihr Passwort ☂",
    "=SUM(A1:A9) of your account",
    "+49 30 000000 called",
    "-50% on everything",
    "@all: new password",
    "Bell\x07 and tab\tinside",
    "Line\r\nbreak",
    'Quoted "words", commas; and semicolons',
    "",
)
ATTACHMENTS = (
    "invoice.pdf",
    "contract draft.docx",
    "photo.jpg",
    "scan_001.tiff",
    "Prüfbericht.xlsx",
    "../../outside.txt",
    "C:\\temp\\run.exe",
    'quoted"name.txt',
    "tab\tname.csv",
)


class Dice:
    """A number of 256 bits, made from the names of what it is for, that is used up by taking choices from it."""

    def __init__(self, *parts: object) -> None:
        self._left = int.from_bytes(blake2b("\0".join(map(str, parts)).encode(), digest_size=32).digest(), "big")

    def below(self, limit: int) -> int:
        self._left, drawn = divmod(self._left, limit)
        return drawn

    def pick(self, choices: Sequence[Item]) -> Item:
        return choices[self.below(len(choices))]

    def several(self, choices: Sequence[Item], most: int) -> tuple[Item, ...]:
        """From one to ``most`` of the choices, none twice, in the order in which they were drawn."""
        drawn = [self.pick(choices) for _each in range(self.below(most) + 1)]
        return tuple(dict.fromkeys(drawn))


@dataclass(frozen=True)
class Gateway:
    """A gateway whose messages are kept."""

    host_name: str
    address: str


@dataclass(frozen=True)
class Origin:
    """What a population is made from. ``now`` is the latest time of a message, in seconds since 1970."""

    seed: int
    name: str
    gateways: tuple[Gateway, ...]
    now: float


def spam(origin: Origin, number: int) -> Iterator[Message]:
    """``number`` messages of the spam quarantine, oldest first."""
    for place in range(number):
        yield _message(origin, Dice(origin.seed, origin.name, "spam", place), FIRST_SPAM_MID + place, _moment(origin, place, number))


def pvo(origin: Origin, number: int) -> Iterator[Message]:
    """``number`` messages of the other quarantines, oldest first. Some of them sit in two or three."""
    for place in range(number):
        dice = Dice(origin.seed, origin.name, "pvo", place)
        message = _message(origin, dice, FIRST_PVO_MID + place, _moment(origin, place, number))
        for name in dice.several(_MOST_LIKELY, most=1 if place % 3 else 3):
            message = message.with_stay(name, Stay(dice.several(REASONS[name], most=2), message.received + RETENTION_DAYS[name] * DAY))
        yield message


def _moment(origin: Origin, place: int, number: int) -> float:
    step = SPREAD / number
    return float(int(origin.now - SPREAD + step * place + step * (0.25 + place % 7 / 10)))


def _message(origin: Origin, dice: Dice, mid: int, received: float) -> Message:
    gateway = dice.pick(origin.gateways)
    sender = dice.pick(SENDERS)
    recipients = dice.several(USER_ADDRESSES, most=3)
    attachments = tuple(Part(name, 200 + dice.below(60 * KILOBYTE)) for name in dice.several(ATTACHMENTS, most=2)) if dice.below(3) else ()
    return Message(
        mid=mid,
        received=received,
        sender=sender,
        from_header=sender if dice.below(4) else dice.pick(SENDERS),
        recipients=recipients,
        addressees=recipients if dice.below(5) else recipients[:1],
        subject=dice.pick(SUBJECTS),
        size=sum(part.size for part in attachments) * 4 // 3 + 1500 + dice.below(20 * KILOBYTE),
        attachments=attachments,
        gateway=gateway.host_name,
        gateway_ip=gateway.address,
        gateway_mid=100_000 + dice.below(900_000),
    )
