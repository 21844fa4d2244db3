# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Intervals -> stacked columns. Charts are as wide as their place, so heights are percents, and text stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._counters import is_number, merge_intervals
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.headlines import blocked
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import MAIL, WEB
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.words import moment, number

STEP = 10
"""Width of an interval."""

OVER_TIME = {MAIL: "mail_over_time", WEB: "web_over_time"}
_COUNTERS = {
    MAIL: ("total_clean_recipients", "total_graymail_recipients", "total_threat_recipients"),
    WEB: ("transaction_total", "allowed_transaction_total"),
}
_TOPS = (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Series:
    """One number for each interval. Series are stacked, the first at the bottom."""

    label: str
    tone: str
    values: Sequence[float]

    @property
    def sum(self) -> str:
        return number(sum(self.values))


@dataclass(frozen=True)
class Column:
    """One interval: where its rectangles are, and the same as text."""

    x: int
    begin: str
    text: str
    rectangles: Sequence[tuple[str, float, float]]
    numbers: Sequence[str]


@dataclass(frozen=True)
class Chart:
    series: Sequence[Series]
    columns: Sequence[Column]
    scale: tuple[str, str]
    span: tuple[str, str, str]
    text: str

    @property
    def width(self) -> int:
        return STEP * len(self.columns)


@dataclass(frozen=True)
class Spark:
    """The same as small as a line of a table: one path for each series."""

    width: int
    text: str
    paths: Sequence[tuple[str, str]]


def series_of(family: str, reports: Iterable[Mapping[str, Any]], at_most: int) -> tuple[list[dict[str, Any]], list[Series]]:
    """Intervals of one or more appliances, no more than ``at_most``, and what is shown of them; nothing if there are none."""
    several = [report.get("intervals") or [] for report in reports]
    intervals = merge_intervals(several, counters=_COUNTERS[family], at_most=at_most)
    counters = [interval["counters"] for interval in intervals]
    if family == MAIL:
        names = (("Clean", "good"), ("Graymail", "grey"), ("Threats", "bad"))
        return intervals, [Series(label, tone, _values(counters, name)) for (label, tone), name in zip(names, _COUNTERS[MAIL])]
    return intervals, [Series("Allowed", "web", _values(counters, _COUNTERS[WEB][1])), Series("Blocked", "bad", [blocked(one) or 0 for one in counters])]


def _values(counters: Iterable[Mapping[str, Any]], name: str) -> list[float]:
    values: Iterable[Any] = (one.get(name) for one in counters)
    return [float(value) if is_number(value) else 0 for value in values]


def chart(family: str, reports: Iterable[Mapping[str, Any]], at_most: int) -> Chart | None:
    intervals, series = series_of(family, reports, at_most)
    if not intervals:
        return None
    sums = [sum(values) for values in zip(*(one.values for one in series))]
    top = _top(max(sums))
    begins = [moment(interval["begin"]) for interval in intervals]
    last = moment(intervals[-1]["end"] or intervals[-1]["begin"])
    words = " ".join(f"{one.label}: {one.sum}." for one in series)
    busiest = f"Most in the interval from {begins[sums.index(max(sums))]}, with {number(max(sums))}."
    return Chart(
        series,
        [_column(place, begin, [one.values[place] for one in series], series, top) for place, begin in enumerate(begins)],
        (number(top), number(top / 2)),
        (begins[0], begins[len(begins) // 2], last),
        f"{len(intervals)} intervals from {begins[0]} to {last} UTC. {words} {busiest}",
    )


def _top(peak: float) -> float:
    """The round number at the upper end of the scale."""
    peak = max(peak, 1)
    step = float(10 ** floor(log10(peak)))
    return next((factor * step for factor in _TOPS if factor * step >= peak), 10 * step)


def _column(place: int, begin: str, values: Sequence[float], series: Sequence[Series], top: float) -> Column:
    rectangles, at = [], 100.0
    for one, value in zip(series, values):
        if value:
            height = 100 * value / top
            at -= height
            rectangles.append((one.tone, round(at, 2), round(height, 2)))
    told = "".join(f", {one.label} {number(value)}" for one, value in reversed([*zip(series, values)]))
    return Column(place * STEP + 1, begin, begin + told, rectangles, [*map(number, values), number(sum(values))])


def spark(title: str, family: str, reports: Iterable[Mapping[str, Any]], at_most: int) -> Spark | None:
    intervals, series = series_of(family, reports, at_most)
    if not intervals:
        return None
    peak = max(1, *(sum(values) for values in zip(*(one.values for one in series))))
    floors, paths = [100.0] * len(intervals), []
    for one in series:
        heights = [100 * value / peak for value in one.values]
        drawn = (f"M{place * STEP + 1} {at:.1f}v-{height:.1f}h8v{height:.1f}z" for place, (at, height) in enumerate(zip(floors, heights)) if height)
        paths.append((one.tone, "".join(drawn)))
        floors = [at - height for at, height in zip(floors, heights)]
    return Spark(STEP * len(intervals), title + "".join(f", {one.label} {one.sum}" for one in series), paths)
