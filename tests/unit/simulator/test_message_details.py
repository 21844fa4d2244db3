# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is known about one message: consistent with its row, and found by its ids only."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Any

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_sections import SECTIONS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec
from ansible_collections.asyncos.api.tests.simulator.tracking import facts

NOW = datetime(2026, 3, 1, 12, 0, 30, tzinfo=timezone.utc).timestamp()
PATHS = {name: RESOURCES[section.resource].path for name, section in SECTIONS.items()}
WRAPPED = ("details", "amp", "dlp", "url")
UNKNOWN = "Invalid value for attribute - mid or icid."


@pytest.fixture
def rows(esa: Any, sma: Any) -> list[dict[str, Any]]:
    """The rows of a day, as the gateway gives them."""
    for client in (esa, sma):
        client.appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))
    esa.appliance.settings.page_limit = 10_000
    start, end = (time.strftime("%Y-%m-%dT%H:%M:00.000Z", time.gmtime(NOW - hours * 3600)) for hours in (25, 1))
    answer = esa.get(f"message-tracking/messages?startDate={start}&endDate={end}&searchOption=messages&offset=0&limit=9999")
    return [row["attributes"] for row in answer.json["data"]]


def query(row: dict[str, Any], serial_name: str = "serialNumber") -> str:
    return "&".join([*(f"mid={mid}" for mid in row["mid"]), f"icid={row['icid']}", f"{serial_name}={row['serialNumber']}"])


def ask(client: Any, section: str, row: dict[str, Any]) -> Any:
    """The payload of a section, without what is around it."""
    answer = client.get(f"{PATHS[section]}?{query(row)}")
    assert answer.status == 200, answer.raw
    return answer.json["data"]["messages"] if section in WRAPPED else answer.json


