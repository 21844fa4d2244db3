# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Populations of records: what one gateway has of one kind, and how searches get at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from ..reporting.chance import whole
from .filters import Filters
from .messages import Dice
from .timeline import Timeline

Record = TypeVar("Record")
_REMEMBERED_SEARCHES = 8


@dataclass(frozen=True)
class Kind(Generic[Record]):
    """A kind of record. ``rate`` is the setting with how many there are in an hour; ``make`` takes a number, a second and dice."""

    name: str
    rate: str
    make: Callable[[int, int, bytes], Record]
    test: Callable[[Filters], Callable[[Record], bool]]


class Population(Generic[Record]):
    """The records of one kind that one gateway has. They depend on the seed, the name of the gateway and the rate only."""

    def __init__(self, kind: Kind[Record], seed: int, gateway: str) -> None:
        self.kind = kind
        self.dice = Dice(seed, gateway, kind.name)
        self._phase = whole(seed, gateway, kind.name)
        self._found = lru_cache(maxsize=_REMEMBERED_SEARCHES)(self._find)

    def timeline(self, per_hour: int) -> Timeline:
        return Timeline(per_hour, self._phase)

    def record(self, number: int, timeline: Timeline) -> Record:
        return self.kind.make(number, timeline.second(number), self.dice.thrown(number))

    def matching(self, per_hour: int, span: range, filters: Filters) -> tuple[int, ...]:
        """The numbers, out of a range, of the records that pass all filters. The pages of one search look at every record once."""
        return self._found(per_hour, span.start, span.stop, filters)

    def _find(self, per_hour: int, start: int, stop: int, filters: Filters) -> tuple[int, ...]:
        passes, timeline = self.kind.test(filters), self.timeline(per_hour)
        return tuple(number for number in range(start, stop) if passes(self.record(number, timeline)))


def populations(kinds: Iterable[Kind[Any]], seed: int, gateway: str) -> dict[str, Population[Any]]:
    """All populations of a gateway, by the name of their kind."""
    return {kind.name: Population(kind, seed, gateway) for kind in kinds}
