# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the login calls send, and what is made of their answers. A list of replies stands for the appliance."""

from __future__ import annotations

import base64
import json

import jwt
import pytest
from requests.structures import CaseInsensitiveDict

from ansible_collections.asyncos.api.plugins.module_utils._client import login
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AuthenticationError, MalformedReply, SecondFactorRequired
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

NOW = 1_795_246_080.0
NOW_AS_DATE = "Sat, 21 Nov 2026 07:28:00 GMT"
HALF_HOUR = 1800


def token(**claims):
    return jwt.encode({"userName": "auditor", **claims}, "k" * 32, algorithm="HS256")


def reply(data, date=NOW_AS_DATE, **headers):
    return Reply(200, "OK", CaseInsensitiveDict(Date=date, **headers), json.dumps({"data": data}).encode())


def settings(**facts):
    return Settings(**{"host": "esa1", "product": "esa", "username": "auditor", "password": "gehëim", **facts})


class Appliance:
    """Answers with the given replies, one after the other, and keeps the requests."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.requests = []

    def send(self, request):
        self.requests.append(request)
        answer = self.replies.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def attributes(self, number):
        """The decoded body of a request; its values are base64 of UTF-8."""
        data = json.loads(self.requests[number].body)["data"]
        return {name: base64.b64decode(value).decode() for name, value in data.items()}


PLAIN = {"userName": "auditor", "is2FactorRedirectRequired": "false", "role": "Administrator", "email": []}


def test_plain_login_sends_name_and_password_in_base64_and_keeps_token_and_role():
    appliance = Appliance(reply({**PLAIN, "jwtToken": token(exp=NOW + HALF_HOUR)}))
    session = login.log_in(settings(), appliance.send, NOW)
    assert appliance.requests[0].path == "login"
    assert appliance.attributes(0) == {"userName": "auditor", "passphrase": "gehëim"}
    assert (session.token, session.role) == (token(exp=NOW + HALF_HOUR), "Administrator")
    assert (session.expires, session.two_factor) == (NOW + HALF_HOUR, False)


@pytest.mark.parametrize("said", ["true", "True", True])
def test_two_factor_login_sends_the_passcode_once(said):
    appliance = Appliance(
        reply({**PLAIN, "is2FactorRedirectRequired": said, "jwtToken": "first"}),
        reply({**PLAIN, "role": "Operator", "jwtToken": token(exp=NOW + HALF_HOUR)}),
    )
    session = login.log_in(settings(passcode="123456"), appliance.send, NOW)
    assert [request.path for request in appliance.requests] == ["login", "login/two_factor"]
    assert [request.once for request in appliance.requests] == [False, True]
    assert appliance.attributes(1) == {"userName": "auditor", "passphrase": "gehëim", "passCode": "123456"}
    assert appliance.requests[1].headers == {"jwtToken": "first"}
    assert (session.role, session.two_factor) == ("Operator", True)


@pytest.mark.parametrize("said", ["false", False, None])
def test_passcode_is_not_sent_when_the_account_does_not_ask_for_it(said):
    appliance = Appliance(reply({**PLAIN, "is2FactorRedirectRequired": said, "jwtToken": token(exp=NOW)}))
    login.log_in(settings(passcode="123456"), appliance.send, NOW)
    assert len(appliance.requests) == 1
    assert "passCode" not in appliance.attributes(0)


def test_account_with_two_factors_and_no_passcode_is_told_so():
    appliance = Appliance(reply({**PLAIN, "is2FactorRedirectRequired": "true"}))
    with pytest.raises(SecondFactorRequired, match="needs a second factor and no passcode is given") as told:
        login.log_in(settings(), appliance.send, NOW)
    assert "passcode option" in told.value.hint
    assert len(appliance.requests) == 1


def test_refused_passcode_is_told_from_a_refused_password():
    refusal = AuthenticationError("the appliance answered 401 'Invalid passcode.'", "", 401, "401")
    appliance = Appliance(reply({**PLAIN, "is2FactorRedirectRequired": "true"}), refusal)
    with pytest.raises(SecondFactorRequired, match="wrong, too old or used already") as told:
        login.log_in(settings(passcode="123456"), appliance.send, NOW)
    assert (told.value.status, told.value.code) == (401, "401")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({}, "has no data"),
        ({"data": []}, "has no data"),
        ([], "has no data"),
        (None, "has no data"),
        ({"data": {"role": "Operator"}}, "has no jwtToken"),
        ({"data": {"jwtToken": ""}}, "has no jwtToken"),
        ({"data": {"jwtToken": 5}}, "has no jwtToken"),
    ],
    ids=["empty", "data-is-list", "list", "null", "no-token", "empty-token", "token-is-number"],
)
def test_login_answer_of_another_shape_is_malformed(document, words):
    appliance = Appliance(Reply(200, "OK", {}, json.dumps(document).encode()))
    with pytest.raises(MalformedReply, match=words):
        login.log_in(settings(), appliance.send, NOW)


def test_token_may_come_in_the_header():
    appliance = Appliance(reply(PLAIN, jwtToken="from-header"))
    assert login.log_in(settings(), appliance.send, NOW).token == "from-header"


@pytest.mark.parametrize(
    ("text", "date", "expires"),
    [
        pytest.param(token(exp=NOW + HALF_HOUR), NOW_AS_DATE, NOW + HALF_HOUR, id="clocks-agree"),
        pytest.param(token(exp=NOW + 3600 + HALF_HOUR), "Sat, 21 Nov 2026 08:28:00 GMT", NOW + HALF_HOUR, id="appliance-an-hour-ahead"),
        pytest.param(token(exp=NOW - 3600 + HALF_HOUR), "Sat, 21 Nov 2026 06:28:00 GMT", NOW + HALF_HOUR, id="appliance-an-hour-behind"),
        pytest.param(token(exp=NOW + HALF_HOUR), "Sat, 21 Nov 2026 07:28:00", NOW + HALF_HOUR, id="date-without-zone"),
        pytest.param(token(exp=NOW + HALF_HOUR), "", NOW + HALF_HOUR, id="no-date"),
        pytest.param(token(exp=NOW + HALF_HOUR), "yesterday", NOW + HALF_HOUR, id="date-is-nonsense"),
        pytest.param(token(), NOW_AS_DATE, 0.0, id="no-exp"),
        pytest.param(token(exp="soon"), NOW_AS_DATE, 0.0, id="exp-is-nonsense"),
        pytest.param("not.a.token", NOW_AS_DATE, 0.0, id="garbled"),
        pytest.param("", NOW_AS_DATE, 0.0, id="empty"),
    ],
)
def test_end_of_a_token_is_reckoned_on_our_own_clock(text, date, expires):
    assert login.expiry(text, date, NOW) == expires


def test_expired_token_still_says_when_it_ended():
    assert login.expiry(token(exp=NOW - 5), NOW_AS_DATE, NOW) == NOW - 5


def test_end_is_shown_in_utc():
    assert login.expires_text(NOW) == "2026-11-21T07:28:00Z"
    assert login.expires_text(0) == "unknown"
