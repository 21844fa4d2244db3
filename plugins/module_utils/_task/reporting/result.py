# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From an answer of a reporting resource to data: the wire's odd shapes end here.

The shape of the answer itself decides, not the catalogue: a list of single-key objects is a summary, an object of lists is
keyed, and intervals come with ``query_type``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.window import iso_time

EXPORT = "export"
GRAPH = "graph"

_LOOK = "Look at the raw answer with asyncos.api.request."


def report_data(document: Any, query_type: str | None) -> dict[str, Any]:
    """The data of one answer: ``counters``, ``rows`` or ``intervals``, and ``shape`` that says which."""
    result_set = _result_set(document)
    if query_type == EXPORT and isinstance(result_set, dict) and "time_intervals" in result_set:
        return _of_intervals(_exported(result_set))
    if not result_set:
        return _of_intervals([]) if query_type else {"shape": "empty", "counters": {}, "rows": []}
    if query_type == GRAPH and isinstance(result_set, dict):
        return _of_intervals([{"begin": _iso(row.pop("key")), "counters": row} for row in _rows(result_set)])
    if isinstance(result_set, dict) and all(isinstance(value, (int, float)) for value in result_set.values()):
        result_set = [result_set]  # a single counter of a summary: whether in a list or not is not known
    if isinstance(result_set, list):
        return {"shape": "summary", "counters": _merged(result_set), "rows": []}
    return {"shape": "keyed", "counters": {}, "rows": _rows(result_set)}


def returned(data: Mapping[str, Any]) -> int:
    """How many counters, rows or intervals ``data`` holds."""
    return len(data.get("intervals", ())) or len(data.get("rows", ())) or len(data.get("counters", ()))


def _result_set(document: Any) -> Any:
    """``data.resultSet``; an empty object stands for no data."""
    if document == {} or (isinstance(document, dict) and document.get("data") in ({}, [])):
        return []
    data = document.get("data") if isinstance(document, dict) else None
    result_set = data.get("resultSet") if isinstance(data, dict) else None
    if not isinstance(result_set, (list, dict)):
        raise MalformedReply("the answer is JSON, but has no data.resultSet as a report has", _LOOK)
    return result_set


def _of_intervals(intervals: list[dict[str, Any]]) -> dict[str, Any]:
    return {"shape": "intervals", "counters": {}, "rows": [], "intervals": intervals}


def _merged(entries: list[Any]) -> dict[str, Any]:
    """A list of single-key objects as one dict, sorted by name: the appliance's own order is arbitrary here."""
    counters: dict[str, Any] = {}
    for entry in entries:
        counters.update(_object(entry))
    return dict(sorted(counters.items()))


def _rows(result_set: Mapping[str, Any]) -> list[dict[str, Any]]:
    """An object of lists of single-key objects as rows, in the order of the first list."""
    columns = {counter: [_pair(entry) for entry in _list(entries)] for counter, entries in result_set.items()}
    orders = [[key for key, _value in column] for column in columns.values()]
    if all(order == orders[0] for order in orders):
        return [{"key": key, **{counter: column[place][1] for counter, column in columns.items()}} for place, key in enumerate(orders[0])]
    return _rows_by_key(columns)


def _rows_by_key(columns: Mapping[str, list[tuple[str, Any]]]) -> list[dict[str, Any]]:
    """Rows from columns that do not list the same keys; what the appliance left out is ``None``.

    A key that a column has more than once stands for as many rows.
    """
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for counter, column in columns.items():
        met: Counter[str] = Counter()
        for key, value in column:
            rows.setdefault((key, met[key]), {"key": key, **dict.fromkeys(columns)})[counter] = value
            met[key] += 1
    return list(rows.values())


def _exported(result_set: Mapping[str, Any]) -> list[dict[str, Any]]:
    counters = _list(result_set.get("counter_names", []))
    return [_interval(_object(interval), counters) for interval in _list(result_set["time_intervals"])]


def _interval(interval: Mapping[str, Any], counters: list[Any]) -> dict[str, Any]:
    values = _list(interval.get("counter_values", []))
    keys = interval.get("keys")
    facts = {
        "begin": _timestamp(interval.get("begin_timestamp")) or _iso(interval.get("begin_time")),
        "end": _timestamp(interval.get("end_timestamp")) or _iso(interval.get("end_time")),
        "begin_time": interval.get("begin_time"),
        "end_time": interval.get("end_time"),
    }
    if isinstance(keys, list):
        if len(keys) != len(values):
            raise MalformedReply(f"an interval of the export has {len(keys)} keys for {len(values)} rows of values", _LOOK)
        return {**facts, "rows": [{"key": key, **_named(counters, row)} for key, row in zip(keys, values)]}
    if any(isinstance(entry, dict) for entry in values):
        return {**facts, "rows": [_entry_row(_object(entry), counters) for entry in values]}
    if "key" in interval:
        return {**facts, "rows": [_entry_row(interval, counters)]}
    return {**facts, "counters": _named(counters, values[0] if values and isinstance(values[0], list) else values)}


def _entry_row(entry: Mapping[str, Any], counters: list[Any]) -> dict[str, Any]:
    """A row of the groups on addresses and host names, which carry their key and ``ip_domain`` in the entry itself."""
    more = {"ip_domain": entry["ip_domain"]} if "ip_domain" in entry else {}
    return {"key": entry.get("key"), **more, **_named(counters, entry.get("counter_values", []))}


def _named(counters: list[Any], values: Any) -> dict[str, Any]:
    numbers = _list(values)
    if len(numbers) != len(counters) and numbers:
        raise MalformedReply(f"an interval of the export has {len(numbers)} values for {len(counters)} counters", _LOOK)
    return dict(zip((str(counter) for counter in counters), numbers))


def _timestamp(seconds: Any) -> str | None:
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        return None
    try:
        return iso_time(datetime.fromtimestamp(seconds, timezone.utc))
    except (OverflowError, ValueError, OSError):
        return None


def _iso(text: Any) -> Any:
    """A time of the appliance in ISO 8601 and UTC where it can be read, otherwise the text itself."""
    try:
        moment = datetime.fromisoformat(str(text).replace(".000Z", "+00:00").replace("Z", "+00:00"))
    except ValueError:
        return text
    return iso_time(moment.astimezone(timezone.utc)) if moment.tzinfo else text


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise MalformedReply(f"the answer has a {type(value).__name__} where a report has an object", _LOOK)
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise MalformedReply(f"the answer has a {type(value).__name__} where a report has a list", _LOOK)
    return value


def _pair(entry: Any) -> tuple[str, Any]:
    pairs = list(_object(entry).items())
    if len(pairs) != 1:
        raise MalformedReply(f"the answer has an object with {len(pairs)} keys where a report has one", _LOOK)
    return pairs[0]
