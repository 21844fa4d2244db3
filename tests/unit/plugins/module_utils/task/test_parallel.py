# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several calls at once."""

from __future__ import annotations

import threading

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client import errors
from ansible_collections.asyncos.api.plugins.module_utils._task.parallel import run_all


def returning(value):
    return lambda: value


def raising(error):
    def call():
        raise error

    return call


@pytest.mark.parametrize("concurrency", [0, 1, 2, 50])
@pytest.mark.parametrize("count", [0, 1, 2, 20])
def test_results_come_in_the_order_of_the_calls(count, concurrency):
    assert run_all([returning(number) for number in range(count)], concurrency) == list(range(count))


def test_slow_call_does_not_change_the_order():
    second_done = threading.Event()

    def slow():
        assert second_done.wait(5)
        return "slow"

    def fast():
        second_done.set()
        return "fast"

    assert run_all([slow, fast], 2) == ["slow", "fast"]


def test_no_more_calls_than_allowed_are_under_way():
    lock, under_way, most = threading.Lock(), [0], [0]
    full = threading.Barrier(3, timeout=5)

    def call():
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        full.wait()
        with lock:
            under_way[0] -= 1

    run_all([call] * 12, 3)
    assert most == [3]


EVERY_KIND = [kind for kind in errors.every_kind() if kind not in (errors.AsyncOSError,)]
HOPELESS = {errors.Unreachable, errors.CertificateRejected, errors.AuthenticationError, errors.SecondFactorRequired}


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.__name__)
def test_only_errors_that_every_call_would_meet_stop_further_calls(kind):
    made = []
    failed = kind("it failed")

    def good(number):
        made.append(number)
        return number

    outcomes = run_all([raising(failed), *(lambda number=number: good(number) for number in range(5))], 1)
    if kind in HOPELESS:
        assert made == []
        assert outcomes == [failed] * 6
    else:
        assert outcomes == [failed, 0, 1, 2, 3, 4]


def test_one_failure_among_twenty_loses_no_other():
    failed = errors.ApplianceFault("it failed")
    calls = [returning(number) for number in range(20)]
    calls[7] = raising(failed)
    outcomes = run_all(calls, 4)
    assert outcomes[7] is failed
    assert outcomes[:7] + outcomes[8:] == [*range(7), *range(8, 20)]


@pytest.mark.parametrize("count", [1, 3])
def test_bugs_are_not_swallowed(count):
    with pytest.raises(ZeroDivisionError):
        run_all([raising(ZeroDivisionError())] * count, 2)
