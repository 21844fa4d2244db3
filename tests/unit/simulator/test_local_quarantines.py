# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of policy, virus and outbreak quarantines, and what belongs to them."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.asyncos.api.tests.simulator.quarantine.holdings import store_of

KEYS = (
    "name type retention_period retention_units automatic_action normal_actions overflow_actions users groups custom_roles size_used created_by created_on"
).split()
NEW = {"quarantine_name": "New one", "quarantine_type": "policy", "quarantine_retention_period": 12, "quarantine_retention_units": "hours"}


def one(client: Any, name: str) -> dict[str, Any]:
    answer = client.get(f"config/local_quarantines/{name}")
    assert answer.status == 200, client.appliance.requests[-1].complaint
    return dict(answer.json["data"])


def add(client: Any, *items: Any, user: str = "admin") -> Any:
    return client.write("POST", "config/local_quarantines", {"quarantines": list(items)}, user)


def put(client: Any, name: str, values: Any, user: str = "admin") -> Any:
    return client.write("PUT", f"config/local_quarantines/{name}", values, user)


def delete(client: Any, name: str, user: str = "admin") -> Any:
    return client.write("DELETE", f"config/local_quarantines/{name}", b"", user)


@pytest.fixture(params=["esa", "sma"])
def client(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_every_quarantine_has_a_definition(client: Any) -> None:
    for name in store_of(client.appliance).names:
        found = one(client, name.replace(" ", "%20"))
        assert set(found) == {f"quarantine_{key}" for key in KEYS}
        assert found["quarantine_name"] == name
        assert found["quarantine_normal_actions"]["quarantine_action"] in ("delete", "release")


def test_device_type_may_be_left_out(client: Any) -> None:
    product = client.appliance.spec.product
    assert client.get(f"config/local_quarantines/Policy?device_type={product}").status == 200
    assert client.get("config/local_quarantines/Policy?device_type=wsa").message == "Invalid value for attribute - device_type."
    assert client.get("config/local_quarantines").message == "Unsupported method ('GET')."


def test_names_by_group_on_the_sma(sma: Any, esa: Any) -> None:
    groups = sma.get("config/quarantines?device_type=sma&quarantine_type=pvo").json["data"]["quarantines"]
    assert sorted(name for members in groups.values() for name in members) == sorted(store_of(sma.appliance).names)
    assert sma.get("config/quarantines?device_type=sma").message == "Missing attribute - quarantine_type."
    assert sma.get("config/quarantines?quarantine_type=pvo").message == "Missing attribute - device_type."
    assert sma.get("config/quarantines?device_type=sma&quarantine_type=spam").message == "Invalid value for attribute - quarantine_type."
    assert esa.get("config/quarantines?device_type=esa&quarantine_type=pvo").message == "Not Found."


class TestAdd:
    def test_several(self, client: Any) -> None:
        answer = add(client, NEW, {**NEW, "quarantine_name": "Another", "quarantine_normal_actions": {"quarantine_action": "release"}})
        assert (answer.status, answer.reason) == (201, "Created")
        assert answer.json == {"data": {"totalCount": 2, "quarantine_names": ["New one", "Another"]}}
        assert {key: one(client, "New%20one")[key] for key in NEW} == NEW
        assert one(client, "Another")["quarantine_normal_actions"] == {"quarantine_action": "release"}

    def test_messages_can_be_moved_there(self, esa: Any) -> None:
        add(esa, NEW)
        message = next(message for message in store_of(esa.appliance).messages("pvo") if message.quarantines == ("Policy",))
        action = {"action": "move", "quarantineType": "pvo", "quarantineName": "Policy", "destinationQuarantineName": "New one", "mids": [message.mid]}
        assert esa.write("POST", "quarantine/messages", action).json["data"]["totalCount"] == 1
        assert one(esa, "New%20one")["quarantine_size_used"] != "0.00K"

    @pytest.mark.parametrize(
        ("items", "message"),
        [
            ([NEW, {**NEW, "quarantine_name": "Policy"}], "Policy already exists."),
            ([NEW, NEW], "New one already exists."),
            ([{"quarantine_name": "New one"}], "Missing attribute - quarantine_type."),
            ([{**NEW, "quarantine_retention_period": 0}], "Invalid value for attribute - quarantine_retention_period."),
            ([{**NEW, "quarantine_retention_units": "moons"}], "Invalid value for attribute - quarantine_retention_units."),
            ([{**NEW, "quarantine_automatic_action": "true"}], "Invalid value for attribute - quarantine_automatic_action."),
            ([{**NEW, "quarantine_normal_actions": {"quarantine_action": "burn"}}], "Invalid value for attribute - quarantine_action."),
            ([{**NEW, "quarantine_overflow_actions": {"colour": "red"}}], "Unsupported attribute."),
            ([{**NEW, "quarantine_users": "admin"}], "Invalid value for attribute - quarantine_users."),
            ([{**NEW, "quarantine_size_used": "0K"}], "Unsupported attribute."),
            ([], "Invalid value for attribute - quarantines."),
        ],
    )
    def test_all_or_none(self, client: Any, items: list[Any], message: str) -> None:
        before = store_of(client.appliance).names
        assert add(client, *items).message == message
        assert store_of(client.appliance).names == before

    def test_the_wrapper_is_needed(self, client: Any) -> None:
        assert client.write("POST", "config/local_quarantines", NEW).message == "Unsupported attribute."


class TestChange:
    def test_what_is_given(self, client: Any) -> None:
        before = one(client, "Policy")
        values = {"quarantine_retention_period": 5, "quarantine_users": ["auditor"], "quarantine_overflow_actions": {"quarantine_subject_text": "[late]"}}
        answer = put(client, "Policy", values)
        assert (answer.status, answer.json) == (200, {"data": {"message": "Updated Successfully"}})
        overflow = {**before["quarantine_overflow_actions"], "quarantine_subject_text": "[late]"}
        assert one(client, "Policy") == {**before, **values, "quarantine_overflow_actions": overflow}

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"quarantines": [NEW]}, "Unsupported attribute."),
            ({"quarantine_name": "Policy"}, "Unsupported attribute."),
            ({"quarantine_created_by": "me"}, "Unsupported attribute."),
            ({"quarantine_users": [], "quarantine_retention_period": "5"}, "Invalid value for attribute - quarantine_retention_period."),
        ],
    )
    def test_wrong_changes(self, client: Any, values: Any, message: str) -> None:
        before = one(client, "Policy")
        assert put(client, "Policy", values).message == message
        assert one(client, "Policy") == before


