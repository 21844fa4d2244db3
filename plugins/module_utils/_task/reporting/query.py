# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From one entry of the ``reports`` option to one call: what is asked, and why it is refused before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import REPORTS, products_of, reports_of
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import DEVICE_NAME, FILTER, ORDER, PAGING, TOP, Report, nearest
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.url import joined
from ansible_collections.asyncos.api.plugins.module_utils._task.window import Window, window_from

WIRE_NAMES: dict[str, str] = {
    "query_type": "query_type",
    "top": "top",
    "filter_by": "filterBy",
    "filter_operator": "filterOperator",
    "filter_value": "filterValue",
    "order_by": "orderBy",
    "order_dir": "orderDir",
    "offset": "offset",
    "limit": "limit",
    "device_group_name": "device_group_name",
    "device_name": "device_name",
}

TOGETHER = (("order_by", "order_dir"), ("offset", "limit"), ("filter_by", "filter_operator", "filter_value"))
"""Options that the API takes only together: with half of them it answers with no data instead of an error."""

_ABILITIES = {
    "top": TOP,
    "order_by": ORDER,
    "offset": PAGING,
    "filter_by": FILTER,
    "device_name": DEVICE_NAME,
}


@dataclass(frozen=True)
class ReportQuery:
    """One call for one report. ``label`` is the key of its result, ``row`` its place in the catalogue if it has one."""

    label: str
    name: str
    counter: str
    window: Window
    query: Mapping[str, Any]
    row: Report | None

    @property
    def path(self) -> str:
        return "reporting/" + joined(self.name, *([self.counter] if self.counter else []))


def report_query(entry: Mapping[str, Any], product: str, now: datetime) -> ReportQuery:
    """The call for ``entry``, whose values are checked for type already. Raises :class:`InputError` for what cannot work."""
    name, counter = entry["name"], entry.get("counter") or ""
    row = _row(name, product, bool(entry.get("allow_unknown")))
    _require_together(name, entry)
    _require_amounts(name, entry)
    if row and not entry.get("allow_unknown"):
        _require_counter(row, counter)
        _require_counter(row, entry.get("order_by") or "")
        _require_device_type(row, product, entry)
        _require_abilities(row, entry)
    if product != "sma":
        _require_no_devices(name, entry)
    window = window_from(entry.get("last"), entry.get("start"), entry.get("end"), now)
    query = {**window.query(), "device_type": _device_type(name, row, product, entry)}
    query.update({wire: entry[option] for option, wire in WIRE_NAMES.items() if entry.get(option) is not None})
    return ReportQuery(entry.get("label") or name, name, counter, window, query, row)


def _row(name: str, product: str, allow_unknown: bool) -> Report | None:
    row = REPORTS.get(name)
    if row and row.family in PRODUCTS[product].families:
        return row
    if allow_unknown:
        return row
    if row:
        raise InputError(
            f"report {name} is one of {' and '.join(products_of(row))}, not of {product}",
            f"Ask {'an' if products_of(row)[0] == 'esa' else 'a'} {' or '.join(products_of(row))} for it.",
        )
    raise InputError(f"there is no report {name!r} in the catalogue", _suggestion(name, list(reports_of(product))))


def _suggestion(name: str, known: list[str]) -> str:
    likely = nearest(name, known)
    meant = f"Did you mean {' or '.join(likely)}? " if likely else ""
    return f"{meant}A name that the catalogue lacks is sent with allow_unknown=true."


def _require_counter(row: Report, counter: str) -> None:
    if not counter or not row.known_counters or counter in row.known_counters:
        return
    owners = [other.name for other in REPORTS.values() if counter in other.known_counters]
    if owners and not nearest(counter, list(row.known_counters), 1):
        shown = ", ".join(owners[:3]) + (" and others" if len(owners) > 3 else "")
        raise InputError(f"report {row.name} has no counter {counter!r}", f"It is a counter of {shown}.")
    raise InputError(f"report {row.name} has no counter {counter!r}", _suggestion(counter, list(row.known_counters)))


def _require_together(name: str, entry: Mapping[str, Any]) -> None:
    for group in TOGETHER:
        missing = [option for option in group if entry.get(option) is None]
        if missing and len(missing) < len(group):
            raise InputError(
                f"report {name} has {', '.join(o for o in group if o not in missing)} without {' and '.join(missing)}",
                "Appliances answer such a question with no data, so it is not asked.",
            )


def _require_amounts(name: str, entry: Mapping[str, Any]) -> None:
    for option, least in (("top", 1), ("limit", 1), ("offset", 0)):
        if entry.get(option) is not None and entry[option] < least:
            raise InputError(f"report {name} has {option} {entry[option]}, but the least is {least}")


def _require_abilities(row: Report, entry: Mapping[str, Any]) -> None:
    """Refuse parameters that the vendor's table does not list for a report."""
    refused = [option for option, ability in _ABILITIES.items() if entry.get(option) is not None and ability not in row.abilities]
    if refused:
        able = [option for option, ability in _ABILITIES.items() if ability in row.abilities]
        raise InputError(
            f"report {row.name} does not take {' and '.join(refused)} (sources: {', '.join(row.evidence.sources)})",
            f"It takes {', '.join(able) or 'none of them'}; send it all the same with allow_unknown=true.",
        )


def _require_no_devices(name: str, entry: Mapping[str, Any]) -> None:
    given = [option for option in ("device_group_name", "device_name") if entry.get(option) is not None]
    if given:
        raise InputError(f"report {name} has {' and '.join(given)}, but only an sma knows other appliances")


def _require_device_type(row: Report, product: str, entry: Mapping[str, Any]) -> None:
    needed = PRODUCTS[product].device_types[row.family]
    if entry.get("device_type") not in (None, needed):
        raise InputError(f"report {row.name} needs device_type {needed}, not {entry['device_type']}", "Leave device_type away: the catalogue knows it.")


def _device_type(name: str, row: Report | None, product: str, entry: Mapping[str, Any]) -> str:
    if entry.get("device_type"):
        return str(entry["device_type"])
    types = PRODUCTS[product].device_types
    if row and row.family in types:
        return types[row.family]
    if len(types) == 1:
        return next(iter(types.values()))
    raise InputError(f"report {name} is not in the catalogue, so its device_type is not known", "Give device_type: esa for mail, wsa for web.")
