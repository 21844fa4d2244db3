# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters that make one report out of those of several appliances."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Callable

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.filter.merge_intervals import merge_intervals
from ansible_collections.asyncos.api.plugins.filter.merge_rows import merge_rows
from ansible_collections.asyncos.api.plugins.filter.sum_counters import sum_counters


@pytest.mark.parametrize(
    ("several", "expected"),
    [
        ([], {}),
        ([{}], {}),
        ([{"a": 1}, {"a": 2, "b": 3}], {"a": 3, "b": 3}),
        ([{"a": 1.5}, {"a": 2}], {"a": 3.5}),
        ([{"a": None, "b": "text", "c": True, "d": [1]}, {"d": 4}], {"d": 4}),
        (({"a": number} for number in (1, 2)), {"a": 3}),
    ],
)
def test_counters_are_summed_and_what_is_no_number_is_left_out(several: Any, expected: dict[str, Any]) -> None:
    assert sum_counters(several) == expected


LISTS = [
    [{"key": "DEFAULT", "hits": 5, "url": None}, {"key": "SALES", "hits": 9, "url": "a"}],
    [{"key": "HR", "hits": 9, "url": "c"}, {"key": "DEFAULT", "hits": 2, "url": "b"}],
]


def test_rows_with_the_same_key_become_one_in_order_of_appearance() -> None:
    assert merge_rows(LISTS) == [
        {"key": "DEFAULT", "hits": 7, "url": "b"},
        {"key": "SALES", "hits": 9, "url": "a"},
        {"key": "HR", "hits": 9, "url": "c"},
    ]


def test_rows_are_sorted_by_a_counter_then_by_key_and_cut() -> None:
    assert [row["key"] for row in merge_rows(LISTS, order_by="hits")] == ["HR", "SALES", "DEFAULT"]
    assert [row["key"] for row in merge_rows(LISTS, order_by="hits", top=1)] == ["HR"]


def test_rows_sort_by_a_counter_that_some_or_all_lack() -> None:
    rows = [[{"key": "b"}, {"key": "a", "hits": None}, {"key": "c", "hits": 1}]]
    assert [row["key"] for row in merge_rows(rows, order_by="hits")] == ["c", "a", "b"]
    assert [row["key"] for row in merge_rows(rows, order_by="other")] == ["a", "b", "c"]


def test_rows_and_intervals_can_be_cut_to_some_counters() -> None:
    assert merge_rows(LISTS, order_by="hits", counters=["hits", "other"])[0] == {"key": "HR", "hits": 9}
    assert merge_intervals([[interval(0, a=1, b=2)]], counters=["b", "c"]) == [interval(0, b=2)]


def test_a_number_as_key_is_not_summed() -> None:
    assert merge_rows([[{"key": 443, "hits": 1}], [{"key": 443, "hits": 1}]]) == [{"key": 443, "hits": 2}]


def interval(hour: int, **counters: Any) -> dict[str, Any]:
    return {"begin": f"2026-11-20T{hour:02d}:00:00Z", "end": f"2026-11-20T{hour + 1:02d}:00:00Z", "counters": counters}


def test_intervals_with_the_same_begin_become_one_in_time_order() -> None:
    merged = merge_intervals([[interval(2, a=1), interval(1, a=2)], [interval(1, a=3, b=1)]])
    assert merged == [interval(1, a=5, b=1), interval(2, a=1)]


@pytest.mark.parametrize(("at_most", "sizes"), [(None, [1] * 7), (7, [1] * 7), (4, [2, 2, 2, 1]), (3, [3, 3, 1]), (1, [7])])
def test_neighbouring_intervals_are_joined(at_most: int | None, sizes: list[int]) -> None:
    merged = merge_intervals([[interval(hour, a=1) for hour in range(7)]], at_most=at_most)
    assert [each["counters"]["a"] for each in merged] == sizes
    assert merged[0]["begin"] == "2026-11-20T00:00:00Z"
    assert merged[-1]["end"] == "2026-11-20T07:00:00Z"


def test_intervals_of_keyed_reports_and_without_an_end_do_no_harm() -> None:
    begin = "2026-11-20T00:00:00Z"
    assert merge_intervals([[{"begin": begin, "rows": [{"key": "x", "a": 1}]}]]) == [{"begin": begin, "end": None, "counters": {}}]
    assert merge_intervals([]) == []


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        (sum_counters, {"a": 1}),
        (sum_counters, "text"),
        (sum_counters, None),
        (sum_counters, [1]),
        (merge_rows, {"key": "a"}),
        (merge_rows, 1),
        (merge_rows, [{"key": "a"}]),
        (merge_rows, [["text"]]),
        (merge_rows, [[{"hits": 1}]]),
        (merge_intervals, "text"),
        (merge_intervals, None),
        (merge_intervals, [{"begin": "x"}]),
        (merge_intervals, [[{"counters": {}}]]),
    ],
)
def test_input_of_another_shape_is_refused_in_a_sentence(call: Callable[[Any], Any], wrong: Any) -> None:
    with pytest.raises(AnsibleFilterError, match=f"{call.__name__} takes "):
        call(wrong)


def test_no_intervals_are_no_goal() -> None:
    with pytest.raises(AnsibleFilterError, match="at_most of 1 or more"):
        merge_intervals([[interval(0), interval(1)]], at_most=0)


def test_input_is_left_as_it_was() -> None:
    intervals = [[interval(0, a=1)], [interval(0, a=2)]]
    rows, spans = deepcopy(LISTS), deepcopy(intervals)
    merge_rows(rows, order_by="hits")
    merge_intervals(spans, at_most=1)
    assert rows == LISTS
    assert spans == intervals
