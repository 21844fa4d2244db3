# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When a call is made again, and after which time."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client import errors
from ansible_collections.asyncos.api.plugins.module_utils._client.retry import Backoff, may_repeat, seconds_asked_for

NOW = datetime(2026, 11, 21, 7, 28, 0, tzinfo=timezone.utc)

READ_AND_WRITE = {
    errors.InputError: (False, False),
    errors.TransportError: (False, False),
    errors.Unreachable: (True, True),
    errors.CertificateRejected: (False, False),
    errors.ConnectionLost: (True, False),
    errors.ReplyTimeout: (False, False),
    errors.RedirectRefused: (False, False),
    errors.AuthenticationError: (False, False),
    errors.SecondFactorRequired: (False, False),
    errors.PermissionDenied: (False, False),
    errors.NotFound: (False, False),
    errors.RequestRejected: (False, False),
    errors.PartlyDone: (False, False),
    errors.ApplianceFault: (False, False),
    errors.ApplianceUnavailable: (True, False),
    errors.MalformedReply: (False, False),
    errors.LocalFileError: (False, False),
}


def test_every_kind_of_error_is_decided_on():
    assert set(READ_AND_WRITE) == set(errors.every_kind())


@pytest.mark.parametrize(("kind", "expected"), READ_AND_WRITE.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_reads_are_repeated_when_that_is_safe_and_writes_only_if_nothing_was_sent(kind, expected):
    error = kind("something happened")
    assert (may_repeat(error, is_read=True), may_repeat(error, is_read=False)) == expected


def test_an_unknown_host_name_is_not_asked_for_again():
    error = errors.Unreachable("the name cannot be resolved", code="unknown_host")
    assert not may_repeat(error, is_read=True)


@pytest.mark.parametrize(
    ("attempt", "chance", "seconds"),
    [(2, 1.0, 0.5), (2, 0.0, 0.25), (3, 1.0, 1.0), (4, 1.0, 2.0), (6, 1.0, 8.0), (7, 1.0, 8.0), (50, 1.0, 8.0), (50, 0.0, 4.0)],
)
def test_waits_double_up_to_the_longest_and_are_shortened_by_chance(attempt, chance, seconds):
    assert Backoff(first=0.5, longest=8.0).before(attempt, chance) == seconds


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param("", None, id="absent"),
        pytest.param("7", 7.0, id="seconds"),
        pytest.param(" 7 ", 7.0, id="seconds-with-blanks"),
        pytest.param("0", 0.0, id="at-once"),
        pytest.param("86400", 86400.0, id="a-day"),
        pytest.param("Sat, 21 Nov 2026 07:28:30 GMT", 30.0, id="date"),
        pytest.param("Sat, 21 Nov 2026 07:28:30", 30.0, id="date-without-zone"),
        pytest.param("Sat, 21 Nov 2026 07:00:00 GMT", 0.0, id="date-gone-by"),
        pytest.param("Sun, 22 Nov 2026 07:28:00 GMT", 86400.0, id="date-of-tomorrow"),
        pytest.param("-5", None, id="negative"),
        pytest.param("1.5", None, id="fraction"),
        pytest.param("soon", None, id="nonsense"),
    ],
)
def test_retry_after_is_understood(header, seconds):
    assert seconds_asked_for(header, NOW) == seconds
