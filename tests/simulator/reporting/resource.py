# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``reporting/{group}`` and ``reporting/{group}/{counter}``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import reports_of
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import AVAILABILITY, Report

from ..clock import iso
from ..dates import HOUR
from ..refusals import invalid_value, not_found
from ..roles import FAMILY_AREAS
from ..wire import Reply, success
from . import shapes
from .counters import is_fact
from .query import Question, ask
from .table import Row, Source, Value, addressable_counters, counters_of, has_keys, page, rows, summary

if TYPE_CHECKING:
    from ..appliance import Appliance
    from ..routes import Call

RETENTION_HOURS = 250 * 24
"""About 250 days of reporting data are kept (source SPL)."""

EVERYTHING_GROUPS = ("Hosted_Cluster", "All_Hosts")


def report(call: Call) -> Reply:
    """A report, or one counter of it."""
    appliance = call.appliance
    product = PRODUCTS[appliance.spec.product]
    row = _find(product.name, call.variables["group"])
    counter = call.variables.get("counter", "")
    if counter and counter not in addressable_counters(row):
        raise not_found(f"the report {row.name} has no counter {counter}")
    appliance.check_role(call.user, FAMILY_AREAS[row.family])
    question = ask(row, product.name, product.device_types, call.parameters, appliance.clock.now())
    counters = (counter,) if counter else counters_of(row)
    _check_order(question, counters)
    if row.shape == AVAILABILITY:
        return success(shapes.envelope(counter or row.name, _availability(appliance, counters)))
    return success(_answer(row, counter or row.name, counters, question, _sources(appliance, question), appliance.clock.now()))


_reports = cache(reports_of)


def _find(product: str, name: str) -> Report:
    row = _reports(product).get(name)
    if row is None:
        raise not_found(f"there is no report {name} on this product")
    return row


def _check_order(question: Question, counters: Sequence[str]) -> None:
    if question.order_by and question.order_by not in (*counters, "key"):
        raise invalid_value("orderBy", f"orderBy is {question.order_by!r} and not one of {', '.join(counters)}")


def _sources(appliance: Appliance, question: Question) -> list[Source]:
    """The appliances whose data is asked for: itself, or those that an SMA manages. Names and groups it does not know have none."""
    members: tuple[Appliance, ...] = (appliance,)
    if appliance.spec.product == "sma":
        members = tuple(managed for managed in appliance.managed if managed.spec.product == question.device_type)
    if question.device_name:
        members = tuple(member for member in members if question.device_name in (member.name, member.spec.host_name))
    if question.device_group:
        names = _group(appliance, question.device_group)
        members = tuple(member for member in members if member.name in names)
    return [Source(member.spec.host_name, member.ledger) for member in members if not (member.settings.idle or appliance.settings.idle)]


def _group(appliance: Appliance, name: str) -> tuple[str, ...]:
    groups = appliance.spec.groups
    if groups is not None:
        return groups.get(name, ())
    return tuple(member.name for member in appliance.managed) if name in EVERYTHING_GROUPS else ()


def _answer(row: Report, type_name: str, counters: Sequence[str], question: Question, sources: Sequence[Source], now: float) -> object:
    """The answer for what is left of the window: not before the retention horizon, and only full hours of the past."""
    last = int(now // HOUR)
    start, end = max(question.start, last - RETENTION_HOURS), min(question.end, last)
    if question.fruitless or not sources or start >= end:
        return shapes.envelope(type_name, shapes.empty(question.query_type, has_keys(row)))
    hours = shapes.intervals(start, end, question.query_type)
    if not has_keys(row):
        return shapes.envelope(type_name, _summary_result(summary(row, counters, sources, hours), question.query_type, hours))
    every = rows(row, counters, sources, question, hours)
    found = page(every, question)
    if question.query_type == "graph":
        return shapes.envelope(type_name, shapes.graph(_totals(row, counters, found), hours))
    if question.query_type == "export":
        return shapes.envelope(type_name, shapes.export(row.name, counters, found, hours))
    total = len(every) if row.family == "web" or question.limit is not None else shapes.PLAIN_TOTAL
    return shapes.envelope(type_name, shapes.keyed_totals(counters, found), total)


def _summary_result(values: dict[str, list[Value]], query_type: str, hours: Sequence[int]) -> object:
    if query_type == "graph":
        return shapes.graph(values, hours)
    return shapes.export_summary(values, hours) if query_type == "export" else shapes.summary_totals(values)


def _totals(row: Report, counters: Sequence[str], found: Sequence[Row]) -> dict[str, list[Value]]:
    """For every counter that counts, the sum over all keys in each interval (inferred)."""
    counting = [counter for counter in counters if not is_fact(row.name, counter)]
    return {counter: [sum(_number(value) for value in column) for column in zip(*(each.values[counter] for each in found))] for counter in counting}


def _number(value: Value) -> int | float:
    return 0 if isinstance(value, str) else value


def _availability(appliance: Appliance, counters: Sequence[str]) -> list[dict[str, object]]:
    """``reporting_system``: from when to when there is data, and the latest sign of life. Form and values are inferred."""
    now = appliance.clock.now()
    last = int(now // HOUR)
    known: dict[str, object] = {"begin_time": iso((last - RETENTION_HOURS) * HOUR), "end_time": iso(last * HOUR), "heartbeat": int(now)}
    return [{counter: known[counter]} for counter in counters]
