# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The authenticated connection to one appliance: the one door for every call.

A call goes: path and query → credentials → attempts with back-off → redirects → renewal after 401 → verdict.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from ansible_collections.asyncos.api.plugins.module_utils._client import login
from ansible_collections.asyncos.api.plugins.module_utils._client.auth import LOGGED_IN, NOTHING, Authenticator, authenticator_for
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    AsyncOSError,
    AuthenticationError,
    PermissionDenied,
    RedirectRefused,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.form import encoded_form
from ansible_collections.asyncos.api.plugins.module_utils._client.identity import Identity, identity_in
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.retry import Backoff, may_repeat, seconds_asked_for
from ansible_collections.asyncos.api.plugins.module_utils._client.session import MemoryStore, SessionStore
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import USER_AGENT, Settings
from ansible_collections.asyncos.api.plugins.module_utils._client.transport import Sink, Transport
from ansible_collections.asyncos.api.plugins.module_utils._client.url import query_string, resource_path
from ansible_collections.asyncos.api.plugins.module_utils._client.verdict import verdict_on

T = TypeVar("T")

_REDIRECTS = (300, 301, 302, 307, 308)
_MOST_REDIRECTS = 5
_READS = ("GET",)


class Client:
    """Talks to one appliance as one user. Threads may share it.

    ``clock_offset`` is how far the appliance's clock is ahead of ours, ``None`` before the first answer that tells.
    """

    def __init__(
        self,
        settings: Settings,
        store: SessionStore | None = None,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        backoff: Backoff | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self.settings = settings
        self._transport = Transport(settings, monotonic)
        self._auth: Authenticator = authenticator_for(settings, store or MemoryStore(), self._send_login)
        self._sleep = sleep
        self._monotonic = monotonic
        self._chance = chance
        self._backoff = backoff or Backoff()
        self._clock = clock
        self.clock_offset: timedelta | None = None
        self._privileges_told: list[str] | None = None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What the connection holds and must not be shown: an appliance could echo it in its words."""
        return self.settings.secrets + self._auth.secrets

    @property
    def role(self) -> str:
        """The role of the user as the login told it, empty if there was none."""
        return self._auth.role

    @property
    def identity(self) -> Identity | None:
        """Which machine it is, as far as the token of the login names it."""
        return identity_in(self._auth.headers().get(login.TOKEN_HEADER, ""))

    def get(self, path: str, query: Mapping[str, Any] | None, read: Callable[[Any], T]) -> T:
        """What ``read`` makes of the decoded JSON of a read; its :class:`MalformedReply` names the call, too."""
        reply = self.call("GET", path, query)
        with self.named("GET", path):
            return read(reply.json())

    def call(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        api_version: str = "v2.0",
        sink: Sink | None = None,
        form: bool = False,
    ) -> Reply:
        """Make one call and return its answer; raises an :class:`AsyncOSError` for anything but success.

        ``body`` is sent as JSON, or as multipart/form-data if it is a ``form``. ``path`` is relative to the product's API, or absolute.
        A ``sink`` takes the body of a success; if the connection breaks in the middle of it, the next try begins anew.
        """
        target = resource_path(self.settings.product, path, api_version)
        arguments = query_string(query or {})
        content = None if body is None or form else json.dumps(body).encode()
        attempt = self._attempts(method, f"{target}?{arguments}" if arguments else target, content)
        if form:
            attempt.body, attempt.content_type = encoded_form(body)
        attempt.sink = sink
        with self.named(method, path, attempt):
            return self._authenticated(attempt)

    def _attempts(self, method: str, target: str, body: bytes | None, is_read: bool | None = None) -> Attempts:
        return Attempts(method, target, body, method in _READS if is_read is None else is_read, self._monotonic() + self.settings.deadline)

    def _authenticated(self, attempt: Attempts) -> Reply:
        """The call with credentials, and with others if they are refused: those of one new login at most."""
        credentials = self._auth.headers()
        reply = self._persistently(attempt, credentials)
        renewal = ""
        while _refuses_credentials(reply) and renewal not in (NOTHING, LOGGED_IN):
            renewal = self._auth.renew(credentials)
            if renewal != NOTHING:
                credentials = self._auth.headers()
                reply = self._persistently(attempt, credentials)
        self._auth.adopt(reply)
        if self.clock_offset is None:
            self.clock_offset = offset_of(reply.header("Date"), self._clock())
        error = verdict_on(reply)
        if isinstance(error, AuthenticationError):
            self._auth.explain(error, renewal)
        if isinstance(error, PermissionDenied):
            self._explain_denial(error)
        if error:
            raise error
        return reply

    def _send_login(self, request: login.Request) -> Reply:
        attempt = self._attempts("POST", resource_path(self.settings.product, request.path), request.body, is_read=not request.once)
        with self.named("POST", request.path, attempt):
            reply = self._persistently(attempt, request.headers)
            error = verdict_on(reply)
            if isinstance(error, PermissionDenied):
                error = AuthenticationError(error.said, "", error.status, error.code)
            if error:
                raise error
            return reply

    def _persistently(self, attempt: Attempts, credentials: dict[str, str]) -> Reply:
        """Send until it works, the retries are used up, or the deadline would pass. Returns any answer that is not busy."""
        tries = 0
        while True:
            tries += 1
            attempt.made += 1
            asked_wait: float | None = None
            try:
                reply = self._followed(attempt, credentials)
                busy = verdict_on(reply) if reply.status in (429, 502, 503, 504) else None
                if busy is None:
                    return reply
                error = busy
                asked_wait = seconds_asked_for(reply.header("Retry-After"), self._clock())
            except AsyncOSError as exc:
                error = exc
            if tries > self.settings.retries or not may_repeat(error, attempt.is_read):
                raise error
            wait = self._backoff.before(tries + 1, self._chance()) if asked_wait is None else asked_wait
            if self._monotonic() + wait >= attempt.until:
                asks = f"The appliance asks to wait {wait:g} seconds, which" if asked_wait else "Another try"
                error.hint = f"{asks} would pass the deadline of {self.settings.deadline:g} seconds. Try again later, or raise the deadline option."
                raise error
            self._sleep(wait)

    def _followed(self, attempt: Attempts, credentials: dict[str, str]) -> Reply:
        """One exchange, following redirects within the same origin."""
        headers = {"Accept": "*/*" if attempt.sink else "application/json", "User-Agent": USER_AGENT, **credentials}
        if attempt.body is not None:
            headers["Content-Type"] = attempt.content_type
        url = self.settings.origin + attempt.target
        for _hop in range(_MOST_REDIRECTS):
            reply = self._transport.exchange(attempt.method, url, headers, attempt.body, attempt.until, attempt.sink)
            if reply.status not in _REDIRECTS:
                return reply
            url = self._next_url(attempt.method, url, reply)
        raise RedirectRefused(f"more than {_MOST_REDIRECTS} redirects, one after the other", "", reply.status)

    def _next_url(self, method: str, url: str, reply: Reply) -> str:
        location = reply.header("Location")
        if not location:
            raise RedirectRefused(f"the appliance answered {reply.status} without saying where to go", "", reply.status)
        try:
            target = urljoin(url, location)
            origin = "{0.scheme}://{0.netloc}".format(urlsplit(target))
        except ValueError as exc:
            raise RedirectRefused(f"the appliance redirects ({reply.status}) to something that is no URL", "", reply.status) from exc
        if origin != self.settings.origin:
            hint = f"If that is right, set host, port and scheme for {origin}; credentials are never sent to another origin."
            raise RedirectRefused(f"the appliance redirects ({reply.status}) to {origin}", hint, reply.status)
        if method not in _READS and reply.status not in (307, 308):
            raise RedirectRefused(f"the appliance redirects a {method} with {reply.status}", "Call the new path itself.", reply.status)
        return target

    def _explain_denial(self, error: PermissionDenied) -> None:
        """Name the role and what it may do, as far as the appliance tells."""
        role = self._auth.role
        if self._privileges_told is None:
            self._privileges_told = self._privileges()
        privileges = self._privileges_told
        error.details = {"role": role or None, "privileges": privileges}
        owner = f"The role {role} of user {self.settings.username}" if role else "The role of this account"
        listed = f" The appliance lists these privileges: {', '.join(privileges) or 'none'}." if privileges is not None else ""
        error.hint = f"{owner} does not allow this call.{listed} Ask for a role that does, or use another account."

    def _privileges(self) -> list[str] | None:
        try:
            attempt = self._attempts("GET", resource_path(self.settings.product, "login/privileges"), None)
            reply = self._persistently(attempt, self._auth.headers())
            data = reply.json().get("data") if reply.status == 200 else None
        except (AsyncOSError, AttributeError):
            return None
        return [str(privilege) for privilege in data] if isinstance(data, list) else None

    @contextmanager
    def named(self, method: str, path: str, attempt: Attempts | None = None) -> Iterator[None]:
        """Errors from within get the facts of this call, unless a call further in has given its own."""
        try:
            yield
        except AsyncOSError as exc:
            exc.met_on(self.settings.label, method, path, attempt.made if attempt else 1)
            raise


def offset_of(date: str, now: datetime) -> timedelta | None:
    """How far the clock that wrote a ``Date`` header is ahead of ours, which says ``now``; ``None`` if the header says nothing."""
    seconds = login.epoch(date)
    return datetime.fromtimestamp(seconds, timezone.utc) - now if seconds else None


def _refuses_credentials(reply: Reply) -> bool:
    return reply.status == 401 and isinstance(verdict_on(reply), AuthenticationError)


@dataclass
class Attempts:
    """One request, the monotonic time at which it has to be done, and how often it was sent."""

    method: str
    target: str
    body: bytes | None
    is_read: bool
    until: float
    made: int = 0
    sink: Sink | None = None
    content_type: str = "application/json"
