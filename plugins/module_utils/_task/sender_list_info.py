# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Safelists and blocklists as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.sender_views import LISTS, RECIPIENT, VIEWS
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.products import require_product
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_lists.rows import Rows, folded, read_rows

WHICH: dict[str, Option] = {
    "list": Option("str", (f"The list: {', or '.join(f'V({name}), {meaning}' for name, meaning in LISTS.items())}.",), required=True, choices=tuple(LISTS)),
    "view_by": Option(
        "str",
        ("What the rows are: the recipients, each with its senders, or the senders, each with its recipients. Both views show the same pairs.",),
        default=RECIPIENT,
        choices=tuple(VIEWS),
    ),
}

OPTIONS: dict[str, Option] = {
    **WHICH,
    "search": Option("str", ("Part of a recipient's address. Only these rows are asked for. Only with O(view_by=recipient).",)),
    "addresses": Option(
        "list",
        (
            "Only the rows of exactly these addresses, recipients or senders as O(view_by) says, compared without case.",
            "RV(not_found) names those without a row.",
        ),
        elements="str",
    ),
}

INCOMPLETE = "{counted} rows were counted by the appliance, but {rows} came: somebody writes to the list while it is read. Run the task again."


def run(job: Job) -> Result:
    params = job.params
    require_product(params["list"], params["product"])
    view = VIEWS[params["view_by"]]
    found = read_rows(job.client, params["list"], view, params["search"] or "")
    rows = found.rows
    if not found.is_whole:
        job.warn(INCOMPLETE.format(counted=found.counted, rows=found.received))
    asked = None if params["addresses"] is None else {folded(address): address for address in params["addresses"]}
    kept = [row for row in rows if asked is None or folded(row.address) in asked]
    there = {folded(row.address) for row in kept}
    return {
        "changed": False,
        "entries": [row.entry(view) for row in kept],
        "not_found": [address for key, address in (asked or {}).items() if key not in there],
        "meta": _meta(params, found, len(kept)),
    }


def _meta(params: Mapping[str, Any], found: Rows, returned: int) -> dict[str, Any]:
    return {"list": params["list"], "view_by": params["view_by"], "returned": returned, "total_count": found.total, "complete": found.is_whole}


SENDER_LIST_INFO = Operation(options=OPTIONS, run=run, constraints={})
