# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Slices of a window: fetched several at once, handed on in order, cut when one is too much."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client import errors
from ansible_collections.asyncos.api.plugins.module_utils._task.searching import harvest as harvest_module
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.harvest import harvest
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import AHEAD, AIM, MOST, MOST_HALVINGS, Overfull, Pace, Slice, Span

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
START = datetime(2026, 3, 1, 0, tzinfo=timezone.utc)
DAY = Span(START, START + 24 * HOUR)
BOTH_WAYS = pytest.mark.parametrize("newest_first", [False, True], ids=["oldest-first", "newest-first"])


class Source:
    """Fetches slices of a list of minutes; ``trouble`` says what a span meets instead."""

    def __init__(self, minutes=(), trouble=lambda span: None):
        self.minutes = minutes
        self.trouble = trouble
        self.asked = []
        self.begun = 0
        self._lock = threading.Lock()

    def __call__(self, span):
        with self._lock:
            self.asked.append(span)
            self.begun += 1
        problem = self.trouble(span)
        if isinstance(problem, Exception):
            raise problem
        if problem:
            return problem
        start, end = ((moment - START) // MINUTE for moment in (span.start, span.end))
        found = [minute for minute in self.minutes if start <= minute < end]
        return Overfull(span) if len(found) > MOST and span.width > MINUTE else Slice(span, found)


def run(source, whole=DAY, width=HOUR, workers=3, newest_first=False, granule=MINUTE, stop=None, **facts):
    return harvest(source, whole, Pace(width, granule), workers, stop or threading.Event(), newest_first, **facts)


def covered(slices, newest_first=False):
    """Whether the slices follow each other without gap, and what they hold."""
    spans = [done.span for done in slices][:: -1 if newest_first else 1]
    assert (spans[0].start, spans[-1].end) == (DAY.start, DAY.end)
    assert all(before.end == after.start for before, after in zip(spans, spans[1:]))
    return [minute for done in slices[:: -1 if newest_first else 1] for minute in done.items]


@BOTH_WAYS
@pytest.mark.parametrize("width", [7 * MINUTE, HOUR, 48 * HOUR], ids=str)
@pytest.mark.parametrize("workers", [1, 4])
def test_slices_come_in_order_and_cover_the_window(newest_first, width, workers):
    source = Source(range(24 * 60))
    assert covered(list(run(source, width=width, workers=workers, newest_first=newest_first)), newest_first) == list(range(24 * 60))


@BOTH_WAYS
def test_order_does_not_depend_on_which_slice_is_ready_first(newest_first):
    """The first slice in order is not answered before the second one is."""
    second = threading.Event()
    source = Source(range(24 * 60))
    first_edge = DAY.end if newest_first else DAY.start

    def fetch(span):
        if first_edge in (span.start, span.end):
            assert second.wait(5)
        else:
            second.set()
        return source(span)

    assert covered(list(run(fetch, newest_first=newest_first)), newest_first) == list(range(24 * 60))


@BOTH_WAYS
def test_overfull_spans_are_cut_in_their_place(newest_first):
    minutes = [*range(0, 600, 60), *[600] * (MOST - 1), *[601] * (MOST - 1), *[605] * (MOST * 3), *range(660, 1440, 60)]
    source = Source(minutes)
    slices = list(run(source, newest_first=newest_first))
    assert covered(slices, newest_first) == minutes
    assert max(len(done.items) for done in slices if done.span.width > MINUTE) <= MOST


@BOTH_WAYS
@pytest.mark.parametrize("kind", [errors.ReplyTimeout, errors.ConnectionLost, errors.ApplianceFault, errors.ApplianceUnavailable])
def test_spans_that_fail_for_being_wide_are_cut_in_their_place(newest_first, kind):
    source = Source(range(24 * 60), lambda span: kind("too wide") if span.width > 20 * MINUTE else None)
    slices = list(run(source, newest_first=newest_first, width=8 * HOUR))
    assert covered(slices, newest_first) == list(range(24 * 60))
    assert max(done.span.width for done in slices) <= 20 * MINUTE


@BOTH_WAYS
def test_one_failure_in_the_middle_loses_nothing(newest_first):
    failed = []

    def once(span):
        if span.start <= START + 10 * HOUR < span.end and not failed:
            return failed.append(span) or errors.ConnectionLost("once")
        return None

    assert covered(list(run(Source(range(24 * 60), once), newest_first=newest_first)), newest_first) == list(range(24 * 60))
    assert len(failed) == 1


@BOTH_WAYS
def test_an_appliance_that_is_out_of_order_is_given_up(newest_first):
    source = Source(trouble=lambda span: errors.ReplyTimeout("no answer"))
    with pytest.raises(errors.ReplyTimeout, match=r"the window was cut \d+ times"):
        list(run(source, width=24 * HOUR, newest_first=newest_first, workers=1))
    assert len(source.asked) <= 3 * MOST_HALVINGS


@pytest.mark.parametrize(
    "kind", [errors.AuthenticationError, errors.Unreachable, errors.RequestRejected, errors.PermissionDenied, errors.MalformedReply, errors.CertificateRejected]
)
def test_what_narrower_spans_cannot_mend_ends_at_once(kind):
    source = Source(range(24 * 60), lambda span: kind("no") if span.start == START + 2 * HOUR else None)
    slices = run(source, workers=2)
    assert len([next(slices), next(slices)]) == 2
    with pytest.raises(kind):
        next(slices)
    assert len([span for span in source.asked if span.start == START + 2 * HOUR]) == 1


def test_bugs_are_not_hidden():
    with pytest.raises(ZeroDivisionError):
        list(run(lambda span: 1 / 0))


def test_width_follows_the_number_of_records():
    widths = [done.span.width for done in run(Source(), workers=1, width=10 * MINUTE)]
    assert widths[0] == 10 * MINUTE
    assert max(widths) >= 8 * HOUR
    busy = Source([minute for minute in range(24 * 60) for _each in range(AIM // 10)])
    widths = [done.span.width for done in run(busy, workers=1, width=40 * MINUTE)]
    assert widths.count(10 * MINUTE) > 0.9 * 24 * HOUR / (10 * MINUTE)
    assert max(widths[5:]) <= 20 * MINUTE


@BOTH_WAYS
@pytest.mark.parametrize("workers", [1, 3])
def test_no_more_slices_are_held_than_a_few_for_each_worker(newest_first, workers):
    source = Source(range(24 * 60))
    for taken, _done in enumerate(run(source, width=HOUR / 4, workers=workers, newest_first=newest_first, granule=HOUR / 4)):
        assert source.begun - taken <= AHEAD * workers


def test_parts_of_slices_are_the_only_ones_beyond():
    """A span is cut in four when its turn comes, which happens again to its parts: three more for each time."""
    workers, cuts = 2, 2
    source = Source([minute for minute in range(32) for _each in range(MOST // 2)])
    for given, done in enumerate(run(source, Span(START, START + 32 * MINUTE), width=16 * MINUTE, workers=workers)):
        assert len([span for span in source.asked if span.width <= 2 * MINUTE]) - given <= AHEAD * workers + 3 * cuts
        assert len(done.items) <= MOST


def test_threads_end_with_the_iteration():
    before = threading.active_count()
    list(run(Source()))
    assert threading.active_count() == before


@pytest.mark.parametrize("how", ["close", "error"])
def test_threads_end_and_calls_under_way_are_told_to_when_it_is_left_early(how):
    before, stop, under_way = threading.active_count(), threading.Event(), threading.Event()

    def fetch(span):
        if span.start == START:
            return Slice(span, [])
        under_way.set()
        assert stop.wait(5)
        if how == "error":
            raise errors.ConnectionLost("nobody asks any more")
        return Slice(span, [])

    slices = run(fetch, stop=stop)
    next(slices)
    assert under_way.wait(5)
    if how == "close":
        slices.close()
    else:
        with pytest.raises(RuntimeError):
            slices.throw(RuntimeError("the disk is full"))
    assert stop.is_set()
    assert threading.active_count() == before


def test_spans_not_begun_are_not_begun_after_the_end():
    """One worker is busy with the first of them; the others wait in line."""
    stop, asked = threading.Event(), []

    def fetch(span):
        asked.append(span)
        if len(asked) > 1:
            assert stop.wait(5)
        return Slice(span, [])

    slices = run(fetch, workers=1, stop=stop)
    next(slices)
    slices.close()
    assert len(asked) <= 2


def test_whoever_waits_is_called_now_and_then(monkeypatch):
    monkeypatch.setattr(harvest_module, "GLANCE_SECONDS", 0.001)
    glances = threading.Semaphore(0)

    def fetch(span):
        assert glances.acquire(timeout=5)
        return Slice(span, [])

    assert list(run(fetch, Span(START, START + HOUR), waiting=glances.release))
