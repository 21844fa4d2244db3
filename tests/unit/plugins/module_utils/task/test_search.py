# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole searches on the simulator: everything, in order, once, whatever goes wrong in the middle."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import datetime, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    ApplianceUnavailable,
    AsyncOSError,
    AuthenticationError,
    MalformedReply,
    ReplyTimeout,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings
from ansible_collections.asyncos.api.plugins.module_utils._task.message_tracking_info import MESSAGE_TRACKING_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import MOST_HALVINGS
from ansible_collections.asyncos.api.plugins.module_utils._task.web_tracking_info import WEB_TRACKING_INFO
from ansible_collections.asyncos.api.tests.simulator.faults import KINDS, LOCATIONS, SHAPES, Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, Fleet
from ansible_collections.asyncos.api.tests.unit.plugins.module_utils.task.inside import LOGIN, NOW, Inside, seconds

WINDOW = {"start": "2026-03-01T08:00Z", "end": "2026-03-01T11:00Z"}
ENDS = "2026-03-01T08:00:00Z", "2026-03-01T11:00:00Z"
BOTH_WAYS = pytest.mark.parametrize("order", ["oldest_first", "newest_first"])


def search(appliance, **params):
    return appliance.run(MESSAGE_TRACKING_INFO, **{**WINDOW, **params})


def names(records):
    """What tells messages apart, in their order."""
    return [(record["serialNumber"], record["mid"][0]) for record in records]


def expected(appliance, kind="messages", ends=ENDS):
    """The same of the whole population."""
    return [(gateway.serial, message.mids[0]) for message, gateway in population(appliance, kind, ends)]


def population(appliance, kind, ends=ENDS):
    last = seconds(ends[1]) - (not appliance.settings.end_inclusive)
    return [found for found in appliance.truth(kind, *ends) if found[0].second <= last]


def in_order(records, order):
    times = [record["timestamp_utc"] for record in records]
    return times == sorted(times, reverse=order == "newest_first")


# Everything, in order, once

MANNERS = {
    "plain": {},
    "newest-last": {"tracking_newest_first": False},
    "end-exclusive": {"end_inclusive": False},
    "small-pages": {"page_limit": 33},
    "tiny-pages": {"page_limit": 7},
    "busy": {"messages_per_hour": 700},
    "quiet": {"messages_per_hour": 2},
    "old-release": {"release": "12.0.1-011"},
}


@BOTH_WAYS
@pytest.mark.parametrize("product", ["esa", "sma"])
@pytest.mark.parametrize("manner", MANNERS)
def test_everything_is_found_once_and_in_order(inside, manner, product, order):
    appliance = inside(product, **{"messages_per_hour": 120, **MANNERS[manner]})
    result = search(appliance, order=order)
    truth = expected(appliance)
    assert sorted(names(result["records"])) == sorted(truth)
    assert in_order(result["records"], order)
    assert (result["meta"]["returned"], result["meta"]["truncated"]) == (len(truth), False)
    assert [entry.complaint for entry in appliance.appliance.requests if entry.complaint] == []


@BOTH_WAYS
def test_records_at_seams_come_once(inside, order):
    """With a message a second there is one at every seam of slices, and the appliance gives it to both."""
    appliance = inside(messages_per_hour=3600)
    result = search(appliance, order=order, start="2026-03-01T10:00Z", end="2026-03-01T10:30Z", concurrency=1)
    assert sorted(names(result["records"])) == sorted(expected(appliance, ends=("2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z")))
    assert result["meta"]["duplicates"] >= result["meta"]["slices"] - 2 > 0


def test_both_orders_find_the_same(inside):
    appliance = inside("sma", messages_per_hour=300)
    oldest, newest = (search(appliance, order=order)["records"] for order in ("oldest_first", "newest_first"))
    assert oldest == newest[::-1]


@pytest.mark.parametrize("percent", [10, 100])
def test_bad_records_are_counted_and_cost_no_other(inside, percent):
    appliance = inside(messages_per_hour=400, bad_records_percent=percent)
    found = search(appliance, search="messages")
    every = expected(appliance)
    appliance.settings.bad_records_percent = 0
    assert set(names(found["records"])) < set(names(search(appliance)["records"]))
    assert len(every) <= len(found["records"]) + found["meta"]["bad_records"] <= len(every) + found["meta"]["slices"]


@BOTH_WAYS
def test_records_that_lack_a_field_are_all_there(inside, order):
    appliance = inside(messages_per_hour=400, sparse_percent=100)
    records = search(appliance, order=order)["records"]
    mids = [record["mid"][0] for record in records]
    assert sorted(mids) == sorted(mid for _serial, mid in expected(appliance))
    assert any("timestamp" not in record for record in records)
    assert any("icid" not in record for record in records)


@BOTH_WAYS
def test_rejected_connections(inside, order):
    appliance = inside("sma", rejected_per_hour=200)
    records = search(appliance, search="rejected_connections", order=order)["records"]
    truth = [(gateway.serial, found.icid) for found, gateway in appliance.truth("rejected_connections", *ENDS)]
    assert sorted((record["serialNumber"], record["icid"]) for record in records) == sorted(truth)
    assert in_order(records, order)


