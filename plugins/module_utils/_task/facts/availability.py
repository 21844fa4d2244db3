# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether reporting and tracking can be asked, and for which time there are figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import REPORTS, products_of
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import SEARCHES
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.envelope import listed
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.moments import moment_in
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.part import Gathering
from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.result import report_data
from ansible_collections.asyncos.api.plugins.module_utils._task.window import Window, iso_time

SYSTEM = "reporting_system"
"""The report that tells for which time there are figures. What it answers is not publicly known in full."""

SYSTEM_OF = products_of(REPORTS[SYSTEM])

OTHERWISE = "web_services_summary"
"""The report that is asked where there is no such one."""

SEARCH = {"mail": "messages", "web": "proxy_services"}
"""The search that is tried, by family."""


def reporting(family: str, gathering: Gathering) -> dict[str, Any]:
    """``available`` is true: what cannot be asked raises. The times are those of ``reporting_system``."""
    product = PRODUCTS[gathering.product]
    tells = gathering.product in SYSTEM_OF
    query = {**_last_hour(gathering).query(), "device_type": product.device_types[family]}
    data = gathering.client.get(f"reporting/{SYSTEM if tells else OTHERWISE}", query, lambda document: report_data(document, None))
    return {"available": True, **times_in(data if tells else {})}


def times_in(data: Mapping[str, Any]) -> dict[str, Any]:
    """The time that figures cover, from a report of totals or of rows, one for each source of data."""
    tables = [data.get("counters", {}), *data.get("rows", [])]

    def told(name: str) -> Iterable[datetime]:
        return filter(None, (moment_in(table.get(name)) for table in tables))

    begin, end, heartbeat = min(told("begin_time"), default=None), max(told("end_time"), default=None), max(told("heartbeat"), default=None)
    return {name: iso_time(moment) if moment else None for name, moment in (("begin", begin), ("end", end), ("heartbeat", heartbeat))}


def tracking(family: str, gathering: Gathering) -> dict[str, Any]:
    """``available`` is true: a search for one record that cannot be made raises."""
    search = SEARCHES[SEARCH[family]]
    query = {**_last_hour(gathering).query(), **dict(search.query), "offset": 0, "limit": 1}
    gathering.client.get(search.path, query, _require_list)
    return {"available": True}


def _require_list(document: Any) -> None:
    if listed(document) is None:
        raise MalformedReply("the answer to a search has no list of records")


def _last_hour(gathering: Gathering) -> Window:
    """The last full hour on the appliance's clock."""
    end = gathering.appliance_time().replace(minute=0, second=0, microsecond=0)
    return Window(end - timedelta(hours=1), end)
