# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of searches and their filters: that they are sound, fit together and say how they are known."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog import message_filters, quarantine_filters, web_filters
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CONFIDENCES, INFERRED, SOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.filters import EFFECTS, FLAG, LIST, NARROWS, NUMBER, TEXT, WIDENS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import MESSAGE_FILTERS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import HOUR, MINUTE, SEARCHES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_filters import SERVICES, SORT_KEYS, TRANSACTION_STATUSES, WEB_FIELDS, WEB_FILTERS

FAMILIES = {
    "mail": MESSAGE_FILTERS,
    "web": WEB_FILTERS,
    **{kind: quarantine_filters.FILTERS[kind] for kind in quarantine_filters.FILTERS},
}
EVERY_ROW = pytest.mark.parametrize(
    ("family", "row"), [(family, row) for family, rows in FAMILIES.items() for row in rows], ids=lambda value: getattr(value, "option", value)
)
EVERY_SEARCH = pytest.mark.parametrize("search", SEARCHES.values(), ids=lambda search: search.name)


@EVERY_ROW
def test_rows_are_sound(family, row):
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", row.option)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", row.wire)
    assert row.form in (TEXT, FLAG, LIST, NUMBER)
    assert row.effect in EFFECTS
    assert row.meaning[0].islower() or row.meaning.startswith(("URL", "IP", "SHA", "DMARC", "DLP", "AMP", "MID"))
    assert not row.meaning.endswith(".")
    assert len({value.lower() for value in row.values}) == len(row.values)


@EVERY_ROW
def test_rows_say_how_they_are_known(family, row):
    assert row.evidence.confidence in CONFIDENCES
    assert row.evidence.sources or row.evidence.confidence == INFERRED
    assert set(row.evidence.sources) <= set(SOURCES)


@pytest.mark.parametrize("family", ["mail", "web", "pvo"])
def test_no_parameter_is_that_of_two_filters(family):
    parameters = [name for row in FAMILIES[family] for name in (row.wire, row.operator) if name]
    assert [name for name, count in Counter(parameters).items() if count > 1] == []
    options = [name for row in FAMILIES[family] for name in (row.option, f"{row.option}_operator" if row.operator else "") if name]
    assert [name for name, count in Counter(options).items() if count > 1] == []


RENAMED = {
    "sender": "envelopeSenderfilterValue",
    "recipient": "envelopeRecipientfilterValue",
    "subject": "subjectfilterValue",
    "attachment_name": "attachmentNameValue",
    "domain_name": "domainNameValue",
    "reply_to": "replyToValue",
    "mid": "ciscoMid",
}
"""Options with names of their own. All others are the wire's in snake case."""


@pytest.mark.parametrize("family", ["mail", "web"])
def test_options_can_be_recognized_in_the_names_of_the_wire(family):
    named = {row.option: row.wire for row in FAMILIES[family] if row.option.replace("_", "") != row.wire.replace("_", "").lower()}
    assert named == (RENAMED if family == "mail" else {})


def test_groups_need_each_other():
    rows = {row.option: row for row in MESSAGE_FILTERS}
    for row in MESSAGE_FILTERS:
        for other in row.needs:
            assert set(rows[other].needs) | {other} == set(row.needs) | {row.option}
            assert rows[other].effect == row.effect == WIDENS


def test_mail_has_seventeen_filters_that_narrow_and_the_rest_widens():
    """By parameters: eleven filters, six of them with an operator."""
    narrowing = [row for row in MESSAGE_FILTERS if row.effect == NARROWS]
    assert (len(narrowing), sum(bool(row.operator) for row in narrowing)) == (11, 6)
    assert not [row for row in MESSAGE_FILTERS if row.operator and row.effect == WIDENS]


def test_all_filters_of_the_web_narrow_and_belong_to_a_service():
    assert {row.effect for row in WEB_FILTERS} == {NARROWS}
    assert {kind for row in WEB_FILTERS for kind in row.kinds} == set(SERVICES)
    assert {service for service in SERVICES if any(service in row.kinds for row in WEB_FILTERS)} == set(SERVICES)


def test_services_have_statuses_keys_and_fields():
    assert set(TRANSACTION_STATUSES) == set(SORT_KEYS) == set(WEB_FIELDS) == set(web_filters.WEB_FIELDS_EVIDENCE) == set(SERVICES)
    assert all(values[-1] == "all" for values in TRANSACTION_STATUSES.values())
    assert all(keys[0] == "timestamp" for keys in SORT_KEYS.values())


@EVERY_SEARCH
def test_searches_are_sound(search):
    assert search.time_field in search.fields
    assert set(search.identity) <= set(search.fields)
    assert len(set(search.fields)) == len(search.fields)
    assert search.granule in (MINUTE, HOUR)
    assert search.page_size in (100, 250)
    assert search.evidence.confidence in CONFIDENCES
    assert any(resource.path == search.path for resource in RESOURCES.values())


@EVERY_SEARCH
def test_no_filter_is_a_parameter_of_the_search_itself(search):
    own = {name for name, _value in search.query} | {"startDate", "endDate", "offset", "limit"}
    rows = {"message-tracking": MESSAGE_FILTERS, "web-tracking": WEB_FILTERS}.get(search.path.partition("/")[0], ())
    assert own.isdisjoint(row.wire for row in rows)


def test_searches_are_those_of_three_resources():
    assert list(SEARCHES) == [
        message_filters.MESSAGES,
        message_filters.REJECTED_CONNECTIONS,
        *SERVICES,
        "spam_quarantine",
        "pvo_quarantine",
    ]
    assert {search.granule for search in SEARCHES.values() if search.path.startswith("web")} == {HOUR}
    assert {search.total_is_whole for search in SEARCHES.values() if not search.path.startswith("quarantine")} == {False}
