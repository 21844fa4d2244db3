# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Safelist and blocklist: two views of one set of pairs."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.asyncos.api.tests.simulator.quarantine.holdings import list_of

NAMES = ("safelist", "blocklist")
NEW, OTHER = "new.user@example.com", "other.user@example.com"


def view(client: Any, name: str = "safelist", more: str = "") -> list[tuple[str, list[str]]]:
    """The rows, checked for being as many as they say."""
    answer = client.get(f"quarantine/{name}?action=view&quarantineType=spam{more}")
    assert answer.status == 200, client.appliance.requests[-1].complaint
    assert answer.json["meta"] == {"totalCount": len(answer.json["data"])}
    keys = ("senderAddress", "recipientList") if "viewBy=sender" in more else ("recipientAddress", "senderList")
    assert all(set(row) == set(keys) for row in answer.json["data"])
    return [(row[keys[0]], row[keys[1]]) for row in answer.json["data"]]


def pairs(client: Any, name: str = "safelist") -> set[tuple[str, str]]:
    with client.appliance.sender_lists.lock:
        return set(list_of(client.appliance, name).pairs)


def by_recipient(action: str, recipients: list[str], senders: list[str]) -> dict[str, Any]:
    return {"action": action, "quarantineType": "spam", "viewBy": "recipient", "recipientAddresses": recipients, "senderList": senders}


def by_sender(action: str, senders: list[str], recipients: list[str]) -> dict[str, Any]:
    return {"action": action, "quarantineType": "spam", "viewBy": "sender", "senderAddresses": senders, "recipientList": recipients}


class TestView:
    @pytest.mark.parametrize("name", NAMES)
    def test_both_views_show_the_same_pairs(self, sma: Any, name: str) -> None:
        found = view(sma, name)
        assert len(found) == 12
        assert {(recipient, sender) for recipient, senders in found for sender in senders} == pairs(sma, name)
        other = view(sma, name, "&viewBy=sender")
        assert {(recipient, sender) for sender, recipients in other for recipient in recipients} == pairs(sma, name)
        assert view(sma, name, "&viewBy=recipient") == found

    def test_the_lists_differ(self, esa: Any) -> None:
        assert pairs(esa, "safelist") != pairs(esa, "blocklist")

    def test_total_is_the_whole(self, esa: Any) -> None:
        every = view(esa)
        pages = [esa.get(f"quarantine/safelist?action=view&quarantineType=spam&offset={offset}&limit=5").json for offset in (0, 5, 10, 15)]
        assert [page["meta"]["totalCount"] for page in pages] == [12] * 4
        assert [row["recipientAddress"] for page in pages for row in page["data"]] == [recipient for recipient, _senders in every]

    @pytest.mark.parametrize("more", ["&offset=0", "&limit=5", "&orderBy=recipient", "&orderDir=asc"])
    def test_half_a_pair_gives_no_data_and_no_error(self, esa: Any, more: str) -> None:
        assert view(esa, more=more) == []

    def test_order(self, esa: Any) -> None:
        down = view(esa, more="&orderBy=recipient&orderDir=desc")
        assert [recipient for recipient, _senders in down] == sorted((recipient for recipient, _senders in down), reverse=True)
        by_partner = [senders for _recipient, senders in view(esa, more="&orderBy=sender&orderDir=asc")]
        assert by_partner == sorted(by_partner)

    def test_search(self, esa: Any) -> None:
        every = view(esa)
        assert view(esa, more="&search=BRUNO") == [row for row in every if "bruno" in row[0]] != []
        assert view(esa, more="&search=nobody") == []

    @pytest.mark.parametrize("more", ["&viewBy=sender", "&orderBy=sender&orderDir=asc"])
    def test_search_is_for_recipients(self, esa: Any, more: str) -> None:
        answer = esa.get(f"quarantine/safelist?action=view&quarantineType=spam&search=a{more}")
        assert (answer.status, answer.message) == (404, "Invalid value for attribute - search.")

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("quarantineType=spam", "Missing attribute - action."),
            ("action=view", "Missing attribute - quarantineType."),
            ("action=add&quarantineType=spam", "Invalid value for attribute - action."),
            ("action=view&quarantineType=pvo", "Invalid value for attribute - quarantineType."),
            ("action=view&quarantineType=spam&viewBy=domain", "Invalid value for attribute - viewBy."),
            ("action=view&quarantineType=spam&colour=red", "Unsupported attribute."),
        ],
    )
    def test_wrong_parameters(self, esa: Any, query: str, message: str) -> None:
        assert esa.get(f"quarantine/safelist?{query}").message == message

    def test_the_number_of_rows_is_a_setting(self, esa: Any) -> None:
        esa.appliance.settings.listed_recipients = 150
        assert len(view(esa)) == 150
        esa.appliance.settings.idle = True
        assert view(esa) == []


