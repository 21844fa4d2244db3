# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The bytes of replies, against what was recorded from real appliances."""

from __future__ import annotations

from typing import Any

from ansible_collections.asyncos.api.tests.simulator.wire import error, head_lines, success

RECORDED_HEADERS = [
    "Server",
    "Date",
    "Content-type",
    "Content-Length",
    "Connection",
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Headers",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Expose-Headers",
]


def test_success_has_the_recorded_headers_in_order() -> None:
    lines = head_lines(success({"data": {}}), now=1595333684)
    assert lines[0] == "HTTP/1.1 200 OK"
    assert [line.split(":")[0] for line in lines[1:]] == RECORDED_HEADERS
    assert "Date: Tue, 21 Jul 2020 12:14:44 GMT" in lines


def test_errors_spell_content_type_with_a_capital() -> None:
    lines = head_lines(error(401, "Unauthorized."), now=0)
    assert "Content-Type: application/json" in lines
    assert "Content-type: application/json" not in lines


def test_body_of_the_recorded_401_has_122_bytes() -> None:
    assert len(error(401, "Unauthorized.").body) == 122


def test_reason_is_the_message_without_its_last_dot() -> None:
    assert error(404, "duration attribute supports only 00 minutes..").reason == "duration attribute supports only 00 minutes."


def test_reason_cannot_break_out_of_the_status_line() -> None:
    assert head_lines(error(404, "a\r\nInjected: yes."), now=0)[0] == "HTTP/1.1 404 a  Injected: yes"


def test_replies_on_the_wire(esa: Any) -> None:
    answer = esa.get("login/privileges")
    assert answer.head[0] == "HTTP/1.1 200 OK"
    assert [line.split(":")[0] for line in answer.head[1:]] == RECORDED_HEADERS
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    refused = esa.send(esa.prefix + "login/privileges")
    assert (refused.status, refused.reason) == (401, "Unauthorized")
    assert refused.body == b'{"error": {"message": "Unauthorized.", "code": "401", "explanation": "401 = No permission -- see authorization schemes."}}'


def test_the_http_layer_refuses_in_the_same_form(esa: Any) -> None:
    with esa.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1 and more\r\n\r\n")
        assert b'{"error": {"message": "' in connection.recv(65536)


def test_unsupported_methods_are_501(esa: Any) -> None:
    answer = esa.send(esa.prefix + "health", {"Authorization": "Basic " + "YWRtaW46QWRtaW4tRGVtby0x"}, method="PUT")
    assert answer.status == 501
    assert answer.json["error"]["explanation"] == "501 = Server does not support this operation."


def test_a_path_outside_the_api_is_not_found(esa: Any) -> None:
    answer = esa.get("nothing/here")
    assert (answer.status, answer.message) == (404, "Not Found.")


def test_credentials_come_before_the_path(esa: Any) -> None:
    assert esa.send("/esa/api/v2.0/nothing").status == 401
