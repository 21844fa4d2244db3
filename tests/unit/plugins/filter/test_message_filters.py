# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters that make stories of messages out of what several appliances tell."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.filter.harmless_text import harmless_text
from ansible_collections.asyncos.api.plugins.filter.merge_messages import merge_messages
from ansible_collections.asyncos.api.plugins.filter.message_stories import message_stories

SERIAL = "EC2C0000000000000000-000000000000"
WHEN = "2026-11-20T10:00:48Z"


def record(mids: Any = (7,), icid: Any = 15, when: str | None = WHEN, **fields: Any) -> dict[str, Any]:
    facts = {"sender": "a@example.net", "recipient": ["b@example.com"], "subject": "Sample", "hostName": "esa1.example.com", "serialNumber": SERIAL}
    return {**facts, "mid": list(mids), "icid": icid, "timestamp_utc": when, **fields}


def answer(name: str, *records: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "product": name.rstrip("0123456789"), "records": list(records), **more}


def one(*answers: dict[str, Any]) -> dict[str, Any]:
    (message,) = merge_messages(answers)["messages"]
    return message


def story(message: dict[str, Any] | None = None, **known: Any) -> dict[str, Any]:
    """The story of a message that esa1 found. ``known`` is what it knows beside the record."""
    found = message or one(answer("esa1", record()))
    (told,) = message_stories([found], [{"name": "esa1", **known}])
    return told


def details(mids: Any = (7,), **sections: Any) -> dict[str, Any]:
    return {"messages": [{"mid": list(mids), "icid": [15], "serial_number": SERIAL, **sections}]}


class TestMerging:
    def test_a_manager_and_its_gateway_know_one_message(self) -> None:
        message = one(answer("sma1", record()), answer("esa1", record()))
        assert (message["mid"], message["icid"], message["serial_number"], message["when"]) == ([7], [15], SERIAL, WHEN)
        assert [entry["appliance"] for entry in message["seen"]] == ["esa1", "sma1"]
        assert message["seen"][0] == {"appliance": "esa1", "serial_number": SERIAL, "mid": [7], "icid": [15]}

    def test_each_appliance_is_asked_under_the_ids_that_it_knows(self) -> None:
        message = one(answer("sma1", record([7])), answer("esa1", record([7, 8])))
        assert message["mid"] == [7, 8]
        assert [entry["mid"] for entry in message["seen"]] == [[7, 8], [7]]

    def test_parts_of_one_message_are_joined_by_a_record_that_has_both(self) -> None:
        message = one(answer("esa1", record([7]), record([8])), answer("sma1", record([7, 8])))
        assert message["mid"] == [7, 8]
        assert [entry["appliance"] for entry in message["seen"]] == ["esa1", "sma1"]

    @pytest.mark.parametrize(
        "other",
        [
            record([8]),
            record(icid=17),
            record(serialNumber="ANOTHER"),
            record([7], icid=17, allIcid=[17]),
        ],
        ids=["another mid", "another connection", "another gateway", "another connection in a list"],
    )
    def test_other_ids_are_other_messages(self, other: dict[str, Any]) -> None:
        assert merge_messages([answer("esa1", record()), answer("sma1", other)])["found"] == 2

    def test_without_a_serial_number_nothing_is_merged(self) -> None:
        lost = record(serialNumber="N/A")
        assert merge_messages([answer("esa1", lost), answer("sma1", lost)])["found"] == 2

    @pytest.mark.parametrize("icid", [None, "N/A", []])
    def test_a_connection_that_one_side_does_not_know_does_not_matter(self, icid: Any) -> None:
        assert merge_messages([answer("esa1", record(icid=icid)), answer("sma1", record())])["found"] == 1

    def test_rejected_connections_are_told_apart_by_their_ids(self) -> None:
        connections = [record([], icid=16), record([], icid=18)]
        assert merge_messages([answer("esa1", *connections), answer("sma1", *connections)])["found"] == 2

    def test_what_the_gateway_does_not_tell_is_taken_from_the_manager(self) -> None:
        ours = record(sbrs="N/A", messageStatus={"7": "Delivered"}, mailPolicy=["OURS"])
        theirs = record(sbrs="3.5", messageStatus={"7": "Queued", "8": "Dropped"}, mailPolicy=["THEIRS"], senderGroup="X")
        fields = one(answer("sma1", theirs), answer("esa1", ours))["record"]
        assert (fields["sbrs"], fields["mailPolicy"], fields["senderGroup"]) == ("3.5", ["OURS"], "X")
        assert fields["messageStatus"] == {"7": "Delivered", "8": "Dropped"}

    def test_times_decide_about_the_order_and_about_what_is_kept(self) -> None:
        records = [record([number], icid=number, when=f"2026-11-20T10:0{number}:00Z") for number in (3, 1, 2)]
        records.append(record([9], icid=9, when=None))

        def mids(**options: Any) -> list[int]:
            return [message["mid"][0] for message in merge_messages([answer("esa1", *records)], **options)["messages"]]

        assert mids() == [1, 2, 3, 9]
        assert mids(limit=2) == [2, 3]
        assert mids(limit=2, order="oldest_first") == [1, 2]
        assert mids(limit=4) == [1, 2, 3, 9]

    @pytest.mark.parametrize(("limit", "truncated", "more"), [(None, False, False), (2, False, False), (1, False, True), (2, True, True)])
    def test_more_says_whether_something_was_left_out(self, limit: int | None, truncated: bool, more: bool) -> None:
        merged = merge_messages([answer("esa1", record([1]), record([2]), truncated=truncated)], limit=limit)
        assert (merged["found"], merged["more"]) == (2, more)

    def test_what_is_given_stays_as_it_is(self) -> None:
        given = [answer("sma1", record(messageStatus={"7": "a"})), answer("esa1", record(messageStatus={"8": "b"}))]
        before = deepcopy(given)
        merge_messages(given)
        assert given == before

    @pytest.mark.parametrize(("given", "options"), [("text", {}), ({"name": 1}, {}), ([{}], {}), ([answer("esa1")], {"limit": 0}), ([], {"order": "up"})])
    def test_wrong_use_is_refused(self, given: Any, options: dict[str, Any]) -> None:
        with pytest.raises(AnsibleFilterError, match="merge_messages takes"):
            merge_messages(given, **options)


