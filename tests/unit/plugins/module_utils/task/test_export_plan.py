# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export is to do, and what is refused before the first request."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.cursor import Cursor
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.format import CsvLines, JsonLines
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.plan import plan_from
from ansible_collections.asyncos.api.plugins.module_utils._task.tracking_export import TRACKING_EXPORT
from ansible_collections.asyncos.api.plugins.module_utils._task.window import iso_time

NOW = datetime(2026, 3, 1, 12, 0, 30, tzinfo=timezone.utc)
CURSOR = Cursor({}, "2026-03-01T09:00:00Z", "2026-03-01T10:00:00Z")


@pytest.fixture
def plan(inside, tmp_path):
    """A plan from parameters of a task; ``dest`` is in a folder of the test's own."""
    appliances = {}

    def make(product="esa", dest="out.jsonl", **params):
        appliance = appliances.setdefault(product, inside(product))
        names = {name: str(tmp_path / params[name]) for name in ("cursor",) if name in params}
        job = appliance.job(TRACKING_EXPORT, **{"search": "messages", "dest": str(tmp_path / dest), **params, **names})
        return plan_from(job.params)

    return make


def bounds(window):
    return f"{window.start:%H:%M}-{window.end:%H:%M}"


@pytest.mark.parametrize(
    ("dest", "params", "form", "compressed"),
    [
        ("a.jsonl", {}, JsonLines, False),
        ("a.jsonl.gz", {}, JsonLines, True),
        ("a.csv", {}, CsvLines, False),
        ("a.csv.gz", {}, CsvLines, True),
        ("a.b.csv.gz", {}, CsvLines, True),
        ("a.ndjson", {}, JsonLines, False),
        ("a.json.gz", {}, JsonLines, True),
        ("a.txt", {"format": "csv"}, CsvLines, False),
        ("a.csv", {"format": "jsonl"}, JsonLines, False),
        ("a.gz", {"format": "csv"}, CsvLines, True),
    ],
)
def test_form_follows_the_name_unless_it_is_given(plan, dest, params, form, compressed):
    found = plan(dest=dest, **params)
    assert (type(found.lines), found.compressed) == (form, compressed)


def test_columns_of_a_table(plan):
    assert list(plan(dest="a.csv").lines.fields)[:4] == ["timestamp", "timestamp_utc", "hostName", "serialNumber"]
    assert list(plan(dest="a.csv", fields=["mid", "subject"]).lines.fields) == ["mid", "subject"]
    assert list(plan(fields=["mid"]).lines.fields) == ["mid"]
    assert list(plan().lines.fields) == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"filters": {"sendr": "x"}}, "no filter 'sendr'. Did you mean sender"),
        ({"filters": {"limit": 5}}, "no filter 'limit'"),
        ({"filters": {"search": "messages"}}, "no filter 'search'"),
        ({"filters": {"envelopeSenderfilterValue": "x"}}, "no filter 'envelopeSenderfilterValue'"),
        ({"filters": {5: "x"}}, "no filter 5"),
        ({"filters": {"mail_policy_name": "x"}}, "parameters are required together"),
        ({"filters": {"sender_operator": "is"}}, "sender_operator"),
        ({"filters": {"delivery_status": "DELIVERED"}}, "filters: value of delivery_status must be one of"),
        ({"filters": {"mid": "many"}}, "filters: "),
        ({"filters": {"subject": ""}}, "subject is empty"),
        ({"filters": {"more_filters": {"ciscoMid": 5}}}, "more_filters has ciscoMid"),
        ({"search": "l4tm", "product": "wsa", "filters": {"host_name": "x"}}, "host_name is a filter of proxy_services, not of l4tm"),
        ({"search": "l4tm", "product": "wsa", "filters": {"service": "l4tm"}}, "no filter 'service'"),
        ({"search": "l4tm"}, "not of esa"),
        ({"product": "wsa"}, "not of wsa"),
        ({"search": "spam_quarantine", "product": "wsa"}, "not of wsa"),
        ({"search": "spam_quarantine", "filters": {"quarantine_type": "pvo"}}, "no filter 'quarantine_type'"),
        ({"dest": "."}, "is a folder"),
        ({"cursor": "out.jsonl"}, "dest and cursor are the same file"),
        ({"mode": "rw-r--r--"}, "mode is 'rw-r--r--'"),
        ({"mode": "640 "}, "four octal digits"),
        ({"mode": "416"}, "four octal digits"),
        ({"dest": "a"}, "does not say which form"),
        ({"dest": "a.xlsx"}, "Let it end in .jsonl"),
        ({"dest": "a.gz"}, "does not say which form"),
        ({"dest": ".csv"}, "does not say which form"),
        ({"dest": "a\n.csv"}, "cannot be seen"),
        ({"filters": {"last": "3h"}}, "It is an option of the task itself."),
        ({"filters": {"socks_port": "1"}}, "It is a filter of web-tracking/web_transaction."),
        ({"mode": "1640"}, "mode is '1640'"),
        ({"mode": "0o640"}, "mode is"),
        ({"fields": ["mid", "subject", "mid"]}, "fields has mid more than once"),
        ({"overlap": "soon", "cursor": "c"}, "overlap is 'soon'"),
        ({"overlap": "0m", "cursor": "c"}, "overlap is '0m'"),
    ],
    ids=lambda value: str(value)[:60] if isinstance(value, dict) else "",
)
def test_what_cannot_work_is_refused(plan, params, words):
    with pytest.raises(InputError) as refused:
        plan(**params)
    assert words in str(refused.value)


