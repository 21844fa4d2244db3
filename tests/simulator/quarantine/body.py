# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""JSON bodies of calls that change something. How a real appliance refuses a wrong one is unknown; here it is 404, as for parameters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..parameters import allow_only
from ..refusals import invalid_value, missing_attribute, unsupported_attribute
from ..wire import Request

Body = Mapping[str, Any]


def read(request: Request) -> Body:
    """The object in the body, which has to be there."""
    try:
        body = json.loads(request.body)
    except ValueError as problem:
        raise unsupported_attribute("the body is not JSON") from problem
    if not isinstance(body, dict):
        raise unsupported_attribute("the body is not a JSON object")
    return body


def exactly(body: Body, names: Iterable[str]) -> None:
    """Refuse what the call does not take. What it needs is refused where it is read."""
    allow_only(body, names)


def text(body: Body, name: str) -> str:
    """A text that has to be there."""
    value = body.get(name, "")
    if not isinstance(value, str):
        raise invalid_value(name, f"{name} is {value!r} and not a text")
    if not value:
        raise missing_attribute(name)
    return value


def choice(body: Body, name: str, choices: Iterable[str]) -> str:
    """A text with fixed choices."""
    value = text(body, name)
    known = tuple(choices)
    if value not in known:
        raise invalid_value(name, f"{name} is {value!r} and not one of {', '.join(known)}")
    return value


def texts(body: Body, name: str) -> list[str]:
    """A list of texts, with at least one."""
    values = _filled(body, name)
    if not all(isinstance(value, str) and value.strip() for value in values):
        raise invalid_value(name, f"{name} holds something that is not a text")
    return values


def whole_numbers(body: Body, name: str) -> list[int]:
    """A list of whole numbers, with at least one. Numbers as text are refused (inferred)."""
    values = _filled(body, name)
    if not all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        raise invalid_value(name, f"{name} holds something that is not a whole number")
    return values


def _filled(body: Body, name: str) -> list[Any]:
    if name not in body:
        raise missing_attribute(name)
    values = body[name]
    if not isinstance(values, list) or not values:
        raise invalid_value(name, f"{name} is not a list with at least one entry")
    return values
