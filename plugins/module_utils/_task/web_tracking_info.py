# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Web tracking: transactions of the web proxy, the Layer 4 Traffic Monitor and the SOCKS proxy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import HOUR, SEARCHES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_filters import (
    PROXY_SERVICES,
    SERVICES,
    SORT_KEYS,
    TRANSACTION_STATUSES,
    WEB_FILTERS,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.products import require_product
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.filter_options import MORE_FILTERS, SearchFilters, filter_options, filter_query
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import BOUNDS, NEWEST_FIRST, find, find_sorted
from ansible_collections.asyncos.api.plugins.module_utils._task.window import WINDOW_CONSTRAINTS, window_from, window_options

_FILTERS: dict[str, Option] = {
    "search": Option(
        "str",
        ("What to look for: " + ", ".join(f"V({name}) {meaning}" for name, meaning in SERVICES.items()) + ".",),
        default=PROXY_SERVICES,
        choices=tuple(SERVICES),
    ),
    **filter_options(WEB_FILTERS),
    **MORE_FILTERS,
}

_KEYS = "; ".join(f"for V({service}) {', '.join(f'V({key})' for key in keys)}" for service, keys in SORT_KEYS.items())

OPTIONS: dict[str, Option] = {
    **window_options("search", "The API takes full hours only: the window is rounded outwards, and RV(meta) says to what."),
    **BOUNDS,
    "order_by": Option(
        "str",
        (
            f"What the appliance sorts by, {_KEYS}. Needs O(order_dir).",
            "When it is left out, records are in the order of time, as O(order) says.",
            "The window is then searched as a whole, so ask for a short one.",
        ),
    ),
    "order_dir": Option("str", ("Direction of O(order_by).",), choices=("asc", "desc")),
    **_FILTERS,
}


def tracking_query(params: Mapping[str, Any]) -> dict[str, Any]:
    """The filters in ``params`` as query parameters."""
    service = params["search"]
    require_product("web_tracking", params["product"], "For mail there is asyncos.api.message_tracking_info.")
    status = params.get("transaction_status")
    if status and status not in TRANSACTION_STATUSES[service]:
        raise InputError(f"transaction_status is {status}, which {service} does not have", f"It has {', '.join(TRANSACTION_STATUSES[service])}.")
    return filter_query(WEB_FILTERS, params, kind=service, known=RESOURCES["web_tracking"].parameters)


FILTERS = SearchFilters(_FILTERS, {}, tracking_query, "search", "filterBy")


def _sorting(params: Mapping[str, Any]) -> dict[str, str]:
    if not params["order_by"]:
        return {}
    keys = SORT_KEYS[params["search"]]
    if params["order_by"] not in keys:
        raise InputError(f"order_by is {params['order_by']!r}, which {params['search']} is not sorted by", f"It is sorted by {', '.join(keys)}.")
    return {"orderBy": params["order_by"], "orderDir": params["order_dir"]}


def run(job: Job) -> Result:
    params = job.params
    search = SEARCHES[params["search"]]
    sorting = _sorting(params)
    window = window_from(params["last"], params["start"], params["end"], job.clock(), HOUR)
    query = tracking_query(params)
    if sorting:
        found = find_sorted(job, search, {**query, **sorting}, window, params["limit"])
    else:
        found = find(job, search, query, window, params["limit"], params["order"] == NEWEST_FIRST)
    return {"changed": False, "records": found.records, "meta": found.meta}


WEB_TRACKING_INFO = Operation(
    options=OPTIONS,
    run=run,
    constraints={**WINDOW_CONSTRAINTS, "required_together": [["order_by", "order_dir"]]},
)
