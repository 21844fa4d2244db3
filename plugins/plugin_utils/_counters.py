# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Counters, rows and intervals of several appliances as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError

Row = Mapping[str, Any]
Interval = Mapping[str, Any]


def sum_counters(several: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    if isinstance(several, (str, Mapping)) or not isinstance(several, Iterable):
        raise AnsibleFilterError(f"sum_counters takes a list of dictionaries, not a {type(several).__name__}")
    sums: dict[str, Any] = {}
    for counters in several:
        if not isinstance(counters, Mapping):
            raise AnsibleFilterError(f"sum_counters takes dictionaries of counters, not a {type(counters).__name__}")
        for name, value in counters.items():
            if is_number(value):
                sums[name] = sums.get(name, 0) + value
    return sums


def merge_rows(
    several: Iterable[Iterable[Row]], order_by: str | None = None, counters: Collection[str] | None = None, top: int | None = None
) -> list[dict[str, Any]]:
    same_key: dict[Any, list[Row]] = {}
    for row in _items_of(several, "merge_rows", "rows", "key"):
        same_key.setdefault(row["key"], []).append(_only(row, counters))
    merged = [_merged(key, rows) for key, rows in same_key.items()]
    if order_by:
        merged.sort(key=lambda row: (-_number(row.get(order_by)), str(row["key"])))
    return merged if top is None else merged[:top]


def _merged(key: Any, rows: list[Row]) -> dict[str, Any]:
    merged: dict[str, Any] = {"key": key}
    for row in rows:
        for name, value in row.items():
            if merged.get(name) is None:
                merged[name] = value
    return {**merged, **sum_counters(rows), "key": key}


def merge_intervals(several: Iterable[Iterable[Interval]], counters: Collection[str] | None = None, at_most: int | None = None) -> list[dict[str, Any]]:
    same_begin: dict[str, list[Interval]] = {}
    for interval in _items_of(several, "merge_intervals", "intervals", "begin"):
        begin = str(interval["begin"])
        slim = {"begin": begin, "end": interval.get("end"), "counters": _only(interval.get("counters") or {}, counters)}
        same_begin.setdefault(begin, []).append(slim)
    merged = [_joined(same_begin[begin]) for begin in sorted(same_begin)]
    if at_most is None or len(merged) <= at_most:
        return merged
    if at_most < 1:
        raise AnsibleFilterError(f"merge_intervals takes an at_most of 1 or more, not {at_most}")
    size = -(-len(merged) // at_most)
    return [_joined(merged[place : place + size]) for place in range(0, len(merged), size)]


def _joined(intervals: Sequence[Interval]) -> dict[str, Any]:
    """Intervals that stand side by side or over each other as one."""
    ends = [interval["end"] for interval in intervals if interval["end"]]
    return {
        "begin": min(interval["begin"] for interval in intervals),
        "end": max(ends, key=str) if ends else None,
        "counters": sum_counters(interval["counters"] for interval in intervals),
    }


def _items_of(several: Any, name: str, noun: str, key: str) -> Iterator[Mapping[str, Any]]:
    """The dictionaries with ``key`` in a list of lists; what is none is refused in the name of the filter ``name``."""
    if isinstance(several, (str, Mapping)) or not isinstance(several, Iterable):
        raise AnsibleFilterError(f"{name} takes a list of lists of {noun}, not a {type(several).__name__}")
    for items in several:
        if isinstance(items, (str, Mapping)) or not isinstance(items, Iterable):
            raise AnsibleFilterError(f"{name} takes lists of {noun}, not a {type(items).__name__}")
        for item in items:
            if not isinstance(item, Mapping) or key not in item:
                raise AnsibleFilterError(f"{name} takes {noun} that are dictionaries with '{key}'")
            yield item


def _only(fields: Mapping[str, Any], names: Collection[str] | None) -> Mapping[str, Any]:
    return fields if names is None else {name: fields[name] for name in names if name in fields}


def _number(value: Any) -> float:
    return value if is_number(value) else 0


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
