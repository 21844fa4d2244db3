# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Everything about given messages: which are meant, what is asked, and what becomes of the answers."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_sections import SECTIONS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import HOUR
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import ApplianceFault, InputError, MalformedReply, RequestRejected, Unreachable
from ansible_collections.asyncos.api.plugins.module_utils._task.message_info import MESSAGE_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.messages.query import Message, messages_from
from ansible_collections.asyncos.api.plugins.module_utils._task.messages.section import section_data
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import record_of
from ansible_collections.asyncos.api.plugins.module_utils._task.window import floor, wire_time
from ansible_collections.asyncos.api.tests.simulator.faults import Fault

SERIAL = "EC2C0000000000000000-000000000000"
UNKNOWN_ID = RequestRejected("the appliance answered 404 'Invalid value for attribute - mid or icid.'", "", 404, "404")


# Which messages are meant


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"mid": 1757, "serial_number": SERIAL}, Message((1757,), SERIAL)),
        ({"mid": "1757", "serial_number": SERIAL, "icid": "12"}, Message((1757,), SERIAL, (12,))),
        ({"mid": [1756, "1757", 1756], "serialNumber": SERIAL, "icid": 0, "subject": "Sample"}, Message((1756, 1757), SERIAL, (0,))),
        ({"mid": [1757], "serialNumber": SERIAL, "icid": "N/A"}, Message((1757,), SERIAL)),
        ({"mid": 1757, "serialNumber": "N/A"}, Message((1757,), "DEFAULT")),
        ({"mid": 1757, "serial_number": None}, Message((1757,), "DEFAULT")),
        (1757, Message((1757,), "DEFAULT")),
        (" 1757 ", Message((1757,), "DEFAULT")),
    ],
    ids=["ids", "ids-as-text", "record-of-a-split-message", "no-connection", "no-serial-in-record", "serial-omitted", "number", "text"],
)
def test_message_is_given_by_ids_or_as_a_record(entry, expected):
    assert messages_from([entry], "DEFAULT") == [expected]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"serial_number": SERIAL}, "entry 2 of messages has no mid"),
        ({"mid": "N/A", "serial_number": SERIAL}, "rejected connections have none"),
        ({"mid": [], "serial_number": SERIAL}, "has no mid"),
        ({"mid": "abc", "serial_number": SERIAL}, "entry 2 of messages has the mid 'abc', which is not a whole number"),
        ({"mid": True, "serial_number": SERIAL}, "not a whole number"),
        ({"mid": 1.5, "serial_number": SERIAL}, "not a whole number"),
        ({"mid": -1, "serial_number": SERIAL}, "not a whole number"),
        ({"mid": [1757, "x"], "serial_number": SERIAL}, "not a whole number"),
        ({"mid": {"1757": "Delivered"}, "serial_number": SERIAL}, "not a whole number"),
        ({"mid": "9" * 30, "serial_number": SERIAL}, "not a whole number"),
        ({"mid": 1757, "serial_number": SERIAL, "icid": "x"}, "entry 2 of messages (mid 1757) has the icid 'x'"),
        ({"mid": 1757, "serial": SERIAL}, "entry 2 of messages (mid 1757) has no serial_number"),
        ({"mid": 1757, "serial_number": [SERIAL]}, "has no serial_number"),
        ([1757], "entry 2 of messages is a list"),
        (None, "entry 2 of messages is a NoneType"),
        ("", "has no mid"),
    ],
    ids=str,
)
def test_entry_that_names_no_message_is_refused_by_its_place(entry, words):
    with pytest.raises(InputError) as caught:
        messages_from([{"mid": 1, "serial_number": SERIAL}, entry], None)
    assert words in str(caught.value)


def test_empty_list_is_refused_with_a_way_out():
    with pytest.raises(InputError, match=r"messages is empty.*when: found.records \| length > 0"):
        messages_from([], SERIAL)


def test_same_message_is_asked_for_once_in_the_order_of_its_first_mention():
    entries = [{"mid": 2, "icid": 7}, {"mid": 1}, {"mid": ["2"], "serialNumber": SERIAL}, {"mid": 2, "serial_number": "OTHER"}]
    assert messages_from(entries, SERIAL) == [Message((2,), SERIAL, (7,)), Message((1,), SERIAL), Message((2,), "OTHER")]