@pytest.mark.parametrize("option", ["dest", "cursor"])
def test_relative_paths_are_refused(inside, option):
    params = {"dest": "/nowhere/out.jsonl", option: "out.jsonl"}
    with pytest.raises(InputError, match=f"{option} out.jsonl is a relative path"):
        plan_from(inside("esa").job(TRACKING_EXPORT, search="messages", **params).params)


@pytest.mark.parametrize(("mode", "number"), [("0640", 0o640), ("0000", 0), ("0777", 0o777)])
def test_modes(plan, mode, number):
    assert plan(mode=mode).mode == number


def test_filters_follow_the_rules_of_the_search(plan):
    assert plan(filters={"sender": "x", "sender_operator": "is", "delivery_status": "dropped", "graymail": True, "spam_positive": False}).query == {
        "envelopeSenderfilterOperator": "is",
        "envelopeSenderfilterValue": "x",
        "graymail": True,
        "deliveryStatus": "DROPPED",
    }
    assert plan(filters={"cisco_host": "esa2"}).query == {"ciscoHost": "esa2"}
    assert plan("wsa", search="proxy_services", filters={"user_request": True}).query == {"userRequest": "1"}
    assert plan(search="pvo_quarantine", filters={"subject": "x"}).query


def test_unfinished_files_lie_beside_the_target_and_belong_to_it(plan, tmp_path):
    assert plan().draft == tmp_path / ".out.jsonl.part"
    assert plan(dest="out.csv.gz").draft == tmp_path / ".out.csv.gz.part"
    assert plan(dest="monday.jsonl", cursor="c.json").draft == plan(dest="tuesday.jsonl", cursor="c.json").draft == tmp_path / ".c.json.part"


# Windows


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"last": "90m"}, "10:30-12:01"),
        ({"start": "2026-03-01T10:00:30Z", "end": "2026-03-01T11:00:01Z"}, "10:00-11:01"),
        ({"start": "2026-03-01T10:00Z"}, "10:00-12:01"),
        ({"start": "2026-03-01T10:00Z", "end": "2026-03-01T18:00Z"}, "10:00-18:00"),
    ],
)
def test_windows_without_a_cursor(plan, params, expected):
    assert bounds(plan(**params).window(None, NOW)) == expected


