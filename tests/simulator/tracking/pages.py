# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pages out of what several gateways hold, as if it were one list in order of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from .timeline import Timeline


@dataclass(frozen=True)
class Holding:
    """The numbers of one gateway's records in a window, oldest first: a whole range, then a list of picked ones."""

    timeline: Timeline
    span: range
    picked: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.span) + len(self.picked)

    def before(self, second: int) -> int:
        """How many of the records are older than ``second``."""
        if self.picked and second > self.timeline.second(self.picked[0]):
            return len(self.span) + bisect_left(self.picked, second, key=self.timeline.second)
        if not self.span:
            return 0
        return min(max(self.timeline.first_at(second), self.span.start), self.span.stop) - self.span.start

    def numbers(self, first: int, last: int) -> list[int]:
        """The records at the places ``first`` up to, but not including, ``last``."""
        length = len(self.span)
        return [*self.span[first:last], *self.picked[max(first - length, 0) : max(last - length, 0)]]

    def from_place(self, place: int) -> Iterator[int]:
        yield from self.span[place:]
        yield from self.picked[max(place - len(self.span), 0) :]


Slot = tuple[int, int]
"""The place of a gateway in the list of holdings, and the number of one of its records."""


def page(holdings: Sequence[Holding], window: tuple[int, int], offset: int, limit: int, newest_first: bool) -> list[Slot]:
    """The records from ``offset`` on, at most ``limit``. ``window`` is its first second and its last one."""
    total = sum(map(len, holdings))
    first, last = (total - offset - limit, total - offset) if newest_first else (offset, offset + limit)
    first, last = max(first, 0), min(last, total)
    if first >= last:
        return []
    if len(holdings) == 1:
        slots = [(0, number) for number in holdings[0].numbers(first, last)]
    else:
        slots = _merged(holdings, window, first, last)
    return slots[::-1] if newest_first else slots


def _merged(holdings: Sequence[Holding], window: tuple[int, int], first: int, last: int) -> list[Slot]:
    """Records of equal second come in the order of the gateways. The search for the first second costs the logarithm of the window."""

    def before(second: int) -> int:
        return sum(holding.before(second) for holding in holdings)

    seconds = range(window[0], window[1] + 2)
    second = seconds[bisect_right(seconds, first, key=before) - 1]
    queues = (_queue(place, holding, second) for place, holding in enumerate(holdings))
    skipped = first - before(second)
    return [(place, number) for _second, place, number in islice(merge(*queues), skipped, skipped + last - first)]


def _queue(place: int, holding: Holding, second: int) -> Iterator[tuple[int, int, int]]:
    return ((holding.timeline.second(number), place, number) for number in holding.from_place(holding.before(second)))
