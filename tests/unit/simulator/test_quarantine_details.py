# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Details of messages in quarantine, their attachments, and the rules that hold messages."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest

from ansible_collections.asyncos.api.tests.simulator.quarantine.holdings import store_of
from ansible_collections.asyncos.api.tests.simulator.quarantine.message import Message, Stay

ALWAYS = "startDate=2000-01-01T00:00:00.000Z&endDate=2100-01-01T00:00:00.000Z"
RULES = ("quarantine/rules", "quarantine/messages/rules")
_NOWHERE = Stay((), 0)


def row(client: Any, kind: str, mid: int) -> dict[str, Any]:
    rows = client.get(f"quarantine/messages?{ALWAYS}&quarantineType={kind}").json["data"]
    return next(dict(each["attributes"]) for each in rows if each["mid"] == mid)


def details(client: Any, kind: str, mid: int) -> dict[str, Any]:
    data = client.get(f"quarantine/messages/details?mid={mid}&quarantineType={kind}").json["data"]
    assert data["mid"] == mid
    return dict(data["attributes"])


def with_attachment(client: Any, kind: str, name: str = "") -> Message:
    return next(message for message in store_of(client.appliance).messages(kind) if any(name in part.name for part in message.attachments))


def test_spam_details_fit_the_row(esa: Any) -> None:
    message = with_attachment(esa, "spam")
    own = details(esa, "spam", message.mid)
    assert set(own) == {"envelopeRecipient", "toAddress", "fromAddress", "subject", "date", "attachments", "messageBody"}
    assert {**row(esa, "spam", message.mid), **own} == {**own, "size": row(esa, "spam", message.mid)["size"]}
    assert own["attachments"] == [part.name for part in message.attachments]
    assert "<br />" in own["messageBody"]
    assert "\n" not in own["messageBody"]


def test_pvo_details_fit_the_row(sma: Any) -> None:
    message = next(each for each in store_of(sma.appliance).messages("pvo") if len(each.stays) > 1)
    own, found = details(sma, "pvo", message.mid), row(sma, "pvo", message.mid)
    assert set(own) == {"quarantineDetails", "matchedContents", "messagePartDetails", "messageDetails", "messageBody", "headers"}
    assert own["messageDetails"] == {key: found[key] for key in ("recipient", "sender", "subject")}
    assert [{"quarantineName": each["quarantineName"], "reason": each["reason"]} for each in own["quarantineDetails"]] == found["quarantineForReasonDict"]
    assert found["scheduledExit"] in [each["scheduledExit"] for each in own["quarantineDetails"]]
    assert own["messagePartDetails"][0]["attachmentName"] == "[message body]"
    assert [part["attachmentId"] for part in own["messagePartDetails"]] == list(range(1, len(message.attachments) + 2))


@pytest.mark.parametrize(
    ("path", "message", "plain"),
    [
        ("details?mid=999999&quarantineType=spam", "Invalid value for attribute - mid.", "there is no message 999999 in quarantine (spam)"),
        ("details?mid=1701&quarantineType=pvo", "Invalid value for attribute - mid.", "there is no message 1701 in quarantine (pvo)"),
        ("details?mid=abc&quarantineType=pvo", "Invalid value for attribute - mid.", "mid is 'abc' and not a whole number"),
        ("details?quarantineType=pvo", "Missing attribute - mid.", "the parameter mid is missing"),
        ("details?mid=101", "Missing attribute - quarantineType.", "the parameter quarantineType is missing"),
        ("details?mid=101&quarantineType=pvo&colour=red", "Unsupported attribute.", "the resource does not take: colour"),
        ("attachment?mid=101&quarantineType=pvo", "Missing attribute - attachmentId.", "the parameter attachmentId is missing"),
        ("attachment?mid=101&quarantineType=pvo&attachmentId=0", "Invalid value for attribute - attachmentId.", "message 101 has no part 0, but"),
        ("attachment?mid=101&quarantineType=pvo&attachmentId=99", "Invalid value for attribute - attachmentId.", "message 101 has no part 99, but"),
        ("attachment?mid=1701&quarantineType=spam&attachmentId=1", "Invalid value for attribute - quarantineType.", "'spam' and not one of pvo"),
        ("attachment?mid=999999&quarantineType=pvo&attachmentId=1", "Invalid value for attribute - mid.", "there is no message 999999"),
    ],
)
def test_wrong_questions_get_json(esa: Any, path: str, message: str, plain: str) -> None:
    answer = esa.get(f"quarantine/messages/{path}")
    assert (answer.status, answer.message, answer.headers["Content-Type"]) == (404, message, "application/json")
    assert plain in esa.appliance.requests[-1].complaint


