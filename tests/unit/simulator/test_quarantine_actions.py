# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Actions on messages in quarantine: what they do, what they count, and who may."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from ansible_collections.asyncos.api.tests.simulator.quarantine.holdings import store_of
from ansible_collections.asyncos.api.tests.simulator.quarantine.message import Message

PATH = "quarantine/messages"
HELD = {
    "mid": 9001,
    "received": "2026-11-20T10:00:30Z",
    "sender": "a@example.net",
    "recipients": ["b@example.com"],
    "subject": "Held",
    "gateway": "esa9.example.com",
    "gateway_ip": "192.0.2.9",
    "gateway_mid": 77,
    "quarantine": "Policy",
}


def quarantines(client: Any, mid: int) -> tuple[str, ...]:
    """Where a message sits; nowhere if it is gone."""
    message = store_of(client.appliance).find("pvo", mid)
    return message.quarantines if message else ()


def in_several(client: Any) -> Message:
    return next(message for message in store_of(client.appliance).messages("pvo") if len(message.stays) > 1)


def sitting_in(client: Any, name: str) -> list[int]:
    return [message.mid for message in store_of(client.appliance).messages("pvo") if name in message.stays]


def pvo(action: str, name: str, mids: list[Any], **more: Any) -> dict[str, Any]:
    return {"action": action, "quarantineType": "pvo", "quarantineName": name, "mids": mids, **more}


def deeds(client: Any) -> list[dict[str, object]]:
    return store_of(client.appliance).deeds


@pytest.mark.parametrize(("method", "action"), [("POST", "release"), ("DELETE", "delete")])
def test_spam(esa: Any, method: str, action: str) -> None:
    before = [message.mid for message in store_of(esa.appliance).messages("spam")]
    payload = {"quarantineType": "spam", "mids": [*before[:3], before[0], 999999], **({"action": action} if method == "POST" else {})}
    assert esa.write(method, PATH, payload).json == {"data": {"action": action, "totalCount": 3}}
    assert [message.mid for message in store_of(esa.appliance).messages("spam")] == before[3:]
    assert esa.write(method, PATH, payload).json == {"data": {"action": action, "totalCount": 0}}
    assert deeds(esa) == [{"action": action, "mid": mid, "quarantine": "", "detail": ""} for mid in before[:3]]


@pytest.mark.parametrize(("method", "action"), [("POST", "release"), ("DELETE", "delete")])
def test_a_message_leaves_only_the_named_quarantine(sma: Any, method: str, action: str) -> None:
    message = in_several(sma)
    first, *rest = message.quarantines
    for name, left in ((first, rest), *((name, rest[place + 1 :]) for place, name in enumerate(rest))):
        payload = pvo(action, name, [message.mid])
        if method == "DELETE":
            del payload["action"]
        assert sma.write(method, PATH, payload).json["data"] == {"action": action, "totalCount": 1}
        assert quarantines(sma, message.mid) == tuple(left)
        assert sma.write(method, PATH, payload).json["data"]["totalCount"] == 0
    assert sma.get(f"quarantine/messages/details?mid={message.mid}&quarantineType=pvo").message == "Invalid value for attribute - mid."


def test_only_messages_of_the_named_quarantine_count(esa: Any) -> None:
    inside = sitting_in(esa, "Virus")
    every = [message.mid for message in store_of(esa.appliance).messages("pvo")]
    assert esa.write("POST", PATH, pvo("release", "Virus", every)).json["data"]["totalCount"] == len(inside) < len(every)
    assert sitting_in(esa, "Virus") == []


def test_move(esa: Any) -> None:
    mids = sitting_in(esa, "Policy")
    answer = esa.write("POST", PATH, pvo("move", "Policy", mids, destinationQuarantineName="Legal Hold"))
    assert answer.json == {"data": {"action": "move", "totalCount": len(mids), "destinationQuarantineName": "Legal Hold"}}
    assert sitting_in(esa, "Policy") == []
    assert set(mids) <= set(sitting_in(esa, "Legal Hold"))


def test_delay(esa: Any) -> None:
    message = in_several(esa)
    first, second = message.quarantines[:2]

    def exits() -> dict[str, datetime]:
        details = esa.get(f"quarantine/messages/details?mid={message.mid}&quarantineType=pvo").json["data"]["attributes"]["quarantineDetails"]
        return {each["quarantineName"]: datetime.strptime(each["scheduledExit"], "%d %b %Y %H:%M (GMT +00:00)") for each in details}  # noqa: DTZ007

    before = exits()
    assert esa.write("POST", PATH, pvo("delay", first, [message.mid], delay="8h")).json["data"] == {"action": "delay", "totalCount": 1, "delayedTime": "8h"}
    assert exits() == {**before, first: before[first] + timedelta(hours=8)}
    assert second in exits()


