# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""This time against the time before. Only what gave numbers on both is compared: a new appliance must not look like growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._counters import is_number
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import Appliance, Report
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import TOTALS, Fleet, is_on, summed

Pair = tuple[Any, Any]
"""A number now, and before."""


@dataclass
class Both:
    """Sums over the appliances that gave numbers on both times."""

    now: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """Appliances with numbers on one of the times only, and why."""


@dataclass(frozen=True)
class Comparison:
    """``window`` is the time before, if there is one. ``msg`` says why nothing is compared, or is empty."""

    window: Mapping[str, str]
    msg: str
    totals: Mapping[str, Both]

    def left_out(self) -> dict[str, str]:
        """Appliances that are not in every comparison that they could be in, and the first reason."""
        found: dict[str, str] = {}
        for both in self.totals.values():
            for name, why in both.left_out:
                found.setdefault(name, why)
        return found


def comparison_of(fleet: Fleet, before: Mapping[str, str], msg: str) -> Comparison:
    totals = {name: _both(fleet.counted(family), family, label) for name, (family, label) in TOTALS.items()} if before else {}
    known = {name: both for name, both in totals.items() if both.names or both.left_out}
    nothing = "" if any(both.names for both in known.values()) else "No appliance gave numbers on both times."
    return Comparison(before, msg or nothing, known)


def _both(appliances: Iterable[Appliance], family: str, label: str) -> Both:
    both, pairs = Both(), []
    for appliance in appliances:
        now, before = _numbers(appliance.reports.get(label), family), _numbers(appliance.before.get(label), family)
        shared = [counter for counter in now if counter in before]
        if shared:
            both.names.append(appliance.name)
            pairs.append([{counter: numbers[counter] for counter in shared} for numbers in (now, before)])
        elif now:
            both.left_out.append((appliance.name, appliance.before_failed.get(label) or "it has no numbers on the time before"))
        elif before and label in appliance.reports:
            both.left_out.append((appliance.name, "it has no numbers on this time"))
    both.now, both.before = summed(now for now, _before in pairs), summed(before for _now, before in pairs)
    return both


def _numbers(report: Report | None, family: str) -> dict[str, Any]:
    if not report or not is_on(report, family):
        return {}
    return {counter: value for counter, value in report["counters"].items() if is_number(value)}


def changed_percent(now: Any, before: Any) -> float | None:
    """Percent of the number before; nothing if that is zero or one of them is not known."""
    return round(100 * (now - before) / before, 1) if is_number(now) and is_number(before) and before else None


def rows_before(appliances: Iterable[Appliance], label: str, counter: str) -> dict[Any, Pair]:
    """Both numbers of every key of which they are known, over the appliances that have the report on both times.

    An appliance that was asked for its first rows only leaves others out. What it left out on one of the times is not known, and not zero.
    """
    pairs: dict[Any, Pair] = {}
    unknown: set[Any] = set()
    for appliance in appliances:
        for key, now, before in _row_pairs(appliance.reports.get(label), appliance.before.get(label), counter):
            if now is None or before is None:
                unknown.add(key)
            else:
                known = pairs.get(key, (0, 0))
                pairs[key] = (known[0] + now, known[1] + before)
    return {key: pair for key, pair in pairs.items() if key not in unknown}


def _row_pairs(now: Report | None, before: Report | None, counter: str) -> Iterator[tuple[Any, Any, Any]]:
    if not now or not before or not (now["rows"] and before["rows"]):
        return
    new, old = ({row["key"]: row.get(counter) for row in report["rows"] if is_number(row.get(counter))} for report in (now, before))
    new_default, old_default = (None if report["meta"]["truncated"] else 0 for report in (now, before))
    for key in {**new, **old}:
        yield key, new.get(key, new_default), old.get(key, old_default)
