# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting for what an appliance goes on with after it has answered, and for an appliance that comes back."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    ApplianceFault,
    ApplianceUnavailable,
    AuthenticationError,
    ConnectionLost,
    MalformedReply,
    NotFound,
    PermissionDenied,
    ReplyTimeout,
    Unreachable,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.waiting import EVERY_SECONDS, Patience

LICENSING, LICENSES = CONFIGURATION["smart_licensing"], CONFIGURATION["smart_licenses"]
ON = {"smart_software_licensing_status": "Enabled", "registration_status": "Registered"}
STARTING = {**ON, "registration_status": "Product Registration is initiated."}
FAILED = {**ON, "registration_status": "Unregistered - Registration Failed"}


@pytest.fixture
def patience(watch):
    """``patience(seconds)``, whose waiting takes no time; ``patience.told`` is what was said."""

    def make(seconds=60.0):
        make.told = []
        return Patience(seconds, make.told.append, watch.sleep, watch.monotonic)

    return make


def showing(*states):
    """What can be seen, one state after the other; the last stays."""
    left = list(states)

    def look():
        state = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(state, Exception):
            raise state
        return state

    return look


def test_what_is_settled_is_not_waited_for(patience, watch):
    patience().settled(LICENSING, showing([ON]), [{}])
    assert (watch.waits, patience.told) == ([], [])


def test_what_is_pending_is_waited_for_and_told(patience, watch):
    patience().settled(LICENSING, showing([{"smart_software_licensing_status": "ENABLE_REQUESTED"}], [STARTING], [ON]), [{}])
    assert watch.waits == [EVERY_SECONDS] * 2
    assert patience.told == [
        "waiting for smart_licensing: smart_software_licensing_status is 'ENABLE_REQUESTED'",
        "waiting for smart_licensing: registration_status is 'Product Registration is initiated'",
    ]


def test_what_has_failed_is_not_waited_for(patience, watch):
    with pytest.raises(ApplianceFault, match="smart_licensing did not come about: registration_status is 'Unregistered - Registration Failed'"):
        patience().settled(LICENSING, showing([STARTING], [FAILED], [ON]), [{}])
    assert watch.waits == [EVERY_SECONDS]


@pytest.mark.parametrize(("seconds", "waits"), [(0, 0), (4, 1), (5, 1), (12, 3)])
def test_waiting_ends(patience, watch, seconds, waits):
    with pytest.raises(ReplyTimeout, match=f"after {seconds} seconds smart_licensing is still on its way"):
        patience(float(seconds)).settled(LICENSING, showing([STARTING]), [{}])
    assert watch.waits == [EVERY_SECONDS] * waits


def test_only_the_items_of_the_change_are_waited_for(patience, watch):
    items = [{"license_name": "a", "auth_status": "In Compliance"}, {"license_name": "b", "auth_status": "Request in progress"}]
    patience().settled(LICENSES, showing(items), [{"license_name": "a"}])
    assert watch.waits == []
    with pytest.raises(ReplyTimeout):
        patience(1.0).settled(LICENSES, showing(items), [{"license_name": "a"}, {"license_name": "b"}])


def test_items_that_are_not_listed_any_more_are_settled(patience, watch):
    patience().settled(LICENSES, showing([]), [{"license_name": "a"}])
    assert watch.waits == []


@pytest.mark.parametrize("error", [ConnectionLost("x"), ReplyTimeout("x"), ApplianceUnavailable("x"), ApplianceFault("x"), Unreachable("x")])
def test_an_appliance_that_restarts_is_waited_for(patience, watch, error):
    assert patience().back(showing(error, error, [ON])) == [ON]
    assert watch.waits == [EVERY_SECONDS] * 2
    assert patience.told == ["waiting for the appliance to answer again: x"] * 2


@pytest.mark.parametrize("error", [PermissionDenied("x"), NotFound("x"), AuthenticationError("x"), MalformedReply("x")])
def test_what_waiting_does_not_mend_is_not_waited_for(patience, watch, error):
    with pytest.raises(type(error)):
        patience().back(showing(error, [ON]))
    assert watch.waits == []


def test_an_appliance_that_stays_away_is_given_up(patience, watch):
    with pytest.raises(ApplianceUnavailable):
        patience(12.0).back(showing(ApplianceUnavailable("x")))
    assert watch.waits == [EVERY_SECONDS] * 3