class TestAdd:
    @pytest.mark.parametrize("name", NAMES)
    def test_a_new_row_shows_in_both_views(self, sma: Any, name: str) -> None:
        payload = by_sender("add", ["one.example", "two@example.net"], [NEW, OTHER])
        answer = sma.write("POST", f"quarantine/{name}", payload)
        assert answer.json == {"data": {"action": "add", "senderAddresses": ["one.example", "two@example.net"], "recipientList": [NEW, OTHER]}}
        assert dict(view(sma, name))[NEW] == ["one.example", "two@example.net"]
        assert dict(view(sma, name, "&viewBy=sender"))["one.example"] == [NEW, OTHER]
        assert (NEW, "one.example") not in pairs(sma, next(other for other in NAMES if other != name))

    def test_reply_by_recipient(self, esa: Any) -> None:
        answer = esa.write("POST", "quarantine/safelist", by_recipient("add", [NEW], ["one.example"]))
        assert answer.json == {"data": {"action": "add", "recipientAddresses": [NEW], "senderList": ["one.example"]}}

    @pytest.mark.parametrize(("manner", "status"), [("refuse", 404), ("replace", 200), ("append", 200)])
    def test_a_row_that_exists(self, esa: Any, manner: str, status: int) -> None:
        assert esa.appliance.settings.add_to_existing == "refuse"
        esa.appliance.settings.add_to_existing = manner
        recipient, senders = view(esa)[0]
        answer = esa.write("POST", "quarantine/safelist", by_recipient("add", [NEW, recipient.upper()], ["one.example"]))
        assert answer.status == status
        wanted = {"refuse": senders, "replace": ["one.example"], "append": [*senders, "one.example"]}[manner]
        assert [found for address, found in view(esa) if address.lower() == recipient] == [wanted]
        assert (NEW in dict(view(esa))) is (manner != "refuse")

    def test_the_refusal_is_explained(self, esa: Any) -> None:
        recipient, _senders = view(esa)[0]
        assert esa.write("POST", "quarantine/safelist", by_recipient("add", [recipient], ["x.example"])).message.endswith("recipientAddresses.")
        assert esa.appliance.requests[-1].complaint == f"there is an entry for {recipient} already, and add makes new ones"


