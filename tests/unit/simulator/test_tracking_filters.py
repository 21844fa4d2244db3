# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters of message tracking: each finds exactly the messages that have what it asks for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from typing import Any
from urllib.parse import quote

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.filters import FLAG, NARROWS, WIDENS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import MESSAGE_FILTERS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import OPERATORS as CATALOGUE_OPERATORS
from ansible_collections.asyncos.api.tests.simulator.tracking import facts
from ansible_collections.asyncos.api.tests.simulator.tracking.filters import BASIC, CHOICES, COMPARED, EVENTS, FLAGS, GROUPS, LISTS, NAMES
from ansible_collections.asyncos.api.tests.simulator.tracking.messages import Message

NOW = datetime(2026, 3, 1, 12, 0, 30, tzinfo=timezone.utc).timestamp()
START, END = (time.strftime("%Y-%m-%dT%H:%M:00.000Z", time.gmtime(NOW - hours * 3600)) for hours in (49, 1))
PER_HOUR = 60

SINGLE: dict[str, Callable[[Message], Iterable[str]]] = {**BASIC, **EVENTS}


@pytest.fixture
def population(esa: Any) -> list[Message]:
    """All messages of two days, without a search."""
    esa.appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))
    esa.appliance.settings.page_limit = 10_000
    held = esa.appliance.tracking["messages"]
    timeline = held.timeline(PER_HOUR)
    minute = int(NOW) // 60 * 60
    return [held.record(number, timeline) for number in timeline.between(minute - 49 * 3600, minute - 3600 + 1)]


def ask(client: Any, **filters: str) -> Any:
    more = "".join(f"&{name}={quote(value, safe='')}" for name, value in filters.items())
    return client.get(f"message-tracking/messages?startDate={START}&endDate={END}&searchOption=messages&offset=0&limit=9999{more}")


def found(client: Any, **filters: str) -> set[int]:
    """The first ids of the messages that a search finds."""
    answer = ask(client, **filters)
    assert answer.status == 200, (filters, answer.raw)
    return {row["attributes"]["mid"][0] for row in answer.json["data"]}


def ids(messages: Iterable[Message]) -> set[int]:
    return {message.mids[0] for message in messages}


def some_value(population: list[Message], texts: Callable[[Message], Iterable[str]]) -> str:
    """A value that some messages have and others have not."""
    return next(text for message in population for text in texts(message) if text and text != "N/A")


def test_names_and_values_are_those_of_the_catalogue() -> None:
    assert {name for row in MESSAGE_FILTERS for name in (row.wire, row.operator) if name} == NAMES
    for row in MESSAGE_FILTERS:
        if row.form == FLAG:
            assert row.wire in FLAGS
        elif row.values:
            assert set(CHOICES[row.wire]) == set(row.values)
        if row.operator:
            assert set(CHOICES[row.operator]) == set(CATALOGUE_OPERATORS)
        assert (row.form == "list") == (row.wire in LISTS)


def test_which_filters_narrow_and_which_widen() -> None:
    assert {row.wire for row in MESSAGE_FILTERS if row.effect == NARROWS} == {*COMPARED, *BASIC}
    assert {row.wire for row in MESSAGE_FILTERS if row.effect == WIDENS} == {*FLAGS, *EVENTS, *(name for group in GROUPS for name in group)}


def test_no_filter_finds_everything(esa: Any, population: list[Message]) -> None:
    assert found(esa) == ids(population)
    assert len(population) > 2800


@pytest.mark.parametrize("name", SINGLE)
def test_filters_with_a_value(esa: Any, population: list[Message], name: str) -> None:
    value = CHOICES[name][0] if name in CHOICES else some_value(population, SINGLE[name])
    wanted = ids(message for message in population if value in SINGLE[name](message))
    assert found(esa, **{name: value}) == wanted
    assert 0 < len(wanted) < len(population)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in SINGLE for value in CHOICES.get(name, ())])
def test_every_fixed_value_finds_something_else(esa: Any, population: list[Message], name: str, value: str) -> None:
    wanted = ids(message for message in population if value in SINGLE[name](message))
    assert found(esa, **{name: value}) == wanted
    assert 0 < len(wanted) < len(population)


@pytest.mark.parametrize("name", FLAGS)
def test_flags(esa: Any, population: list[Message], name: str) -> None:
    wanted = ids(message for message in population if FLAGS[name](message))
    assert found(esa, **{name: "True"}) == wanted
    assert 0 < len(wanted) < len(population)
    for refused in ("true", "False", "1", ""):
        answer = ask(esa, **{name: refused})
        assert (answer.status, answer.message) == (404, f"Invalid value for attribute - {name}.")


