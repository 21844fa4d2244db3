# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Messages, made on demand: every fact of one follows from its number and the dice that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from .outcomes import INCOMING, OUTGOING, Outcome
from .vocabulary import DOMAINS, NETWORKS, OWN_DOMAIN, OWN_PEOPLE, POLICIES, STRANGERS, SUBJECTS

MIDS_PER_MESSAGE = 4
DICE = 48

(
    DIRECTION,
    OUTCOME,
    PERSON,
    STRANGER,
    DOMAIN,
    SUBJECT,
    NETWORK,
    HOST,
    SCORE,
    SCORE_KIND,
    SPLIT,
    RECIPIENTS,
    POLICY,
    REPLY_TO,
    LATE,
    LATE_FINE,
    BAD,
    BAD_FINE,
    SPARSE,
    SPARSE_FINE,
    FILES,
    FILE_NAME,
    FILE_VERDICT,
    SAFEPRINT,
    URL,
    URL_KIND,
    DLP,
    DMARC,
    FEED,
    SMIME,
    FORWARDING,
    FORGED,
    CONTENT_FILTER,
    MESSAGE_FILTER,
    SENDER_REPUTATION,
    CLICK,
    SIZE,
    REMEDIATION,
) = range(38)
"""Which of a message's dice decides what."""


class Dice:
    """The dice of one population: :data:`DICE` bytes for every number, the same in every run with the same names."""

    def __init__(self, *names: object) -> None:
        self._start = blake2b("\0".join(map(str, names)).encode(), digest_size=DICE)

    def thrown(self, number: int) -> bytes:
        dice = self._start.copy()
        dice.update(b"%d" % number)
        return dice.digest()


def lot(dice: bytes, place: int, percent: float) -> bool:
    """Whether ``percent`` of all records are hit, and this one is among them. Two dice decide."""
    return (dice[place] << 8 | dice[place + 1]) * 100 < percent * 65536


@dataclass(frozen=True)
class Message:
    """One message of one gateway. ``second`` is its time, in seconds from 1970."""

    number: int
    second: int
    dice: bytes

    @property
    def incoming(self) -> bool:
        return self.dice[DIRECTION] < 192

    @property
    def direction(self) -> str:
        return "incoming" if self.dice[DIRECTION] < 192 else "outgoing"

    @property
    def outcome(self) -> Outcome:
        return (INCOMING if self.dice[DIRECTION] < 192 else OUTGOING)[self.dice[OUTCOME]]

    @property
    def mids(self) -> list[int]:
        """The message's ids. A message that was splintered has several, and the last ones were delivered."""
        first = self.number * MIDS_PER_MESSAGE + 1
        die = self.dice[SPLIT]
        return [first] if die < 216 else [first, first + 1] if die < 246 else [first, first + 1, first + 2]

    @property
    def icid(self) -> int:
        """The id of the incoming connection: an odd number, as those of rejected connections are even."""
        return self.number * 2 + 1

    @property
    def dcid(self) -> int:
        return self.number + 1

    @property
    def stranger(self) -> str:
        """The address on the other side."""
        return STRANGERS[self.dice[STRANGER]] + DOMAINS[self.dice[DOMAIN]]

    @property
    def sender(self) -> str:
        return self.stranger if self.incoming else OWN_PEOPLE[self.dice[PERSON]]

    @property
    def sender_domain(self) -> str:
        return DOMAINS[self.dice[DOMAIN]] if self.incoming else OWN_DOMAIN

    @property
    def recipients(self) -> list[str]:
        die = self.dice[RECIPIENTS]
        count = 1 if die < 204 else 2 if die < 240 else die % 4 + 2
        if not self.incoming:
            return [self.stranger, *(STRANGERS[(self.dice[STRANGER] + place) % 256] + DOMAINS[self.dice[DOMAIN]] for place in range(1, count))]
        return [OWN_PEOPLE[(self.dice[PERSON] + place) % 256] for place in range(count)]

    @property
    def subject(self) -> str:
        return f"{SUBJECTS[self.dice[SUBJECT]]} {self.number % 100_000}"

    @property
    def sender_ip(self) -> str:
        return f"{NETWORKS[self.dice[NETWORK] % 3] if self.incoming else '192.0.2'}.{self.dice[HOST]}"

    @property
    def score(self) -> float | None:
        """The IP reputation from -10 to 10; None where there is no telling."""
        if not self.incoming or self.dice[SCORE_KIND] < 20:
            return None
        die = self.dice[SCORE]
        return (die % 110 - 100) / 10 if self.outcome.bad else die % 100 / 10

    @property
    def sbrs(self) -> str:
        score = self.score
        if score is not None:
            return str(score)
        return "None" if self.incoming else "N/A"

    @property
    def sender_group(self) -> str:
        if not self.incoming:
            return "RELAYLIST"
        score = self.score
        return "UNKNOWNLIST" if score is None or -2 < score < 8 else "SUSPECTLIST" if score < 0 else "ALLOWED_LIST"

    @property
    def mail_policy(self) -> str:
        return POLICIES[self.dice[POLICY]] if self.incoming else "DEFAULT"

    @property
    def reply_to(self) -> str:
        return f"answers@{DOMAINS[self.dice[REPLY_TO]]}" if self.incoming and self.dice[REPLY_TO] < 64 else "N/A"

    @property
    def message_id(self) -> str:
        """The Message-ID header."""
        return f"<{self.number:x}.{self.dice[-6:].hex()}@{self.sender_domain}>"
