# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what users write to the full hours in UTC that the API takes."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.window import concerns_about, iso_time, window_from

NOW = datetime(2026, 11, 21, 7, 28, 30, tzinfo=timezone.utc)
ON_THE_HOUR = datetime(2026, 11, 21, 7, 0, 0, tzinfo=timezone.utc)


def window(last=None, start=None, end=None, now=NOW):
    found = window_from(last, start, end, now)
    return iso_time(found.start), iso_time(found.end)


@pytest.mark.parametrize(
    ("last", "start", "end"),
    [
        (None, "2026-11-20T07:00:00Z", "2026-11-21T08:00:00Z"),
        ("", "2026-11-20T07:00:00Z", "2026-11-21T08:00:00Z"),
        ("1m", "2026-11-21T07:00:00Z", "2026-11-21T08:00:00Z"),
        ("29m", "2026-11-21T06:00:00Z", "2026-11-21T08:00:00Z"),
        ("90m", "2026-11-21T05:00:00Z", "2026-11-21T08:00:00Z"),
        ("1h", "2026-11-21T06:00:00Z", "2026-11-21T08:00:00Z"),
        ("1d", "2026-11-20T07:00:00Z", "2026-11-21T08:00:00Z"),
        ("7d", "2026-11-14T07:00:00Z", "2026-11-21T08:00:00Z"),
        ("1w", "2026-11-14T07:00:00Z", "2026-11-21T08:00:00Z"),
        ("30d", "2026-10-22T07:00:00Z", "2026-11-21T08:00:00Z"),
        (" 2 h ", "2026-11-21T05:00:00Z", "2026-11-21T08:00:00Z"),
    ],
)
def test_last_ends_now_and_is_rounded_outwards(last, start, end):
    assert window(last) == (start, end)


def test_last_on_the_hour_is_not_widened():
    assert window("1h", now=ON_THE_HOUR) == ("2026-11-21T06:00:00Z", "2026-11-21T07:00:00Z")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param("2026-11-20", "2026-11-20", ("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"), id="a-date-alone-is-its-whole-day"),
        pytest.param("2026-11-18", "2026-11-20", ("2026-11-18T00:00:00Z", "2026-11-21T00:00:00Z"), id="dates"),
        pytest.param("2026-11-20", None, ("2026-11-20T00:00:00Z", "2026-11-21T08:00:00Z"), id="end-left-out-is-now"),
        pytest.param("2026-11-20T10:30Z", "2026-11-20T11:30Z", ("2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z"), id="minutes"),
        pytest.param("2026-11-20T10:00:01Z", "2026-11-20T11:00:01Z", ("2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z"), id="seconds"),
        pytest.param("2026-11-20T10:00Z", "2026-11-20T11:00:00.001Z", ("2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z"), id="milliseconds"),
        pytest.param("2026-11-20T10:00Z", "2026-11-20T11:00Z", ("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"), id="full-hours-stay"),
        pytest.param("2026-11-20T10:00", "2026-11-20T11:00", ("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"), id="without-zone-is-utc"),
        pytest.param("2026-11-20 10:00", "2026-11-20 11:00", ("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"), id="blank-for-T"),
        pytest.param("2026-11-20t10:00z", "2026-11-20T11:00z", ("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"), id="small-letters"),
        pytest.param(" 2026-11-20 ", " 2026-11-20 ", ("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"), id="blanks-around"),
        pytest.param("2026-11-20T01:00+01:00", "2026-11-20T03:00+01:00", ("2026-11-20T00:00:00Z", "2026-11-20T02:00:00Z"), id="zone"),
        pytest.param("2026-11-20T10:00-08:00", "2026-11-20T11:00-08:00", ("2026-11-20T18:00:00Z", "2026-11-20T19:00:00Z"), id="zone-behind"),
        pytest.param("2026-11-20T10:00+05:30", "2026-11-20T11:00+05:30", ("2026-11-20T04:00:00Z", "2026-11-20T06:00:00Z"), id="half-hour-zone-rounds"),
        pytest.param("2026-11-20T10:00+01:00", "2026-11-20T10:30Z", ("2026-11-20T09:00:00Z", "2026-11-20T11:00:00Z"), id="two-zones"),
        pytest.param("2026-03-29T02:30", "2026-03-29T03:30", ("2026-03-29T02:00:00Z", "2026-03-29T04:00:00Z"), id="hour-that-summer-time-leaps-over"),
        pytest.param("2026-10-25", "2026-10-25", ("2026-10-25T00:00:00Z", "2026-10-26T00:00:00Z"), id="day-of-25-hours-elsewhere"),
        pytest.param("2024-02-28", "2024-02-29", ("2024-02-28T00:00:00Z", "2024-03-01T00:00:00Z"), id="leap-day"),
        pytest.param("2026-11-20", "2026-12-31", ("2026-11-20T00:00:00Z", "2027-01-01T00:00:00Z"), id="end-in-the-future-is-asked-for"),
    ],
)
def test_start_and_end_in_any_zone_are_rounded_outwards_to_full_hours_in_utc(start, end, expected):
    assert window(start=start, end=end) == expected