class TestEnvelope:
    def test_a_record_alone_is_a_story(self) -> None:
        told = story()
        assert (told["sender"], told["recipients"], told["subject"], told["gateway"]) == ("a@example.net", ["b@example.com"], "Sample", "esa1.example.com")
        assert (told["events"], told["verdicts"], told["held"], told["missing"]) == ([], [], [], [])
        assert told["now"] == {"state": "unknown", "said": "tracking tells no state"}

    def test_details_tell_what_the_record_does_not(self) -> None:
        section = {
            "midHeader": "<id@example.net>",
            "messageSize": "6.82 (KB)",
            "attachments": ["a.pdf"],
            "sender": "other@example.net",
            "messageStatus": "Delivered",
            "sendingHostSummary": {"reverseDnsHostname": "h.example.net", "ipAddress": "192.0.2.1", "sbrsScore": "3.5"},
        }
        told = story(**details(details=section))
        assert (told["message_id_header"], told["size"], told["attachments"]) == ("<id@example.net>", "6.82 (KB)", ["a.pdf"])
        assert (told["sender_ip"], told["sender_host"], told["ip_reputation"]) == ("192.0.2.1", "h.example.net", "3.5")
        assert told["sender"] == "a@example.net"
        assert told["states"] == [{"mid": None, "said": "Delivered"}]

    def test_answers_about_other_messages_do_not_count(self) -> None:
        assert story(**details((8,), details={"messageSize": "1 (KB)"}))["size"] == ""

    def test_what_could_not_be_had_is_named_once_for_each_reason(self) -> None:
        ids = {"mid": [7], "serial_number": SERIAL}
        failed = [
            {**ids, "section": "amp", "msg": "no"},
            {**ids, "section": "dlp", "msg": "no"},
            {"mid": [8], "serial_number": SERIAL, "section": "url", "msg": "x"},
        ]
        assert story(failed_items=failed)["missing"] == [{"sections": ["amp", "dlp"], "appliance": "esa1", "msg": "no"}]
        assert story(details_msg="gone")["missing"] == [{"sections": [], "appliance": "esa1", "msg": "gone"}]

    def test_a_message_without_ids_says_why_there_are_no_details(self) -> None:
        assert "no MID" in story(one(answer("esa1", record("N/A"))))["missing"][0]["msg"]

    @pytest.mark.parametrize("given", ["text", [{}], [{"record": {}}]])
    def test_wrong_use_is_refused(self, given: Any) -> None:
        with pytest.raises(AnsibleFilterError, match="message_stories takes messages"):
            message_stories(given)


