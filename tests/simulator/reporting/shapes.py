# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The forms in which a report leaves the appliance: totals, a graph, or an export."""

from __future__ import annotations

from collections.abc import Sequence

from ..clock import iso
from ..dates import HOUR
from .chance import whole
from .keys import address_of
from .table import Row, Value

HOURLY_UP_TO = 48
PLAIN_TOTAL = -1
"""``meta.totalCount`` of plain totals, in all recorded answers (source XSOAR)."""

HOSTNAME_REPORTS = "_ip_hostname_detail"


def intervals(start: int, end: int, query_type: str) -> tuple[int, ...]:
    """The borders of the intervals: one for totals; hours up to two days, else days in UTC (inferred)."""
    if not query_type:
        return start, end
    if end - start <= HOURLY_UP_TO:
        return tuple(range(start, end + 1))
    midnights = range(start - start % 24 + 24, end, 24)
    return start, *midnights, end


def envelope(type_name: str, result_set: object, total: int = PLAIN_TOTAL) -> dict[str, object]:
    return {"meta": {"totalCount": total}, "data": {"type": type_name, "resultSet": result_set}}


def summary_totals(values: dict[str, list[Value]]) -> list[dict[str, Value]]:
    """A list of single-key objects in no order that means anything (source XSOAR), but always the same one."""
    return [{counter: values[counter][0]} for counter in sorted(values, key=lambda name: whole("order", name))]


def keyed_totals(counters: Sequence[str], rows: Sequence[Row]) -> dict[str, list[dict[str, Value]]]:
    """For every counter a list of ``{key: value}``, all in the same order (sources KET, JOS)."""
    if not rows:
        return {}
    return {counter: [{row.key: row.values[counter][0]} for row in rows] for counter in counters}


def graph(values: dict[str, list[Value]], hours: Sequence[int]) -> dict[str, list[dict[str, Value]]]:
    """For every counter a list of ``{start of interval: number}``. Inferred: no sample is known."""
    return {counter: [{_text(hour): value} for hour, value in zip(hours, series)] for counter, series in values.items()}


def export(report: str, counters: Sequence[str], rows: Sequence[Row], hours: Sequence[int]) -> dict[str, object]:
    """The export of a keyed report (source CHR): the intervals in ascending order, each with the keys that it has hits for."""
    listed = [_interval(report, counters, rows, place, start, end) for place, (start, end) in enumerate(zip(hours, hours[1:]))]
    return {"counter_names": list(counters), "time_intervals": listed}


def export_summary(values: dict[str, list[Value]], hours: Sequence[int]) -> dict[str, object]:
    """The export of a summary report: one line of values for each interval, and no keys (inferred)."""
    lines = zip(*values.values())
    listed = [{**_borders(start, end), "counter_values": [list(line)]} for start, end, line in zip(hours, hours[1:], lines)]
    return {"counter_names": list(values), "time_intervals": listed}


def empty(query_type: str, keyed: bool) -> object:
    """A result without data."""
    if query_type == "export":
        return {"counter_names": [], "time_intervals": []}
    return {} if keyed or query_type else []


def _interval(report: str, counters: Sequence[str], rows: Sequence[Row], place: int, start: int, end: int) -> dict[str, object]:
    lines = [(row.key, [row.values[counter][place] for counter in counters]) for row in rows]
    active = [(key, line) for key, line in lines if any(line)]
    if report.endswith(HOSTNAME_REPORTS):
        listed = [{"counter_values": line, "key": key, "ip_domain": address_of(key)} for key, line in active]
        return {**_borders(start, end), "counter_values": listed}
    return {**_borders(start, end), "keys": [key for key, _line in active], "counter_values": [line for _key, line in active]}


def _borders(start: int, end: int) -> dict[str, object]:
    return {"begin_time": _text(start), "end_time": _text(end), "begin_timestamp": start * HOUR, "end_timestamp": end * HOUR}


def _text(hour: int) -> str:
    return iso(hour * HOUR)
