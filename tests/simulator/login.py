# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``login``, ``login/two_factor`` and ``login/privileges``."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode
from typing import TYPE_CHECKING

from .accounts import check_password, new_token, read_session, spend_passcode
from .refusals import unauthorized, unsupported_attribute
from .roles import privileges, wire_name
from .spec import UserSpec
from .wire import Reply, Request, success

if TYPE_CHECKING:
    from .appliance import Appliance
    from .routes import Call

WRONG_PASSWORD = "Invalid username or passphrase."
NOT_BASE64 = "Incorrect padding in the input."


def log_in(call: Call) -> Reply:
    """``POST login``. A two-factor user gets a token that opens nothing but the second step (inferred)."""
    body = _attributes(call.request, ("userName", "passphrase"))
    user = check_password(call.appliance, _plain(body["userName"]), _plain(body["passphrase"]), WRONG_PASSWORD)
    if not user.passcodes:
        call.appliance.count_login()
    return _welcome(call.appliance, user, call.request, second_factor_open=bool(user.passcodes))


def log_in_with_passcode(call: Call) -> Reply:
    """``POST login/two_factor``. The path is the vendor's (source ESA14); the body is a guess, and set by the spec."""
    spec = call.appliance.spec
    body = _attributes(call.request, ("userName", "passphrase", spec.two_factor_key))
    user = check_password(call.appliance, _plain(body["userName"]), _plain(body["passphrase"]), WRONG_PASSWORD)
    first_token = call.request.headers.get("jwtToken")
    if first_token is not None and read_session(call.appliance, first_token, call.request).user != user.name:
        raise unauthorized("the token of the first step belongs to another user")
    passcode = body[spec.two_factor_key]
    spend_passcode(call.appliance, user, _plain(passcode) if spec.two_factor_encoded else passcode)
    call.appliance.count_login()
    return _welcome(call.appliance, user, call.request, second_factor_open=False)


def list_privileges(call: Call) -> Reply:
    """``GET login/privileges``: names of what the user may call."""
    return success({"data": privileges(call.user.role, call.appliance.spec.product)})


def _welcome(appliance: Appliance, user: UserSpec, request: Request, second_factor_open: bool) -> Reply:
    data: dict[str, object] = {
        "userName": user.name,
        "is2FactorRedirectRequired": "true" if second_factor_open else "false",
        "role": wire_name(user.role),
        "email": [],
        "jwtToken": new_token(appliance, user, request, second_factor_open),
    }
    return success({"data": data})


def _attributes(request: Request, names: tuple[str, ...]) -> dict[str, str]:
    """The texts under ``data``, which have to be exactly ``names``."""
    try:
        body = json.loads(request.body)
    except ValueError as problem:
        raise unsupported_attribute("the body is not JSON") from problem
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, dict) or set(data) != set(names):
        raise unsupported_attribute(f"the body does not hold exactly {', '.join(names)} under data")
    if not all(isinstance(value, str) for value in data.values()):
        raise unsupported_attribute("a value in the body is not a text")
    return data


def _plain(encoded: str) -> str:
    try:
        return b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as problem:
        raise unauthorized("a value in the body is not base64 of UTF-8 text", NOT_BASE64) from problem
