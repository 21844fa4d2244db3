# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The control API and the request log."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import pytest


class ControlClient:
    """Calls the control API."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url).netloc

    def __call__(self, call: str, payload: Any = None) -> tuple[int, Any]:
        method, path = call.split(" ")
        connection = http.client.HTTPConnection(self._address, timeout=5)
        body = payload if isinstance(payload, (bytes, type(None))) else json.dumps(payload)
        connection.request(method, f"/_sim/{path}", body)
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())


@pytest.fixture
def control(fleet: Any) -> ControlClient:
    return ControlClient(fleet.control_url)


def test_list(control: ControlClient, fleet: Any) -> None:
    status, found = control("GET appliances")
    assert status == 200
    assert found["esa1"]["url"] == fleet["esa1"].url
    assert found["sma1"]["manages"] == ["esa1", "wsa1"]


def test_faults(control: ControlClient, esa: Any) -> None:
    assert control("POST esa1/faults", {"kind": "status", "code": 502, "path": "login/*"})[0] == 200
    assert esa.get("login/privileges").status == 502
    assert control("GET esa1/faults")[1][0] | {"hits": 1, "spent": True} == control("GET esa1/faults")[1][0]
    assert control("DELETE esa1/faults") == (200, [])
    assert control("GET esa1/faults") == (200, [])


def test_several_faults_at_once_or_none(control: ControlClient, esa: Any) -> None:
    status, problem = control("POST esa1/faults", [{"kind": "empty"}, {"kind": "nonsense"}])
    assert status == 400
    assert "nonsense" in problem["error"]
    assert "empty" in problem["valid"]
    assert len(esa.appliance.faults) == 0
    assert control("POST esa1/faults", [{"kind": "empty"}, {"kind": "bad_json"}])[0] == 200
    assert len(esa.appliance.faults) == 2


def test_clock(control: ControlClient, esa: Any) -> None:
    assert control("PUT esa1/clock", {"offset_seconds": 90})[1]["offset_seconds"] == 90
    _status, clock = control("PUT esa1/clock", {"now": "2030-01-31T12:00:00Z"})
    assert clock["now"].startswith("2030-01-31T12:00:0")
    assert "2030" in esa.get("login/privileges").headers["Date"]


def test_settings(control: ControlClient, esa: Any) -> None:
    status, settings = control("PUT esa1/settings", {"delay_ms": 1, "idle": True})
    assert (status, settings["delay_ms"], settings["idle"]) == (200, 1, True)
    assert esa.appliance.settings.idle is True


def test_settings_of_tracking(control: ControlClient, esa: Any) -> None:
    wanted = {"messages_per_hour": 41_667, "late_percent": 2.5, "wide_range_minutes": 60, "wide_range_answer": "stall", "tracking_newest_first": False}
    status, settings = control("PUT esa1/settings", wanted)
    assert (status, settings | wanted) == (200, settings)
    assert esa.appliance.settings.messages_per_hour == 41_667


def test_settings_of_configuration_and_logs(control: ControlClient, esa: Any) -> None:
    wanted = {"clustered": True, "standalone_refuses_mode": False, "cluster_reads_need_mode": True, "unknown_name_answer": "invalid_value", "log_days_kept": 2}
    status, settings = control("PUT esa1/settings", wanted)
    assert (status, settings | wanted) == (200, settings)
    assert esa.appliance.settings.clustered is True


def test_configuration(control: ControlClient, esa: Any) -> None:
    status, parts = control("GET esa1/configuration")
    assert status == 200
    assert {"dictionaries", "url_lists", "message_filters", "policy_members", "cluster_levels", "mail_log_subscriptions"} <= set(parts)
    changed = [{"name": "theirs", "urls": ["theirs.example"], "used_by": ""}]
    assert control("POST esa1/configuration", {"url_lists": changed}) == (200, {"url_lists": changed})
    assert esa.get("config/url_lists/theirs?device_type=esa").json["data"]["urls"] == ["theirs.example"]
    assert control("GET esa1/configuration")[1] == {**parts, "url_lists": changed}
    control("POST esa1/reset")
    assert control("GET esa1/configuration") == (200, parts)


def test_configuration_is_that_of_the_product(control: ControlClient) -> None:
    sma = control("GET sma1/configuration")[1]
    assert "local_quarantines" in sma
    assert "dictionaries" not in sma


def test_faults_about_configuration_name_a_part_that_is_there(control: ControlClient) -> None:
    rule = {"kind": "meddle", "part": "url_lists", "value": []}
    assert control("POST esa1/faults", rule)[0] == 200
    status, problem = control("POST sma1/faults", rule)
    assert status == 400
    assert "local_quarantines" in problem["valid"]


def test_requests_and_logins(control: ControlClient, esa: Any) -> None:
    esa.log_in()
    assert control("GET esa1/logins") == (200, {"logins": 1})
    (entry,) = control("GET esa1/requests")[1]
    assert (entry["method"], entry["path"], entry["status"], entry["user"], entry["complaint"]) == ("POST", "/esa/api/v2.0/login", 200, "admin", "")
    assert control("DELETE esa1/requests") == (200, [])
    assert control("GET esa1/requests") == (200, [])


def test_reset(control: ControlClient, esa: Any, wsa: Any) -> None:
    for client in (esa, wsa):
        client.log_in()
        client.appliance.settings.idle = True
    assert control("POST esa1/reset") == (200, {"reset": ["esa1"]})
    assert (esa.appliance.logins, wsa.appliance.logins) == (0, 1)
    assert control("POST reset")[0] == 200
    assert (wsa.appliance.logins, wsa.appliance.settings.idle, len(wsa.appliance.requests)) == (0, False, 0)


@pytest.mark.parametrize(
    ("call", "payload", "valid"),
    [
        ("GET nothing", None, "POST stop"),
        ("GET nobody/faults", None, "esa1"),
        ("PATCH esa1/faults", None, "POST faults"),
        ("POST esa1/faults", {"kind": "empty", "colour": "red"}, "empty"),
        ("POST esa1/faults", {"kind": "delay", "seconds": 1, "times": "often"}, "delay"),
        ("POST esa1/faults", {"kind": "delay", "seconds": "long"}, "delay"),
        ("POST esa1/faults", b"not json", "JSON"),
        ("PUT esa1/clock", {"offset_seconds": "late"}, "offset_seconds: a number"),
        ("PUT esa1/clock", {}, "offset_seconds: a number"),
        ("PUT esa1/settings", {"colour": "red"}, "delay_ms"),
        ("PUT esa1/settings", {"idle": 1}, "bool"),
        ("PUT esa1/settings", {"delay_ms": True}, "float"),
        ("PUT esa1/settings", {"delay_ms": -1}, "0 or more"),
        ("PUT esa1/settings", {"denial_status": 404}, "403"),
        ("PUT esa1/settings", {"wide_range_answer": "never"}, "stall"),
        ("PUT esa1/settings", {"late_percent": 101}, "0 to 100"),
        ("PUT esa1/settings", {"messages_per_hour": 1.5}, "int"),
        ("PUT esa1/settings", {"clustered": "yes"}, "bool"),
        ("PUT esa1/settings", {"unknown_name_answer": "silence"}, "not_found"),
        ("POST esa1/configuration", {"url_list": []}, "url_lists"),
        ("POST esa1/configuration", [], "url_lists"),
        ("POST esa1/configuration", {}, "url_lists"),
    ],
)
def test_wrong_use_is_explained(control: ControlClient, call: str, payload: Any, valid: str) -> None:
    status, problem = control(call, payload)
    assert status == 400
    assert problem["error"].endswith(".")
    assert valid in problem["valid"]


def test_no_secret_in_the_request_log(esa: Any) -> None:
    token = esa.token("operator")
    esa.get_with_token("login/privileges", token, Cookie="sid=verysecret")
    esa.get("login/privileges", "operator")
    esa.post("login", b"passphrase=verysecret")
    everything = json.dumps([entry.as_dict() for entry in esa.appliance.requests])
    for secret in ("Operator-Demo-1", token, "verysecret", "T3BlcmF0b3It"):
        assert secret not in everything
    assert "Basic ***" in everything


def test_no_passcode_under_any_name_in_the_request_log(esa: Any) -> None:
    esa.post("login/two_factor", {"data": {"otp": "424242"}})
    assert "424242" not in json.dumps(esa.appliance.requests[-1].as_dict())


def test_complaints_are_sentences_about_the_request(esa: Any) -> None:
    esa.get("reporting/mail_policy_incoming?device_type=esa&colour=red&duration=1d")
    assert esa.appliance.requests[-1].complaint == "the resource does not take: colour"