def event(second: int | None, text: str) -> dict[str, Any]:
    return {"timestamp_utc": None if second is None else f"2026-11-20T10:00:{second:02d}Z", "description": text}


class TestEvents:
    def test_all_sections_become_one_list_in_the_order_of_time(self) -> None:
        known = details(
            details={"summary": [event(2, "start"), event(2, "queued"), event(5, "sent")]},
            connection={"summary": [event(1, "open"), event(2, "start")]},
            amp={"ampDetails": [event(3, "amp")]},
            url={"urlDetails": [event(3, "url")]},
        )
        assert [entry["text"] for entry in story(**known)["events"]] == ["open", "start", "queued", "amp", "url", "sent"]

    def test_an_event_without_a_time_stays_behind_the_one_before_it(self) -> None:
        known = details(details={"summary": [event(2, "first"), event(None, "untimed"), event(4, "last")]}, amp={"ampDetails": [event(3, "between")]})
        assert [entry["text"] for entry in story(**known)["events"]] == ["first", "untimed", "between", "last"]

    def test_remediation_is_an_event_for_each_mailbox(self) -> None:
        section = {
            "batch_details": {"mor_action": "Delete", "b_init_username": "admin", "b_init_time": 1, "b_init_time_utc": "2026-11-20T11:00:00Z"},
            "message_details": [{"recipient_email": "b@example.com", "mor_status": "Success"}, {"recipient_email": "c@example.com", "mor_status": "Failed"}],
        }
        told = story(one(answer("esa1", record(messageStatus={"7": "Delivered"}))), **details(remediation=section))
        assert told["events"][0] == {
            "when": "2026-11-20T11:00:00Z",
            "section": "remediation",
            "text": "Remediation by admin: Delete in the mailbox b@example.com: Success.",
        }
        assert told["now"]["state"] == "remediated"
        assert told["now"]["said"] == "Delivered; Delete in the mailbox b@example.com: Success; Delete in the mailbox c@example.com: Failed"
        section["message_details"][0]["mor_status"] = "Failed"
        assert story(one(answer("esa1", record(messageStatus={"7": "Delivered"}))), **details(remediation=section))["now"]["state"] == "delivered"


