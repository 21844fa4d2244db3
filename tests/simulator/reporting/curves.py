# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rhythm of traffic: how much has passed up to an hour, with days, weekends and chance.

A curve is *cumulative* and closed: its value at an hour is worked out without adding up the hours before it. What happens
between two hours is a difference of two values, so every window is exactly the sum of its hours, however long it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from .chance import fraction

EPOCH_DAY = 18262
"""Days from 1970-01-01 to 2020-01-01, where the curves start, a Wednesday."""

JITTER = 0.8


@dataclass(frozen=True)
class Rhythm:
    """``days`` are the weights of Wednesday to Tuesday and ``hours`` those of a day in UTC; ``swing`` is the chance of whole days.

    A curve never falls as long as ``swing`` is below the smallest weight of a day and :data:`JITTER` below 1.
    """

    days: tuple[float, ...]
    hours: tuple[float, ...]
    swing: float


def _scaled(weights: Sequence[float], total: float) -> tuple[float, ...]:
    factor = total / sum(weights)
    return tuple(weight * factor for weight in weights)


_OFFICE_HOURS = (1, 1, 1, 1, 2, 4, 9, 16, 22, 24, 22, 18, 16, 20, 22, 20, 16, 11, 7, 5, 4, 3, 2, 1)
_ROUND_THE_CLOCK = (8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 12, 12, 11, 11, 11, 11, 10, 10, 10, 9, 9, 9, 8, 8)

OFFICE = Rhythm(_scaled((12, 12, 10, 4, 4, 12, 12), 7), _scaled(_OFFICE_HOURS, 1), 0.35)
BOTS = Rhythm(_scaled((10, 10, 10, 8, 8, 10, 10), 7), _scaled(_ROUND_THE_CLOCK, 1), 0.6)


class Curve:
    """One rhythm with its own chance. It grows by 1 an hour on average."""

    def __init__(self, rhythm: Rhythm, *seed: object) -> None:
        self._rhythm = rhythm
        self._seed = seed
        self._days_before = (0.0, *accumulate(rhythm.days))
        self._hours_before = (0.0, *accumulate(rhythm.hours))
        self.at = lru_cache(maxsize=64)(self._at)

    def _at(self, hours: tuple[int, ...]) -> tuple[float, ...]:
        """:meth:`upto` for several hours. Questions ask for the same ones again and again, for every key and counter."""
        return tuple(map(self.upto, hours))

    def upto(self, hour: int) -> float:
        """What has passed up to the start of ``hour``, counted from 1970."""
        day, hour_of_day = divmod(hour, 24)
        start = self._days_upto(day)
        if hour_of_day == 0:
            return 24 * start
        jitter = JITTER * self._rhythm.hours[hour_of_day] * fraction(*self._seed, "hour", hour)
        return 24 * (start + (self._days_upto(day + 1) - start) * (self._hours_before[hour_of_day] + jitter))

    def _days_upto(self, day: int) -> float:
        weeks, weekday = divmod(day - EPOCH_DAY, 7)
        return 7 * weeks + self._days_before[weekday] + self._rhythm.swing * fraction(*self._seed, "day", day)
