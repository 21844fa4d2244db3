# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Message tracking: which messages, or rejected connections, pass the filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import (
    MESSAGE_FILTERS,
    MESSAGES,
    OPERATORS,
    REJECTED_CONNECTIONS,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import MINUTE, SEARCHES
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.products import require_product
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.filter_options import (
    MORE_FILTERS,
    SearchFilters,
    constraints_of,
    filter_options,
    filter_query,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import BOUNDS, NEWEST_FIRST, find
from ansible_collections.asyncos.api.plugins.module_utils._task.window import WINDOW_CONSTRAINTS, window_from, window_options

_FILTERS: dict[str, Option] = {
    "search": Option(
        "str",
        (f"What to look for: V({MESSAGES}), or V({REJECTED_CONNECTIONS}), which never became messages.",),
        default=MESSAGES,
        choices=(MESSAGES, REJECTED_CONNECTIONS),
    ),
    "cisco_host": Option("str", ("The one gateway whose messages are looked for. When it is left out, all that the appliance knows.",)),
    **filter_options(MESSAGE_FILTERS, OPERATORS),
    **MORE_FILTERS,
}

OPTIONS: dict[str, Option] = {
    **window_options("search", "The API takes full minutes only: the window is rounded outwards, and RV(meta) says to what."),
    **BOUNDS,
    **_FILTERS,
}


def tracking_query(params: Mapping[str, Any]) -> dict[str, Any]:
    """The filters in ``params`` as query parameters."""
    require_product("message_tracking", params["product"], "For web traffic there is asyncos.api.web_tracking_info.")
    query = filter_query(MESSAGE_FILTERS, params, OPERATORS, known=RESOURCES["message_tracking"].parameters)
    return {"ciscoHost": params["cisco_host"], **query} if params["cisco_host"] else query


FILTERS = SearchFilters(_FILTERS, constraints_of(MESSAGE_FILTERS), tracking_query, "search", "searchOption")


def run(job: Job) -> Result:
    params = job.params
    search = SEARCHES[params["search"]]
    window = window_from(params["last"], params["start"], params["end"], job.clock(), MINUTE)
    found = find(job, search, tracking_query(params), window, params["limit"], params["order"] == NEWEST_FIRST)
    return {"changed": False, "records": found.records, "meta": found.meta}


MESSAGE_TRACKING_INFO = Operation(
    options=OPTIONS,
    run=run,
    constraints={
        **WINDOW_CONSTRAINTS,
        "required_by": {**WINDOW_CONSTRAINTS["required_by"], **FILTERS.constraints["required_by"]},
        "required_together": FILTERS.constraints["required_together"],
    },
)