def test_the_zone_of_this_machine_does_not_matter(monkeypatch):
    import time

    expected = window(start="2026-03-29T02:30", end="2026-03-30")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert window(start="2026-03-29T02:30", end="2026-03-30") == expected
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("last", "start", "end", "words"),
    [
        pytest.param("1d", "2026-11-20", None, "last is given together with start or end", id="last-and-start"),
        pytest.param("1d", None, "2026-11-20", "last is given together with start or end", id="last-and-end"),
        pytest.param(None, None, "2026-11-20", "end is given without start", id="end-alone"),
        pytest.param(None, "2026-11-20T11:00Z", "2026-11-20T10:00Z", "is not before end", id="end-before-start"),
        pytest.param(None, "2026-11-20T10:00Z", "2026-11-20T10:00Z", "is not before end", id="nothing-between"),
        pytest.param(None, "2026-11-20T10:00Z", "2026-11-20T10:30+01:00", "Mind the zones", id="end-before-start-by-zone"),
        pytest.param(None, "2026-11-21T08:00Z", None, "lies in the future (now is 2026-11-21T07:28:30Z)", id="start-in-the-future"),
        pytest.param(None, "2027-01-01", "2027-01-02", "which lies in the future (now is 2026-11-21T07:28:30Z)", id="window-in-the-future"),
        pytest.param(None, "yesterday", None, "start is 'yesterday', which is not a date or time in ISO 8601", id="start-is-nonsense"),
        pytest.param(None, "2026-11-20", "tomorrow", "end is 'tomorrow'", id="end-is-nonsense"),
        pytest.param(None, "20.11.2026", None, "not a date or time in ISO 8601", id="date-of-another-country"),
        pytest.param(None, "2026-02-30", None, "not a date or time in ISO 8601", id="day-that-is-not"),
        pytest.param(None, "2026-11-20T25:00Z", None, "not a date or time in ISO 8601", id="hour-that-is-not"),
        pytest.param(None, "0001-01-01T00:00+01:00", None, "outside of the calendar", id="before-the-calendar"),
        pytest.param(None, "2026-11-20", "9999-12-31", "outside of the calendar", id="day-after-the-calendar"),
        pytest.param(None, "2026-11-20", "9999-12-31T23:30Z", "outside of the calendar", id="hour-after-the-calendar"),
        pytest.param("0h", None, None, "last is '0h'", id="no-time"),
        pytest.param("1y", None, None, "Give a number with m, h, d or w", id="unknown-unit"),
        pytest.param("-1d", None, None, "last is '-1d'", id="negative"),
        pytest.param("1.5d", None, None, "last is '1.5d'", id="fraction"),
        pytest.param("day", None, None, "last is 'day'", id="words"),
        pytest.param("1D", None, None, "last is '1D'", id="capital-unit"),
        pytest.param("5", None, None, "last is '5'", id="number-alone"),
        pytest.param("9999999d", None, None, "longer than any calendar", id="before-year-1"),
        pytest.param("9" * 30 + "d", None, None, "longer than any calendar", id="astronomical"),
    ],
)
def test_what_is_no_window_is_refused_in_one_sentence(last, start, end, words):
    with pytest.raises(InputError) as refused:
        window(last, start, end)
    assert words in str(refused.value)


def test_query_is_spelt_as_appliances_want_it():
    assert window_from(None, "2026-11-20T10:30+01:00", "2026-11-20", NOW).query() == {
        "startDate": "2026-11-20T09:00:00.000Z",
        "endDate": "2026-11-21T00:00:00.000Z",
    }


@pytest.mark.parametrize(
    ("last", "start", "end", "words"),
    [
        ("249d", None, None, []),
        (None, "2026-11-20", None, []),
        ("300d", None, None, ["begins 300 days ago", "about 250 days", "may cover less"]),
        (None, "2026-11-20", "2026-11-30", ["ends at 2026-12-01T00:00:00Z, in the future"]),
        (None, "2025-01-01", "2027-01-01", ["days ago", "in the future"]),
    ],
    ids=["within-what-is-kept", "short", "longer-than-kept", "ends-in-the-future", "both"],
)
def test_doubtful_windows_are_asked_for_with_a_warning(last, start, end, words):
    concerns = " ".join(concerns_about(window_from(last, start, end, NOW), NOW))
    assert bool(concerns) == bool(words)
    for word in words:
        assert word in concerns
