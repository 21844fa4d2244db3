# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reports with keys, and summaries without a place of their own -> tables as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.columns import KEY
from ansible_collections.asyncos.api.plugins.plugin_utils._counters import is_number, merge_rows, sum_counters
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import Appliance, Report
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.comparison import Pair, rows_before
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import SUMMED, Counters, Window, window_of
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.words import TABLES, About, change, figure, moment, number, plain_name, share

_MOST_COLUMNS = 3
Labelled = tuple[str, Report]


@dataclass(frozen=True)
class Row:
    """The parts of the key between which a line may break, the width of its bar in percent, and the texts of its cells."""

    parts: Sequence[str]
    width: float | None
    cells: Sequence[str]
    change: str = ""


@dataclass(frozen=True)
class Table:
    title: str
    key: str
    columns: Sequence[str]
    rows: Sequence[Row]
    label: str = ""
    note: str = ""


def kinds(title: str, unit: str, names: Mapping[str, str], counters: Counters, whole: Any) -> Table | None:
    """How many there were of each kind, and which part of the whole that is."""
    found = sorted(((counters[counter], name) for counter, name in names.items() if is_number(counters.get(counter))), reverse=True)
    if not found or not found[0][0]:
        return None
    rows = [Row((name,), _width(value, found[0][0]), (number(value), f"{share(value, whole)} %" if share(value, whole) else "")) for value, name in found]
    return Table(title, "Reason", (unit, "Share"), rows)


def tables_of(reports: Iterable[Labelled], top: int, window: Window, compared: Iterable[Appliance] = ()) -> Iterator[Table]:
    """Everything that is a table in some reports of one or more appliances. What is not on the time ``window`` says on which it is."""
    same: dict[str, list[Report]] = {}
    for label, report in reports:
        if label not in SUMMED:
            same.setdefault(label, []).append(report)
    for label, several in same.items():
        keyed = [report for report in several if report["rows"]]
        summed = sum_counters(report["counters"] for report in several if report["shape"] == "summary")
        if keyed:
            yield from _ranking(label, keyed, top, _own_time(keyed, window), compared)
        elif summed:
            yield _counters(label, summed, _own_time(several, window))


def _own_time(reports: Iterable[Report], window: Window) -> str:
    found = window_of(report["meta"] for report in reports)
    return "" if found == window else f"{moment(found['start'])} to {moment(found['end'])} UTC"


def shown_columns(reports: Sequence[Report]) -> tuple[About, list[tuple[str, str]]]:
    """What a keyed report is about, and the counters of it that a table shows. The first of them decides about the order.

    A report that was asked for one counter only may have none of those that its table usually has.
    """
    name, sample = reports[0]["name"], reports[0]["rows"][0]
    about = TABLES.get(name)
    columns = [(counter, text) for counter, text in about.columns.items() if _has_numbers(reports, counter)] if about else []
    if about and columns:
        return about, columns
    about = About(plain_name(name), about.key if about else str(reports[0].get("keyed_by") or KEY).capitalize(), {})
    counters = [counter for counter in sample if counter != KEY and _has_numbers(reports, counter)]
    return about, [(counter, plain_name(counter)) for counter in counters[:_MOST_COLUMNS]]


def _has_numbers(reports: Iterable[Report], counter: str) -> bool:
    return any(is_number(row.get(counter)) for report in reports for row in report["rows"])


def _ranking(label: str, reports: Sequence[Report], top: int, time: str, compared: Iterable[Appliance]) -> Iterator[Table]:
    about, columns = shown_columns(reports)
    if not columns:
        return
    first = columns[0][0]
    rows = merge_rows([report["rows"] for report in reports], order_by=first, counters=[counter for counter, _text in columns])
    pairs = rows_before(compared, label, first)
    yield Table(
        about.title,
        about.key,
        [text for _counter, text in columns],
        [_row(row, columns, rows[0].get(first), pairs.get(row["key"])) for row in rows[:top]],
        label if label != reports[0]["name"] else "",
        ", ".join(filter(None, (f"{top} of {len(rows)}" if len(rows) > top else "", time))),
    )


def _row(row: Mapping[str, Any], columns: Sequence[tuple[str, str]], most: Any, pair: Pair | None) -> Row:
    first = columns[0][0]
    cells = [figure(counter, row.get(counter)) for counter, _text in columns]
    return Row(str(row["key"]).split("@"), _width(row.get(first), most), cells, change(*pair) if pair else "")


def _counters(label: str, numbers: Counters, time: str) -> Table:
    rows = [Row((plain_name(counter),), None, (figure(counter, value),)) for counter, value in sorted(numbers.items())]
    return Table(plain_name(label), "Counter", ("Number",), rows, note=time)


def _width(value: Any, most: Any) -> float:
    return round(100 * value / most, 2) if is_number(value) and is_number(most) and most else 0
