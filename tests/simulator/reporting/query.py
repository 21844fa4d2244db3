# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The question behind a report's address and query, checked in the appliance's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import AVAILABILITY, DEVICE_NAME, FILTER, ORDER, PAGING, TOP, Report

from ..dates import HOUR, hour, window
from ..parameters import allow_only, one_of, require, whole_number
from ..refusals import invalid_value, missing_attribute

DATES_MISSING = "duration or startDate or endDate"

ALWAYS = ("startDate", "endDate", "duration", "device_type", "query_type")
ABILITIES: dict[str, tuple[str, ...]] = {
    TOP: ("top", "max"),
    ORDER: ("orderBy", "orderDir"),
    PAGING: ("offset", "limit"),
    FILTER: ("filterBy", "filterOperator", "filterValue"),
}
TOGETHER = (ABILITIES[ORDER], ABILITIES[PAGING], ABILITIES[FILTER])
"""Parameters that only work together. With some of them missing there is no data, and no error (sources SMAG, XSOAR; filters inferred)."""

_DURATION = re.compile(r"([1-9]\d{0,3})([hd])")


@dataclass(frozen=True)
class Question:
    """What is asked. ``start`` and ``end`` are hours counted from 1970; ``fruitless`` questions have no answer but are no fault."""

    start: int
    end: int
    device_type: str
    query_type: str = ""
    top: int | None = None
    order_by: str = ""
    descending: bool = True
    offset: int = 0
    limit: int | None = None
    filter_operator: str = ""
    filter_value: str = ""
    device_name: str = ""
    device_group: str = ""
    fruitless: bool = False

    def selects(self, key: str) -> bool:
        """Whether the filter lets a key through. Letter case does not count (inferred)."""
        own, wanted = key.lower(), self.filter_value.lower()
        return own == wanted if self.filter_operator == "is" else own.startswith(wanted)


def allowed_parameters(report: Report, product: str) -> set[str]:
    """What the report takes. ``device_name`` and ``device_group_name`` make sense on an SMA only."""
    allowed = set(ALWAYS)
    for ability in report.abilities:
        allowed.update(ABILITIES.get(ability, ()))
    if product == "sma":
        allowed.add("device_group_name")
        if DEVICE_NAME in report.abilities:
            allowed.add("device_name")
    return allowed


def ask(report: Report, product: str, device_types: Mapping[str, str], parameters: Mapping[str, str], now: float) -> Question:
    """The question in ``parameters``. ``device_types`` are the product's, by report family."""
    allow_only(parameters, allowed_parameters(report, product))
    start, end = _window(report, parameters, now)
    operator = one_of(parameters, "filterOperator", ("begins_with", "is"))
    top = whole_number(parameters, "top")
    return Question(
        start=start,
        end=end,
        device_type=_device_type(report, device_types, parameters),
        query_type=one_of(parameters, "query_type", ("graph", "export")),
        top=whole_number(parameters, "max") if top is None else top,
        order_by=parameters.get("orderBy", ""),
        descending=one_of(parameters, "orderDir", ("asc", "desc")) != "asc",
        offset=whole_number(parameters, "offset") or 0,
        limit=whole_number(parameters, "limit"),
        filter_operator=operator,
        filter_value=parameters.get("filterValue", ""),
        device_name=parameters.get("device_name", ""),
        device_group=parameters.get("device_group_name", ""),
        fruitless=any(0 < sum(name in parameters for name in group) < len(group) for group in TOGETHER),
    )


def _device_type(report: Report, device_types: Mapping[str, str], parameters: Mapping[str, str]) -> str:
    if report.shape == AVAILABILITY and "device_type" not in parameters:
        return next(iter(device_types.values()))
    given = require(parameters, "device_type")
    valid = set(device_types.values()) if report.shape == AVAILABILITY else {device_types[report.family]}
    if given not in valid:
        raise invalid_value("device_type", f"device_type has to be {' or '.join(sorted(valid))} for {report.name}")
    return given


def _window(report: Report, parameters: Mapping[str, str], now: float) -> tuple[int, int]:
    if "startDate" in parameters and "endDate" in parameters:
        return window(parameters, hour)
    end = int(now // HOUR)
    if "duration" in parameters:
        return end - duration_hours(parameters["duration"]), end
    if report.shape == AVAILABILITY:
        return end, end
    raise missing_attribute(DATES_MISSING)


def duration_hours(text: str) -> int:
    """Hours of a duration such as ``1h`` or ``1d`` (source X125)."""
    found = _DURATION.fullmatch(text)
    if not found:
        raise invalid_value("duration", f"duration is {text!r} and not like 1h or 1d")
    return int(found[1]) * (24 if found[2] == "d" else 1)
