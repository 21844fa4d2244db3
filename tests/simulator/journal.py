# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The request log of an appliance, with credentials masked."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from .wire import Headers, Request

MASK = "***"
SECRET_HEADERS = frozenset({"authorization", "jwttoken", "cookie", "proxy-authorization"})
SECRET_KEYS = frozenset({"passphrase", "passcode", "password", "username", "jwttoken"})
LOGIN_PATH = "/login"
CAPACITY = 20_000
LONGEST_BODY = 10_000


@dataclass(frozen=True)
class Entry:
    """One request.

    ``complaint`` says in a sentence what the request got wrong, or is empty. ``fault`` is the kind of the fault that hit it, if
    any did. ``user`` is empty when unknown.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: str
    status: int
    user: str
    complaint: str
    at: float
    fault: str = ""

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def masked_headers(headers: Headers) -> dict[str, str]:
    """All headers. Of a credential only the scheme (``Basic``, ``Bearer``) stays."""
    return {name: _masked_value(value) if name.lower() in SECRET_HEADERS else value for name, value in headers.items()}


def _masked_value(value: str) -> str:
    scheme, blank, _secret = value.partition(" ")
    return f"{scheme} {MASK}" if blank and scheme in ("Basic", "Bearer") else MASK


def masked_body(body: bytes, every_text: bool = False) -> str:
    """The body as text, without the values of secret keys, or without any text. What is not JSON cannot be masked, so it is only measured."""
    if not body:
        return ""
    try:
        return json.dumps(_masked(json.loads(body), every_text))[:LONGEST_BODY]
    except ValueError:
        return f"<{len(body)} bytes, not JSON>"


def _masked(value: object, every_text: bool) -> object:
    if isinstance(value, dict):
        return {key: MASK if str(key).lower() in SECRET_KEYS else _masked(inner, every_text) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner, every_text) for inner in value]
    return MASK if every_text and isinstance(value, str) else value


class Journal:
    """The latest requests of an appliance, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=CAPACITY)

    def note(self, request: Request, status: int, user: str, complaint: str, at: float, fault: str = "") -> None:
        """Keep a request. Bodies of logins hold nothing but secrets, whatever their keys are called."""
        body = masked_body(request.body, every_text=LOGIN_PATH in request.path)
        headers = masked_headers(request.headers)
        self._entries.append(Entry(request.method, request.path, request.query, headers, body, status, user, complaint, at, fault))

    def clear(self) -> None:
        self._entries.clear()

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, position: int) -> Entry:
        return self._entries[position]
