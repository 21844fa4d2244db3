# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The columns of a report as a table, whoever answered it: what the catalogue knows first, then what else came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import REPORTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import KEYED

WHO = ("appliance", "product")
WHEN = ("begin", "end")
KEY = "key"


def columns_of(name: str, counter: str | None, query_type: str | None, records: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns of all ``records`` of one report, in an order that does not depend on which appliance answered first."""
    row = REPORTS.get(name)
    found = {field for record in records for field in record}
    keyed = KEY in found or bool(row and row.shape == KEYED)
    known = [counter] if counter else row.known_counters if row else ()
    return list(dict.fromkeys([*WHO, *(WHEN if query_type else ()), *([KEY] if keyed else []), *known, *sorted(found)]))
