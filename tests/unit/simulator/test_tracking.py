# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Message tracking over the wire: windows, pages, settings and rows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import MESSAGE_FIELDS, REJECTED_CONNECTION_FIELDS
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec
from ansible_collections.asyncos.api.tests.simulator.tracking.rows import NEW_FIELDS, Style
from ansible_collections.asyncos.api.tests.simulator.tracking.rows import row as row_text
from ansible_collections.asyncos.api.tests.simulator.tracking.timeline import EPOCH, Timeline

NOW = datetime(2026, 3, 1, 12, 0, 30, tzinfo=timezone.utc).timestamp()
SECONDS_REFUSED = "startDate and endDate attribute supports only 00 seconds and 000 microseconds."


def date(minutes_ago: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:00.000Z", time.gmtime(NOW - minutes_ago * 60))


def address(start: float = 180, end: float = 60, more: str = "", option: str = "messages", page: str = "&offset=0&limit=100") -> str:
    """A search over a window given in minutes before :data:`NOW`."""
    return f"message-tracking/messages?startDate={date(start)}&endDate={date(end)}&searchOption={option}{page}{more}"


def rows(answer: Any) -> list[dict[str, Any]]:
    assert answer.status == 200, answer.raw
    found = [row["attributes"] for row in answer.json["data"]]
    assert answer.json["meta"]["totalCount"] == len(found)
    return found


def moment(text: str) -> float:
    """The time in a row, whatever its zone is called."""
    return datetime.strptime(text.partition(" (")[0], "%d %b %Y %H:%M:%S").replace(tzinfo=timezone.utc).timestamp()


def everything(client: Any, start: float = 180, end: float = 60, more: str = "", limit: int = 100, option: str = "messages") -> list[dict[str, Any]]:
    """All rows of a search, page by page until one is empty."""
    found: list[dict[str, Any]] = []
    for offset in range(0, 10_000, limit):
        page = rows(client.get(address(start, end, more, option, f"&offset={offset}&limit={limit}")))
        if not page:
            break
        found += page
    return found


def identity(row: dict[str, Any]) -> tuple[str, int]:
    return row["serialNumber"], row["mid"][0]


@pytest.fixture(autouse=True)
def fixed_clocks(fleet: Any) -> None:
    for appliance in fleet:
        appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))


def test_a_row_of_release_15(esa: Any) -> None:
    row = rows(esa.get(address()))[0]
    assert set(row) == set(MESSAGE_FIELDS) - {"dcid"}
    assert row["timestamp"].endswith(" (GMT +00:00)")
    assert (row["hostName"], row["serialNumber"], row["isCompleteData"], row["morDetails"]) == ("esa1.example.com", esa.appliance.serial, "N/A", {})


def test_a_row_of_release_12(client_of: Callable[..., Any]) -> None:
    client = client_of(ApplianceSpec("esa1", "esa", release="12.0.0-452"))
    client.appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))
    row = rows(client.get(address()))[0]
    assert set(row) == set(MESSAGE_FIELDS) - {"dcid", *NEW_FIELDS}
    assert row["timestamp"].endswith(" (GMT)")


def test_ids_of_a_row_fit_each_other(esa: Any) -> None:
    found = everything(esa)
    assert {len(row["mid"]) for row in found} == {1, 2, 3}
    for row in found:
        gone_on = {str(mid) for mid in row["mid"][1:] or row["mid"]}
        assert {*row["messageStatus"]} == {*row["finalSubject"]} == {*row["verdictChart"]} == {*row["morInfo"]["midVsState"]} == gone_on
        assert row["recipientMap"] == {str(mid): row["recipient"] for mid in row["mid"]}
        assert [*row["messageID"]] == [str(row["mid"][0])]
        assert row["allIcid"] == [row["icid"]]
        assert {*row["finalSubject"].values()} == {row["subject"]}
        assert all(len(chart) == 8 for chart in row["verdictChart"].values())


def test_rows_say_what_the_messages_are(esa: Any) -> None:
    """The text of a row is put together by hand: it has to be what json makes of the facts."""
    appliance = esa.appliance
    population = appliance.tracking["messages"]
    timeline = population.timeline(60)
    for number in range(100_000, 101_000):
        message = population.record(number, timeline)
        text = row_text(message, "esa1.example.com", appliance.serial, Style())
        attributes = json.loads(text)["attributes"]
        assert text == json.dumps({"attributes": attributes})
        assert (attributes["sender"], attributes["recipient"], attributes["subject"]) == (message.sender, message.recipients, message.subject)
        assert (attributes["mid"], attributes["icid"], attributes["direction"]) == (message.mids, message.icid, message.direction)
        assert (attributes["sbrs"], attributes["senderIp"], attributes["senderGroup"]) == (message.sbrs, message.sender_ip, message.sender_group)
        assert {*attributes["messageStatus"].values()} == {message.outcome.status}
        assert moment(attributes["timestamp"]) == message.second