@BOTH_WAYS
@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("service", ["proxy_services", "l4tm", "socks_proxy"])
def test_web_transactions_without_identity(inside, service, inclusive, order):
    """Records have no identity of their own. Around an hour at whose first second there is one, which both slices give."""
    rates = {"web_transactions_per_hour": 400, "l4tm_per_hour": 400, "socks_per_hour": 400}
    appliance = inside("wsa", end_inclusive=inclusive, **rates)
    seam = next(second for second in appliance.times(service, "2026-02-26T00:00:00Z", ENDS[1]) if second % 3600 == 0)
    start, end = (datetime.fromtimestamp(seam + side * 3600, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") for side in (-1, 1))
    result = appliance.run(WEB_TRACKING_INFO, search=service, order=order, concurrency=1, start=start, end=end)
    truth = [found.attributes(gateway.serial) for found, gateway in population(appliance, service, (start, end))]
    assert Counter(map(as_row, truth)) == Counter(map(as_row, result["records"]))
    assert in_order(result["records"], order)
    assert (result["meta"]["slices"], result["meta"]["duplicates"] > 0) == (2, inclusive)


def as_row(record):
    return tuple(sorted((name, str(value)) for name, value in record.items() if name != "timestamp_utc"))


def test_an_idle_appliance_has_nothing(inside):
    result = search(inside(idle=True))
    assert (result["records"], result["meta"]["returned"], result["meta"]["truncated"], result["changed"]) == ([], 0, False, False)


def test_meta_says_what_was_searched(inside):
    appliance = inside(messages_per_hour=400)
    meta = search(appliance, start="2026-03-01T08:00:30Z", end="2026-03-01T10:59:01Z")["meta"]
    pages = [entry for entry in appliance.appliance.requests if "message-tracking" in entry.path]
    assert (meta["search"], meta["start"], meta["end"]) == ("messages", "2026-03-01T08:00:00Z", "2026-03-01T11:00:00Z")
    assert (meta["pages"], meta["bad_records"]) == (len(pages), 0)
    assert 0 < meta["slices"] < meta["pages"]


# Limits


@BOTH_WAYS
@pytest.mark.parametrize("short", [-1, 0, 1, 10, 1000])
def test_limit_at_its_boundary(inside, order, short):
    appliance = inside("sma", messages_per_hour=170)
    every = search(appliance, order=order)["records"]
    assert len(every) > 1000
    result = search(appliance, order=order, limit=len(every) - short)
    assert result["records"] == every[: len(every) - short]
    assert result["meta"]["truncated"] is (short > 0)
    assert result["meta"]["returned"] == len(result["records"])
    assert any("Raise limit" in warning for warning in appliance.warnings) is (short > 0)


@BOTH_WAYS
def test_small_limits_cost_few_pages(inside, order):
    appliance = inside(messages_per_hour=3000)
    assert len(search(appliance, order=order, limit=1)["records"]) == 1
    assert len(appliance.appliance.requests) < 30


@pytest.mark.parametrize("limit", [0, -5])
def test_limits_below_one_are_refused_before_the_call(inside, limit):
    appliance = inside()
    with pytest.raises(AsyncOSError, match="must be at least 1"):
        search(appliance, limit=limit)
    assert len(appliance.appliance.requests) == 0


# Appliances that cannot do what they should


@BOTH_WAYS
@pytest.mark.parametrize("filters", [{}, {"message_direction": "incoming"}], ids=["all", "filtered"])
@pytest.mark.parametrize(("minutes", "answer"), [(2, "504"), (7, "stall"), (45, "504")])
def test_wide_ranges_that_are_refused_still_give_everything(inside, order, filters, minutes, answer):
    appliance = inside(messages_per_hour=100)
    whole = search(appliance, order=order, **filters)["records"]
    appliance.settings.wide_range_minutes, appliance.settings.wide_range_answer = minutes, answer
    result = search(appliance, order=order, **filters)
    assert result["records"] == whole
    assert len(whole) > 200


def test_a_day_of_filtered_records_on_an_appliance_that_copes_with_minutes(inside):
    appliance = inside(messages_per_hour=10)
    day = {"start": "2026-02-28T10:00Z", "end": "2026-03-01T10:00Z", "order": "oldest_first", "message_direction": "incoming"}
    whole = search(appliance, **day)["records"]
    appliance.settings.wide_range_minutes = 10
    assert search(appliance, **day)["records"] == whole


def test_an_appliance_that_never_answers_is_given_up_after_some_attempts(inside):
    appliance = inside(messages_per_hour=100)
    appliance.appliance.faults.add(Fault("stall", path="message-tracking/*", times=0))
    with pytest.raises(ReplyTimeout, match=r"the window was cut \d+ times"):
        search(appliance, graymail=True, concurrency=1)
    assert len(appliance.appliance.requests) <= 4 * MOST_HALVINGS


def test_an_appliance_that_is_always_busy_is_given_up_after_some_attempts(inside):
    appliance = inside(messages_per_hour=100)
    appliance.appliance.faults.add(Fault("status", path="message-tracking/*", code=503, times=0))
    client = appliance.client(retries=0, concurrency=1)
    with pytest.raises(ApplianceUnavailable, match=r"the window was cut \d+ times"):
        search(appliance, client=client)
    assert len(appliance.appliance.requests) <= 4 * MOST_HALVINGS


def test_an_appliance_that_ignores_the_offset_ends_with_an_error(inside):
    appliance = inside(messages_per_hour=400, ignores_offset=True)
    with pytest.raises(MalformedReply, match="ignore the offset"):
        search(appliance)


def test_hopeless_errors_end_the_search_at_once(inside):
    appliance = inside(messages_per_hour=400)
    with pytest.raises(AuthenticationError):
        search(appliance, client=appliance.client(password="wrong", concurrency=4))
    assert len(appliance.appliance.requests) == 1


# Faults on real connections, at a page in the middle

RATE = 150


@pytest.fixture(scope="module")
def plain_fleet():
    """An appliance without TLS, which costs most of the time of a call."""
    with Fleet([ApplianceSpec("esa1", "esa", scheme="http", messages_per_hour=RATE)]) as fleet:
        yield fleet


@pytest.fixture
def esa(plain_fleet, inside, watch):
    """The same on real connections: an appliance without a network whose clients talk to one that has it."""
    plain_fleet.reset()
    found = inside(messages_per_hour=RATE)
    found.wired = plain_fleet["esa1"]
    found.wired.clock.now = NOW.timestamp
    settings = Settings("127.0.0.1", "esa", "http", found.wired.port, timeout=0.3, **LOGIN)
    found.client = lambda **facts: Client(settings, None, watch.sleep, watch.monotonic, chance=lambda: 1.0)
    return found


@pytest.fixture(scope="module")
def undisturbed():
    """The same search without a network and without faults."""
    found = Inside(messages_per_hour=RATE)
    records = search(found)["records"]
    assert names(records)[::-1] == expected(found)
    return records


MIDDLE = {"path": "message-tracking/*", "skip": 5}
PARAMETERS = {"delay": {"seconds": 0.005}, "stall": {"seconds": 2}, "trickle": {"seconds": 0}, "meddle": {"part": "url_lists", "value": []}}
FAULTS = {kind: Fault(kind, **PARAMETERS.get(kind, {}), **({"skip": 6} if kind == "reset_before" else MIDDLE)) for kind in KINDS}
VARIANTS = {
    **{f"status-{code}": Fault("status", code=code, **MIDDLE) for code in (200, 206, 400, 403, 404, 413, 429, 500, 501, 502, 504)},
    **{f"shape-{shape}": Fault("wrong_shape", shape=shape, **MIDDLE) for shape in SHAPES},
    **{f"redirect-{where}": Fault("redirect", location=where, **MIDDLE) for where in LOCATIONS},
}
CLEAR_ERRORS = {
    "not_json": "malformed_reply",
    "bad_json": "malformed_reply",
    "damage": "malformed_reply",
    "wrong_shape": "malformed_reply",
    "shape-list": "malformed_reply",
    "shape-data_string": "malformed_reply",
    "shape-data_list": "malformed_reply",
    "shape-result_string": "malformed_reply",
    "lock_user": "authentication_error",
    "status-400": "request_rejected",
    "status-403": "permission_denied",
    "status-404": "not_found",
    "status-413": "request_rejected",
    "status-501": "request_rejected",
    "redirect-other_host": "redirect_refused",
    "redirect-other_scheme": "redirect_refused",
}
"""What ends the search. All other faults are got over."""


@pytest.mark.parametrize("name", [*FAULTS, *VARIANTS])
def test_faults_in_the_middle_lose_nothing_or_end_clearly(esa, undisturbed, name):
    threads = threading.active_count()
    esa.wired.faults.add({**FAULTS, **VARIANTS}[name])
    if name in CLEAR_ERRORS:
        with pytest.raises(AsyncOSError) as ended:
            search(esa)
        assert ended.value.kind == CLEAR_ERRORS[name]
        assert ended.value.path == "message-tracking/messages" or name == "lock_user"
        assert len(esa.wired.requests) < 20
    else:
        assert search(esa)["records"] == undisturbed
    assert sum(rule["hits"] for rule in esa.wired.faults.report()) == 1
    assert [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPool")] == []
    assert threading.active_count() <= threads + 2


@pytest.mark.parametrize("name", ["stall", "cut_body", "reset_after_headers", "status-500"])
def test_faults_again_and_again_lose_nothing_either(esa, undisturbed, name):
    for skip in (1, 6, 11):
        fault = {**FAULTS, **VARIANTS}[name]
        esa.wired.faults.add(Fault(fault.kind, path="message-tracking/*", skip=skip, code=fault.code, seconds=fault.seconds))
    assert search(esa)["records"] == undisturbed


def test_a_session_is_shared_by_all_slices(esa):
    esa.wired.faults.add(Fault("expire_token", **MIDDLE))
    search(esa)
    assert esa.wired.logins == 2
