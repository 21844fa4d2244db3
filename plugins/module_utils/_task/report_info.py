# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reports: any number of them, asked at once over one connection, as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import nearest
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.envelope import bad_records, total_count
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import error_dict, with_failures
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option, argument_spec
from ansible_collections.asyncos.api.plugins.module_utils._task.parallel import run_all
from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.query import ReportQuery, report_query
from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.result import EXPORT, GRAPH, report_data, returned
from ansible_collections.asyncos.api.plugins.module_utils._task.window import WINDOW, WINDOW_CONSTRAINTS, concerns_about, iso_time

ASPECTS: dict[str, Option] = {
    **WINDOW,
    "query_type": Option(
        "str",
        (
            "V(export) gives the numbers of each interval of the window, V(graph) the same as a time series.",
            "When it is left out, the totals of the window. No answer to V(graph) is known publicly; its form is an assumption.",
        ),
        choices=(EXPORT, GRAPH),
    ),
    "top": Option("int", ("Only this many rows of a keyed report. When it is left out, all that the appliance gives.",)),
    "filter_by": Option("str", ("Field to filter on. Needs O(filter_operator) and O(filter_value).",)),
    "filter_operator": Option("str", ("How O(filter_value) is compared.",), choices=("begins_with", "is")),
    "filter_value": Option("str", ("Text to look for in O(filter_by).",)),
    "order_by": Option("str", ("Counter to sort by. Needs O(order_dir). When it is left out, the appliance's own order.",)),
    "order_dir": Option("str", ("Direction of O(order_by).",), choices=("asc", "desc")),
    "offset": Option("int", ("Number of rows to leave out at the beginning. Needs O(limit).",)),
    "limit": Option("int", ("Number of rows at most. Needs O(offset).",)),
    "device_type": Option(
        "str",
        ("Kind of appliance that the data is from. When it is left out, what the report needs.",),
        choices=("esa", "wsa"),
    ),
    "device_group_name": Option("str", ("With O(product=sma), the reporting group to report on. When it is left out, all appliances.",)),
    "device_name": Option("str", ("With O(product=sma), the one appliance to report on. When it is left out, all appliances.",)),
    "allow_unknown": Option(
        "bool",
        (
            "Whether a report, counter or parameter that the catalogue does not know is sent all the same.",
            "Appliances are newer than any table; but a misspelt name then costs a request.",
        ),
        default=False,
    ),
}

ENTRY: dict[str, Option] = {
    "name": Option("str", ("Name of the report.",), required=True),
    "counter": Option("str", ("The one counter to ask for. When it is left out, all of the report.",)),
    "label": Option("str", ("Key of the result. When it is left out, the report's name.",)),
}

_DICTIONARY = (
    "A dictionary has the key C(name), may have C(counter) (the one counter to ask for) and C(label) (the key of the result, for asking the same"
    f" report twice), and any of the options {', '.join(f'O({option})' for option in ASPECTS)}, which then hold for this report instead of the task's."
)

OPTIONS: dict[str, Option] = {
    "reports": Option(
        "list",
        (
            "The reports to get. Each is a name, a name with a counter as V(name/counter), or a dictionary.",
            _DICTIONARY,
            "A misspelt name is refused before any request, with the nearest names.",
        ),
        required=True,
        elements="raw",
    ),
    "ignore_failed_items": Option(
        "bool",
        ("Whether the task succeeds when some reports could not be had. Either way RV(failed_items) names them, and the others are there.",),
        default=False,
    ),
    **ASPECTS,
}

_WINDOW_KEYS = tuple(WINDOW)


def run(job: Job) -> Result:
    now = job.clock()
    queries = _queries(job.params, now)
    for concern in sorted({concern for query in queries for concern in concerns_about(query.window, now)}):
        job.warn(concern)
    calls = [partial(_fetched, job.client, query) for query in queries]
    outcomes = run_all(calls, job.client.settings.concurrency)
    reports: dict[str, Any] = {}
    failures: list[tuple[ReportQuery, AsyncOSError]] = []
    for query, outcome in zip(queries, outcomes):
        if isinstance(outcome, AsyncOSError):
            failures.append((query, outcome))
        else:
            reports[query.label] = outcome
            _warn_of_unknown_devices(job, query, outcome)
    result: Result = {"changed": False, "product": job.params["product"], "reports": reports, "failed_items": [_failed_item(*failure) for failure in failures]}
    errors = [error for _query, error in failures]
    return with_failures(result, errors, len(queries), "reports", job.params["ignore_failed_items"], job.client.secrets)