def test_copy(esa: Any) -> None:
    mids = sitting_in(esa, "Outbreak")[:2]
    answer = esa.write("POST", PATH, pvo("copy", "Outbreak", mids, recipients=["a@example.com", "b@example.com"]))
    assert answer.json == {"data": {"action": "copy", "totalCount": 2}}
    assert sitting_in(esa, "Outbreak")[:2] == mids
    assert [deed["detail"] for deed in deeds(esa)] == ["a@example.com,b@example.com"] * 2


def test_ids_released_at_the_same_time_count_once(esa: Any) -> None:
    mids = [message.mid for message in store_of(esa.appliance).messages("spam")]
    payload = {"action": "release", "quarantineType": "spam", "mids": mids}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _turn: esa.write("POST", PATH, payload), range(4)))
    assert sum(answer.json["data"]["totalCount"] for answer in answers) == len(mids)


def test_only_so_many_ids_at_a_time(esa: Any) -> None:
    esa.appliance.settings.most_ids = 3
    payload = {"quarantineType": "spam", "mids": [1, 2, 3, 4]}
    answer = esa.write("DELETE", PATH, payload)
    assert (answer.status, answer.json["error"]["explanation"]) == (413, "413 = Entity is too large.")
    assert esa.appliance.requests[-1].complaint == "mids holds 4 entries, and 3 are allowed"
    assert esa.write("DELETE", PATH, {**payload, "mids": [1, 2, 3]}).status == 200


@pytest.mark.parametrize(
    ("method", "payload", "message", "plain"),
    [
        ("POST", b"", "Unsupported attribute.", "the body is not JSON"),
        ("POST", [1], "Unsupported attribute.", "the body is not a JSON object"),
        ("POST", {"data": pvo("release", "Policy", [101])}, "Missing attribute - action.", "the parameter action is missing"),
        ("POST", pvo("delete", "Policy", [101]), "Invalid value for attribute - action.", "action is 'delete' and not one of release, move, delay, copy"),
        ("POST", {"action": "move", "quarantineType": "spam", "mids": [1]}, "Invalid value for attribute - action.", "move is not possible with spam"),
        ("POST", {"action": "release", "quarantineType": "pvo", "mids": [101]}, "Missing attribute - quarantineName.", "quarantineName is missing"),
        ("POST", pvo("release", "Elsewhere", [101]), "Invalid value for attribute - quarantineName.", "there is no quarantine 'Elsewhere'; there are Policy"),
        ("POST", pvo("release", "Policy", []), "Invalid value for attribute - mids.", "mids is not a list with at least one entry"),
        ("POST", pvo("release", "Policy", ["101"]), "Invalid value for attribute - mids.", "something that is not a whole number"),
        ("POST", pvo("release", "Policy", [True]), "Invalid value for attribute - mids.", "something that is not a whole number"),
        ("POST", pvo("release", "Policy", [101], colour="red"), "Unsupported attribute.", "does not take: colour"),
        ("POST", pvo("move", "Policy", [101]), "Missing attribute - destinationQuarantineName.", "destinationQuarantineName is missing"),
        ("POST", pvo("move", "Policy", [101], destinationQuarantineName="X"), "Invalid value for attribute - destinationQuarantineName.", "no quarantine 'X'"),
        ("POST", pvo("move", "Policy", [101], destinationQuarantineName="Policy"), "Invalid value for attribute - destinationQuarantineName.", "are in"),
        ("POST", pvo("delay", "Policy", [101]), "Missing attribute - delay.", "delay is missing"),
        ("POST", pvo("delay", "Policy", [101], delay="soon"), "Invalid value for attribute - delay.", "'soon' and not like 8h, 1d or 1w"),
        ("POST", pvo("copy", "Policy", [101], recipients=[]), "Invalid value for attribute - recipients.", "not a list with at least one entry"),
        ("DELETE", {"quarantineType": "spam"}, "Missing attribute - mids.", "the parameter mids is missing"),
        ("DELETE", {"quarantineType": "spam", "quarantineName": "Policy", "mids": [1]}, "Unsupported attribute.", "does not take: quarantineName"),
        ("DELETE", pvo("delete", "Policy", [101]), "Unsupported attribute.", "does not take: action"),
    ],
)
def test_wrong_bodies(esa: Any, method: str, payload: Any, message: str, plain: str) -> None:
    before = store_of(esa.appliance).messages("pvo")
    answer = esa.write(method, PATH, payload)
    assert (answer.status, answer.message) == (404, message)
    assert plain in esa.appliance.requests[-1].complaint
    assert store_of(esa.appliance).messages("pvo") == before


@pytest.mark.parametrize("path", [PATH, "quarantine/rules", "quarantine/messages/rules", "quarantine/safelist", "quarantine/blocklist"])
@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize("status", [401, 403])
def test_who_may_only_look_changes_nothing(esa: Any, path: str, method: str, status: int) -> None:
    esa.appliance.settings.denial_status = status
    answer = esa.write(method, path, {}, "auditor")
    assert (answer.status, answer.message) == (status, "Permission denied.")
    assert esa.appliance.requests[-1].complaint == "the role Read-Only Operator has no access to changes of quarantines"
    assert esa.write(method, path, {}, "helpdesk").status == 404