def test_ten_thousand_messages_are_read_at_once():
    assert len(messages_from([{"mid": mid, "serial_number": SERIAL} for mid in range(10_000)], None)) == 10_000


# What is asked


@pytest.mark.parametrize(
    ("section", "name", "asked"),
    [("details", "serialNumber", "serialNumber"), ("details", "sma_serial_number", "serialNumber"), ("remediation", "sma_serial_number", "sma_serial_number")],
)
def test_serial_number_has_another_name_only_where_clients_differ(section, name, asked):
    query = Message((1756, 1757), SERIAL, (3,)).query(SECTIONS[section], name)
    assert query == {"mid": [1756, 1757], "icid": [3], asked: SERIAL}


def test_every_section_has_a_resource_of_mail_products():
    assert {RESOURCES[section.resource].path for section in SECTIONS.values()} == {
        f"message-tracking/{name}-details" for name in SECTIONS if name != "details"
    } | {"message-tracking/details"}
    assert {RESOURCES[section.resource].products for section in SECTIONS.values()} == {("esa", "sma")}


# What becomes of an answer

EVENT = {"timestamp": "26 Apr 2018 18:34:13 (GMT)", "description": "Start message 2211.", "lastEvent": False}
READ_EVENT = {"timestamp": "26 Apr 2018 18:34:13 (GMT)", "timestamp_utc": "2018-04-26T18:34:13Z", "description": "Start message 2211.", "lastEvent": False}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda content: {"data": {"messages": content}},
        lambda content: {"data": {"messages": [content]}},
        lambda content: {"data": content},
        lambda content: {"messages": content},
        lambda content: content,
    ],
    ids=["as-recorded", "list-of-one", "data-only", "messages-only", "bare"],
)
@pytest.mark.parametrize("section", SECTIONS)
def test_section_has_one_shape_whatever_the_wire_wraps(section, wrap):
    content = {"sender": "a@example.net", "mid": [2211], "summary": [{"description": "Start message 2211."}]}
    assert section_data(SECTIONS[section], wrap(content)) == content


@pytest.mark.parametrize("wrap", [lambda content: content, lambda content: {"data": content}], ids=["as-recorded", "data"])
def test_connection_is_one_level(wrap):
    answer = wrap({"senderGroup": "UNKNOWNLIST", "sbrs": "3.5", "messages": {"summary": [EVENT]}})
    assert section_data(SECTIONS["connection"], answer) == {"senderGroup": "UNKNOWNLIST", "sbrs": "3.5", "summary": [READ_EVENT]}


def test_remediation_times_are_seconds():
    answer = {
        "batch_details": {"b_init_time": 1693303248, "mor_action": "Delete"},
        "message_details": [{"delivered_at": "1693303200", "mid": "1757", "mor_status": "Success"}],
    }
    assert section_data(SECTIONS["remediation"], answer) == {
        "batch_details": {"b_init_time": 1693303248, "b_init_time_utc": "2023-08-29T10:00:48Z", "mor_action": "Delete"},
        "message_details": [{"delivered_at": "1693303200", "delivered_at_utc": "2023-08-29T10:00:00Z", "mid": "1757", "mor_status": "Success"}],
    }


def test_every_time_has_its_twin_beside_it():
    answer = {"data": {"messages": {"timestamp": "29 Aug 2023 10:00:48 (GMT +00:00)", "ampDetails": [EVENT], "subject": "s"}}}
    data = section_data(SECTIONS["amp"], answer)
    assert list(data) == ["timestamp", "timestamp_utc", "ampDetails", "subject"]
    assert data["timestamp_utc"] == "2023-08-29T10:00:48Z"
    assert data["ampDetails"] == [READ_EVENT]


def test_time_that_cannot_be_read_has_an_empty_twin():
    assert section_data(SECTIONS["details"], {"timestamp": "yesterday"}) == {"timestamp": "yesterday", "timestamp_utc": None}


@pytest.mark.parametrize("answer", [{}, {"data": {}}, {"data": []}, {"data": {"messages": {}}}, {"data": {"messages": []}}], ids=str)
def test_no_data_is_an_empty_section(answer):
    assert section_data(SECTIONS["dlp"], answer) == {}


