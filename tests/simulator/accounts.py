# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who is calling: passwords, tokens and passcodes against the appliance's users."""

from __future__ import annotations

import binascii
from base64 import b64decode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import ROLES

from .refusals import unauthorized
from .spec import UserSpec
from .tokens import REFRESH_SECONDS, Session
from .wire import Request

if TYPE_CHECKING:
    from .appliance import Appliance

LOCKED_MESSAGE = "User account is locked."
"""Inferred: no source says what the API answers to a locked user."""


@dataclass(frozen=True)
class Caller:
    """A user whose credentials were good. ``session`` is set when they came as a token."""

    user: UserSpec
    session: Session | None = None


def identify(appliance: Appliance, request: Request) -> Caller:
    """The caller of any resource but the two login ones. A token goes before other credentials (inferred)."""
    token = request.headers.get("jwtToken")
    if token is not None:
        session = read_session(appliance, token, request)
        if session.second_factor_open:
            raise unauthorized("the token still waits for its second factor")
        return Caller(usable(appliance, find_user(appliance, session.user)), session)
    scheme, _blank, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        return Caller(_by_basic(appliance, credentials.strip()))
    if scheme.lower() == "bearer":
        return Caller(_by_access_token(appliance, credentials.strip()))
    raise unauthorized("the request has no credentials")


def read_session(appliance: Appliance, token: str, request: Request) -> Session:
    """The session of a token that is good now, for this client."""
    session = appliance.mint.read(token)
    if session.expires <= appliance.clock.now() or session.number <= appliance.state.ended_sessions:
        raise unauthorized("the token has expired", "ExpiredSignatureError.")
    if appliance.settings.bind_user_agent and session.user_agent != request.headers.get("User-Agent", ""):
        raise unauthorized("the token belongs to another User-Agent")
    return session


def fresh_token(appliance: Appliance, caller: Caller, request: Request) -> str:
    """A new token when the caller's one ends soon, otherwise an empty text."""
    if caller.session is None or caller.session.seconds_left(appliance.clock.now()) > REFRESH_SECONDS:
        return ""
    return new_token(appliance, caller.user, request)


def new_token(appliance: Appliance, user: UserSpec, request: Request, second_factor_open: bool = False) -> str:
    expires = int(appliance.clock.now() + appliance.settings.session_timeout_minutes * 60)
    number = appliance.next_session_number()
    session = Session(number, user.name, request.headers.get("User-Agent", ""), expires, second_factor_open)
    return appliance.mint.issue(session, request.headers.get("Accept", ""), request.headers.get("Host", ""))


def find_user(appliance: Appliance, name: str) -> UserSpec:
    for user in appliance.spec.users:
        if user.name == name:
            return user
    raise unauthorized(f"there is no user {name!r}")


def check_password(appliance: Appliance, name: str, password: str, message: str = "Unauthorized.") -> UserSpec:
    """The user with this name and password, if usable on this product."""
    for user in appliance.spec.users:
        if user.name == name and user.password == password:
            return usable(appliance, user)
    raise unauthorized("the user name or the password is wrong", message)


def usable(appliance: Appliance, user: UserSpec) -> UserSpec:
    if user.name in appliance.state.locked_users:
        raise unauthorized(f"the user {user.name} is locked", LOCKED_MESSAGE)
    if appliance.spec.product not in ROLES[user.role]:
        raise unauthorized(f"the role {user.role} may not call the API of this product")
    return user


def spend_passcode(appliance: Appliance, user: UserSpec, passcode: str) -> None:
    """Use up a passcode. The message of a wrong one is inferred."""
    if passcode not in user.passcodes:
        raise unauthorized("the passcode is wrong", "Invalid passcode.")
    if not appliance.spend((user.name, passcode)):
        raise unauthorized("the passcode was used before", "Invalid passcode.")


def name_in_basic(credentials: str) -> tuple[str, str]:
    """User name and password of Basic credentials; the name is empty when they cannot be read."""
    try:
        name, colon, password = b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return (name, password) if colon else ("", "")


def _by_basic(appliance: Appliance, credentials: str) -> UserSpec:
    name, password = name_in_basic(credentials)
    if not name:
        raise unauthorized("the Basic credentials are not base64 of name:password (a token belongs in the header jwtToken)")
    user = check_password(appliance, name, password)
    if user.passcodes:
        raise unauthorized(f"the user {name} needs a second factor and cannot use Basic")
    return user


def _by_access_token(appliance: Appliance, token: str) -> UserSpec:
    name = appliance.spec.oidc_tokens.get(token)
    if name is None:
        raise unauthorized("the bearer token is not known here")
    return usable(appliance, find_user(appliance, name))
