# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From entries of pages to records, and how a record is known again."""

from __future__ import annotations

from collections import Counter

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import SEARCHES
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import Item, Known, columns_for, item_of, record_of

MESSAGES, PROXY = SEARCHES["messages"], SEARCHES["proxy_services"]
TIME = "29 Aug 2023 10:00:48 (GMT +00:00)"
ROW = {"attributes": {"serialNumber": "42", "icid": 7, "mid": [1, 2], "timestamp": TIME, "subject": "x"}}


def item(entry, search=MESSAGES, met=None):
    return item_of(entry, search, lambda record: record, Counter() if met is None else met)


@pytest.mark.parametrize(
    ("entry", "record"),
    [
        ({"attributes": {"a": 1}, "mid": 5}, {"mid": 5, "a": 1}),
        ({"mid": 5, "a": 1}, {"mid": 5, "a": 1}),
        ({"attributes": "odd", "mid": 5}, {"attributes": "odd", "mid": 5}),
        ({"attributes": {}}, {}),
        ({"attributes": {"timestamp": TIME}}, {"timestamp": TIME, "timestamp_utc": "2023-08-29T10:00:48Z"}),
        ({"timestamp": "never"}, {"timestamp": "never", "timestamp_utc": None}),
        ("text", {"value": "text"}),
        (None, {"value": None}),
    ],
)
def test_records_are_flat_and_have_their_times_twice(entry, record):
    assert record_of(entry) == record


def test_entries_are_left_as_they_came():
    entry = {"attributes": {"timestamp": TIME}, "mid": 5}
    record_of(entry)
    assert entry == {"attributes": {"timestamp": TIME}, "mid": 5}


def test_columns_have_the_twin_of_each_time_behind_it():
    assert columns_for(("mid", "date", "subject", "scheduledExit")) == ["mid", "date", "date_utc", "subject", "scheduledExit", "scheduledExit_utc"]


def test_identity_is_that_of_the_catalogue_and_nothing_else():
    other_subject = {"attributes": {**ROW["attributes"], "subject": "y", "added": 1}}
    assert item(ROW).key == item(other_subject).key
    for name, value in (("serialNumber", "43"), ("icid", 8), ("mid", [1]), ("timestamp", 5)):
        assert item({"attributes": {**ROW["attributes"], name: value}}).key != item(ROW).key


@pytest.mark.parametrize("missing", MESSAGES.identity)
def test_records_without_part_of_their_identity_are_told_apart_by_their_content(missing):
    row, other = ({name: value for name, value in {**ROW["attributes"], "subject": subject}.items() if name != missing} for subject in "xy")
    assert item({"attributes": row}).key != item({"attributes": other}).key
    assert item({"attributes": row}).key == item({"attributes": dict(reversed(row.items()))}).key


def test_equal_records_of_one_slice_are_two_and_the_same_two_in_another_slice():
    first, second = Counter(), Counter()
    here = [item({"attributes": {"url": "u"}}, PROXY, first).key for _twice in range(2)]
    there = [item({"attributes": {"url": "u"}}, PROXY, second).key for _twice in range(2)]
    assert len(set(here)) == 2
    assert here == there


def test_content_with_half_a_surrogate_pair_has_a_key():
    assert item({"attributes": {"url": "\ud800"}}, PROXY).key != item({"attributes": {"url": "?"}}, PROXY).key
    assert item({"attributes": {**ROW["attributes"], "serialNumber": "\ud800"}}).key


def test_time_of_an_item():
    assert item(ROW).when == "2023-08-29T10:00:48Z"
    assert item({"attributes": {"timestamp": "never"}}).when == ""
    assert item({}).when == ""


def test_keys_fit_into_64_bits_and_differ():
    keys = {item({"attributes": {**ROW["attributes"], "icid": number}}).key for number in range(2000)}
    assert len(keys) == 2000
    assert all(0 <= key < 2**64 for key in keys)


def items(*keys):
    return [Item("", key, None) for key in keys]


def keys_of(found):
    return [item.key for item in found]


def test_known_knows_what_it_was_told_and_what_the_last_slices_held():
    known = Known(earlier=[1])
    assert keys_of(known.new_of(items(1, 2, 3))) == [2, 3]
    assert keys_of(known.new_of(items(3, 4))) == [4]
    assert keys_of(known.new_of(items(2, 5))) == [5]
    assert known.latest == [2, 3, 4, 5]


def test_known_holds_no_more_than_two_slices():
    known = Known()
    for first in range(0, 1000, 10):
        known.new_of(items(*range(first, first + 10)))
    assert known.latest == list(range(980, 1000))


def test_known_before_the_first_slice_has_nothing_to_tell():
    assert Known(earlier=[1]).latest == []


@pytest.mark.parametrize("nothing", [None, "", "N/A", []])
def test_what_appliances_write_for_nothing_is_no_identity(nothing):
    first, second = ({"attributes": {**ROW["attributes"], "icid": nothing, "subject": subject}} for subject in "ab")
    assert item(first).key != item(second).key
