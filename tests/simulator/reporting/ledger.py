# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The figures of one appliance: any counter of any key, between any two hours.

Hours are counted from 1970. See :mod:`.curves` for why every window is the sum of its hours.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor

from .chance import between, fraction, pick, whole
from .counters import level, parts, share
from .curves import BOTS, OFFICE, Curve

OFFICE_CURVES = 4
BOT_CURVES = 3
BOT_WORDS = ("blocked", "spam", "virus", "threat", "malware", "malicious", "fail", "reject", "amp")
VOLUMES = {"mail": (500.0, 2500.0), "web": (4000.0, 16000.0)}
"""Messages or transactions an hour, from the quietest to the busiest appliance."""


@dataclass(frozen=True)
class Count:
    """Something that is counted: ``per_hour`` on average, along a curve. ``phase`` keeps rare counts from stepping all at once."""

    curve: Curve
    per_hour: float
    phase: float

    def upto(self, hours: tuple[int, ...]) -> list[int]:
        """The count up to each of the hours."""
        per_hour, phase = self.per_hour, self.phase
        return [floor(per_hour * passed + phase) for passed in self.curve.at(hours)]


@dataclass(frozen=True)
class Level:
    """Something that is measured: the busier the hours, the nearer it comes to ``high``."""

    curve: Curve
    low: float
    high: float

    def averages(self, hours: tuple[int, ...]) -> list[int]:
        """The average between each hour and the next one."""
        passed = self.curve.at(hours)
        growth = ((later - earlier) / (end - start) for earlier, later, start, end in zip(passed, passed[1:], hours, hours[1:]))
        return [round(self.low + (self.high - self.low) * min(each / 3, 1.0)) for each in growth]


class Ledger:
    """All figures of one appliance. The same seed and name always give the same figures."""

    def __init__(self, seed: int, name: str) -> None:
        self._own = (seed, name)
        self._office = tuple(Curve(OFFICE, seed, name, "office", number) for number in range(OFFICE_CURVES))
        self._bots = tuple(Curve(BOTS, seed, name, "bots", number) for number in range(BOT_CURVES))
        self._counts = lru_cache(maxsize=200_000)(self._make_count)

    def sums(self, family: str, report: str, key: str, weight: float, counter: str, present: Collection[str], hours: tuple[int, ...]) -> list[int]:
        """The counter between each hour of ``hours`` and the next one. ``weight`` is the key's part of the traffic."""
        lines = [self._counts(family, report, key, weight, part) for part in parts(counter, present)]
        upto = lines[0].upto(hours) if len(lines) == 1 else [sum(column) for column in zip(*(line.upto(hours) for line in lines))]
        return [later - earlier for earlier, later in zip(upto, upto[1:])]

    def averages(self, report: str, key: str, counter: str, hours: tuple[int, ...]) -> list[int]:
        """The level of a counter between each hour and the next one."""
        low, high = level(counter) or (0, 1)
        return Level(self._curve("mail", counter, report, key), low, between(low + (high - low) / 2, high, *self._own, report, key, counter)).averages(hours)

    def events(self, report: str, start: int, end: int, per_hour: float) -> list[tuple[int, int]]:
        """Rare events between two hours: for each one its number, which never changes, and its hour."""
        line = Count(pick(self._office, report), per_hour, fraction(*self._own, report, "phase"))
        upto = line.upto(tuple(range(start, end + 1)))
        return [(number, start + place) for place, (before, after) in enumerate(zip(upto, upto[1:])) for number in range(before, after)]

    def key_weights(self, report: str, keys: Sequence[str]) -> list[float]:
        """The part of the traffic that falls to each key: few have much, most have little."""
        raw = [between(0.2, 1.8, *self._own, report, key) / (rank + 1) ** 0.9 for rank, key in enumerate(keys)]
        total = sum(raw)
        return [weight / total for weight in raw]

    def _make_count(self, family: str, report: str, key: str, weight: float, counter: str) -> Count:
        low, high = VOLUMES[family]
        volume = between(low, high, *self._own, family)
        taste = between(0.6, 1.4, *self._own, report, key, counter)
        phase = fraction(*self._own, report, key, counter, "phase")
        return Count(self._curve(family, counter, report, key), volume * share(counter) * weight * taste, phase)

    def _curve(self, family: str, counter: str, report: str, key: str) -> Curve:
        """Bots send bad mail round the clock; everything else follows the people in the office."""
        curves = self._bots if family == "mail" and any(word in counter for word in BOT_WORDS) else self._office
        return curves[whole("curve", report, key, counter) % len(curves)]