def test_window_when_nothing_is_said(plan):
    assert plan().window(None, NOW).start == NOW.replace(second=0) - timedelta(days=1)
    assert plan(search="spam_quarantine").window(None, NOW).start == NOW.replace(second=0) - timedelta(days=30)


@pytest.mark.parametrize(
    ("params", "cursor", "expected"),
    [
        ({"last": "90m"}, None, "10:30-12:01"),
        ({"last": "90m"}, CURSOR, "09:00-12:01"),
        ({"start": "2026-03-01T10:00Z", "end": "2026-03-01T18:00Z"}, None, "10:00-12:01"),
        ({"start": "2026-03-01T10:00Z", "end": "2026-03-01T18:00Z"}, CURSOR, "09:00-12:01"),
        ({"start": "2026-03-01T10:00Z", "end": "2026-03-01T11:00Z"}, CURSOR, "09:00-11:00"),
        ({"start": "2026-03-01T08:00Z", "end": "2026-03-01T09:30Z"}, CURSOR, "09:00-10:00"),
    ],
)
def test_windows_with_a_cursor_begin_at_it_and_end_neither_in_the_future_nor_before_it(plan, params, cursor, expected):
    assert bounds(plan(cursor="c", **params).window(cursor, NOW)) == expected


def test_a_clock_that_went_back_does_not_move_the_end_back(plan):
    assert bounds(plan(cursor="c").window(CURSOR, NOW - timedelta(hours=2, minutes=30))) == "09:00-10:00"


def test_a_clock_that_went_back_before_the_cursor_is_an_error(plan):
    with pytest.raises(InputError, match="lies in the future"):
        plan(cursor="c").window(CURSOR, NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("product", "search", "overlap", "since"),
    [("esa", "messages", "1h", "11:00"), ("esa", "messages", "1m", "11:59"), ("wsa", "l4tm", "1h", "11:00"), ("wsa", "l4tm", "1m", "11:00")],
)
def test_overlap_is_whole_steps_of_the_api(plan, product, search, overlap, since):
    """Counted back from the present or earlier: the end, 12:01 or 13:00, was rounded up."""
    until = plan(product, search=search, cursor="c", overlap=overlap).window(None, NOW).end
    assert iso_time(plan(product, search=search, cursor="c", overlap=overlap).since(until, "2026-03-01T00:00:00Z")) == f"2026-03-01T{since}:00Z"


# Whether an interrupted export can go on

SAME = {"dest": "elsewhere.jsonl", "mode": "0640", "concurrency": 1, "timeout": 5.0, "resume": False}
OTHER = {
    "search": "rejected_connections",
    "filters": {"mid": 5},
    "fields": ["mid"],
    "last": "2h",
    "start": "2026-03-01",
    "host": "elsewhere",
    "product": "sma",
    "format": "csv",
}


@pytest.mark.parametrize("name", SAME)
def test_what_does_not_decide_about_the_content_does_not_matter(plan, name):
    assert plan(**{name: SAME[name]}).question(None) == plan().question(None)


@pytest.mark.parametrize("name", OTHER)
def test_what_decides_about_the_content_makes_another_question(plan, name):
    assert plan(**{name: OTHER[name]}).question(None) != plan().question(None)


def test_formulas_matter_for_tables(plan):
    assert plan(dest="a.csv", escape_formulas=False).question(None) != plan(dest="a.csv").question(None)


def test_questions_of_a_cursor_depend_on_where_it_stands(plan):
    later = Cursor({}, CURSOR.since, "2026-03-01T10:30:00Z")
    questions = {plan(cursor="c").question(cursor) for cursor in (None, CURSOR, later)}
    assert len(questions) == 3
    assert plan(cursor="c", overlap="2h").question(CURSOR) not in questions
    assert plan(cursor="c", last="2h").question(CURSOR) in questions


def test_dest_may_be_relative(plan):
    assert isinstance(plan().dest, Path)
