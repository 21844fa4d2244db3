# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Filters of quarantines: which query comes of them, and what is refused."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.quarantine_filters import FILTERS, OPERATORS, SIZE_BY
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import FILTER_OPTIONS, given_filters, quarantine_query


@pytest.mark.parametrize(
    ("kind", "params", "query"),
    [
        ("spam", {}, {}),
        ("spam", {"from_address": "a@b"}, {"filterBy": "from_address", "filterOperator": "contains", "filterValue": "a@b"}),
        (
            "spam",
            {"to_address": "a@b", "to_address_operator": "ends_with"},
            {"filterBy": "to_address", "filterOperator": "ends_with", "filterValue": "a@b"},
        ),
        (
            "spam",
            {"subject": "hello", "subject_operator": "is", "recipient": "r"},
            {
                "filterBy": "subject",
                "filterOperator": "is",
                "filterValue": "hello",
                "envelopeRecipientFilterOperator": "contains",
                "envelopeRecipientFilterValue": "r",
            },
        ),
        ("pvo", {"quarantines": ["Policy", "File Analysis"]}, {"quarantines": "Policy,File Analysis"}),
        ("pvo", {"subject": "x", "subject_operator": "is"}, {"subjectFilterBy": "matches_exactly", "subjectFilterValue": "x"}),
        ("pvo", {"recipient": "x", "recipient_operator": "begins_with"}, {"envelopeRecipientFilterBy": "starts_with", "envelopeRecipientFilterValue": "x"}),
        ("pvo", {"sender": "x", "sender_operator": "is_not"}, {"envelopeSenderFilterBy": "does_not_match", "envelopeSenderFilterValue": "x"}),
        ("pvo", {"originating_esa_ip": "192.0.2.1", "attachment_name": "a.exe"}, {"originatingEsaIp": "192.0.2.1", "attachmentName": "a.exe"}),
        ("pvo", {"attachment_size_from": 0, "attachment_size_to": 5}, {SIZE_BY: "range", "attachmentSizeFromValue": 0, "attachmentSizeToValue": 5}),
        ("pvo", {"attachment_size_from": 5}, {SIZE_BY: "more_than", "attachmentSizeFromValue": 5}),
        ("pvo", {"attachment_size_to": 5}, {SIZE_BY: "less_than", "attachmentSizeToValue": 5}),
        ("spam", {"more_filters": {"newOne": "x"}}, {"newOne": "x"}),
    ],
)
def test_filters_become_query_parameters(kind, params, query):
    assert quarantine_query(kind, params) == query


@pytest.mark.parametrize(
    ("kind", "params", "words"),
    [
        ("spam", {"from_address": "a", "subject": "b"}, "from_address and subject are given, but a search of the spam quarantine takes one of them"),
        ("spam", {"quarantines": ["Policy"]}, "quarantines is a filter of the policy, virus and outbreak quarantines, not of the spam quarantine"),
        ("spam", {"sender": "a", "attachment_name": "x"}, "sender and attachment_name are filters of the policy"),
        ("spam", {"sender_operator": "is"}, "sender_operator is a filter of the policy"),
        ("pvo", {"from_address": "a"}, "from_address is a filter of the spam quarantine, not of the policy"),
        ("spam", {"subject": "a", "subject_operator": "is_not"}, "subject_operator is is_not, which the spam quarantine cannot do. It can do contains, is,"),
        ("pvo", {"subject_operator": "is"}, "subject_operator is given without subject"),
        ("pvo", {"quarantines": []}, "quarantines is an empty list"),
        ("pvo", {"quarantines": ["Policy", " "]}, "has an empty name"),
        ("pvo", {"quarantines": ["A,B"]}, "a name with a comma"),
        ("pvo", {"subject": ""}, "subject is empty"),
        ("pvo", {"attachment_size_from": 9, "attachment_size_to": 5}, "attachment_size_from 9 is more than attachment_size_to 5"),
        ("pvo", {"attachment_size_from": -1}, "the least is 0"),
        ("pvo", {"more_filters": {"subjectFilterValue": "x"}}, "which an option stands for"),
        ("pvo", {"more_filters": {"quarantineType": "spam"}}, "or which the search itself decides"),
    ],
)
def test_what_cannot_work_is_refused(kind, params, words):
    with pytest.raises(InputError) as caught:
        quarantine_query(kind, params)
    assert words in str(caught.value)


def test_every_filter_is_a_parameter_of_the_resource():
    """What the rows send, and what is derived from them, are parameters that the catalogue lists."""
    known = RESOURCES["quarantine_messages"].optional
    sent = {wire for rows in FILTERS.values() for row in rows for wire in (row.wire, row.operator) if wire} | {"filterBy", SIZE_BY}
    assert sent <= set(known)
    assert set(known) - sent == {"orderBy", "orderDir", "offset", "limit"}


def test_every_filter_has_an_option_and_every_operator_a_choice():
    for kind, rows in FILTERS.items():
        for row in rows:
            assert row.option in FILTER_OPTIONS
            if row.operator:
                assert set(OPERATORS[kind]) <= set(FILTER_OPTIONS[f"{row.option}_operator"].choices)


def test_given_filters_are_those_that_were_set():
    unset = {option: row.default for option, row in FILTER_OPTIONS.items()}
    assert given_filters(unset) == []
    assert given_filters({**unset, "attachment_size_from": 0, "quarantines": []}) == ["quarantines", "attachment_size_from"]
