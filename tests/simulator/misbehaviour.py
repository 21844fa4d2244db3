# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each fault does to a request and its reply."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from .accounts import name_in_basic
from .delivery import MANNERS, Delivery
from .faults import Fault
from .refusals import Refusal
from .wire import Reply, Request, error, json_bytes

if TYPE_CHECKING:
    from .appliance import Appliance

WEB_PAGE = b'<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><form action="/login">User name, passphrase</form></body></html>\n'

WRONG_SHAPES: dict[str, object] = {
    "list": [1, 2, 3],
    "data_string": {"data": "nothing here"},
    "data_list": {"data": ["nothing here"]},
    "result_string": {"meta": {"totalCount": -1}, "data": {"type": "report", "resultSet": "nothing here"}},
    "null": None,
}


def prepare(appliance: Appliance, fault: Fault, request: Request) -> None:
    """What a fault does before the request is answered: waiting and changes of state."""
    if fault.kind == "delay":
        appliance.stopping.wait(fault.seconds)
    elif fault.kind == "expire_token":
        appliance.end_sessions()
    elif fault.kind == "meddle":
        appliance.configuration.put(fault.part or "", fault.value)
    elif fault.kind == "lock_user":
        name = calling_user(appliance, request)
        if name:
            appliance.state.locked_users.add(name)


def substitute(appliance: Appliance, fault: Fault, request: Request) -> Reply | None:
    """The reply that a fault puts in place of the appliance's own, if it is of that kind."""
    if fault.kind == "status" and fault.is_error:
        return _status(fault)
    if fault.kind == "redirect":
        return _redirect(appliance, fault, request)
    if fault.kind == "garble_token":
        return error(401, "InvalidTokenError.")
    if fault.kind == "not_json":
        return Reply(200, WEB_PAGE, content_type="text/html")
    if fault.kind == "wrong_shape":
        return Reply(200, json_bytes(WRONG_SHAPES[fault.shape or "list"]))
    if fault.kind == "empty":
        return Reply(200, json_bytes({}))
    return None


def distort(fault: Fault, reply: Reply) -> Delivery:
    """The way in which a reply leaves the appliance."""
    if fault.kind == "bad_json":
        return Delivery(replace(reply, body=reply.body[: max(1, len(reply.body) - 3)]))
    if fault.kind == "damage":
        return Delivery(replace(reply, body=reply.body[:-1] + bytes(byte ^ 1 for byte in reply.body[-1:])))
    if fault.kind == "status" and not fault.is_error:
        return Delivery(replace(reply, status=fault.code or 200, reason=_phrase(fault.code or 200)))
    if fault.kind == "committed":
        return Delivery(_status(fault))
    if fault.kind in MANNERS:
        return Delivery(reply, fault.kind, fault.seconds or 0.0)
    return Delivery(reply)


def _status(fault: Fault) -> Reply:
    code = fault.code or 503
    reply = error(code, fault.message or f"{_phrase(code)}.")
    return reply.with_header("Retry-After", str(fault.retry_after)) if fault.retry_after is not None else reply


def _phrase(code: int) -> str:
    try:
        return HTTPStatus(code).phrase
    except ValueError:
        return "Error"


def _redirect(appliance: Appliance, fault: Fault, request: Request) -> Reply:
    code = fault.code or 301
    reply = error(code, f"{_phrase(code)}.")
    return reply.with_header("Location", _location(appliance, fault.location or "same_host", request))


def _location(appliance: Appliance, where: str, request: Request) -> str:
    scheme = appliance.spec.scheme
    places = {
        "same_host": f"{scheme}://{appliance.host}",
        "other_host": f"{scheme}://localhost",
        "other_scheme": f"{'http' if scheme == 'https' else 'https'}://{appliance.host}",
    }
    return f"{places[where]}:{appliance.port}{request.target}" if where in places else where


def calling_user(appliance: Appliance, request: Request) -> str:
    """The name that a request claims to come from, whether or not its credentials are good; empty when it names none."""
    token = request.headers.get("jwtToken")
    if token is not None:
        try:
            return appliance.mint.read(token).user
        except Refusal:
            return ""
    scheme, _blank, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        return name_in_basic(credentials)[0]
    if scheme.lower() == "bearer":
        return appliance.spec.oidc_tokens.get(credentials, "")
    try:
        return b64decode(json.loads(request.body)["data"]["userName"]).decode()
    except (ValueError, KeyError, TypeError):
        return ""
