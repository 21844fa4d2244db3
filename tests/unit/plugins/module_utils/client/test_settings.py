# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a connection needs to be described at all, and what is refused before any request."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

COMPLETE = {"host": "esa1.example.com", "product": "esa", "username": "auditor", "password": "pass-1"}


@pytest.mark.parametrize(
    ("facts", "origin"),
    [
        ({}, "https://esa1.example.com:6443"),
        ({"scheme": "http"}, "http://esa1.example.com:6080"),
        ({"port": 443}, "https://esa1.example.com:443"),
        ({"host": "192.0.2.1"}, "https://192.0.2.1:6443"),
        ({"host": "2001:db8::1"}, "https://[2001:db8::1]:6443"),
        ({"host": "[2001:db8::1]"}, "https://[2001:db8::1]:6443"),
    ],
    ids=["default", "http", "port", "ipv4", "ipv6", "ipv6-in-brackets"],
)
def test_origin_is_scheme_host_and_port(facts, origin):
    assert Settings(**{**COMPLETE, **facts}).origin == origin


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"host": ""}, ["host is ''"]),
        ({"host": "https://esa1"}, ["host is 'https://esa1'", "without scheme"]),
        ({"host": "esa1/x"}, ["host"]),
        ({"host": "user@esa1"}, ["host"]),
        ({"host": "esa 1"}, ["host"]),
        ({"host": "esa1\r\nX: y"}, ["host"]),
        ({"host": "esa1:6443"}, ["host is 'esa1:6443'", "port"]),
        ({"host": "esa..example"}, ["host is 'esa..example'"]),
        ({"host": "e" * 64}, ["host is 'eee"]),
        ({"port": 70000}, ["port is 70000", "65535"]),
        ({"port": -1}, ["port is -1"]),
        ({"password": ""}, ["password not given for auth=jwt", "asyncos_password"]),
        (
            {"username": "", "password": ""},
            [
                "username and password not given",
                "asyncos_username and asyncos_password for the host",
                "ASYNCOS_USERNAME and ASYNCOS_PASSWORD in the environment",
            ],
        ),
        ({"auth": "basic", "password": ""}, ["password not given for auth=basic"]),
        ({"auth": "token"}, ["token not given for auth=token", "asyncos_token"]),
        ({"auth": "oidc"}, ["token not given for auth=oidc"]),
        ({"client_key": "key.pem"}, ["client_key is given without client_cert"]),
    ],
    ids=lambda value: " ".join(f"{name}={text!r}" for name, text in value.items()) if isinstance(value, dict) else "",
)
def test_what_cannot_be_a_connection_is_refused_in_words(facts, words):
    with pytest.raises(InputError) as refused:
        Settings(**{**COMPLETE, **facts})
    for word in words:
        assert word in str(refused.value)


def test_secrets_are_not_in_the_representation():
    settings = Settings(**COMPLETE, passcode="passcode-1", token="token-1", proxy="http://user:proxy-1@proxy")
    for secret in ("pass-1", "passcode-1", "token-1", "proxy-1"):
        assert secret not in repr(settings)


def test_secrets_are_listed_for_redaction_and_empty_ones_are_not():
    assert set(Settings(**COMPLETE, passcode="123").secrets) == {"pass-1", "123"}


def test_line_end_of_a_token_from_a_file_is_left_away():
    assert Settings("esa1", "esa", auth="token", token=" abc.def.ghi\n").token == "abc.def.ghi"


@pytest.mark.parametrize("token", ["Bearer abc", "abc\r\nX: y", "a\u20acb"])
def test_token_that_no_header_can_hold_is_refused_without_showing_it(token):
    with pytest.raises(InputError) as refused:
        Settings("esa1", "esa", auth="token", token=token)
    assert token not in str(refused.value)


@pytest.mark.parametrize("proxy", ["proxy.example.com:3128", "ftp://proxy.example.com", "http://joe:hunter2@127.0.0.1:99999", "http://"])
def test_proxy_that_is_none_is_refused_without_showing_it(proxy):
    with pytest.raises(InputError, match="Write it like") as refused:
        Settings("esa1", "esa", username="a", password="b", proxy=proxy)
    assert "hunter2" not in str(refused.value)


def test_credentials_of_a_proxy_are_secrets():
    settings = Settings("esa1", "esa", username="a", password="b", proxy="http://joe:hunter2@proxy.example.com:3128")
    assert "hunter2" in settings.secrets