def test_bodies_are_spelt_like_those_of_the_appliance(esa: Any) -> None:
    answer = esa.get(address())
    assert answer.body == json.dumps(answer.json).encode()
    assert answer.body.startswith(b'{"meta": {"num_bad_records": 0, "totalCount": ')


def test_subjects_are_of_every_kind(esa: Any) -> None:
    subjects = [row["subject"] for row in everything(esa, 1500)]
    assert any(not subject.isascii() for subject in subjects)
    assert {"\x07", "\t", "\n", "\x00", "\x1b"} <= set("".join(subjects))
    odd = [subject for subject in subjects if not (subject.isascii() and subject.isprintable()) or subject[0] in "=+-@"]
    assert {"=", "+", "-", "@"} <= {subject[0] for subject in odd}
    assert 0.02 < len(odd) / len(subjects) < 0.4


def test_addresses_are_reserved_ones(esa: Any) -> None:
    for row in everything(esa):
        for address in (row["sender"], *row["recipient"]):
            assert address.endswith(("@example.com", "example.net", "example.org"))
        assert row["senderIp"].startswith(("192.0.2.", "198.51.100.", "203.0.113."))
        assert row["sbrs"] in ("None", "N/A") or -10 <= float(row["sbrs"]) <= 10


def test_pages_are_parts_of_one_list(esa: Any) -> None:
    whole = rows(esa.get(address(180, 90)))
    assert 85 <= len(whole) <= 95
    assert everything(esa, 180, 90, limit=7) == whole
    assert [moment(row["timestamp"]) for row in whole] == sorted((moment(row["timestamp"]) for row in whole), reverse=True)
    esa.appliance.settings.tracking_newest_first = False
    assert everything(esa, 180, 90, limit=7) == whole[::-1]


def test_windows_side_by_side_make_up_the_whole(esa: Any) -> None:
    whole = everything(esa, 300, 60)
    parts = everything(esa, 120, 60) + everything(esa, 300, 120)
    shared = {identity(row) for row in parts if moment(row["timestamp"]) == NOW - 30 - 120 * 60}
    assert len(parts) == len(whole) + len(shared)
    assert {identity(row) for row in parts} == {identity(row) for row in whole}


def test_the_end_of_a_window(esa: Any) -> None:
    """At 3600 an hour there is a record in every second."""
    esa.appliance.settings.messages_per_hour = 3600
    end = NOW - 30 - 60 * 60
    inclusive = [moment(row["timestamp"]) for row in everything(esa, 62, 60)]
    assert (min(inclusive), max(inclusive)) == (end - 120, end)
    esa.appliance.settings.end_inclusive = False
    assert max(moment(row["timestamp"]) for row in everything(esa, 62, 60)) == end - 1


def test_nothing_from_the_future_and_nothing_beyond_the_retention(esa: Any) -> None:
    latest = moment(rows(esa.get(address(60, -600)))[0]["timestamp"])
    assert NOW - 120 <= latest <= NOW
    assert rows(esa.get(address(-60, -600))) == []
    assert rows(esa.get(address(100 * 1440, 91 * 1440))) == []
    assert rows(esa.get(address(100 * 1440, 89 * 1440)))
    assert rows(esa.get("message-tracking/messages?startDate=1999-01-01T00:00:00.000Z&endDate=1999-02-01T00:00:00.000Z&searchOption=messages")) == []


def test_millions_of_records_cost_no_more_than_a_few(esa: Any) -> None:
    esa.appliance.settings.messages_per_hour = 4_000_000
    (oldest,) = rows(esa.get(address(1440, 0, page="&offset=95999900&limit=1")))
    assert abs(moment(oldest["timestamp"]) - (NOW - 30 - 1440 * 60)) < 60


def test_timelines_give_every_record_its_own_place() -> None:
    for per_hour in (1, 59, 60, 3600, 41_667):
        timeline = Timeline(per_hour, 12_345)
        seconds = [timeline.second(number) for number in range(2000)]
        assert seconds == sorted(seconds)
        for second in range(EPOCH - 5, EPOCH + 20_000, 977):
            first = timeline.first_at(second)
            assert timeline.second(first) >= second
            assert first == 0 or timeline.second(first - 1) < second
        assert len(timeline.between(EPOCH, EPOCH + 100 * 3600)) == per_hour * 100
        assert len(timeline.between(EPOCH + 10, EPOCH + 10)) == 0
    assert len(Timeline(0).between(EPOCH, EPOCH + 3600)) == 0


