# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every fault, as a client sees it on its socket."""

from __future__ import annotations

import errno
import json
import select
import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from ansible_collections.asyncos.api.tests.simulator.faults import KINDS, SHAPES, Fault, FaultBook
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec
from ansible_collections.asyncos.api.tests.simulator.wire import Request

PATH = "login/privileges"


@pytest.fixture(params=["https", "http"])
def client(request: pytest.FixtureRequest, client_of: Callable[..., Any]) -> Any:
    """The same appliance with and without TLS."""
    return client_of(ApplianceSpec("esa1", "esa", scheme=request.param))


def test_status(client: Any) -> None:
    client.appliance.faults.add(Fault("status", code=503, message="Busy.", retry_after="7"))
    answer = client.get(PATH)
    assert (answer.status, answer.reason, answer.headers["Retry-After"]) == (503, "Busy", "7")
    assert answer.json["error"] == {"message": "Busy.", "code": "503", "explanation": "503 = The server cannot process the request due to a high load."}
    assert client.get(PATH).status == 200


@pytest.mark.parametrize("code", [400, 401, 403, 404, 406, 413, 414, 429, 500, 501, 502, 503, 504, 505])
def test_every_error_status(esa: Any, code: int) -> None:
    esa.appliance.faults.add(Fault("status", code=code))
    answer = esa.get(PATH)
    assert (answer.status, answer.json["error"]["code"]) == (code, str(code))


@pytest.mark.parametrize("code", [300, 301, 307])
def test_redirect(client: Any, code: int) -> None:
    scheme, port = client.appliance.spec.scheme, client.appliance.port
    other = "http" if scheme == "https" else "https"
    places = {
        "same_host": f"{scheme}://127.0.0.1:{port}/esa/api/v2.0/{PATH}?a=b",
        "other_host": f"{scheme}://localhost:{port}/esa/api/v2.0/{PATH}?a=b",
        "other_scheme": f"{other}://127.0.0.1:{port}/esa/api/v2.0/{PATH}?a=b",
        "/elsewhere": "/elsewhere",
    }
    for place, location in places.items():
        client.appliance.faults.add(Fault("redirect", code=code, location=place))
        answer = client.get(f"{PATH}?a=b")
        assert (answer.status, answer.headers["Location"]) == (code, location)


def test_delay_then_normal(client: Any) -> None:
    client.appliance.faults.add(Fault("delay", seconds=0.2))
    start = time.monotonic()
    assert client.get(PATH).status == 200
    assert time.monotonic() - start >= 0.2


def test_stall_never_answers(client: Any) -> None:
    client.appliance.faults.add(Fault("stall", seconds=0.2))
    assert client.get(PATH).raw == b""


def test_stop_ends_a_stall(client: Any) -> None:
    client.appliance.faults.add(Fault("stall", seconds=60))
    client.appliance.stopping.set()
    assert client.get(PATH).raw == b""


def test_cut_body(client: Any) -> None:
    client.appliance.faults.add(Fault("cut_body"))
    answer = client.get(PATH)
    assert 0 < len(answer.body) < int(answer.headers["Content-Length"])


def test_page_of_the_web_interface(client: Any) -> None:
    client.appliance.faults.add(Fault("not_json"))
    answer = client.get(PATH)
    assert (answer.status, answer.headers["Content-type"]) == (200, "text/html")
    assert answer.body.startswith(b"<!DOCTYPE html>")


def test_damage(client: Any) -> None:
    whole = client.get(PATH).body
    client.appliance.faults.add(Fault("damage"))
    damaged = client.get(PATH).body
    assert (damaged[:-1], len(damaged)) == (whole[:-1], len(whole))
    assert damaged[-1:] != whole[-1:]


def test_bad_json(client: Any) -> None:
    client.appliance.faults.add(Fault("bad_json"))
    answer = client.get(PATH)
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.body)


@pytest.mark.parametrize("shape", SHAPES)
def test_wrong_shape(esa: Any, shape: str) -> None:
    esa.appliance.faults.add(Fault("wrong_shape", shape=shape))
    answer = esa.get(PATH)
    assert answer.status == 200
    assert answer.json != {"data": []}


