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
CAPACITY = 20_000
LONGEST_BODY = 10_000


@dataclass(frozen=True)
class Entry:
    """One request. ``complaint`` says in a sentence what it got wrong, or is empty; ``user`` is empty when unknown."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: str
    status: int
    user: str
    complaint: str
    at: float

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def masked_headers(headers: Headers) -> dict[str, str]:
    """All headers. Of a credential only the scheme (``Basic``, ``Bearer``) stays."""
    return {name: _masked_value(value) if name.lower() in SECRET_HEADERS else value for name, value in headers.items()}


def _masked_value(value: str) -> str:
    scheme, blank, _secret = value.partition(" ")
    return f"{scheme} {MASK}" if blank and scheme in ("Basic", "Bearer") else MASK


def masked_body(body: bytes) -> str:
    """The body as text, without the values of secret keys. What is not JSON is only measured, because it cannot be masked."""
    if not body:
        return ""
    try:
        return json.dumps(_masked(json.loads(body)))[:LONGEST_BODY]
    except ValueError:
        return f"<{len(body)} bytes, not JSON>"


def _masked(value: object) -> object:
    if isinstance(value, dict):
        return {key: MASK if str(key).lower() in SECRET_KEYS else _masked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner) for inner in value]
    return value


class Journal:
    """The latest requests of an appliance, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=CAPACITY)

    def note(self, request: Request, status: int, user: str, complaint: str, at: float) -> None:
        headers = masked_headers(request.headers)
        self._entries.append(Entry(request.method, request.path, request.query, headers, masked_body(request.body), status, user, complaint, at))

    def clear(self) -> None:
        self._entries.clear()

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, position: int) -> Entry:
        return self._entries[position]