class TestDelete:
    def test_it_goes_with_its_messages(self, client: Any) -> None:
        add(client, NEW)
        answer = delete(client, "New%20one")
        assert (answer.status, answer.json) == (200, {"data": {"message": "Deleted Successfully"}})
        assert "New one" not in store_of(client.appliance).names
        assert client.get("config/local_quarantines/New%20one").message == "Not Found."

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("Outbreak", "Invalid value for attribute - quarantine_name."),
            ("Legal%20Hold", "Legal Hold is in use by the filter hold_contracts."),
            ("Nothing", "Not Found."),
        ],
    )
    def test_refused(self, client: Any, name: str, message: str) -> None:
        assert delete(client, name).message == message

    def test_what_a_message_filter_uses_stays(self, esa: Any) -> None:
        add(esa, NEW)
        rules = {"data": {"rules_and_actions": 'if (true) { quarantine("New one"); }'}}
        assert "meta" not in esa.write("POST", "config/message_filters/hold?device_type=esa", rules).json
        assert delete(esa, "New%20one").message == "New one is in use by the filter hold."

    def test_one_that_vanished_otherwise(self, client: Any) -> None:
        assert store_of(client.appliance).remove_quarantine("Legal Hold")
        assert client.get("config/local_quarantines/Legal%20Hold").status == 404


def test_changes_need_the_right(client: Any) -> None:
    assert client.get("config/local_quarantines/Policy", "auditor").status == 200
    assert (add(client, NEW, user="auditor").status, put(client, "Policy", {}, "auditor").status, delete(client, "Policy", "auditor").status) == (403, 403, 403)


def test_filters_of_a_quarantine(esa: Any, sma: Any) -> None:
    found = esa.get("config/quarantine_filters/Policy").json["data"]["quarantine_filters"]
    assert {"type": "Content Filter", "name": "strip_macros", "esa": "esa1.example.com"} in found
    assert sma.get("config/quarantine_filters/Policy?device_type=sma").json["data"]["quarantine_filters"] == found, "the SMA manages this one gateway"
    assert esa.get("config/quarantine_filters/Unclassified").json["data"] == {"quarantine_filters": []}
    assert esa.get("config/quarantine_filters/Nothing").status == 404


def test_users_who_may_see_quarantines(client: Any) -> None:
    found = client.get("config/quarantine_users").json["data"]
    assert set(found) == {"local_users", "ext_users", "custom_user_roles", "external_authentication_service"}
    assert {"admin", "helpdesk"} <= set(found["local_users"])