def test_empty(client: Any) -> None:
    client.appliance.faults.add(Fault("empty"))
    assert client.get(PATH).body == b"{}"


def test_reset_before(client: Any) -> None:
    client.appliance.faults.add(Fault("reset_before"))
    with pytest.raises((ConnectionResetError, BrokenPipeError)):
        client.get(PATH)
    assert len(client.appliance.requests) == 0
    assert client.get(PATH).status == 200


@pytest.mark.parametrize(("kind", "whole_head"), [("reset_during_headers", False), ("reset_after_headers", True)])
def test_resets_after_the_request(client: Any, kind: str, whole_head: bool) -> None:
    client.appliance.faults.add(Fault(kind))
    with client.connect() as connection:
        connection.sendall(b"GET /esa/api/v2.0/login/privileges HTTP/1.1\r\n\r\n")
        received = connection.recv(65536)
        assert received.startswith(b"HTTP/1.1 401 ")
        assert received.endswith(b"\r\n\r\n") is whole_head
        assert was_reset(connection)


def was_reset(connection: socket.socket) -> bool:
    """Whether a TCP reset arrived. Asked of the socket itself, because Python's TLS takes one for an ordinary end."""
    select.select([connection], [], [], 2)
    return connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == errno.ECONNRESET


def test_trickle(client: Any) -> None:
    client.appliance.faults.add(Fault("trickle", seconds=0.001))
    start = time.monotonic()
    assert client.get(PATH).json["data"]
    assert time.monotonic() - start > 0.05


def test_header_lines_that_end_in_lf_only(client: Any) -> None:
    client.appliance.faults.add(Fault("lf_headers"))
    raw = client.get(PATH).raw
    head, _blank_line, body = raw.partition(b"\n\n")
    assert b"\r" not in head
    assert json.loads(body)["data"]


def test_expire_token_hits_tokens_only(client: Any) -> None:
    client.appliance.faults.add(Fault("expire_token"))
    token = client.token()
    assert client.get_with_token(PATH, token).message == "ExpiredSignatureError."
    assert client.get_with_token(PATH, token).message == "ExpiredSignatureError."
    assert client.get_with_token(PATH, client.token()).status == 200


def test_garble_token(client: Any) -> None:
    token = client.token()
    client.appliance.faults.add(Fault("garble_token"))
    assert client.get_with_token(PATH, token).message == "InvalidTokenError."
    assert client.get_with_token(PATH, token).status == 200


@pytest.mark.parametrize("way", ["login", "basic", "token"])
def test_lock_user(client: Any, way: str) -> None:
    token = client.token("operator")
    client.appliance.faults.add(Fault("lock_user"))
    calls = {"login": lambda: client.log_in("operator"), "basic": lambda: client.get(PATH, "operator"), "token": lambda: client.get_with_token(PATH, token)}
    assert calls[way]().status == 401
    assert client.log_in("operator").status == 401
    assert client.log_in("admin").status == 200


LISTS = "config/url_lists?device_type=esa"
NEW_LIST = "config/url_lists/new?device_type=esa"


@pytest.mark.parametrize(("values", "status"), [({}, 502), ({"code": 504, "message": "Too late."}, 504)])
def test_committed(client: Any, values: dict[str, Any], status: int) -> None:
    client.appliance.faults.add(Fault("committed", method="POST", **values))
    answer = client.write("POST", NEW_LIST, {"data": {"urls": ["new.example"]}})
    assert (answer.status, answer.message) == (status, values.get("message", "Bad Gateway."))
    assert "new" in [row["name"] for row in client.get(LISTS).json["data"]]
    assert client.appliance.requests[-2].status == 201, "the request log says what was really done"


def test_committed_needs_no_success(esa: Any) -> None:
    esa.appliance.faults.add(Fault("committed"))
    assert esa.get("config/url_lists").status == 502
    assert esa.appliance.requests[-1].status == 404