class TestControl:
    @staticmethod
    def call(fleet: Any, method: str, path: str, payload: Any = None) -> tuple[int, Any]:
        connection = http.client.HTTPConnection(urlsplit(fleet.control_url).netloc, timeout=5)
        connection.request(method, f"/_sim/{path}", json.dumps(payload) if payload is not None else None)
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())

    def test_state(self, esa: Any, fleet: Any) -> None:
        esa.write("DELETE", PATH, {"quarantineType": "spam", "mids": [1701]})
        status, state = self.call(fleet, "GET", "esa1/quarantine")
        assert status == 200
        assert state["quarantines"] == ["Policy", "Virus", "Outbreak", "Unclassified", "File Analysis", "Legal Hold"]
        assert [row["mid"] for row in state["spam"]] == [message.mid for message in store_of(esa.appliance).messages("spam")]
        assert set(state["pvo"][0]["attributes"]) >= {"inQuarantines", "received"}
        assert state["deeds"] == [{"action": "delete", "mid": 1701, "quarantine": "", "detail": ""}]

    def test_a_quarantine_vanishes_with_its_messages(self, esa: Any, fleet: Any) -> None:
        message = next(each for each in store_of(esa.appliance).messages("pvo") if "Legal Hold" in each.stays and len(each.stays) > 1)
        alone = [each.mid for each in store_of(esa.appliance).messages("pvo") if each.quarantines == ("Legal Hold",)]
        status, state = self.call(fleet, "POST", "esa1/quarantine", {"remove_quarantine": "Legal Hold"})
        assert (status, "Legal Hold" in state["quarantines"]) == (200, False)
        assert quarantines(esa, message.mid)
        assert "Legal Hold" not in quarantines(esa, message.mid)
        assert alone
        assert all(quarantines(esa, mid) == () for mid in alone)
        assert esa.write("POST", PATH, pvo("release", "Legal Hold", [message.mid])).message == "Invalid value for attribute - quarantineName."
        esa.appliance.reset()
        assert "Legal Hold" in quarantines(esa, message.mid)

    @pytest.mark.parametrize(("kind", "name"), [("pvo", "Policy"), ("spam", "")])
    def test_a_message_is_held(self, esa: Any, fleet: Any, kind: str, name: str) -> None:
        status, state = self.call(fleet, "POST", "esa1/quarantine", {"hold": {**HELD, "quarantine": name}})
        assert status == 200
        assert state[kind][-1]["mid"] == 9001
        (row,) = [row for row in state[kind] if row["attributes"]["subject"] == "Held"]
        assert kind == "spam" or row["attributes"] == {
            "sender": "a@example.net",
            "recipient": ["b@example.com"],
            "subject": "Held",
            "received": "20 Nov 2026 10:00 (GMT +00:00)",
            "scheduledExit": "10 Dec 2026 10:00 (GMT +00:00)",
            "size": "20.00K",
            "inQuarantines": "Policy",
            "originatingEsaIp": "192.0.2.9",
            "esaHostName": "esa9.example.com",
            "esaMid": 77,
            "quarantineForReason": ["held by a test"],
            "quarantineForReasonDict": [{"quarantineName": "Policy", "reason": ["held by a test"]}],
        }

    @pytest.mark.parametrize(
        ("method", "path", "payload", "valid"),
        [
            ("POST", "esa1/quarantine", {"hold": {**HELD, "quarantine": "Elsewhere"}}, "quarantine 'Policy'"),
            ("POST", "esa1/quarantine", {"hold": {"mid": 1}}, "gateway_mid"),
            ("POST", "esa1/quarantine", {"hold": {**HELD, "received": "soon"}}, "recipients: a list"),
            ("POST", "esa1/quarantine", {"remove_quarantine": "Elsewhere"}, "Policy"),
            ("POST", "esa1/quarantine", {"colour": "red"}, "remove_quarantine: its name"),
            ("POST", "esa1/quarantine", {"remove_quarantine": ["Policy"]}, "Policy"),
            ("GET", "wsa1/quarantine", None, "an ESA or SMA"),
            ("GET", "wsa1/sender_lists", None, "an ESA or SMA"),
            ("PUT", "esa1/settings", {"add_to_existing": "ignore"}, "refuse"),
            ("PUT", "esa1/settings", {"quarantined_spam": -1}, "0 or more"),
        ],
    )
    def test_wrong_use_is_explained(self, fleet: Any, method: str, path: str, payload: Any, valid: str) -> None:
        status, problem = self.call(fleet, method, path, payload)
        assert status == 400
        assert valid in problem["valid"]
