# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Progress is told every few seconds, not more often."""

from __future__ import annotations

import threading

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._task.progress import EVERY_SECONDS, Progress


@pytest.fixture
def told():
    return []


@pytest.fixture
def progress(told, watch):
    return Progress(told.append, "esa1: export", watch.monotonic)


def test_nothing_is_told_at_once(progress, told, watch):
    progress.count(5)
    progress.glance()
    watch.now = EVERY_SECONDS - 0.01
    progress.glance()
    assert told == []


def test_records_rate_and_place_are_told(progress, told, watch):
    progress.count(1000)
    progress.count(5000)
    progress.position = "2026-03-01T10:00:00Z"
    watch.now = 3.0
    progress.glance()
    assert told == ["esa1: export: 6,000 records fetched, 2,000 per second, written up to 2026-03-01T10:00:00Z"]


def test_what_is_counted_is_named(told, watch):
    progress = Progress(told.append, "esa1, delete", watch.monotonic, "messages sent")
    progress.count(250)
    watch.now = 5.0
    progress.glance()
    assert told == ["esa1, delete: 250 messages sent, 50 per second"]


def test_as_long_as_nothing_is_written_no_place_is_told(progress, told, watch):
    watch.now = 4.0
    progress.glance()
    assert told == ["esa1: export: 0 records fetched, 0 per second"]


def test_it_is_told_again_after_the_same_time_and_not_before(progress, told, watch):
    for _second in range(100):
        watch.now += 0.5
        progress.glance()
    assert len(told) == 50 // EVERY_SECONDS


def test_a_few_seconds_are_a_few():
    assert 1 <= EVERY_SECONDS <= 5


def test_several_threads_may_count(progress, told, watch):
    threads = [threading.Thread(target=lambda: [progress.count(1) for _each in range(500)]) for _thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    watch.now = 4.0
    progress.glance()
    assert "4,000 records" in told[0]