def test_an_sma_has_the_records_of_its_gateways_in_order_of_time(start_fleet: Callable[..., Any], client_for: Any) -> None:
    fleet = start_fleet(
        ApplianceSpec("esa1", "esa"), ApplianceSpec("esa2", "esa", messages_per_hour=90), ApplianceSpec("wsa1", "wsa"), ApplianceSpec("sma1", "sma")
    )
    for appliance in fleet:
        appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))
    one, two, sma = (client_for(fleet[name], fleet.ca_path) for name in ("esa1", "esa2", "sma1"))
    parts = everything(one) + everything(two)
    for newest_first in (True, False):
        fleet["sma1"].settings.tracking_newest_first = newest_first
        merged = everything(sma, limit=33)
        seconds = [moment(row["timestamp"]) for row in merged]
        assert seconds == sorted(seconds, reverse=newest_first)
        assert sorted(map(identity, merged)) == sorted(map(identity, parts))
        assert len(merged) == len(parts) > 290
    assert everything(sma, more="&ciscoHost=All_Hosts") == merged
    assert {row["hostName"] for row in everything(sma, more="&ciscoHost=esa2.example.com")} == {"esa2.example.com"}
    assert everything(sma, more="&ciscoHost=esa2") == everything(sma, more="&ciscoHost=esa2.example.com")
    assert everything(sma, more="&ciscoHost=nobody") == []
    fleet["esa1"].settings.idle = True
    assert everything(sma) == everything(sma, more="&ciscoHost=esa2")


def test_rejected_connections(esa: Any) -> None:
    found = everything(esa, 1500, option="rejected_connections")
    assert 140 <= len(found) <= 150
    assert set(found[0]) == set(REJECTED_CONNECTION_FIELDS)
    assert len({row["icid"] for row in found}) == len(found)
    assert not {row["icid"] for row in found} & {row["icid"] for row in everything(esa, 1500)}
    (entry, *_others) = found
    only = everything(esa, 1500, 60, f"&senderIp={entry['senderIp']}", option="rejected_connections")
    assert entry in only
    assert {row["senderIp"] for row in only} == {entry["senderIp"]}
    assert everything(esa, 1500, 60, "&spamPositive=True", option="rejected_connections") == []


def test_no_rate_no_records(esa: Any) -> None:
    esa.appliance.settings.messages_per_hour = 0
    esa.appliance.settings.rejected_per_hour = 0
    assert rows(esa.get(address())) == rows(esa.get(address(option="rejected_connections"))) == []


def test_bad_records_take_their_place_in_the_page(esa: Any) -> None:
    whole = everything(esa)
    esa.appliance.settings.bad_records_percent = 30
    good: list[dict[str, Any]] = []
    bad = 0
    for offset in range(0, 140, 20):
        answer = esa.get(address(page=f"&offset={offset}&limit=20"))
        good += rows(answer)
        bad += answer.json["meta"]["num_bad_records"]
        assert len(rows(answer)) + answer.json["meta"]["num_bad_records"] == min(20, len(whole) - offset)
    assert len(good) + bad == len(whole)
    assert 20 <= bad <= 60
    assert [row for row in whole if row in good] == good
    esa.appliance.settings.bad_records_percent = 100
    assert esa.get(address(page="&offset=0&limit=20")).json == {"meta": {"num_bad_records": 20, "totalCount": 0}, "data": []}


def test_late_records_arrive_by_the_appliance_s_clock(esa: Any) -> None:
    whole = everything(esa, 180, 0)
    settings = esa.appliance.settings
    settings.late_percent, settings.late_minutes = 25, 60
    early = everything(esa, 180, 0, limit=37)
    late = [row for row in whole if row not in early]
    assert [row for row in whole if row in early] == early
    assert 5 <= len(late) <= 30
    assert all(moment(row["timestamp"]) > NOW - 3600 for row in late)
    esa.appliance.clock.offset_seconds += 3600
    assert everything(esa, 180, 0) == whole


def test_sparse_records_lack_a_field(esa: Any) -> None:
    whole = everything(esa)
    esa.appliance.settings.sparse_percent = 20
    sparse = everything(esa)
    lacking = [(full, part) for full, part in zip(whole, sparse) if full != part]
    assert 8 <= len(lacking) <= 45
    for full, part in lacking:
        (missing,) = set(full) - set(part)
        assert {**part, missing: full[missing]} == full
    assert len({next(iter(set(full) - set(part))) for full, part in lacking}) > 3


def test_pages_have_a_limit(esa: Any) -> None:
    assert len(rows(esa.get(address(600, 60, page="&offset=0&limit=500")))) == 100
    assert len(rows(esa.get(address(600, 60, page="")))) == 100
    esa.appliance.settings.page_limit = 10
    assert len(rows(esa.get(address(600, 60)))) == 10


