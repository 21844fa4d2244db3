# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The ways to say who is asking: Basic, a login with a token, or a token that the user brings."""

from __future__ import annotations

import base64
import threading
import time
from typing import Callable, Protocol

from ansible_collections.asyncos.api.plugins.module_utils._client import login
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    AsyncOSError,
    AuthenticationError,
    SecondFactorRequired,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.session import (
    Kept,
    Refusal,
    Session,
    SessionStore,
    credentials_digest,
    session_key,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import BASIC, JWT, OIDC, Settings

NOTHING, FOUND, LOGGED_IN = "nothing", "found", "logged in"
"""What a renewal came to: nothing new, credentials that somebody else had got meanwhile, or a login of our own."""

REFUSAL_LASTS = 300.0
"""Seconds for which refused credentials are not tried again, so that a fleet of tasks does not lock an account."""

RENEW_AHEAD = 30.0
"""Seconds before its end at which a token is no longer used. The appliance itself sends a new one in the last 5 minutes."""


class Authenticator(Protocol):
    """How calls are authenticated."""

    @property
    def role(self) -> str:
        """The role of the user as the login told it, empty if there was none."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """What was sent and must not be shown."""

    def headers(self) -> dict[str, str]:
        """Headers for the next call; may log in first."""

    def adopt(self, reply: Reply) -> None:
        """Take over what the appliance sends for later calls."""

    def renew(self, used: dict[str, str]) -> str:
        """Get other credentials than the ``used`` ones, which met 401: ``NOTHING``, ``FOUND`` or ``LOGGED_IN``."""

    def explain(self, error: AuthenticationError, renewal: str) -> None:
        """Give the last refusal, which came after ``renewal``, its hint."""


class _Fixed:
    """Credentials that are sent as they are and cannot be renewed."""

    role = ""

    def __init__(self, name: str, value: str, hint: str) -> None:
        self._name = name
        self._value = value
        self._hint = hint

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self._value.split()[-1],)

    def headers(self) -> dict[str, str]:
        return {self._name: self._value}

    def adopt(self, reply: Reply) -> None:
        if self._name == login.TOKEN_HEADER:
            self._value = reply.header(login.TOKEN_HEADER) or self._value

    def renew(self, used: dict[str, str]) -> str:
        return NOTHING if self._value == used.get(self._name) else FOUND

    def explain(self, error: AuthenticationError, renewal: str) -> None:
        error.hint = self._hint


class LoginAuth:
    """Logs in once, shares the session through the store, and renews it when it ends."""

    def __init__(self, settings: Settings, store: SessionStore, send: login.Send, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._store = store
        self._send = send
        self._clock = clock
        self._key = session_key(settings)
        self._threads = threading.RLock()
        self._session: Session | None = None
        self._failure: AsyncOSError | None = None

    @property
    def role(self) -> str:
        return self._session.role if self._session else ""

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self._session.token,) if self._session else ()

    def headers(self) -> dict[str, str]:
        return {login.TOKEN_HEADER: self._usable().token}

    def adopt(self, reply: Reply) -> None:
        """Take over the token that an appliance sends with a reply shortly before the old one ends."""
        token = reply.header(login.TOKEN_HEADER)
        if not token or not self._session or token == self._session.token:
            return
        with self._threads, self._store.lock(self._key):
            expires = login.expiry(token, reply.header("Date"), self._clock())
            self._keep(Session(token, self._session.role, expires, self._session.two_factor))

    def renew(self, used: dict[str, str]) -> str:
        refused = used.get(login.TOKEN_HEADER)
        with self._threads, self._store.lock(self._key):
            kept = self._store.load(self._key).session
            if kept and kept.token != refused and self._lasts(kept):
                self._session = kept
                return FOUND
            self._keep(self._log_in(kept or self._session))
            return LOGGED_IN

    def explain(self, error: AuthenticationError, renewal: str) -> None:
        if renewal == LOGGED_IN:
            error.hint = (
                "A fresh login did not help: the appliance refuses the token that it has just issued. "
                "Check its clock, and whether several appliances answer at this address."
            )

    def _usable(self) -> Session:
        with self._threads:
            if self._session and self._lasts(self._session):
                return self._session
            with self._store.lock(self._key):
                kept = self._store.load(self._key).session
                if kept and self._lasts(kept):
                    self._session = kept
                    return kept
                return self._keep(self._log_in(kept))

    def _lasts(self, session: Session) -> bool:
        """Whether the session can be used. One with a used-up passcode is used to its very end."""
        ahead = 0.0 if session.two_factor else RENEW_AHEAD
        return not session.expires or session.expires - ahead > self._clock()

    def _keep(self, session: Session) -> Session:
        self._session = session
        self._store.save(self._key, Kept(session))
        return session

    def _log_in(self, ended: Session | None) -> Session:
        """A new session. A login that failed is not tried again by the same client: each waiting call would do so in turn."""
        if self._failure:
            raise self._failure
        try:
            self._refuse_again()
            return login.log_in(self._settings, self._send, self._clock())
        except AsyncOSError as exc:
            exc.hopeless = True
            self._failure = exc.met_on(self._settings.label, "POST", "login", 1)
            if isinstance(exc, SecondFactorRequired) and ended and ended.two_factor:
                exc.hint = (
                    f"The session of this run ended at {login.expires_text(ended.expires)} and its passcode is used up. "
                    "Start the run again with a fresh passcode, or raise the inactivity timeout on the appliance."
                )
            if isinstance(exc, AuthenticationError):
                self._remember(exc)
            raise

    def _remember(self, error: AuthenticationError) -> None:
        """Note what was refused; an error that only repeats an earlier refusal of the same credentials does not renew it."""
        if self._standing_refusal():
            return
        digest = credentials_digest(self._settings, self._key)
        refusal = Refusal(digest, error.said, type(error).__name__, error.hint, error.status or 0, self._clock())
        self._store.save(self._key, Kept(self._store.load(self._key).session, refusal))

    def _standing_refusal(self) -> Refusal | None:
        """The refusal of these very credentials, as long as it lasts."""
        refusal = self._store.load(self._key).refusal
        if not refusal or self._clock() - refusal.at >= REFUSAL_LASTS:
            return None
        return refusal if refusal.credentials == credentials_digest(self._settings, self._key) else None

    def _refuse_again(self) -> None:
        refusal = self._standing_refusal()
        if not refusal:
            return
        waits = refusal.at + REFUSAL_LASTS - self._clock()
        kind = SecondFactorRequired if refusal.kind == SecondFactorRequired.__name__ else AuthenticationError
        said = f"{refusal.said}, a short while ago; the same credentials are not tried again for {waits:.0f} seconds, so as not to lock the account"
        raise kind(said, refusal.hint, refusal.status or None)


def authenticator_for(settings: Settings, store: SessionStore, send: login.Send) -> Authenticator:
    if settings.auth == JWT:
        return LoginAuth(settings, store, send)
    if settings.auth == BASIC:
        pair = base64.b64encode(f"{settings.username}:{settings.password}".encode()).decode()
        return _Fixed("Authorization", f"Basic {pair}", AuthenticationError.default_hint)
    hint = "The token given in the token option is expired, or is not one of this appliance; get a new one."
    if settings.auth == OIDC:
        return _Fixed("Authorization", f"Bearer {settings.token}", hint)
    return _Fixed(login.TOKEN_HEADER, settings.token, hint)
