# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pairs of a safelist or blocklist, seen by recipient or by sender. Addresses are compared without letter case (inferred)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock

from ..reporting.keys import SENDERS, USER_ADDRESSES
from .population import Dice

RECIPIENT = "recipient"
SENDER = "sender"
LISTS = ("safelist", "blocklist")

Pair = tuple[str, str]
"""A recipient and a sender."""


def first_pairs(seed: int, appliance: str, name: str, recipients: int) -> list[Pair]:
    """The pairs of a list at the start: from one to four senders for each of so many recipients."""
    senders = (*SENDERS, *(address.partition("@")[2] for address in SENDERS[:6]))
    pairs = []
    for place in range(recipients):
        turn, number = divmod(place, len(USER_ADDRESSES))
        user, _at, domain = USER_ADDRESSES[number].partition("@")
        address = f"{user}{turn}@{domain}" if turn else USER_ADDRESSES[number]
        pairs += [(address, sender) for sender in Dice(seed, appliance, name, place).several(senders, most=4)]
    return pairs


class SenderList:
    """The pairs of one list. Not safe for many threads by itself: :class:`SenderLists` keeps them apart."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._pairs: dict[Pair, Pair] = {}
        for pair in pairs:
            self._put(pair)

    @property
    def pairs(self) -> list[Pair]:
        return list(self._pairs.values())

    def rows(self, view: str) -> dict[str, list[str]]:
        """Every address of the view with its partners, in the order of the alphabet."""
        found: dict[str, tuple[str, list[str]]] = {}
        for pair in self._pairs.values():
            address, partner = pair if view == RECIPIENT else pair[::-1]
            found.setdefault(address.lower(), (address, []))[1].append(partner)
        return {address: partners for _key, (address, partners) in sorted(found.items())}

    def has(self, view: str, address: str) -> bool:
        return any(key[0 if view == RECIPIENT else 1] == address.lower() for key in self._pairs)

    def append(self, view: str, address: str, partners: Sequence[str]) -> None:
        for partner in partners:
            self._put((address, partner) if view == RECIPIENT else (partner, address))

    def remove(self, view: str, address: str) -> bool:
        """Remove a row; False if there is none."""
        place = 0 if view == RECIPIENT else 1
        gone = [key for key in self._pairs if key[place] == address.lower()]
        for key in gone:
            del self._pairs[key]
        return bool(gone)

    def _put(self, pair: Pair) -> None:
        self._pairs.setdefault((pair[0].lower(), pair[1].lower()), pair)


class SenderLists:
    """Safelist and blocklist of an appliance, filled when they are first looked at. Hold ``lock`` while working with one."""

    def __init__(self, seed: int, appliance: str) -> None:
        self.lock = Lock()
        self._source = (seed, appliance)
        self._lists: dict[str, SenderList] = {}
        self._recipients = 0

    def reset(self) -> None:
        with self.lock:
            self._lists = {}

    def of(self, name: str, recipients: int) -> SenderList:
        """One list. Another number of recipients than before fills both anew."""
        if not self._lists or self._recipients != recipients:
            self._lists = {each: SenderList(first_pairs(*self._source, each, recipients)) for each in LISTS}
            self._recipients = recipients
        return self._lists[name]
