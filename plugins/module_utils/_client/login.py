# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The login calls, and what a token says about itself.

The token is read without verification: only the appliance holds the key, and only its ``exp`` is of interest here.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Callable, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    AuthenticationError,
    MalformedReply,
    SecondFactorRequired,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.libraries import jwt
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.session import Session
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

TOKEN_HEADER = "jwtToken"


class Request(NamedTuple):
    """A login call. ``once`` says that it must not be repeated, because it uses up a passcode."""

    path: str
    body: bytes
    headers: dict[str, str]
    once: bool


Send = Callable[[Request], Reply]


def log_in(settings: Settings, send: Send, now: float) -> Session:
    """Log in with user name, password and, where the account asks for it, passcode."""
    first = send(Request("login", _body(settings), {}, once=False))
    data = _data(first)
    if str(data.get("is2FactorRedirectRequired", "false")).lower() != "true":
        return _session(first, data, now, two_factor=False)
    if not settings.passcode:
        raise SecondFactorRequired("the account needs a second factor and no passcode is given")
    second = _second_factor(settings, send, str(data.get("jwtToken") or ""))
    return _session(second, _data(second) or data, now, two_factor=True)


def _second_factor(settings: Settings, send: Send, first_token: str) -> Reply:
    """UNVERIFIED. The path is the vendor's; no public source shows the body.

    Sent here: the login body with the passcode as ``passCode``, base64 like its neighbours, and the token of the first
    answer if there was one. If an appliance wants it otherwise, this function is the only place to change.
    """
    headers = {TOKEN_HEADER: first_token} if first_token else {}
    request = Request("login/two_factor", _body(settings, passCode=settings.passcode), headers, once=True)
    try:
        return send(request)
    except AuthenticationError as exc:
        refused = SecondFactorRequired(f"{exc.said} to the passcode, which is wrong, too old or used already", "", exc.status, exc.code)
        raise refused.met_on(exc.appliance, exc.method, exc.path, exc.attempts) from exc


def _body(settings: Settings, **more: str) -> bytes:
    texts = {"userName": settings.username, "passphrase": settings.password, **more}
    return json.dumps({"data": {name: base64.b64encode(text.encode()).decode() for name, text in texts.items()}}).encode()


def _data(reply: Reply) -> dict[str, Any]:
    document = reply.json()
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, dict):
        raise MalformedReply("the answer to the login has no data", "Check host and port: is this the AsyncOS API?", reply.status)
    return data


def _session(reply: Reply, data: dict[str, Any], now: float, two_factor: bool) -> Session:
    token = data.get("jwtToken") or reply.header(TOKEN_HEADER)
    if not isinstance(token, str) or not token:
        raise MalformedReply("the answer to the login has no jwtToken", "", reply.status)
    return Session(token, str(data.get("role", "")), expiry(token, reply.header("Date"), now), two_factor)


def expiry(token: str, date: str, now: float) -> float:
    """When ``token`` ends, on the clock of this machine; 0 if the token does not say.

    ``date`` is the ``Date`` header of the answer that brought it: it tells how far the appliance's clock is from ours.
    """
    try:
        ends = float(jwt.decode(token, options={"verify_signature": False}).get("exp", 0))
    except (jwt.InvalidTokenError, TypeError, ValueError):
        return 0.0
    return ends - epoch(date) + now if ends and epoch(date) else ends


def epoch(date: str) -> float:
    """The time of a ``Date`` header in seconds since 1970, 0 if it cannot be read."""
    try:
        moment = parsedate_to_datetime(date)
    except (TypeError, ValueError):
        return 0.0
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()


def expires_text(expires: float) -> str:
    return datetime.fromtimestamp(expires, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") if expires else "unknown"
