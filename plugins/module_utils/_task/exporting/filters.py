# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters that an export can have, by the resource that is searched: those of the modules that search it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import MESSAGE_TRACKING, QUARANTINE, WEB_TRACKING
from ansible_collections.asyncos.api.plugins.module_utils._task import message_tracking_info, web_tracking_info
from ansible_collections.asyncos.api.plugins.module_utils._task.products import require_product
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import FILTER_OPTIONS, QUARANTINE_TYPE, quarantine_query
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.filter_options import SearchFilters


def _quarantine_query(params: Mapping[str, Any]) -> dict[str, Any]:
    require_product("quarantine_messages", params["product"])
    return quarantine_query(params["quarantine_type"], params)


FILTERS: dict[str, SearchFilters] = {
    MESSAGE_TRACKING: message_tracking_info.FILTERS,
    WEB_TRACKING: web_tracking_info.FILTERS,
    QUARANTINE: SearchFilters({"quarantine_type": QUARANTINE_TYPE, **FILTER_OPTIONS}, {}, _quarantine_query, "quarantine_type", "quarantineType"),
}
