# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a window is cut, and how wide the next slice is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client import errors
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import AIM, MOST_HALVINGS, MOST_REPEATS, Overfull, Pace, Slice, Span

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NARROWER_HELPS = {errors.ReplyTimeout, errors.ConnectionLost, errors.ApplianceFault, errors.ApplianceUnavailable}


def at(text):
    return datetime.fromisoformat(f"2026-03-01T{text}:00+00:00").astimezone(timezone.utc)


def span(start, end, halvings=0):
    return Span(at(start), at(end), halvings)


def shown(spans):
    return [f"{each.start:%H:%M}-{each.end:%H:%M}" for each in spans]


@pytest.mark.parametrize(
    ("whole", "parts", "granule", "expected"),
    [
        (("10:00", "10:10"), 2, MINUTE, ["10:00-10:05", "10:05-10:10"]),
        (("10:00", "10:05"), 2, MINUTE, ["10:00-10:02", "10:02-10:04", "10:04-10:05"]),
        (("10:00", "10:02"), 4, MINUTE, ["10:00-10:01", "10:01-10:02"]),
        (("10:00", "10:01"), 2, MINUTE, ["10:00-10:01"]),
        (("10:00", "14:00"), 4, MINUTE, ["10:00-11:00", "11:00-12:00", "12:00-13:00", "13:00-14:00"]),
        (("10:00", "13:00"), 2, HOUR, ["10:00-11:00", "11:00-12:00", "12:00-13:00"]),
        (("10:00", "11:00"), 4, HOUR, ["10:00-11:00"]),
        (("10:30", "12:30"), 2, HOUR, ["10:30-11:30", "11:30-12:30"]),
    ],
)
def test_spans_are_cut_at_whole_granules_without_gap(whole, parts, granule, expected):
    cut = span(*whole).cut(parts, granule)
    assert shown(cut) == expected
    assert (cut[0].start, cut[-1].end) == (at(whole[0]), at(whole[1]))


def test_parts_remember_how_often_they_were_halved():
    assert {part.halvings for part in span("10:00", "11:00", 3).cut(4, MINUTE)} == {3}


def test_spans_are_asked_for_as_the_api_spells_times():
    assert span("10:00", "11:30").query() == {"startDate": "2026-03-01T10:00:00.000Z", "endDate": "2026-03-01T11:30:00.000Z"}


@pytest.mark.parametrize(
    ("count", "minutes"),
    [
        (0, 320),
        (AIM // 16, 320),
        (AIM // 8, 160),
        (AIM // 2, 40),
        (AIM, 20),
        (2 * AIM, 10),
        (10 * AIM, 2),
        (40 * AIM, 1),
    ],
)
def test_pace_after_a_slice_of_twenty_minutes(count, minutes):
    pace = Pace(20 * MINUTE, MINUTE)
    pace.learn(Slice(span("10:00", "10:20"), [None] * count))
    assert pace.width == minutes * MINUTE


def test_a_small_slice_left_over_does_not_make_the_next_ones_small():
    pace = Pace(60 * MINUTE, MINUTE)
    pace.learn(Slice(span("10:00", "10:01"), []))
    assert pace.width == 60 * MINUTE


@pytest.mark.parametrize(("first", "granule", "width"), [(90, MINUTE, 90), (90, HOUR, 60), (10, HOUR, 60), (0, MINUTE, 1)])
def test_slices_are_whole_granules_and_at_least_one(first, granule, width):
    assert Pace(timedelta(minutes=first), granule).width == width * MINUTE


def test_overfull_spans_are_cut_in_many_and_count_as_no_failure():
    pace = Pace(HOUR, MINUTE)
    whole = span("10:00", "11:00", MOST_HALVINGS)
    parts = pace.narrower(Overfull(whole), whole)
    assert (len(parts), {part.halvings for part in parts}, pace.width) == (20, {MOST_HALVINGS}, 3 * MINUTE)


@pytest.mark.parametrize("kind", errors.every_kind(), ids=lambda kind: kind.__name__)
def test_only_failures_that_a_narrower_span_may_avoid_are_met_with_one(kind):
    pace, problem = Pace(HOUR, MINUTE), kind("it broke", "Mend it.")
    if kind in NARROWER_HELPS:
        parts = pace.narrower(problem, span("10:00", "11:00"))
        assert (shown(parts), parts[0].halvings, pace.width) == (["10:00-10:30", "10:30-11:00"], 1, 30 * MINUTE)
    else:
        with pytest.raises(kind) as raised:
            pace.narrower(problem, span("10:00", "11:00"))
        assert raised.value.hint == "Mend it."


def test_a_slice_that_cannot_be_halved_is_asked_again():
    pace, part = Pace(HOUR, MINUTE), span("10:00", "10:01", 2)
    for repeats in range(1, MOST_REPEATS + 1):
        (part,) = pace.narrower(errors.ReplyTimeout("no answer"), part)
        assert (part.width, part.repeats) == (MINUTE, repeats)
    with pytest.raises(errors.ReplyTimeout):
        pace.narrower(errors.ReplyTimeout("no answer"), part)


def test_after_a_failure_slices_become_wider_again_step_by_step():
    pace = Pace(HOUR, MINUTE)
    half, _other = pace.narrower(errors.ReplyTimeout("no answer"), span("10:00", "11:00"))
    widths = []
    for _success in range(4):
        pace.learn(Slice(half, []))
        widths.append(pace.width // MINUTE)
    assert widths == [37, 46, 58, 73]


@pytest.mark.parametrize(
    "whole", [span("10:00", "11:00", MOST_HALVINGS), replace(span("10:00", "10:01", 2), repeats=MOST_REPEATS)], ids=["halved-too-often", "granule"]
)
def test_giving_up_says_how_far_the_window_was_cut(whole):
    with pytest.raises(errors.ReplyTimeout) as raised:
        Pace(HOUR, MINUTE).narrower(errors.ReplyTimeout("no answer", "Mend it."), whole)
    assert raised.value.hint == f"Even {whole.width} was too much for one question (the window was cut {whole.halvings} times). Mend it."


def test_a_day_can_be_halved_down_to_minutes():
    """Searches with filters begin with a day; an appliance may cope with minutes only."""
    assert 24 * HOUR / 2**MOST_HALVINGS < 2 * MINUTE