class TestAttachment:
    def test_base64_of_the_size_that_the_details_tell(self, esa: Any) -> None:
        message = with_attachment(esa, "pvo")
        answer = esa.get(f"quarantine/messages/attachment?mid={message.mid}&attachmentId=2&quarantineType=pvo")
        assert (answer.status, answer.headers["Content-type"]) == (200, "application/octet-stream")
        assert len(b64decode(answer.body)) == message.attachments[0].size
        assert max(map(len, answer.body.splitlines())) == 76
        assert answer.body == esa.get(f"quarantine/messages/attachment?mid={message.mid}&attachmentId=2&quarantineType=pvo").body

    def test_the_body_is_a_part(self, esa: Any) -> None:
        answer = esa.get("quarantine/messages/attachment?mid=101&attachmentId=1&quarantineType=pvo")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="[message body]"'
        assert b"message 101" in b64decode(answer.body)

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("invoice.pdf", "invoice.pdf"),
            ("Prüfbericht.xlsx", "Pr?fbericht.xlsx"),
            ("../../outside.txt", "../../outside.txt"),
            ("C:\\temp\\run.exe", "C:\\\\temp\\\\run.exe"),
            ('quoted"name.txt', 'quoted\\"name.txt'),
            ("tab\tname.csv", "tab?name.csv"),
        ],
    )
    def test_file_names_are_hostile(self, esa: Any, name: str, shown: str) -> None:
        esa.appliance.settings.quarantined_pvo = 200
        message = with_attachment(esa, "pvo", name)
        number = [part.name for part in message.attachments].index(name) + 2
        answer = esa.get(f"quarantine/messages/attachment?mid={message.mid}&attachmentId={number}&quarantineType=pvo")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{shown}"'