def _warn_of_unknown_devices(job: Job, query: ReportQuery, report: Mapping[str, Any]) -> None:
    """A misspelt device gives an empty answer, not an error."""
    asked = [f"{option} {query.query[option]!r}" for option in ("device_name", "device_group_name") if option in query.query]
    if asked and report["shape"] == "empty":
        job.warn(f"Report {query.name} has no data for {' and '.join(asked)}. Is that its name on the manager? The resource config/appliances lists them.")


def _queries(params: Mapping[str, Any], now: datetime) -> list[ReportQuery]:
    """Every entry as a call; all are checked before the first is made."""
    queries = [report_query(_entry(place, entry, params), params["product"], now) for place, entry in enumerate(params["reports"], 1)]
    labels = [query.label for query in queries]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        raise InputError(f"{', '.join(twice)} is asked for more than once", "Tell the results apart with a label for each.")
    return queries


def _entry(place: int, entry: Any, params: Mapping[str, Any]) -> dict[str, Any]:
    """Entry number ``place`` of ``reports`` as checked values, with the task's own options where the entry has none."""
    if isinstance(entry, str):
        name, _slash, counter = entry.partition("/")
        entry = {"name": name, **({"counter": counter} if counter else {})}
    if not isinstance(entry, Mapping) or not entry.get("name"):
        raise InputError(f"entry {place} of reports is {entry!r}", "Each entry is a name, or a dictionary with the key name.")
    for key in entry:
        if key not in ENTRY and key not in ASPECTS:
            meant = nearest(str(key), [*ENTRY, *ASPECTS])
            hint = f"Did you mean {' or '.join(meant)}?" if meant else f"The keys are {', '.join([*ENTRY, *ASPECTS])}."
            raise InputError(f"entry {place} of reports ({entry['name']}) has the unknown key {key!r}", hint)
    inherited = {option: params[option] for option in ASPECTS if params.get(option) is not None}
    if any(entry.get(key) is not None for key in _WINDOW_KEYS):
        inherited = {option: value for option, value in inherited.items() if option not in _WINDOW_KEYS}
    checked = _VALIDATOR.validate({**inherited, **entry})
    if checked.error_messages:
        raise InputError(f"entry {place} of reports ({entry['name']}): {'; '.join(checked.error_messages)}")
    return dict(checked.validated_parameters)


_VALIDATOR = ArgumentSpecValidator(argument_spec(ENTRY, ASPECTS))


def _fetched(client: Client, query: ReportQuery) -> dict[str, Any]:
    return client.get(query.path, query.query, partial(_report, query))


def _report(query: ReportQuery, document: Any) -> dict[str, Any]:
    data = report_data(document, query.query.get("query_type"))
    return {"name": query.name, "keyed_by": query.row.keyed_by if query.row else "", **data, "meta": _meta(query, document, data)}


def _meta(query: ReportQuery, document: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    total = total_count(document)
    return {
        "start": iso_time(query.window.start),
        "end": iso_time(query.window.end),
        "query": {name: value for name, value in query.query.items() if name not in ("startDate", "endDate")},
        "counter": query.counter or None,
        "returned": returned(data),
        "total_count": total,
        "bad_records": bad_records(document),
        "truncated": _truncated(query.query, len(data["rows"]), total),
    }


def _truncated(query: Mapping[str, Any], rows: int, total: int | None) -> bool:
    """Whether there may be more rows than were asked for: known if the appliance counts, likely if the bound was reached."""
    if not rows:
        return False
    if total is not None:
        return int(query.get("offset", 0)) + rows < total
    bound = int(query.get("limit") or query.get("top") or 0)
    return 0 < bound <= rows


def _failed_item(query: ReportQuery, error: AsyncOSError) -> dict[str, Any]:
    return {"label": query.label, "name": query.name, "msg": str(error), "error": error_dict(error)}


REPORT_INFO = Operation(
    options=OPTIONS,
    run=run,
    constraints=WINDOW_CONSTRAINTS,
)