@pytest.mark.parametrize("name", COMPARED)
def test_operators(esa: Any, population: list[Message], name: str) -> None:
    operator, texts = COMPARED[name]
    whole = some_value(population, texts)
    for kind, value in (("is", whole), ("begins_with", whole[:4]), ("contains", whole[2:6]), ("contains", whole[2:6].upper())):
        wanted = ids(
            message
            for message in population
            for text in texts(message)
            if {"is": text == value, "begins_with": text.startswith(value), "contains": value.lower() in text.lower()}[kind]
            or (kind != "contains" and text.lower() == value.lower())
        )
        assert found(esa, **{operator: kind, name: value}) == wanted, (kind, value)
        assert 0 < len(wanted) < len(population)
    assert found(esa, **{operator: "is", name: whole[:4]}) == set()


@pytest.mark.parametrize("name", COMPARED)
def test_half_of_a_comparison_is_refused(esa: Any, name: str) -> None:
    operator, _texts = COMPARED[name]
    assert ask(esa, **{name: "x"}).message == f"Missing attribute - {operator}."
    assert ask(esa, **{operator: "is"}).message == f"Missing attribute - {name}."
    assert ask(esa, **{operator: "ends_with", name: "x"}).message == f"Invalid value for attribute - {operator}."


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: next(iter(group)))
def test_groups(esa: Any, population: list[Message], group: dict[str, Callable[[Message], Iterable[str]]]) -> None:
    example = next(message for message in population if all(any(texts(message)) for texts in group.values()))
    values = {name: next(iter(texts(example))) for name, texts in group.items()}
    wanted = ids(message for message in population if all(values[name] in texts(message) for name, texts in group.items()))
    assert found(esa, **values) == wanted
    assert example.mids[0] in wanted
    assert len(wanted) < len(population)
    for missing in group:
        answer = ask(esa, **{name: value for name, value in values.items() if name != missing})
        assert (answer.status, answer.message) == (404, f"Missing attribute - {missing}.")
        assert esa.appliance.requests[-1].complaint == f"the parameter {missing} is missing"


def test_basic_filters_narrow_and_event_filters_widen(esa: Any, population: list[Message]) -> None:
    incoming, spam, bounced = (
        found(esa, **{name: value}) for name, value in (("messageDirection", "incoming"), ("spamPositive", "True"), ("hardBounced", "True"))
    )
    assert found(esa, spamPositive="True", hardBounced="True") == spam | bounced
    assert found(esa, hardBounced="True", messageDirection="incoming") == incoming & bounced
    assert incoming & bounced < bounced
    policy = found(esa, mailPolicyName="FINANCE", mailPolicyDirection="inbound")
    assert found(esa, mailPolicyName="FINANCE", mailPolicyDirection="inbound", spamPositive="True", messageDirection="incoming") == (policy | spam) & incoming
    subject = {"subjectfilterOperator": "contains", "subjectfilterValue": "invoice"}
    assert found(esa, **subject, messageDirection="incoming") == found(esa, **subject) & incoming


def test_lists_take_any_of_their_entries(esa: Any, population: list[Message]) -> None:
    both = found(esa, quarantinedTo="Virus,File Analysis")
    assert both == found(esa, quarantinedTo="Virus") | found(esa, quarantinedTo="File Analysis")
    assert both > found(esa, quarantinedTo="Virus") > set()


def test_a_plus_sign_is_no_blank(esa: Any) -> None:
    """``+`` stays a plus sign in filters, a blank has to be ``%20`` (source XSOAR)."""
    address = (
        f"message-tracking/messages?startDate={START}&endDate={END}&searchOption=messages&offset=0&limit=99&subjectfilterOperator=contains&subjectfilterValue="
    )
    esa.appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))
    assert esa.get(address + "Your%20ticket").json["data"]
    assert not esa.get(address + "Your+ticket").json["data"]


def test_senseless_values_are_refused(esa: Any) -> None:
    for name, value in (("ciscoMid", "many"), ("deliveryStatus", "delivered"), ("messageDirection", "up"), ("threatName", "")):
        assert ask(esa, **{name: value}).message == f"Invalid value for attribute - {name}."
        assert name in esa.appliance.requests[-1].complaint


def test_pages_of_a_filtered_search(esa: Any, population: list[Message]) -> None:
    esa.appliance.settings.page_limit = 100
    wanted = sorted(ids(message for message in population if facts.attachments(message)), reverse=True)
    files = "attachmentNameOperator=contains&attachmentNameValue=_"
    address = f"message-tracking/messages?startDate={START}&endDate={END}&searchOption=messages&{files}&limit=50&offset="
    pages = [[row["attributes"]["mid"][0] for row in esa.get(address + str(offset)).json["data"]] for offset in range(0, len(wanted) + 50, 50)]
    assert [mid for page in pages for mid in page] == wanted
    assert pages[-1] == [] or len(pages[-1]) < 50


def test_late_records_are_late_for_filters_as_well(esa: Any, population: list[Message]) -> None:
    esa.appliance.clock.offset_seconds -= 3600
    whole = found(esa, messageDirection="incoming")
    esa.appliance.settings.late_percent = 50
    early = found(esa, messageDirection="incoming")
    assert early < whole
    assert len(whole - early) < 40