def test_meddle(client: Any) -> None:
    theirs = [{"name": "theirs", "urls": ["theirs.example"], "used_by": ""}]
    client.appliance.faults.add(Fault("meddle", part="url_lists", value=theirs, path="config/url_lists*", skip=1))
    assert [row["name"] for row in client.get(LISTS).json["data"]] == ["bypass_urls", "partners", "test"]
    assert client.write("POST", NEW_LIST, {"data": {"urls": ["new.example"]}}).status == 201
    assert [row["name"] for row in client.get(LISTS).json["data"]] == ["theirs", "new"]
    assert theirs[0]["urls"] == ["theirs.example"], "the value of the fault is not the appliance's own"


def test_request_log_names_the_fault(esa: Any) -> None:
    for kind in ("empty", "delay"):
        esa.appliance.faults.add(Fault(kind))
    esa.appliance.stopping.set()
    for _call in range(3):
        esa.get(PATH)
    esa.appliance.stopping.clear()
    assert [(entry.fault, entry.complaint) for entry in esa.appliance.requests] == [("empty", ""), ("delay", ""), ("", "")]


def test_kinds_are_all_tested() -> None:
    replies = "status committed meddle redirect delay stall cut_body damage not_json bad_json wrong_shape empty trickle lf_headers"
    connections = "reset_before reset_during_headers reset_after_headers"
    assert set(KINDS) == {*replies.split(), *connections.split(), "expire_token", "garble_token", "lock_user"}


class TestMatching:
    REQUEST = Request("GET", "/esa/api/v2.0/reporting/mail_policy_incoming", "device_type=esa&top=5", {})

    @pytest.mark.parametrize(
        ("rule", "fits"),
        [
            ({}, True),
            ({"method": "GET"}, True),
            ({"method": "POST"}, False),
            ({"path": "reporting/*"}, True),
            ({"path": "reporting/*_outgoing"}, False),
            ({"path": "login"}, False),
            ({"query": "top=5"}, True),
            ({"query": "top=6"}, False),
        ],
    )
    def test_rules(self, rule: dict[str, str], fits: bool) -> None:
        assert Fault("empty", **rule).matches(self.REQUEST) is fits  # type: ignore[arg-type]

    def hits(self, count: int, **rule: int) -> list[bool]:
        book = FaultBook()
        book.add(Fault("empty", **rule))  # type: ignore[arg-type]
        return [book.at_request(self.REQUEST) is not None for _number in range(count)]

    def test_once_by_default(self) -> None:
        assert self.hits(3) == [True, False, False]

    def test_skip_and_times(self) -> None:
        assert self.hits(5, skip=1, times=2) == [False, True, True, False, False]

    def test_for_ever(self) -> None:
        assert self.hits(4, times=0) == [True] * 4

    def test_rules_follow_each_other(self) -> None:
        book = FaultBook()
        book.add(Fault("empty"))
        book.add(Fault("status", code=500))
        found = [book.at_request(self.REQUEST) for _number in range(3)]
        assert [fault and fault.kind for fault in found] == ["empty", "status", None]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "nonsense"}, "Faults: status"),
        ({"kind": "empty", "seconds": 1}, "does not take seconds"),
        ({"kind": "status", "code": 302}, "400 to 599"),
        ({"kind": "committed", "code": 200}, "is no error"),
        ({"kind": "meddle", "part": "url_lists"}, "part and value"),
        ({"kind": "meddle", "value": []}, "part and value"),
        ({"kind": "status", "part": "url_lists"}, "does not take part"),
        ({"kind": "redirect", "code": 302}, "300, 301, 307"),
        ({"kind": "redirect", "location": "somewhere"}, "same_host"),
        ({"kind": "wrong_shape", "shape": "round"}, "data_string"),
        ({"kind": "reset_before", "path": "login"}, "cannot match"),
        ({"kind": "empty", "times": -1}, "0 or more"),
        ({"kind": "delay", "seconds": -1}, "0 or more"),
        ({"kind": "empty", "path": 1}, "are texts"),
    ],
)
def test_senseless_rules_are_refused_with_a_sentence(values: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Fault(**values)