class TestVerdicts:
    @pytest.mark.parametrize(
        ("text", "by", "said"),
        [
            ("Message 7 scanned by Anti-Spam engine: CASE. Interim verdict: Negative", "Anti-Spam engine: CASE", "Negative"),
            ("Message 7 scanned by Advanced Malware Protection engine. Final verdict: MALICIOUS.", "Advanced Malware Protection", "MALICIOUS"),
            ("Message 7 scanned by Outbreak Filters. Verdict: Negative.", "Outbreak Filters", "Negative"),
        ],
    )
    def test_events_of_engines_are_verdicts(self, text: str, by: str, said: str) -> None:
        assert story(**details(details={"summary": [event(1, text)]}))["verdicts"] == [{"by": by, "said": said}]

    def test_the_last_verdict_of_an_engine_counts(self) -> None:
        texts = ["Message 7 scanned by X. Interim verdict: Clean", "Message 7 scanned by X. Final verdict: Virus"]
        summary = [event(place, text) for place, text in enumerate(texts)]
        assert story(**details(details={"summary": summary}))["verdicts"] == [{"by": "X", "said": "Virus"}]

    @pytest.mark.parametrize(
        "text", ["Message 7 original subject on injection: scanned by X. Verdict: Clean", "Message 7 subject: a\nMessage 7 scanned by X. Verdict: Clean"]
    )
    def test_a_sender_cannot_write_a_verdict(self, text: str) -> None:
        assert story(**details(details={"summary": [event(1, text)]}))["verdicts"] == []

    def test_reputation_dlp_and_urls(self) -> None:
        known = details(
            details={"sdrReputation": "Trusted", "sdrCategory": "N/A", "sdrAge": "2 years"},
            dlp={"dlpDetails": {"dlpPolicy": "Cards", "violationSeverity": "HIGH", "riskFactor": 70}},
            url={"urlDetails": [event(1, "Message 7 URL: http://example.net/, URL reputation: Malicious.")]},
        )
        assert story(**known)["verdicts"] == [
            {"by": "Sender Domain Reputation", "said": "Trusted, age 2 years"},
            {"by": "DLP", "said": "policy Cards, severity HIGH, risk factor 70"},
            {"by": "URL", "said": "http://example.net/, URL reputation: Malicious"},
        ]
        assert story(**details(dlp={"dlpDetails": {}}))["verdicts"] == []


def pvo(**fields: Any) -> dict[str, Any]:
    row = {"mid": 104, "esaMid": 7, "esaHostName": "ESA1.example.com", "sender": "a@example.net", "recipient": ["b@example.com"], "subject": "Sample"}
    return {**row, "inQuarantines": "Policy,Virus", "received_utc": "2026-11-20T10:00:00Z", "scheduledExit_utc": "2026-12-10T10:00:00Z", **fields}


def spam(**fields: Any) -> dict[str, Any]:
    row = {"mid": 1705, "fromAddress": ["A <a@example.net>"], "envelopeRecipient": ["B@example.com"], "subject": "Sample"}
    return {**row, "date_utc": "2026-11-20T10:00:00Z", **fields}


def quarantine(kind: str, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"quarantine_type": kind, "records": list(rows), **more}


class TestHolding:
    def test_a_row_with_gateway_and_id_is_certain(self) -> None:
        told = story(quarantines=[quarantine("pvo", pvo(esaMid=8), pvo())])
        assert [(held["mid"], held["certain"], held["quarantines"]) for held in told["held"]] == [(104, True, ["Policy", "Virus"])]
        assert told["now"]["state"] == "held"
        assert told["now"]["said"] == ("tracking tells no state; held in the quarantine Policy and Virus of esa1 as MID 104, until 2026-12-10 10:00 UTC")

    @pytest.mark.parametrize(("mid", "shown"), [("104", 104), (104, 104), ("x", "x")])
    def test_ids_in_quarantine_are_numbers_whatever_their_form(self, mid: Any, shown: Any) -> None:
        assert [held["mid"] for held in story(quarantines=[quarantine("pvo", pvo(mid=mid, esaMid="7"))])["held"]] == [shown]

    def test_the_gateway_can_be_known_by_its_address(self) -> None:
        known = details(details={"hostName": "esa1.example.com (192.0.2.7)"})
        row = pvo(esaHostName="N/A", originatingEsaIp="192.0.2.7")
        assert story(quarantines=[quarantine("pvo", row)], **known)["held"][0]["certain"]

    @pytest.mark.parametrize(
        ("fields", "certain"),
        [
            ({"esaHostName": "esa2.example.com"}, []),
            ({"esaHostName": "esa1.example.com.evil.example"}, []),
            ({"esaHostName": None}, [False]),
            ({"esaHostName": None, "sender": "x@example.net"}, []),
            ({"esaMid": None}, [False]),
            ({"esaMid": "N/A", "subject": "Other"}, []),
            ({"esaMid": None, "received_utc": "2026-11-20T12:00:00Z"}, []),
            ({"esaMid": None, "received_utc": None}, []),
            ({"esaMid": 8}, []),
        ],
    )
    def test_what_is_less_than_both_is_less_than_certain(self, fields: dict[str, Any], certain: list[bool]) -> None:
        assert [held["certain"] for held in story(quarantines=[quarantine("pvo", pvo(**fields))])["held"]] == certain

    @pytest.mark.parametrize(
        ("fields", "found"),
        [
            ({}, True),
            ({"subject": " Sample "}, True),
            ({"subject": "Other"}, False),
            ({"envelopeRecipient": ["c@example.com"]}, False),
            ({"fromAddress": ["x@example.net"]}, False),
            ({"date_utc": "2026-11-20T08:00:00Z"}, False),
        ],
    )
    def test_spam_is_only_probably_the_same(self, fields: dict[str, Any], found: bool) -> None:
        told = story(quarantines=[quarantine("spam", spam(**fields))])
        assert [held["certain"] for held in told["held"]] == [False] * found
        assert (told["now"]["state"] == "probably_held") is found

    def test_the_subject_may_have_been_changed_on_the_way(self) -> None:
        message = one(answer("esa1", record(finalSubject={"7": "[SPAM] Sample"})))
        assert story(message, quarantines=[quarantine("spam", spam(subject="[SPAM] Sample"))])["held"]