@pytest.mark.parametrize(
    "answer",
    [[], [1], "text", None, {"data": "text"}, {"data": None}, {"data": [1]}, {"data": {"messages": "text"}}, {"data": {"messages": [{"mid": 1}, {"mid": 2}]}}],
    ids=str,
)
def test_answer_of_another_shape_is_malformed(answer):
    with pytest.raises(MalformedReply, match="not one object about one message as details has"):
        section_data(SECTIONS["details"], answer)


# The whole


class Appliance:
    """Answers reads from a function of path and query, and remembers what it was asked."""

    class settings:
        concurrency = 4

    secrets = ("Auditor-Demo-1",)

    def __init__(self, answer):
        self.answer = answer
        self.asked = []

    def get(self, path, query, read):
        self.asked.append((path, query))
        answer = self.answer(path, query)
        if isinstance(answer, Exception):
            raise answer.met_on("esa1.example.com:6443 (esa)", "GET", path, 1)
        return read(answer)


def details(_path, query):
    return {"data": {"messages": {"mid": query["mid"], "subject": "Sample"}}}


@pytest.fixture
def ask():
    def run(appliance, messages, **params):
        defaults = {"product": "esa", "sections": ["details"], "serial_number": SERIAL, "serial_number_parameter": "serialNumber", "ignore_failed_items": False}
        job = Job(appliance, {**defaults, "messages": messages, **params}, False, lambda warning: None, lambda: datetime(2026, 1, 1, tzinfo=timezone.utc))
        return MESSAGE_INFO.run(job)

    return run


def test_every_section_of_every_message_comes_in_the_order_asked_for(ask):
    appliance = Appliance(details)
    result = ask(appliance, [3, {"mid": 1, "icid": 9}, 3], sections=["details", "amp", "details"])
    subjects = {"mid": [3], "subject": "Sample"}
    assert result["messages"] == [
        {"mid": [3], "icid": [], "serial_number": SERIAL, "details": subjects, "amp": subjects},
        {"mid": [1], "icid": [9], "serial_number": SERIAL, "details": {**subjects, "mid": [1]}, "amp": {**subjects, "mid": [1]}},
    ]
    assert (result["changed"], result["failed_items"], "failed" in result) == (False, [], False)
    assert sorted(path for path, _query in appliance.asked) == sorted(["message-tracking/details", "message-tracking/amp-details"] * 2)


def test_no_dates_are_sent(ask):
    appliance = Appliance(details)
    ask(appliance, [3])
    assert appliance.asked == [("message-tracking/details", {"mid": [3], "icid": [], "serialNumber": SERIAL})]


def test_records_of_a_search_are_taken_as_they_are(ask):
    records = [{"mid": [1756, 1757], "serialNumber": SERIAL, "icid": 1625, "timestamp": "29 Aug 2023 10:00:48 (GMT +00:00)", "subject": "Sample"}]
    result = ask(Appliance(details), records, serial_number=None)
    assert result["messages"][0]["details"]["mid"] == [1756, 1757]


def one_section_fails(path, query):
    return ApplianceFault("the appliance answered 500 'Not with Auditor-Demo-1.'", "", 500) if "amp" in path else details(path, query)


def test_section_that_fails_loses_no_other(ask):
    result = ask(Appliance(one_section_fails), [1, 2], sections=["details", "amp"])
    assert result["failed"] is True
    assert result["msg"].startswith("2 of 4 sections could not be had; the first: GET message-tracking/amp-details on esa1.example.com:6443 (esa)")
    assert result["error"]["kind"] == "appliance_fault"
    assert [(message["mid"], message["details"]["subject"], message["amp"]) for message in result["messages"]] == [([1], "Sample", None), ([2], "Sample", None)]
    assert [(item["mid"], item["section"], item["error"]["status"]) for item in result["failed_items"]] == [([1], "amp", 500), ([2], "amp", 500)]


def test_failed_sections_can_be_left_to_the_playbook(ask):
    result = ask(Appliance(one_section_fails), [1], sections=["details", "amp"], ignore_failed_items=True)
    assert ("failed" in result, len(result["failed_items"])) == (False, 1)


def test_secrets_that_an_appliance_echoes_are_taken_out(ask):
    assert "Auditor-Demo-1" not in json.dumps(ask(Appliance(one_section_fails), [1], sections=["details", "amp"]))


