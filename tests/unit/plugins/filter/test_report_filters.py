# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The hours of a report, those before, and what is asked about them."""

from __future__ import annotations

import pytest
import yaml
from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.filter.report_window import report_window
from ansible_collections.asyncos.api.plugins.filter.reports_with_before import reports_with_before

NOW = "2026-11-21T10:20:00Z"


def hours(text):
    day, hour = text.split()
    return f"2026-11-{day}T{hour}:00:00Z"


@pytest.mark.parametrize(
    ("last", "start", "end", "window", "before"),
    [
        ("1d", "", "", ("20 10", "21 10"), ("19 10", "20 10")),
        ("90m", "", "", ("21 08", "21 10"), ("21 06", "21 08")),
        ("1h", "", "", ("21 09", "21 10"), ("21 08", "21 09")),
        ("1d", "2026-11-20", "2026-11-20", ("20 00", "21 00"), ("19 00", "20 00")),
        ("1d", "2026-11-20", "", ("20 00", "21 10"), ("18 14", "20 00")),
        ("1d", "2026-11-21", "2026-11-21", ("21 00", "21 10"), ("20 14", "21 00")),
        ("5m", "", "", ("21 10", "21 11"), None),
    ],
)
def test_hours_that_are_over_are_compared_with_as_many_before(last, start, end, window, before):
    found = report_window(last, start, end, NOW)
    assert (found["start"], found["end"]) == tuple(map(hours, window))
    assert found["before"] == (dict(zip(("start", "end"), map(hours, before))) if before else {})
    assert bool(found["msg"]) == (before is None)


def test_a_full_hour_is_over_when_it_ends():
    assert report_window("1h", now="2026-11-21T10:00:00Z")["end"] == hours("21 10")


def test_dates_of_yaml_are_times():
    moments = yaml.safe_load("{start: 2026-11-20, end: 2026-11-20}"), yaml.safe_load("{start: 2026-11-20T00:00:00Z, end: 2026-11-21T00:00:00Z}")
    assert {report_window("1d", **given, now=NOW)["end"] for given in moments} == {hours("21 00")}


def test_what_appliances_have_forgotten_is_not_compared():
    found = report_window("200d", now=NOW)
    assert found["before"] == {} and "250 days" in found["msg"]


@pytest.mark.parametrize(("last", "start"), [("soon", ""), (1, ""), ("1d", "yesterday"), ("1d", "2027-01-01")])
def test_a_time_that_is_none_is_refused_with_a_sentence(last, start):
    with pytest.raises(AnsibleFilterError, match="last is '(soon|1)'|start is 'yesterday'|lies in the future"):
        report_window(last, start, now=NOW)


BEFORE = {"start": "s", "end": "e"}


def test_the_same_is_asked_about_the_time_before():
    entries = ["a", "b/count", {"name": "c", "label": "d", "top": 5}]
    assert reports_with_before(entries, BEFORE) == [
        *entries,
        {"name": "a", "label": "before: a", **BEFORE},
        {"name": "b", "counter": "count", "label": "before: b", **BEFORE},
        {"name": "c", "label": "before: d", "top": 5, **BEFORE},
    ]


@pytest.mark.parametrize(
    "entry", [{"name": "a", "query_type": "export"}, {"name": "a", "last": "1h"}, {"name": "a", "start": "2026-01-01"}, {"nme": "a"}, None, 5]
)
def test_what_cannot_be_compared_is_asked_once(entry):
    assert reports_with_before([entry], BEFORE, ["a"]) == [entry]


def test_only_what_is_wanted_is_asked_twice():
    assert [entry["label"] for entry in reports_with_before(["a", "b"], BEFORE, ["b"])[2:]] == ["before: b"]
    assert reports_with_before(["a"], {}) == ["a"]
    assert reports_with_before(["a"], BEFORE, []) == ["a"]


def test_no_list_is_refused():
    with pytest.raises(AnsibleFilterError, match="a list of reports, not a str"):
        reports_with_before("a", BEFORE)