class TestChange:
    def test_append_keeps_what_is_there(self, esa: Any) -> None:
        recipient, senders = view(esa)[0]
        before = pairs(esa)
        esa.write("POST", "quarantine/safelist", by_recipient("append", [recipient], [senders[0].upper(), "one.example"]))
        assert pairs(esa) == before | {(recipient, "one.example")}

    def test_edit_replaces_the_row(self, esa: Any) -> None:
        recipient, senders = view(esa)[0]
        before = pairs(esa)
        esa.write("POST", "quarantine/safelist", by_recipient("edit", [recipient], ["one.example"]))
        assert pairs(esa) == before - {(recipient, sender) for sender in senders} | {(recipient, "one.example")}

    def test_edit_by_sender_replaces_its_recipients(self, esa: Any) -> None:
        sender, recipients = max(view(esa, more="&viewBy=sender"), key=lambda row: len(row[1]))
        before = pairs(esa)
        esa.write("POST", "quarantine/safelist", by_sender("edit", [sender], [recipients[0]]))
        assert len(recipients) > 1
        assert pairs(esa) == before - {(recipient, sender) for recipient in recipients[1:]}

    @pytest.mark.parametrize("action", ["append", "edit"])
    def test_rows_have_to_exist(self, esa: Any, action: str) -> None:
        before = pairs(esa)
        answer = esa.write("POST", "quarantine/safelist", by_recipient(action, [view(esa)[0][0], NEW], ["one.example"]))
        assert (answer.status, answer.message) == (404, "Invalid value for attribute - recipientAddresses.")
        assert esa.appliance.requests[-1].complaint == f"there is no entry for {NEW}"
        assert pairs(esa) == before

    def test_delete(self, esa: Any) -> None:
        (first, _senders), (second, _others), *_rest = view(esa)
        before = pairs(esa)
        payload = {"quarantineType": "spam", "viewBy": "recipient", "recipientList": [first.upper(), second, NEW]}
        answer = esa.write("DELETE", "quarantine/safelist", payload)
        assert answer.json == {"data": {"action": "delete", "recipientList": [first.upper(), second, NEW], "totalCount": 2}}
        assert pairs(esa) == {pair for pair in before if pair[0] not in (first, second)}
        assert esa.write("DELETE", "quarantine/safelist", payload).json["data"]["totalCount"] == 0

    def test_delete_by_sender(self, esa: Any) -> None:
        sender, _recipients = view(esa, more="&viewBy=sender")[0]
        before = pairs(esa)
        answer = esa.write("DELETE", "quarantine/safelist", {"quarantineType": "spam", "viewBy": "sender", "senderList": [sender]})
        assert answer.json == {"data": {"action": "delete", "senderList": [sender], "totalCount": 1}}
        assert pairs(esa) == {pair for pair in before if pair[1] != sender}

    def test_reset(self, esa: Any) -> None:
        before = pairs(esa)
        esa.write("DELETE", "quarantine/safelist", {"quarantineType": "spam", "viewBy": "recipient", "recipientList": [view(esa)[0][0]]})
        assert pairs(esa) != before
        esa.appliance.reset()
        assert pairs(esa) == before

    @pytest.mark.parametrize(
        ("method", "payload", "message"),
        [
            ("POST", b"no json", "Unsupported attribute."),
            ("POST", by_recipient("remove", [NEW], ["x"]), "Invalid value for attribute - action."),
            ("POST", {**by_recipient("add", [NEW], ["x"]), "quarantineType": "pvo"}, "Invalid value for attribute - quarantineType."),
            ("POST", {**by_recipient("add", [NEW], ["x"]), "viewBy": ""}, "Missing attribute - viewBy."),
            ("POST", {**by_recipient("add", [NEW], ["x"]), "viewBy": "sender"}, "Unsupported attribute."),
            ("POST", by_recipient("add", [], ["x"]), "Invalid value for attribute - recipientAddresses."),
            ("POST", by_recipient("add", [NEW], []), "Invalid value for attribute - senderList."),
            ("POST", by_recipient("add", [NEW], [" "]), "Invalid value for attribute - senderList."),
            ("DELETE", {"quarantineType": "spam", "viewBy": "recipient"}, "Missing attribute - recipientList."),
            ("DELETE", {"quarantineType": "spam", "viewBy": "recipient", "recipientList": []}, "Invalid value for attribute - recipientList."),
            ("DELETE", {"quarantineType": "spam", "viewBy": "sender", "recipientList": [NEW]}, "Unsupported attribute."),
        ],
    )
    def test_wrong_bodies(self, esa: Any, method: str, payload: Any, message: str) -> None:
        before = pairs(esa)
        answer = esa.write(method, "quarantine/safelist", payload)
        assert (answer.status, answer.message) == (404, message)
        assert esa.appliance.requests[-1].complaint
        assert pairs(esa) == before

    def test_only_so_many_addresses_at_a_time(self, esa: Any) -> None:
        esa.appliance.settings.most_ids = 1
        assert esa.write("POST", "quarantine/safelist", by_recipient("add", [NEW, OTHER], ["x.example"])).status == 413