@pytest.mark.parametrize("half", ["&offset=0", "&limit=20"])
def test_half_of_the_paging_gives_no_data_and_no_error(esa: Any, half: str) -> None:
    assert esa.get(address(page=half)).json == {"meta": {"num_bad_records": 0, "totalCount": 0}, "data": []}


def test_an_appliance_that_ignores_the_offset(esa: Any) -> None:
    first = rows(esa.get(address(page="&offset=0&limit=20")))
    esa.appliance.settings.ignores_offset = True
    assert rows(esa.get(address(page="&offset=20&limit=20"))) == first


def test_wide_ranges_time_out(esa: Any) -> None:
    esa.appliance.settings.wide_range_minutes = 60
    answer = esa.get(address(180, 60))
    assert (answer.status, answer.reason) == (504, "Gateway Timeout")
    assert esa.appliance.requests[-1].complaint == "the search covers 120 minutes, and this appliance is set to cope with 60"
    assert rows(esa.get(address(120, 60)))


def test_wide_ranges_get_no_answer(esa: Any) -> None:
    settings = esa.appliance.settings
    settings.wide_range_minutes, settings.wide_range_answer = 60, "stall"
    respond = esa.appliance.respond
    deliveries = []
    esa.appliance.respond = lambda request: deliveries.append(respond(request)) or deliveries[-1].__class__(deliveries[-1].reply, "stall", 0.001)
    try:
        assert esa.get(address(180, 60)).raw == b""
    finally:
        del esa.appliance.respond
    assert deliveries[0].manner == "stall"
    assert deliveries[0].seconds > 60


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("searchOption=messages", "Missing attribute - startDate or endDate."),
        ("startDate={start}&searchOption=messages", "Missing attribute - startDate or endDate."),
        ("startDate={start}&endDate={end}", "Missing attribute - searchOption."),
        ("startDate={start}&endDate={end}&searchOption=everything", "Invalid value for attribute - searchOption."),
        ("startDate=2026-03-01T10:00:01.000Z&endDate={end}&searchOption=messages", SECONDS_REFUSED),
        ("startDate=2026-03-01T10:00:00.001Z&endDate={end}&searchOption=messages", SECONDS_REFUSED),
        ("startDate={end}&endDate={start}&searchOption=messages", "Invalid value for attribute - startDate or endDate."),
        ("startDate={start}&endDate={end}&searchOption=messages&colour=red", "Unsupported attribute."),
        ("startDate={start}&endDate={end}&searchOption=messages&offset=-1&limit=5", "Invalid value for attribute - offset."),
    ],
)
def test_refusals(esa: Any, query: str, message: str) -> None:
    answer = esa.get("message-tracking/messages?" + query.format(start=date(180), end=date(60)))
    assert (answer.status, answer.message) == (404, message)
    assert esa.appliance.requests[-1].complaint


def test_minutes_are_free_and_colons_may_be_encoded(esa: Any) -> None:
    assert rows(esa.get(address(183, 61))) == rows(esa.get(address(183, 61).replace(":", "%3A")))


def test_a_fault_can_hit_the_third_page(esa: Any) -> None:
    esa.appliance.faults.add(Fault("status", code=502, path="message-tracking/messages", skip=2))
    statuses = [esa.get(address(page=f"&offset={offset}&limit=20")).status for offset in range(0, 100, 20)]
    assert statuses == [200, 200, 502, 200, 200]
    esa.appliance.faults.add(Fault("status", code=502, path="message-tracking/*", query="offset=40&", times=1))
    statuses = [esa.get(address(page=f"&offset={offset}&limit=20")).status for offset in range(0, 100, 20)]
    assert statuses == [200, 200, 502, 200, 200]


def test_who_may_track(esa: Any) -> None:
    assert esa.get(address(), "helpdesk").status == 200
    assert esa.get(address(), "auditor").status == 200


def test_a_web_appliance_has_no_messages(wsa: Any) -> None:
    assert wsa.get(address()).status == 404


def test_other_seeds_and_names_give_other_records(start_fleet: Callable[..., Any], client_for: Any, esa: Any) -> None:
    fleet = start_fleet(ApplianceSpec("esa1", "esa"), ApplianceSpec("esa2", "esa"), seed=2)
    found = []
    for appliance in fleet:
        appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))
        found.append(everything(client_for(appliance, fleet.ca_path)))
    assert [row["subject"] for row in found[0]] != [row["subject"] for row in found[1]]
    assert [row["subject"] for row in found[0]] != [row["subject"] for row in everything(esa)]
    assert everything(esa) == everything(esa)
