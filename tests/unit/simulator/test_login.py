# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Logging in: passwords, tokens and second factors."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, UserSpec


def claims(token: str) -> dict[str, Any]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def test_login_reply_has_the_recorded_shape(esa: Any) -> None:
    answer = esa.log_in("admin")
    data = answer.json["data"]
    assert answer.status == 200
    assert list(data) == ["userName", "is2FactorRedirectRequired", "role", "email", "jwtToken"]
    assert (data["userName"], data["is2FactorRedirectRequired"], data["role"], data["email"]) == ("admin", "false", "Administrator", [])
    assert esa.appliance.logins == 1


def test_token_has_the_recorded_claims(esa: Any) -> None:
    token = esa.token("admin", {"User-Agent": "tester/1"})
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT"}
    found = claims(token)
    assert list(found) == ["userName", "is2FactorCheckRequired", "cookie", "user", "exp"]
    assert (found["userName"], found["is2FactorCheckRequired"], found["user"]) == ("admin", False, "NONEUQ")
    assert abs(found["exp"] - esa.appliance.clock.now() - 1800) < 3
    parts = [b64decode(part).decode() for part in b64decode(found["cookie"]).decode().split(";")]
    assert parts[3] == "tester/1"
    assert parts[4].endswith(esa.appliance.serial)
    assert parts[5] == "admin"


@pytest.mark.parametrize(
    ("payload", "status", "message"),
    [
        ({"data": {"userName": "YWRtaW4=", "passphrase": "d3Jvbmc="}}, 401, "Invalid username or passphrase."),
        ({"data": {"userName": "YWRtaW4", "passphrase": "d3Jvbmc="}}, 401, "Incorrect padding in the input."),
        ({"data": {"userName": "YWRtaW4="}}, 404, "Unsupported attribute."),
        ({"data": {"userName": "YWRtaW4=", "passphrase": "eA==", "more": "eA=="}}, 404, "Unsupported attribute."),
        ({"data": {"userName": "YWRtaW4=", "passphrase": 1}}, 404, "Unsupported attribute."),
        ([], 404, "Unsupported attribute."),
        (b"not json", 404, "Unsupported attribute."),
    ],
)
def test_bad_logins(esa: Any, payload: object, status: int, message: str) -> None:
    answer = esa.post("login", payload)
    assert (answer.status, answer.message) == (status, message)
    assert esa.appliance.logins == 0
    assert esa.appliance.requests[-1].complaint


def test_locked_user_is_refused(esa: Any) -> None:
    assert esa.log_in("locked").status == 401
    assert esa.get("login/privileges", "locked").status == 401


def test_token_in_any_letter_case_but_not_as_basic(esa: Any) -> None:
    token = esa.token()
    assert esa.send(esa.prefix + "login/privileges", {"JWTTOKEN": token}).status == 200
    assert esa.send(esa.prefix + "login/privileges", {"Authorization": f"Basic {token}"}).message == "Unauthorized."


def test_token_expires_with_the_clock(esa: Any) -> None:
    token = esa.token()
    esa.appliance.clock.offset_seconds = 1801
    answer = esa.get_with_token("login/privileges", token)
    assert (answer.status, answer.reason, answer.message) == (401, "ExpiredSignatureError", "ExpiredSignatureError.")


def test_session_timeout_is_a_setting(client_of: Callable[..., Any]) -> None:
    client = client_of(ApplianceSpec("esa1", "esa", scheme="http", session_timeout_minutes=5))
    assert abs(claims(client.token())["exp"] - client.appliance.clock.now() - 300) < 3


def test_broken_and_foreign_tokens(esa: Any, wsa: Any) -> None:
    assert esa.get_with_token("login/privileges", "nonsense").message == "InvalidTokenError."
    assert esa.get_with_token("login/privileges", wsa.token()).message == "InvalidTokenError."


def test_fresh_token_in_the_last_five_minutes(esa: Any) -> None:
    token = esa.token()
    assert "jwtToken" not in esa.get_with_token("login/privileges", token).headers
    esa.appliance.clock.offset_seconds = 1600
    fresh = esa.get_with_token("login/privileges", token).headers["jwtToken"]
    esa.appliance.clock.offset_seconds = 1900
    assert esa.get_with_token("login/privileges", token).status == 401
    assert esa.get_with_token("login/privileges", fresh).status == 200
    assert esa.appliance.logins == 1


