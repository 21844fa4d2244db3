# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The figures that answer a question: rows of keys, with a value for each counter and interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Union

from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import KEYED, PARALLEL, UNKNOWN, Report

from .counters import is_fact, level
from .facts import Fact, fact
from .keys import OWN_HOST, population
from .ledger import Ledger
from .query import Question

Value = Union[int, float, str]

EVENTS_PER_HOUR = 0.05
INVENTED_SUMMARY = ("transaction_total", "transactions_completed", "transactions_blocked", "detected_malware_total")
INVENTED_KEYED = ("bandwidth_used", "time_spent", "transactions_completed", "transactions_blocked", "transaction_total")
INVENTED_MALWARE = ("blocked_malware", "monitored_malware", "detected_malware_total")


@dataclass(frozen=True)
class Source:
    """An appliance whose data goes into an answer."""

    host_name: str
    ledger: Ledger


@dataclass(frozen=True)
class Row:
    """One key: for every counter a value for each interval. ``hits`` is the sum of all numbers that count."""

    key: str
    values: dict[str, list[Value]]
    hits: int


def has_keys(report: Report) -> bool:
    """Whether the report answers by key. Reports of unknown shape are taken to do so (inferred)."""
    return report.shape in (KEYED, PARALLEL, UNKNOWN)


def counters_of(report: Report) -> tuple[str, ...]:
    """The counters that the simulated report holds. Where no source names any, they are invented."""
    known = report.known_counters + tuple(name for name in report.likely_counters if name not in report.known_counters)
    if known:
        return known
    if not has_keys(report):
        return INVENTED_SUMMARY
    return INVENTED_MALWARE if "malware" in report.name or "amp" in report.name else INVENTED_KEYED


def addressable_counters(report: Report) -> tuple[str, ...]:
    """The counters with an address of their own: those of the catalogue, or all where it knows of none."""
    return report.counters or counters_of(report)


def rows(report: Report, counters: Sequence[str], sources: Sequence[Source], question: Question, hours: tuple[int, ...]) -> list[Row]:
    """All rows of a keyed report, filtered and ordered as asked. Keys without a hit are left out."""
    found = _events(report, counters, sources, hours) if report.shape == PARALLEL else _keyed(report, counters, sources, question, hours)
    if question.order_by:
        found.sort(key=lambda row: _place(row, question.order_by), reverse=question.descending)
    return found


def page(found: Sequence[Row], question: Question) -> Sequence[Row]:
    """The part of the rows that is asked for: first the top ones, then a page of these."""
    top = found if question.top is None else found[: question.top]
    return top if question.limit is None else top[question.offset : question.offset + question.limit]


def summary(report: Report, counters: Sequence[str], sources: Sequence[Source], hours: tuple[int, ...]) -> dict[str, list[Value]]:
    """For every counter of a summary report the value of each interval."""
    present = counters_of(report)
    return {counter: _merged(report, "", [1.0] * len(sources), counter, present, sources, hours) for counter in counters}


def _keyed(report: Report, counters: Sequence[str], sources: Sequence[Source], question: Question, hours: tuple[int, ...]) -> list[Row]:
    """By default the keys with most hits of the first counter come first (inferred)."""
    own_host = report.keyed_by == OWN_HOST
    keys = [source.host_name for source in sources] if own_host else population(report.keyed_by)
    weights = [source.ledger.key_weights(report.name, keys) for source in sources]
    present = counters_of(report)
    found = []
    for place, key in enumerate(keys):
        if question.filter_operator and not question.selects(key):
            continue
        owners = sources[place : place + 1] if own_host else sources
        shares = [1.0] if own_host else [own[place] for own in weights]
        values = {counter: _merged(report, key, shares, counter, present, owners, hours) for counter in counters}
        hits = _hits(report, values) if _counting(report, counters) else 1
        if hits:
            found.append(Row(key, values, hits))
    first = _counting(report, counters)[:1]
    found.sort(key=lambda row: _place(row, first[0]) if first else (0.0, ""), reverse=True)
    return found


def _merged(
    report: Report, key: str, weights: Sequence[float], counter: str, present: Sequence[str], sources: Sequence[Source], hours: tuple[int, ...]
) -> list[Value]:
    """One counter of one key over all sources: counts add up, levels are averaged, facts are the same everywhere."""
    if is_fact(report.name, counter):
        return [fact(counter, key, end - 1) for end in hours[1:]]
    if level(counter):
        columns = zip(*(source.ledger.averages(report.name, key, counter, hours) for source in sources))
        return [round(sum(column) / len(column)) for column in columns]
    sums = (source.ledger.sums(report.family, report.name, key, weight, counter, present, hours) for source, weight in zip(sources, weights))
    return [sum(column) for column in zip(*sums)]


def _events(report: Report, counters: Sequence[str], sources: Sequence[Source], hours: tuple[int, ...]) -> list[Row]:
    """Rows without a natural key: one for each event, newest last. Each event falls into one interval only."""
    found = []
    for source in sources:
        for number, hour in source.ledger.events(report.name, hours[0], hours[-1], EVENTS_PER_HOUR):
            name = f"{source.host_name} {number}"
            inside = [start <= hour < end for start, end in zip(hours, hours[1:])]
            values: dict[str, list[Value]] = {counter: [_event_value(counter, name, hour) if here else "" for here in inside] for counter in counters}
            found.append((hour, Row(str(number), values, 1)))
    return [row for _hour, row in sorted(found, key=lambda pair: pair[0])]


def _event_value(counter: str, name: str, hour: int) -> Fact:
    if counter == "rcpts_failure":
        return 0 if fact("upload_flag", name, hour) else 1
    if counter == "rcpts_success":
        return 1 if fact("upload_flag", name, hour) else 0
    return fact(counter, name, hour)


def _counting(report: Report, counters: Sequence[str]) -> list[str]:
    return [counter for counter in counters if not is_fact(report.name, counter)]


def _hits(report: Report, values: dict[str, list[Value]]) -> int:
    return sum(int(value) for counter in _counting(report, tuple(values)) for value in values[counter])


def _place(row: Row, counter: str) -> tuple[float, str]:
    """Where a row stands by ``counter``: numbers by their sum, texts by the alphabet, anything else by the key."""
    values = row.values.get(counter)
    if values is None:
        return 0.0, row.key
    numbers = [value for value in values if not isinstance(value, str)]
    return (float(sum(numbers)), "") if numbers else (0.0, str(values[-1]))
