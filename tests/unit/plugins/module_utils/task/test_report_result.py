# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the odd shapes of reporting answers to data. Bodies marked as recorded are those of public recordings."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.envelope import bad_records, total_count
from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.result import report_data, returned

SUMMARY_RECORDED = {
    "meta": {"totalCount": -1},
    "data": {
        "type": "mail_incoming_traffic_summary",
        "resultSet": [{"failed_dkim": 0}, {"total_graymail_recipients": 3}, {"blocked_dmarc": 0}, {"blocked_reputation": 3454}],
    },
}


def answer(result_set, report="report"):
    return {"meta": {"totalCount": -1}, "data": {"type": report, "resultSet": result_set}}


def interval(**facts):
    borders = {
        "begin_time": "2024-05-01T00:00:00.000Z",
        "end_time": "2024-05-02T00:00:00.000Z",
        "begin_timestamp": 1714521600,
        "end_timestamp": 1714608000,
    }
    return {**borders, **facts}


BORDERS = {
    "begin": "2024-05-01T00:00:00Z",
    "end": "2024-05-02T00:00:00Z",
    "begin_time": "2024-05-01T00:00:00.000Z",
    "end_time": "2024-05-02T00:00:00.000Z",
}


def exported(counters, *intervals):
    return report_data(answer({"counter_names": counters, "time_intervals": list(intervals)}), "export")["intervals"]


# Totals


def test_recorded_summary_becomes_one_dict_of_counters_by_name():
    data = report_data(SUMMARY_RECORDED, None)
    assert data == {
        "shape": "summary",
        "counters": {"blocked_dmarc": 0, "blocked_reputation": 3454, "failed_dkim": 0, "total_graymail_recipients": 3},
        "rows": [],
    }
    assert list(data["counters"]) == sorted(data["counters"])


@pytest.mark.parametrize("result_set", [[{"detected_amp": 12}], {"detected_amp": 12}], ids=["in-a-list", "without-list"])
def test_one_counter_of_a_summary_is_a_summary(result_set):
    data = report_data(answer(result_set), None)
    assert (data["shape"], data["counters"]) == ("summary", {"detected_amp": 12})


def test_keyed_answer_becomes_rows_in_the_appliances_order():
    data = report_data(answer({"recipients_matched": [{"DEFAULT": 129}, {"EXECUTIVES": 12}, {"A": 1}]}), None)
    assert data == {
        "shape": "keyed",
        "counters": {},
        "rows": [
            {"key": "DEFAULT", "recipients_matched": 129},
            {"key": "EXECUTIVES", "recipients_matched": 12},
            {"key": "A", "recipients_matched": 1},
        ],
    }


def test_several_counters_make_one_row_for_each_key():
    rows = report_data(answer({"delivered": [{"a": 1}, {"b": 2}], "dropped": [{"a": 3}, {"b": 4}]}), None)["rows"]
    assert rows == [{"key": "a", "delivered": 1, "dropped": 3}, {"key": "b", "delivered": 2, "dropped": 4}]


def test_counters_in_another_order_are_put_together_by_key():
    rows = report_data(answer({"delivered": [{"a": 1}, {"b": 2}], "dropped": [{"b": 4}, {"a": 3}]}), None)["rows"]
    assert rows == [{"key": "a", "delivered": 1, "dropped": 3}, {"key": "b", "delivered": 2, "dropped": 4}]


def test_keys_that_a_counter_leaves_out_are_none():
    rows = report_data(answer({"delivered": [{"a": 1}], "dropped": [{"b": 4}, {"a": 3}], "queued": []}), None)["rows"]
    assert rows == [
        {"key": "a", "delivered": 1, "dropped": 3, "queued": None},
        {"key": "b", "delivered": None, "dropped": 4, "queued": None},
    ]


def test_parallel_lists_with_keys_that_repeat_are_told_apart_by_their_place():
    rows = report_data(answer({"filenames": [{"x": "a.pdf"}, {"x": "b.pdf"}], "rcpts_success": [{"x": 1}, {"x": 2}]}), None)["rows"]
    assert rows == [{"key": "x", "filenames": "a.pdf", "rcpts_success": 1}, {"key": "x", "filenames": "b.pdf", "rcpts_success": 2}]


def test_no_row_is_lost_when_keys_repeat_in_lists_of_different_length():
    rows = report_data(answer({"filenames": [{"x": "a.pdf"}, {"x": "b.pdf"}, {"y": "c.pdf"}], "reason": [{"x": "late"}]}), None)["rows"]
    assert rows == [
        {"key": "x", "filenames": "a.pdf", "reason": "late"},
        {"key": "x", "filenames": "b.pdf", "reason": None},
        {"key": "y", "filenames": "c.pdf", "reason": None},
    ]