def test_token_can_be_bound_to_the_user_agent(esa: Any) -> None:
    token = esa.token("admin", {"User-Agent": "one"})
    assert esa.send(esa.prefix + "login/privileges", {"jwtToken": token, "User-Agent": "two"}).status == 200
    esa.appliance.settings.bind_user_agent = True
    assert esa.send(esa.prefix + "login/privileges", {"jwtToken": token, "User-Agent": "two"}).message == "Unauthorized."
    assert esa.send(esa.prefix + "login/privileges", {"jwtToken": token, "User-Agent": "one"}).status == 200


def test_reset_ends_all_sessions(esa: Any) -> None:
    token = esa.token()
    esa.appliance.reset()
    assert esa.get_with_token("login/privileges", token).message == "ExpiredSignatureError."


def test_access_token_of_an_identity_provider(esa: Any) -> None:
    good = {"Authorization": "Bearer demo-oidc-access-token"}
    assert esa.send(esa.prefix + "login/privileges", good).status == 200
    assert esa.appliance.requests[-1].user == "auditor"
    assert esa.send(esa.prefix + "login/privileges", {"Authorization": "Bearer other"}).status == 401


class TestSecondFactor:
    def body(self, encode: Callable[[str], str], passcode: str) -> dict[str, dict[str, str]]:
        return {"data": {"userName": encode("twofactor"), "passphrase": encode("Twofactor-Demo-1"), "passCode": encode(passcode)}}

    def test_first_step_asks_for_the_second(self, esa: Any) -> None:
        data = esa.log_in("twofactor").json["data"]
        assert data["is2FactorRedirectRequired"] == "true"
        assert claims(data["jwtToken"])["is2FactorCheckRequired"] is True
        assert esa.get_with_token("login/privileges", data["jwtToken"]).status == 401
        assert esa.appliance.logins == 0

    @pytest.mark.parametrize("with_token", [True, False])
    def test_second_step(self, esa: Any, encode: Callable[[str], str], with_token: bool) -> None:
        headers = {"jwtToken": esa.token("twofactor")} if with_token else {}
        answer = esa.post("login/two_factor", self.body(encode, "222222"), headers)
        assert answer.status == 200
        assert esa.get_with_token("login/privileges", answer.json["data"]["jwtToken"]).status == 200
        assert esa.appliance.logins == 1

    def test_passcode_works_once(self, esa: Any, encode: Callable[[str], str]) -> None:
        assert esa.post("login/two_factor", self.body(encode, "111111")).status == 200
        assert esa.post("login/two_factor", self.body(encode, "111111")).status == 401
        assert esa.post("login/two_factor", self.body(encode, "000000")).status == 401

    def test_basic_is_not_enough(self, esa: Any) -> None:
        assert esa.get("login/privileges", "twofactor").status == 401

    def test_form_of_the_passcode_is_up_to_the_spec(self, client_of: Callable[..., Any], encode: Callable[[str], str]) -> None:
        user = UserSpec("ann", "secret", passcodes=("9",))
        client = client_of(ApplianceSpec("esa1", "esa", scheme="http", users=(user,), two_factor_key="otp", two_factor_encoded=False))
        body = {"data": {"userName": encode("ann"), "passphrase": encode("secret"), "otp": "9"}}
        assert client.post("login/two_factor", body).status == 200


class TestRoles:
    REPORT = "reporting/mail_policy_incoming?duration=1d&device_type=esa"

    def test_privileges_follow_the_role(self, esa: Any) -> None:
        assert "e_reporting" in esa.get("login/privileges", "auditor").json["data"]
        assert not {"e_reporting", "health"} & set(esa.get("login/privileges", "helpdesk").json["data"])

    def test_no_mail_privileges_on_a_web_appliance(self, wsa: Any) -> None:
        assert "w_reporting" in wsa.get("login/privileges", "auditor").json["data"]
        assert "e_reporting" not in wsa.get("login/privileges", "auditor").json["data"]

    @pytest.mark.parametrize("status", [401, 403])
    def test_a_role_without_rights(self, esa: Any, status: int) -> None:
        esa.appliance.settings.denial_status = status
        answer = esa.get(self.REPORT, "helpdesk")
        assert (answer.status, answer.message) == (status, "Permission denied.")

    def test_a_role_of_another_product(self, client_of: Callable[..., Any]) -> None:
        client = client_of(ApplianceSpec("esa1", "esa", scheme="http", users=(UserSpec("web", "secret", "Web Administrator"),)))
        assert client.get("login/privileges", "web", "secret").status == 401
