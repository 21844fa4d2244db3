# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Answers that go to a sink piece by piece instead of memory: only successes do, and a try that broke is void."""

from __future__ import annotations

import json

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    ApplianceUnavailable,
    ConnectionLost,
    LocalFileError,
    NotFound,
    ReplyTimeout,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.transport import _CHUNK
from ansible_collections.asyncos.api.tests.simulator.faults import Fault

PATH = "login/privileges"


class Bucket:
    """A sink that remembers what became of it."""

    def __init__(self, full=None):
        self.bodies = []
        self.largest = 0
        self.full = full

    def begin(self):
        self.bodies.append(b"")

    def write(self, piece):
        if self.full:
            raise self.full
        self.largest = max(self.largest, len(piece))
        self.bodies[-1] += piece


def test_body_goes_to_the_sink_and_not_into_the_reply(connect):
    bucket = Bucket()
    reply = connect().call("GET", PATH, sink=bucket)
    assert (reply.status, reply.body) == (200, b"")
    assert len(bucket.bodies) == 1
    assert "data" in json.loads(bucket.bodies[0])


def test_any_type_of_answer_is_asked_for(connect, answering):
    heard = []
    port = answering(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok", listen=heard.append)
    client = connect(port=port, scheme="http", auth="basic")
    client.call("GET", "logs/a/b", sink=Bucket())
    client.call("GET", "logs/a")
    assert [b"Accept: */*\r\n" in request for request in heard] == [True, False]


def test_large_body_comes_in_pieces(connect, answering):
    size = 40 * _CHUNK
    port = answering(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size + b"x" * size)
    bucket = Bucket()
    connect(port=port, scheme="http", auth="basic").call("GET", "logs/a/b", sink=bucket)
    assert [len(body) for body in bucket.bodies] == [size]
    assert bucket.largest <= _CHUNK


def test_empty_body_begins_and_ends(connect, answering):
    port = answering(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    bucket = Bucket()
    connect(port=port, scheme="http", auth="basic").call("GET", "logs/a/b", sink=bucket)
    assert bucket.bodies == [b""]


@pytest.mark.parametrize("kind", ["cut_body", "reset_after_headers", "reset_during_headers"])
def test_try_that_broke_is_made_again_from_the_beginning(connect, fleet, kind):
    fleet["esa1"].faults.add(Fault(kind, path=PATH, times=2))
    bucket = Bucket()
    connect().call("GET", PATH, sink=bucket)
    assert "data" in json.loads(bucket.bodies[-1])
    if kind == "cut_body":
        assert [bucket.bodies[-1].startswith(body) and body != bucket.bodies[-1] for body in bucket.bodies] == [True, True, False]


def test_broken_to_the_end_is_an_error(connect, fleet):
    fleet["esa1"].faults.add(Fault("cut_body", path=PATH, times=0))
    with pytest.raises(ConnectionLost, match=r"the answer was cut off after \d+ (of \d+ )?bytes \(2 attempts\)"):
        connect(retries=1).call("GET", PATH, sink=Bucket())


@pytest.mark.parametrize(("code", "calls"), [(404, 1), (503, 4)])
def test_errors_do_not_reach_the_sink(connect, fleet, code, calls):
    fleet["esa1"].faults.add(Fault("status", path=PATH, code=code, message="Not Found.", times=0))
    bucket = Bucket()
    with pytest.raises(NotFound if code == 404 else ApplianceUnavailable, match=f"the appliance answered {code} 'Not Found.'"):
        connect().call("GET", PATH, sink=bucket)
    assert bucket.bodies == []
    assert sum(note.path.endswith(PATH) for note in fleet["esa1"].requests) == calls


def test_expired_token_is_renewed_before_the_body(connect, fleet):
    client = connect()
    client.call("GET", PATH)
    fleet["esa1"].faults.add(Fault("expire_token", path=PATH))
    bucket = Bucket()
    client.call("GET", PATH, sink=bucket)
    assert len(bucket.bodies) == 1
    assert fleet["esa1"].logins == 2


def test_error_of_the_sink_is_no_broken_connection(connect, fleet):
    """A full disk: the call is not made again."""
    with pytest.raises(LocalFileError, match="No space left"):
        connect().call("GET", PATH, sink=Bucket(LocalFileError("No space left on device")))
    assert sum(note.path.endswith(PATH) for note in fleet["esa1"].requests) == 1


def test_trickle_ends_at_the_deadline(connect, fleet, watch):
    class Slow(Bucket):
        def write(self, piece):
            super().write(piece)
            watch.now += 1

    fleet["esa1"].faults.add(Fault("trickle", path=PATH, seconds=0.001, times=0))
    with pytest.raises(ReplyTimeout, match="still coming in when the deadline ended"):
        connect(deadline=5, retries=0).call("GET", PATH, sink=Slow())