class TestRules:
    @staticmethod
    def rules(client: Any, more: str = "") -> dict[str, int]:
        """How many messages each rule holds."""
        data = client.get(f"quarantine/rules?quarantineType=pvo{more}").json["data"]
        return {each["attributes"]["ruleId"]: each["attributes"]["numberOfMessages"] for each in data}

    @staticmethod
    def held(client: Any, rule: str) -> list[int]:
        return [message.mid for message in store_of(client.appliance).messages("pvo") if rule in message.stays.get("Outbreak", _NOWHERE).reasons]

    @pytest.mark.parametrize("path", RULES)
    def test_list(self, esa: Any, path: str) -> None:
        answer = esa.get(f"{path}?quarantineType=pvo").json
        outbreak = [message for message in store_of(esa.appliance).messages("pvo") if "Outbreak" in message.stays]
        assert set(answer["meta"]) == {"totalAverageMessageSize", "totalNumberOfMessages"}
        assert answer["meta"]["totalNumberOfMessages"] == len(outbreak) > 0
        for each in answer["data"]:
            assert set(each["attributes"]) == {"ruleId", "ruleDescription", "numberOfMessages", "averageMessageSize", "totalSize", "capacity"}
            assert each["attributes"]["numberOfMessages"] == len(self.held(esa, each["attributes"]["ruleId"])) > 0
        assert [each["rid"] for each in answer["data"]] == sorted({each["rid"] for each in answer["data"]})

    def test_one_rule_order_and_pages(self, esa: Any) -> None:
        every = self.rules(esa)
        name = next(iter(every))
        assert self.rules(esa, f"&ruleId={name.replace(' ', '%20')}") == {name: every[name]}
        numbers = list(self.rules(esa, "&orderBy=numberOfMessages&orderDir=desc").values())
        assert numbers == sorted(numbers, reverse=True)
        assert self.rules(esa, "&offset=1&limit=1") == dict(list(every.items())[1:2])
        assert self.rules(esa, "&offset=1") == {}

    def test_search(self, esa: Any) -> None:
        for rule, number in self.rules(esa).items():
            answer = esa.get(f"quarantine/rules_search?quarantineType=pvo&ruleId={rule.replace(' ', '%20')}&offset=0&limit=2").json
            assert answer["meta"]["totalCount"] == number
            assert [each["mid"] for each in answer["data"]] == self.held(esa, rule)[::-1][:2]
        assert esa.get("quarantine/rules_search?quarantineType=pvo&ruleId=None").json == {"meta": {"totalCount": 0}, "data": []}

    @pytest.mark.parametrize("path", RULES)
    @pytest.mark.parametrize(("method", "action"), [("POST", "release"), ("DELETE", "delete")])
    @pytest.mark.parametrize("wrapped", [True, False])
    def test_change(self, esa: Any, path: str, method: str, action: str, wrapped: bool) -> None:
        rule, number = next(iter(self.rules(esa).items()))
        mids = self.held(esa, rule)
        payload: dict[str, Any] = {"quarantineType": "pvo", "action": action}
        payload = {"data": {**payload, "ruleIds": [rule, "None"]}} if wrapped else {**payload, "ruleId": [rule, "None"]}
        assert esa.write(method, path, payload).json == {"data": {"action": action, "totalCount": number}}
        assert self.held(esa, rule) == []
        assert store_of(esa.appliance).deeds == [{"action": action, "mid": mid, "quarantine": "Outbreak", "detail": ""} for mid in mids]
        assert esa.write(method, path, payload).json["data"]["totalCount"] == 0

    @pytest.mark.parametrize(
        ("payload", "message"),
        [
            ({"quarantineType": "pvo", "ruleId": ["x"]}, "Missing attribute - action."),
            ({"quarantineType": "pvo", "action": "delete", "ruleId": ["x"]}, "Invalid value for attribute - action."),
            ({"quarantineType": "spam", "action": "release", "ruleId": ["x"]}, "Invalid value for attribute - quarantineType."),
            ({"quarantineType": "pvo", "action": "release", "ruleIds": ["x"]}, "Unsupported attribute."),
            ({"quarantineType": "pvo", "action": "release", "ruleId": []}, "Invalid value for attribute - ruleId."),
            ({"data": {"quarantineType": "pvo", "action": "release", "ruleId": ["x"]}}, "Unsupported attribute."),
            ({"data": []}, "Unsupported attribute."),
        ],
    )
    def test_wrong_bodies(self, esa: Any, payload: Any, message: str) -> None:
        answer = esa.write("POST", "quarantine/rules", payload)
        assert (answer.status, answer.message) == (404, message)

    @pytest.mark.parametrize("path", [*RULES, "quarantine/rules_search"])
    def test_quarantine_type_is_needed(self, esa: Any, path: str) -> None:
        assert esa.get(path).message == "Missing attribute - quarantineType."
        assert esa.get(f"{path}?quarantineType=spam").message == "Invalid value for attribute - quarantineType."

    def test_the_path_of_the_swagger_file_takes_no_more(self, esa: Any) -> None:
        assert esa.get("quarantine/messages/rules?quarantineType=pvo&offset=0&limit=1").message == "Unsupported attribute."