@pytest.mark.parametrize("value", ["text", 1.5, None, [1, 2], {"a": 1}], ids=lambda value: type(value).__name__)
def test_values_are_left_as_they_are(value):
    assert report_data(answer({"counter": [{"key": value}]}), None)["rows"] == [{"key": "key", "counter": value}]


# Export


def test_export_with_keys_becomes_rows_for_each_interval():
    found = exported(["incoming_detected_spam", "incoming_total_recipients"], interval(keys=["user1@example.com"], counter_values=[[3, 12]]))
    row = {"key": "user1@example.com", "incoming_detected_spam": 3, "incoming_total_recipients": 12}
    assert found == [{**BORDERS, "rows": [row]}]


def test_export_keeps_the_order_of_intervals_and_the_empty_ones():
    first = interval(keys=["a"], counter_values=[[1]])
    second = interval(keys=[], counter_values=[], begin_timestamp=1714608000, end_timestamp=1714694400)
    found = exported(["n"], first, second)
    assert [each["begin"] for each in found] == ["2024-05-01T00:00:00Z", "2024-05-02T00:00:00Z"]
    assert [each["rows"] for each in found] == [[{"key": "a", "n": 1}], []]


def test_export_of_host_name_groups_carries_key_and_address_in_the_entries():
    entry = {"counter_values": [3, 12], "key": "mail.example.com", "ip_domain": "192.0.2.1"}
    expected = {"key": "mail.example.com", "ip_domain": "192.0.2.1", "spam": 3, "total": 12}
    assert exported(["spam", "total"], interval(counter_values=[entry])) == [{**BORDERS, "rows": [expected]}]
    assert exported(["spam", "total"], interval(**entry)) == [{**BORDERS, "rows": [expected]}]


@pytest.mark.parametrize("values", [[[3, 12]], [3, 12]], ids=["nested", "flat"])
def test_export_of_a_summary_has_counters_for_each_interval(values):
    assert exported(["spam", "total"], interval(counter_values=values)) == [{**BORDERS, "counters": {"spam": 3, "total": 12}}]


@pytest.mark.parametrize(
    ("borders", "begin"),
    [
        ({}, "2024-05-01T00:00:00Z"),
        ({"begin_timestamp": None}, "2024-05-01T00:00:00Z"),
        ({"begin_timestamp": None, "begin_time": "2024-05-01T00:00:00+02:00"}, "2024-04-30T22:00:00Z"),
        ({"begin_timestamp": None, "begin_time": "01 May 2024 00:00 (GMT)"}, "01 May 2024 00:00 (GMT)"),
        ({"begin_timestamp": True}, "2024-05-01T00:00:00Z"),
        ({"begin_timestamp": 10**30}, "2024-05-01T00:00:00Z"),
        ({"begin_timestamp": float("nan")}, "2024-05-01T00:00:00Z"),
        ({"begin_timestamp": None, "begin_time": None}, None),
    ],
    ids=["timestamp", "text", "zone", "unreadable-text-stays", "bool", "impossible", "nan", "neither"],
)
def test_times_are_told_in_iso_8601_and_utc_where_they_can_be_read(borders, begin):
    assert exported(["n"], interval(keys=[], counter_values=[], **borders))[0]["begin"] == begin


# Graph. No answer is known publicly: the form is inferred.


def test_graph_becomes_a_time_series():
    series = {
        "spam": [{"2024-05-01T00:00:00.000Z": 1}, {"2024-05-01T01:00:00.000Z": 2}],
        "clean": [{"2024-05-01T00:00:00.000Z": 3}, {"2024-05-01T01:00:00.000Z": 4}],
    }
    assert report_data(answer(series), "graph")["intervals"] == [
        {"begin": "2024-05-01T00:00:00Z", "counters": {"spam": 1, "clean": 3}},
        {"begin": "2024-05-01T01:00:00Z", "counters": {"spam": 2, "clean": 4}},
    ]


# No data


@pytest.mark.parametrize(
    "document",
    [{}, {"data": {}}, {"data": []}, answer([]), answer({}), {"meta": {"totalCount": 0}, "data": {"resultSet": []}}],
    ids=["empty-object", "empty-data", "data-is-empty-list", "empty-list", "empty-result", "with-meta"],
)
def test_no_data_is_an_empty_result_of_the_same_form_and_no_error(document):
    assert report_data(document, None) == {"shape": "empty", "counters": {}, "rows": []}
    for query_type in ("export", "graph"):
        assert report_data(document, query_type) == {"shape": "intervals", "counters": {}, "rows": [], "intervals": []}


