# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The question behind a list of messages: window, filters, order and page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..dates import MINUTE, window
from ..parameters import allow_only, one_of, require, whole_number
from .filters import PARAMETERS, Test, pvo_tests, spam_tests
from .message import Message
from .store import PVO, SPAM

Place = Callable[[Message], Any]

ORDER = ("orderBy", "orderDir")
PAGING = ("offset", "limit")
TOGETHER = (ORDER, PAGING)
"""Parameters that only work together. With one of them missing there is no data, and no error (sources GUIDE, XSOAR)."""

SPAM_ORDERS: dict[str, Place] = {
    "from_address": lambda message: message.from_header.lower(),
    "to_address": lambda message: tuple(address.lower() for address in message.addressees),
    "subject": lambda message: message.subject.lower(),
    "date": lambda message: message.received,
    "size": lambda message: message.size,
}
PVO_ORDERS: dict[str, Place] = {
    "sender": lambda message: message.sender.lower(),
    "subject": lambda message: message.subject.lower(),
    "received": lambda message: message.received,
    "scheduledExit": lambda message: min(stay.exit for stay in message.stays.values()),
    "size": lambda message: message.size,
}
ORDERS: dict[str, dict[str, Place]] = {SPAM: SPAM_ORDERS, PVO: PVO_ORDERS}


@dataclass(frozen=True)
class Page:
    """What part of a list is asked for, and in which order. A ``fruitless`` page has no data but is no fault."""

    order_by: str
    descending: bool
    offset: int
    limit: int | None
    fruitless: bool

    def cut(self, found: Sequence[Any]) -> Sequence[Any]:
        return found[self.offset :] if self.limit is None else found[self.offset : self.offset + self.limit]


@dataclass(frozen=True)
class Question:
    """What is asked. ``start`` and ``end`` are in seconds since 1970; the second of ``end`` does not belong to it any more."""

    kind: str
    start: int
    end: int
    tests: tuple[Test, ...]
    page: Page

    def selects(self, message: Message) -> bool:
        return self.start <= message.received < self.end and all(test(message) for test in self.tests)


def page_of(parameters: Mapping[str, str], orders: Iterable[str]) -> Page:
    """Order and paging, each of them given as a pair or not at all."""
    return Page(
        order_by=one_of(parameters, "orderBy", orders),
        descending=one_of(parameters, "orderDir", ("asc", "desc")) != "asc",
        offset=whole_number(parameters, "offset") or 0,
        limit=whole_number(parameters, "limit"),
        fruitless=any((first in parameters) != (second in parameters) for first, second in TOGETHER),
    )


def ask(parameters: Mapping[str, str], names: Sequence[str], end_inclusive: bool) -> Question:
    """The question in ``parameters``. ``names`` are the quarantines that there are; whether ``endDate`` belongs to it is not known."""
    start, end = window(parameters)
    require(parameters, "quarantineType")
    kind = one_of(parameters, "quarantineType", (SPAM, PVO))
    allow_only(parameters, ("startDate", "endDate", "quarantineType", *PARAMETERS[kind], *ORDER, *PAGING))
    tests = spam_tests(parameters) if kind == SPAM else pvo_tests(parameters, names)
    return Question(kind, start * MINUTE, end * MINUTE + end_inclusive, tests, page_of(parameters, ORDERS[kind]))


def ordered(messages: Iterable[Message], kind: str, page: Page) -> list[Message]:
    """Messages in the order that is asked for; the newest come first when none is (inferred)."""
    place = ORDERS[kind][page.order_by or ("date" if kind == SPAM else "received")]
    return sorted(messages, key=place, reverse=page.descending)
