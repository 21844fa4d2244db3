# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report as data: what report.json holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.comparison import Both, Comparison, changed_percent, rows_before
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.tables import shown_columns
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import GATEWAY, Fleet

FORMAT = 1


def document(fleet: Fleet, comparison: Comparison | None, title: str, generated: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "title": title,
        "generated": generated,
        "window": fleet.window,
        "totals": fleet.totals,
        "comparison": _comparison(fleet, comparison) if comparison else None,
        "managers_in_totals": {family: fleet.counts_managers(family) for family in GATEWAY},
        "appliances": [{name: value for name, value in vars(appliance).items() if name not in ("before", "before_failed")} for appliance in fleet.appliances],
    }


def _comparison(fleet: Fleet, comparison: Comparison) -> dict[str, Any]:
    return {
        "window": comparison.window,
        "msg": comparison.msg,
        "totals": {name: _counters(both) for name, both in comparison.totals.items()},
        "appliances": {name: both.names for name, both in comparison.totals.items()},
        "left_out": [{"name": name, "msg": msg} for name, msg in comparison.left_out().items()],
        "tables": dict(_tables(fleet)) if not comparison.msg else {},
    }


def _counters(both: Both) -> dict[str, Any]:
    return {counter: _pair(now, both.before[counter]) for counter, now in both.now.items()}


def _pair(now: Any, before: Any) -> dict[str, Any]:
    return {"now": now, "before": before, "change_percent": changed_percent(now, before)}


def _tables(fleet: Fleet) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """For each keyed report that was asked for on both times, the counter that its table is sorted by."""
    for family in GATEWAY:
        counted = fleet.counted(family)
        for label in dict.fromkeys(label for label, report in fleet.reports(family) if report["rows"]):
            reports = [report for other, report in fleet.reports(family) if other == label and report["rows"]]
            counter = next((counter for counter, _text in shown_columns(reports)[1]), "")
            pairs = rows_before(counted, label, counter)
            if pairs:
                yield label, [{"key": key, "counter": counter, **_pair(*pair)} for key, pair in pairs.items()]


def readable_json(value: Any, depth: int = 0) -> str:
    """JSON in which whatever holds single values only stands on one line: a row is a line."""
    inner = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else []
    if not any(isinstance(one, (Mapping, list, tuple)) and one for one in inner):
        return json.dumps(value)
    begin, end = "{}" if isinstance(value, Mapping) else "[]"
    names = [f"{json.dumps(str(name))}: " for name in value] if isinstance(value, Mapping) else [""] * len(inner)
    blanks = "  " * (depth + 1)
    lines = ",\n".join(f"{blanks}{name}{readable_json(one, depth + 1)}" for name, one in zip(names, inner))
    return f"{begin}\n{lines}\n{'  ' * depth}{end}"