def test_unknown_message_is_said_to_be_unknown(ask):
    result = ask(Appliance(lambda path, query: UNKNOWN_ID), [{"mid": [7, 8], "icid": 9}])
    assert f"no message with mid 7, 8 and icid 9 is known there under serial number {SERIAL}" in result["msg"]
    assert "of the gateway that handled the message, on an SMA as well" in result["msg"]
    assert "Invalid value for attribute - mid or icid" in result["msg"]
    assert (result["error"]["kind"], result["error"]["status"], result["error"]["code"]) == ("not_found", 404, "404")
    assert (result["error"]["path"], result["error"]["appliance"]) == ("message-tracking/details", "esa1.example.com:6443 (esa)")


def test_other_refusals_keep_their_words(ask):
    refusal = RequestRejected("the appliance answered 404 'Unsupported attribute.'", "", 404)
    error = ask(Appliance(lambda path, query: refusal), [7])["error"]
    assert (error["kind"], error["said"]) == ("request_rejected", "the appliance answered 404 'Unsupported attribute.'")


def test_unreachable_appliance_is_told_once_and_not_asked_for_every_section(ask):
    appliance = Appliance(lambda path, query: Unreachable("connection refused"))
    result = ask(appliance, list(range(1, 101)), sections=list(SECTIONS))
    assert result["msg"].count("connection refused") == 1
    assert len(result["failed_items"]) == 600
    assert len(appliance.asked) <= 4


def test_ten_thousand_messages_are_all_asked_for(ask):
    result = ask(Appliance(details), list(range(10_000)))
    assert [message["details"]["mid"] for message in result["messages"]] == [[mid] for mid in range(10_000)]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"product": "wsa"}, "message-tracking/details is a resource of esa and sma, not of wsa"),
        ({"sections": []}, "sections is empty"),
        ({"messages": []}, "messages is empty"),
    ],
    ids=["product", "sections", "messages"],
)
def test_bad_input_is_refused_before_any_request(ask, params, words):
    appliance = Appliance(details)
    with pytest.raises(InputError, match=words):
        ask(appliance, **{"messages": [1], **params})
    assert appliance.asked == []


# On the simulator


@pytest.fixture
def records(fleet, connect):
    """The first records of an appliance's search of an hour: ``records("esa1")``."""

    def search(appliance="esa1", most=30):
        now = datetime.fromtimestamp(fleet[appliance].clock.now(), timezone.utc)
        query = {"startDate": wire_time(floor(now, HOUR) - HOUR), "endDate": wire_time(floor(now, HOUR))}
        page = connect(appliance).get("message-tracking/messages", {**query, "searchOption": "messages", "offset": 0, "limit": most}, lambda document: document)
        return [record_of(entry) for entry in page["data"]]

    return search


@pytest.mark.parametrize("appliance", ["esa1", "sma1"])
def test_all_of_what_a_search_found_is_known(ask, fleet, connect, records, appliance):
    found = records(appliance)
    result = ask(connect(appliance), found, product=fleet[appliance].spec.product, serial_number=None, sections=list(SECTIONS))
    assert result["failed_items"] == []
    assert [message["details"]["subject"] for message in result["messages"]] == [record["subject"] for record in found]
    assert all(message["details"]["timestamp_utc"] and message["connection"]["summary"][0]["timestamp_utc"] for message in result["messages"])
    assert {entry.complaint for entry in fleet[appliance].requests} == {""}


@pytest.mark.parametrize("name", ["serialNumber", "sma_serial_number"])
def test_message_is_known_by_its_ids_alone(ask, connect, records, name):
    record = records(most=1)[0]
    result = ask(connect(), [record["mid"][0]], serial_number=record["serialNumber"], sections=["details", "connection"], serial_number_parameter=name)
    assert result["messages"][0]["details"]["sender"] == record["sender"]
    assert result["messages"][0]["connection"]["summary"]


def test_simulated_appliance_does_not_know_every_message(ask, connect, records):
    record = records(most=1)[0]
    result = ask(connect(), [record, {"mid": record["mid"], "serial_number": "nobody"}])
    assert [item["error"]["kind"] for item in result["failed_items"]] == ["not_found"]
    assert result["messages"][0]["details"]["subject"] == record["subject"]
    assert result["messages"][1]["details"] is None


def test_token_that_expires_among_the_sections_loses_none(ask, fleet, connect, records):
    found = records()
    fleet["esa1"].faults.add(Fault("expire_token", path="message-tracking/amp-details", skip=10))
    assert ask(connect(), found, sections=["details", "amp"])["failed_items"] == []
