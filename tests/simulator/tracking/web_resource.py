# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``web-tracking/web_transaction``: searches for web transactions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..dates import HOUR, hour, window
from ..parameters import one_of, require
from ..refusals import invalid_value, missing_attribute
from ..reporting.query import DATES_MISSING, duration_hours
from ..wire import Reply, success
from .filters import Filters
from .messages import SPARSE, lot
from .search import Found, Paging, find, holders, paging, refuse_wide_range
from .web_filters import SERIAL, SERVICES, Service, filters_in
from .web_records import Attributes, WebRecord

if TYPE_CHECKING:
    from ..appliance import Appliance
    from ..routes import Call

PARAMETERS = ("startDate", "endDate", "duration", "device_type", "filterBy", "filterOperator", "offset", "limit", "orderBy", "orderDir")
WEB_KINDS = tuple(service.kind for service in SERVICES.values())
TIME = "timestamp"
_WITHOUT_END = 10**12


def search(call: Call) -> Reply:
    """A page of what was found. ``meta.totalCount`` counts the page (source NRPM)."""
    appliance, parameters = call.appliance, call.parameters
    seconds = _seconds(parameters, appliance.clock.now())
    if require(parameters, "device_type") != "wsa":
        raise invalid_value("device_type", "device_type has to be wsa for web tracking")
    require(parameters, "filterBy")
    service = SERVICES[one_of(parameters, "filterBy", SERVICES)]
    require(parameters, "filterOperator")
    one_of(parameters, "filterOperator", ("is",))
    filters, wanted = filters_in(service, parameters, PARAMETERS), paging(parameters, appliance.settings)
    order = one_of(parameters, "orderBy", service.sort_keys), one_of(parameters, "orderDir", ("asc", "desc"))
    refuse_wide_range(appliance.settings, *seconds)
    if wanted.fruitless or (not order[0]) != (not order[1]):
        return success({"meta": {"totalCount": 0}, "data": []})
    members = [member for member in holders(appliance, "wsa") if parameters.get(SERIAL, member.serial) == member.serial]
    found = _page(appliance, members, service, filters, seconds, _in_order_of_time(wanted, *order), order)
    return success({"meta": {"totalCount": len(found)}, "data": [{"attributes": _row(each, appliance.settings.sparse_percent)} for each in found]})


def _in_order_of_time(wanted: Paging, key: str, direction: str) -> Paging:
    return replace(wanted, newest_first=direction == "desc") if key == TIME else wanted


def _page(
    appliance: Appliance,
    members: Sequence[Appliance],
    service: Service,
    filters: Filters,
    seconds: tuple[int, int],
    wanted: Paging,
    order: tuple[str, str],
) -> list[Found[Any]]:
    """Another order than that of time needs all records of the window. Equal ones keep their order in time (inferred)."""
    key, direction = order
    if key in ("", TIME):
        return find(appliance, members, service.kind, filters, seconds, wanted)
    every = find(appliance, members, service.kind, filters, seconds, Paging(0, _WITHOUT_END, newest_first=False))
    every.sort(key=lambda each: service.sort_keys[key](each.record.attributes("")), reverse=direction == "desc")
    return every[wanted.offset : wanted.offset + wanted.limit]


def _seconds(parameters: Mapping[str, str], now: float) -> tuple[int, int]:
    """The window, in seconds. A duration ends with the last full hour (inferred)."""
    if "startDate" in parameters and "endDate" in parameters:
        start, end = window(parameters, hour)
    elif "duration" in parameters:
        end = int(now // HOUR)
        start = end - duration_hours(parameters["duration"])
    else:
        raise missing_attribute(DATES_MISSING)
    return start * HOUR, end * HOUR


def _row(found: Found[Any], sparse_percent: float) -> Attributes:
    record: WebRecord = found.record
    attributes = record.attributes(found.holder.serial)
    if lot(record.dice, SPARSE, sparse_percent):
        del attributes[[*attributes][record.number % len(attributes)]]
    return attributes