def facts_of(client: Any, row: dict[str, Any]) -> Any:
    """The facts behind a row, looked up without a request."""
    population = client.appliance.tracking["messages"]
    return population.record((row["mid"][0] - 1) // 4, population.timeline(60))


def test_details_fit_the_row(esa: Any, rows: list[dict[str, Any]]) -> None:
    for row in rows[:30]:
        found = ask(esa, "details", row)
        for name in ("sender", "recipient", "subject", "mid", "mailPolicy", "direction", "senderGroup", "timestamp", "allIcid"):
            assert found[name] == row[name], name
        assert {found["messageStatus"]} == {*row["messageStatus"].values()}
        assert [found["midHeader"]] == [*row["messageID"].values()]
        assert found["hostName"] == f"{row['hostName']} ({esa.appliance.address})"
        assert found["sendingHostSummary"]["ipAddress"] == row["senderIp"]
        assert found["sendingHostSummary"]["sbrsScore"] == (row["sbrs"] if row["sbrs"] not in ("None", "N/A") else "not enabled")
        assert (found["isCompleteData"], found["showSummaryTimeBox"]) == (True, True)


def test_events_come_in_the_recorded_order(esa: Any, rows: list[dict[str, Any]]) -> None:
    row = next(
        row for row in rows if [*row["messageStatus"].values()] == ["Delivered"] and len(row["recipient"]) == 1 and facts.amp_verdict(facts_of(esa, row))
    )
    found = ask(esa, "details", row)["summary"]
    words = ["was opened", "ACCEPT sender group", "Start message", "enqueued", "added recipient", "message ID header", "original subject", "ready", "matched"]
    words += ["Advanced Malware Protection", "Outbreak", "queued", "opened from gateway", "Delivery started", "Delivery details", "remote SMTP response"]
    assert len(found) == len(words)
    assert [(word, word in event["description"]) for word, event in zip(words, found)] == [(word, True) for word in words]
    assert [event["lastEvent"] for event in found] == [False] * (len(found) - 1) + [True]
    assert found[0]["timestamp"] == row["timestamp"]
    assert (
        f"Start message {row['mid'][0]} on incoming connection (ICID {row['icid']})." in {event["description"] for event in found}
        or row["direction"] == "outgoing"
    )


def test_the_last_event_fits_the_status(esa: Any, rows: list[dict[str, Any]]) -> None:
    statuses = set()
    for row in rows:
        (status,) = {*row["messageStatus"].values()}
        if status in statuses:
            continue
        statuses.add(status)
        last = ask(esa, "details", row)["summary"][-1]["description"]
        assert {"Delivered": "remote SMTP response", "Quarantined": "quarantined to "}.get(status, status) in last
    assert len(statuses) >= 9


def test_flags_say_which_details_there_are(esa: Any, rows: list[dict[str, Any]]) -> None:
    seen = set()
    for row in [*{facts_of(esa, row).outcome.engine: row for row in rows}.values(), *rows[:20]]:
        found = ask(esa, "details", row)
        amp, dlp, url = (ask(esa, section, row) for section in ("amp", "dlp", "url"))
        assert (found["showAMP"], found["showDLP"], found["showURL"]) == (amp["showAMPDetails"], dlp["showDLPDetails"], url["showURLDetails"])
        assert (bool(amp["ampDetails"]), bool(dlp["dlpDetails"]), bool(url["urlDetails"])) == (found["showAMP"], found["showDLP"], found["showURL"])
        assert not found["showAMP"] or found["attachments"]
        seen |= {name for name in ("showAMP", "showDLP", "showURL") if found[name]}
        seen |= {f"no {name}" for name in ("showAMP", "showDLP", "showURL") if not found[name]}
    assert len(seen) == 6


def test_the_parts_have_the_documented_fields(esa: Any, rows: list[dict[str, Any]]) -> None:
    by_engine = {facts_of(esa, row).outcome.engine: row for row in rows}
    amp = ask(esa, "amp", by_engine["amp"])
    assert amp["ampDetails"][-1]["description"].endswith("Final verdict: MALICIOUS.")
    dlp = ask(esa, "dlp", by_engine["dlp"])["dlpDetails"]
    assert set(dlp) == {"mid", "violationSeverity", "riskFactor", "dlpPolicy", "dlpMatchedContent"}
    assert dlp["mid"] == str(by_engine["dlp"]["mid"][0])
    url = ask(esa, "url", by_engine["url"])
    assert "timestamp" not in url
    assert {"sdrAge", "sdrCategory", "sdrReputation"} < set(url)
    assert "Malicious" in url["urlDetails"][1]["description"]


def test_connection_details_have_no_wrapper(esa: Any, rows: list[dict[str, Any]]) -> None:
    found = ask(esa, "connection", rows[0])
    assert set(found) == {"senderGroup", "sbrs", "messages"}
    assert (found["senderGroup"], found["sbrs"]) == (rows[0]["senderGroup"], rows[0]["sbrs"])
    assert f"ICID {rows[0]['icid']}" in found["messages"]["summary"][0]["description"]
    assert found["messages"]["summary"][-1]["lastEvent"] is True


def test_remediation_details(esa: Any, rows: list[dict[str, Any]]) -> None:
    answers = [(row, ask(esa, "remediation", row)) for row in rows[:200]]
    done = [(row, found) for row, found in answers if found["message_details"]]
    assert 0 < len(done) < len(answers) / 4
    for row, found in done:
        assert {*row["messageStatus"].values()} == {"Delivered"}
        assert [each["recipient_email"] for each in found["message_details"]] == row["recipient"]
        assert {each["mid"] for each in found["message_details"]} == {str(row["mid"][-1])}
        assert found["batch_details"]["mor_action"] == "Delete"
    assert next(found for _row, found in answers if not found["message_details"]) == {"batch_details": {}, "message_details": []}


@pytest.mark.parametrize("section", ["connection", "remediation"])
def test_both_spellings_of_the_parameters(esa: Any, rows: list[dict[str, Any]], section: str) -> None:
    row = rows[0]
    one = esa.get(f"{PATHS[section]}?{query(row)}&startDate=2020-01-01T00:00:00.000Z&endDate=2020-01-02T00:00:00.000Z")
    two = esa.get(f"{PATHS[section]}?{query(row, 'sma_serial_number')}&start_date=2020-01-01T00:00:00.000Z&end_date=2020-01-02T00:00:00.000Z")
    assert one.status == two.status == 200
    assert one.body == two.body
    assert esa.get(f"{PATHS['details']}?{query(row, 'sma_serial_number')}").message == "Unsupported attribute."


def test_any_id_of_a_split_message_finds_it(esa: Any, rows: list[dict[str, Any]]) -> None:
    row = next(row for row in rows if len(row["mid"]) == 3)
    whole = ask(esa, "details", row)
    for mid in row["mid"]:
        answer = esa.get(f"{PATHS['details']}?mid={mid}&serialNumber={row['serialNumber']}")
        assert answer.json["data"]["messages"] == whole
    other = next(each for each in rows if each is not row)
    for wrong in (f"mid={row['mid'][-1] + 1}", f"mid={row['mid'][0]}&mid={row['mid'][-1] + 1}", f"mid={row['mid'][0]}&mid={other['mid'][0]}"):
        assert esa.get(f"{PATHS['details']}?{wrong}&serialNumber={row['serialNumber']}").message == UNKNOWN


def test_dates_do_not_restrict_the_lookup(esa: Any, rows: list[dict[str, Any]]) -> None:
    row = rows[0]
    dated = esa.get(f"{PATHS['details']}?{query(row)}&startDate=2018-11-01T00:00:00.000Z&endDate=2018-11-02T00:00:00.000Z")
    assert dated.json["data"]["messages"] == ask(esa, "details", row)


@pytest.mark.parametrize(
    ("query_text", "message"),
    [
        ("serialNumber={serial}", "Missing attribute - mid."),
        ("mid={mid}", "Missing attribute - serialNumber."),
        ("mid=0&serialNumber={serial}", UNKNOWN),
        ("mid=99999999999&serialNumber={serial}", UNKNOWN),
        ("mid=many&serialNumber={serial}", UNKNOWN),
        ("mid={mid}&icid=2&serialNumber={serial}", UNKNOWN),
        ("mid={mid}&serialNumber=4200", UNKNOWN),
        ("mid={mid}&serialNumber={serial}&colour=red", "Unsupported attribute."),
    ],
)
@pytest.mark.parametrize("section", PATHS)
def test_refusals(esa: Any, rows: list[dict[str, Any]], section: str, query_text: str, message: str) -> None:
    answer = esa.get(f"{PATHS[section]}?" + query_text.format(mid=rows[0]["mid"][0], serial=rows[0]["serialNumber"]))
    assert (answer.status, answer.message) == (404, message)
    assert esa.appliance.requests[-1].complaint


def test_messages_that_have_not_arrived_are_unknown(esa: Any, rows: list[dict[str, Any]]) -> None:
    address = f"{PATHS['details']}?{query(rows[0])}"
    esa.appliance.settings.late_percent, esa.appliance.settings.late_minutes = 100, 120
    assert esa.get(address).message == UNKNOWN
    esa.appliance.clock.offset_seconds += 7200
    assert esa.get(address).status == 200
    esa.appliance.clock.offset_seconds -= 2 * 7200
    esa.appliance.settings.late_percent = 0
    assert esa.get(address).message == UNKNOWN


def test_an_sma_finds_the_gateway_by_its_serial_number(sma: Any, esa: Any, wsa: Any, rows: list[dict[str, Any]]) -> None:
    assert ask(sma, "details", rows[0]) == ask(esa, "details", rows[0])
    assert sma.get(f"{PATHS['details']}?mid={rows[0]['mid'][0]}&serialNumber={wsa.appliance.serial}").message == UNKNOWN
    assert sma.get(f"{PATHS['details']}?mid={rows[0]['mid'][0]}&serialNumber={sma.appliance.serial}").message == UNKNOWN


def test_release_12_knows_less(client_of: Any) -> None:
    client = client_of(ApplianceSpec("esa1", "esa", release="12.5.0-001"))
    client.appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))
    number = client.appliance.tracking["messages"].timeline(60).first_at(int(NOW) - 600)
    found = client.get(f"{PATHS['details']}?mid={number * 4 + 1}&serialNumber={client.appliance.serial}").json["data"]["messages"]
    assert not {"sdrAge", "allIcid", "headerFrom"} & set(found)
    assert found["timestamp"].endswith("(GMT)")


def test_who_may_read_details(esa: Any, rows: list[dict[str, Any]]) -> None:
    assert esa.get(f"{PATHS['details']}?{query(rows[0])}", "helpdesk").status == 200