def test_counter_without_keys_has_no_rows():
    assert report_data(answer({"recipients_matched": []}), None)["rows"] == []


def test_export_without_intervals_is_empty():
    assert exported([]) == []


# Other shapes


@pytest.mark.parametrize(
    ("document", "query_type", "words"),
    [
        pytest.param(None, None, "no data.resultSet", id="null"),
        pytest.param([1, 2, 3], None, "no data.resultSet", id="list"),
        pytest.param("text", None, "no data.resultSet", id="text"),
        pytest.param({"meta": {}}, None, "no data.resultSet", id="no-data"),
        pytest.param({"data": None}, None, "no data.resultSet", id="data-null"),
        pytest.param({"data": "nothing here"}, None, "no data.resultSet", id="data-text"),
        pytest.param({"data": ["nothing here"]}, None, "no data.resultSet", id="data-list"),
        pytest.param({"data": {"type": "x"}}, None, "no data.resultSet", id="no-result-set"),
        pytest.param(answer("nothing here"), None, "no data.resultSet", id="result-text"),
        pytest.param(answer(None), None, "no data.resultSet", id="result-null"),
        pytest.param(answer([5]), None, "has a int where a report has an object", id="summary-of-numbers"),
        pytest.param(answer({"n": "x"}), None, "has a str where a report has a list", id="keyed-without-list"),
        pytest.param(answer({"n": ["x"]}), None, "has a str where a report has an object", id="keyed-of-texts"),
        pytest.param(answer({"n": [{"a": 1, "b": 2}]}), None, "an object with 2 keys where a report has one", id="keyed-with-two-keys"),
        pytest.param(answer({"n": [{}]}), None, "an object with 0 keys", id="keyed-without-key"),
        pytest.param(answer({"counter_names": ["n"], "time_intervals": "x"}), "export", "has a str where a report has a list", id="intervals-text"),
        pytest.param(answer({"counter_names": ["n"], "time_intervals": [5]}), "export", "has a int where a report has an object", id="interval-number"),
        pytest.param(answer({"counter_names": 5, "time_intervals": []}), "export", "has a int where a report has a list", id="counter-names-number"),
        pytest.param(
            answer({"counter_names": ["n"], "time_intervals": [interval(keys=["a"], counter_values=[[1, 2]])]}),
            "export",
            "2 values for 1",
            id="too-many-values",
        ),
        pytest.param(answer({"counter_names": ["n"], "time_intervals": [interval(keys=["a"], counter_values=[5])]}), "export", "has a int", id="values-number"),
        pytest.param(
            answer({"counter_names": ["n"], "time_intervals": [interval(keys=["a", "b"], counter_values=[[1]])]}),
            "export",
            "2 keys for 1",
            id="key-without-values",
        ),
        pytest.param(
            answer({"counter_names": ["n"], "time_intervals": [interval(keys=["a"], counter_values=[[1], [2]])]}),
            "export",
            "1 keys for 2",
            id="values-without-key",
        ),
    ],
)
def test_other_shapes_are_malformed_and_say_what_is_wrong(document, query_type, words):
    with pytest.raises(MalformedReply) as malformed:
        report_data(document, query_type)
    assert words in str(malformed.value)
    assert "asyncos.api.request" in malformed.value.hint


@pytest.mark.parametrize(
    ("meta", "count", "bad"),
    [
        ({"totalCount": -1}, None, 0),
        ({"totalCount": 0}, 0, 0),
        ({"totalCount": 14, "num_bad_records": 6}, 14, 6),
        ({"totalCount": "14"}, None, 0),
        ({}, None, 0),
        ([], None, 0),
    ],
)
def test_meta_says_how_complete_an_answer_is(meta, count, bad):
    assert (total_count({"meta": meta}), bad_records({"meta": meta})) == (count, bad)


@pytest.mark.parametrize("document", [None, [], {}, "x"])
def test_answers_without_meta_say_nothing(document):
    assert (total_count(document), bad_records(document)) == (None, 0)


@pytest.mark.parametrize(
    ("document", "query_type", "count"),
    [(SUMMARY_RECORDED, None, 4), (answer({"n": [{"a": 1}, {"b": 2}]}), None, 2), ({}, None, 0), (answer({"n": [{"2024-05-01": 1}]}), "graph", 1)],
    ids=["counters", "rows", "nothing", "intervals"],
)
def test_returned_counts_what_the_data_holds(document, query_type, count):
    assert returned(report_data(document, query_type)) == count
