# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests and replies as plain values, and how a reply looks on the wire.

Header names, their order and their letter case are those of replies recorded from an SMA 12.0 (source NRPM):
``Content-type`` on success, ``Content-Type`` on errors, one request per connection.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from typing import Protocol, overload

from ansible_collections.asyncos.api.plugins.module_utils._catalog.statuses import STATUSES

SERVER_NAME = "API/2.0"

CORS_HEADERS: tuple[tuple[str, str], ...] = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Headers", "content-type, jwttoken, mid, h, email"),
    ("Access-Control-Allow-Credentials", "true"),
    ("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS"),
    ("Access-Control-Expose-Headers", "Content-Disposition, jwtToken"),
)


class Headers(Protocol):
    """Header fields, asked without regard to letter case."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Names and values in the order in which they came."""

    @overload
    def get(self, name: str) -> str | None:
        """The value, ``None`` without one."""

    @overload
    def get(self, name: str, failobj: str) -> str:
        """The value, ``failobj`` without one."""


@dataclass(frozen=True)
class Request:
    """One request as it arrived."""

    method: str
    path: str
    query: str
    headers: Headers
    body: bytes = b""

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True)
class Reply:
    """One reply. ``extra_headers`` follow the usual ones.

    ``complaint`` is never sent: it says in the request log what was wrong with a request that is refused with a status of success.
    """

    status: int
    body: bytes
    reason: str = "OK"
    content_type: str = "application/json"
    extra_headers: tuple[tuple[str, str], ...] = ()
    complaint: str = ""

    def with_header(self, name: str, value: str) -> Reply:
        return replace(self, extra_headers=(*self.extra_headers, (name, value)))


def json_bytes(payload: object) -> bytes:
    """``payload`` spelt as the appliance spells it: every recorded Content-Length fits Python's default separators."""
    return json.dumps(payload).encode("ascii")


def success(payload: object) -> Reply:
    return Reply(200, json_bytes(payload))


def error_payload(status: int, message: str) -> dict[str, object]:
    """The body of an error: ``code`` is a string, ``explanation`` repeats it."""
    known = STATUSES.get(status)
    explanation = known.explanation if known else _standard_phrase(status)
    return {"error": {"message": message, "code": str(status), "explanation": f"{status} = {explanation}."}}


def error(status: int, message: str) -> Reply:
    """An error reply. The reason phrase is the message without its last dot."""
    return Reply(status, json_bytes(error_payload(status, message)), reason=message.removesuffix("."))


def _standard_phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


@lru_cache(maxsize=64)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)


def head_lines(reply: Reply, now: float) -> list[str]:
    """The status line and the header lines of ``reply``, in the appliance's order."""
    type_name = "Content-type" if reply.status < 400 else "Content-Type"
    headers = (
        ("Server", SERVER_NAME),
        ("Date", _date(int(now))),
        (type_name, reply.content_type),
        ("Content-Length", str(len(reply.body))),
        ("Connection", "close"),
        *CORS_HEADERS,
        *reply.extra_headers,
    )
    reason = reply.reason.replace("\r", " ").replace("\n", " ")
    return [f"HTTP/1.1 {reply.status} {reason}", *(f"{name}: {value}" for name, value in headers)]


def head_bytes(reply: Reply, now: float, line_end: str = "\r\n") -> bytes:
    """Everything before the body."""
    return (line_end.join(head_lines(reply, now)) + line_end * 2).encode("latin-1", "replace")