class TestNow:
    @pytest.mark.parametrize(
        ("said", "state"),
        [
            ("Delivered", "delivered"),
            ("Dropped By Anti-Virus", "dropped"),
            ("Hard Bounced", "bounced"),
            ("Aborted", "aborted"),
            ("Last State Not Available", "unknown"),
            ("Undelivered", "unknown"),
            ("Not delivered", "unknown"),
        ],
    )
    def test_words_of_tracking(self, said: str, state: str) -> None:
        assert story(one(answer("esa1", record(messageStatus={"7": said}))))["now"] == {"state": state, "said": said}

    def test_parts_of_a_message_fare_differently(self) -> None:
        told = story(one(answer("esa1", record([7, 8, 10], messageStatus={"10": "Delivered", "8": "Dropped By AMP"}))))
        assert told["now"] == {"state": "several", "said": "MID 8: Dropped By AMP, MID 10: Delivered"}

    @pytest.mark.parametrize(
        ("searches", "state", "words"),
        [
            ([], "quarantined", "was not asked"),
            ([quarantine("pvo")], "left_quarantine", "in no quarantine that was asked any more"),
            ([quarantine("pvo", msg="refused"), quarantine("spam")], "quarantined", "not sure: esa1 (pvo): refused"),
            ([quarantine("pvo", truncated=True)], "quarantined", "holds more messages than were looked through"),
        ],
    )
    def test_a_message_that_no_quarantine_shows(self, searches: list[dict[str, Any]], state: str, words: str) -> None:
        told = story(one(answer("esa1", record(messageStatus={"7": "Quarantined"}))), quarantines=searches)
        assert told["now"]["state"] == state
        assert words in told["now"]["said"]


class TestHarmlessText:
    @pytest.mark.parametrize(
        ("text", "in_ascii", "on_a_page"),
        [
            ("Plain <b>", "Plain <b>", "Plain <b>"),
            ("Red\x1b[31m", "Red\\x1b[31m", "Red\\x1b[31m"),
            ("a\r\nb\tc\x00\x7f\x9b", "a\\x0d\\x0ab\\x09c\\x00\\x7f\\x9b", "a\\x0d\\x0ab\\x09c\\x00\\x7f\\x9b"),
            ("exe.\u202efdp\u200b", "exe.\\u202efdp\\u200b", "exe.\\u202efdp\\u200b"),
            ("Tür \U0001f389", "T\\xfcr \\U0001f389", "Tür \U0001f389"),
            ("line\u2028\ue000\ud800", "line\\u2028\\ue000\\ud800", "line\\u2028\\ue000\\ud800"),
            (None, "", ""),
            (7, "7", "7"),
        ],
    )
    def test_signs_that_deceive_are_written_as_escapes(self, text: Any, in_ascii: str, on_a_page: str) -> None:
        assert harmless_text(text) == in_ascii
        assert harmless_text(text, ascii=False) == on_a_page
