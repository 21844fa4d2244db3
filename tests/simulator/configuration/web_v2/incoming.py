# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What comes in: JSON bodies of changes, and the parameters that lists share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only, whole_number
from .outcome import Rejected

if TYPE_CHECKING:
    from ...routes import Call

PAGING = ("offset", "limit")
DELETE_ALL = "delete_all"


class WrongBody(Rejected):
    """A request that is refused as a whole."""


def read(call: Call) -> Any:
    try:
        return json.loads(call.request.body)
    except ValueError as problem:
        raise WrongBody("The body is not JSON.") from problem


def an_object(call: Call) -> dict[str, Any]:
    """The object that most resources want."""
    body = read(call)
    if not isinstance(body, dict) or not body:
        raise WrongBody("The body is not an object with at least one attribute.")
    return body


def a_list(call: Call) -> list[Any]:
    """The list that some resources want (source PM145)."""
    body = read(call)
    if not isinstance(body, list) or not body:
        raise WrongBody("The body is not a list with at least one entry.")
    return body


def object_or_list(call: Call) -> list[Any]:
    body = read(call)
    return a_list(call) if isinstance(body, list) else [an_object(call)]


def wrapped_list(call: Call, name: str) -> list[Any]:
    """The list under a key, which is the only one."""
    body = an_object(call)
    only(body, (name,))
    value = body.get(name)
    if not isinstance(value, list) or not value:
        raise WrongBody(f"{name} is not a list with at least one entry.")
    return value


def only(body: Mapping[str, Any], names: tuple[str, ...]) -> None:
    unknown = [name for name in body if name not in names]
    if unknown:
        raise WrongBody(f"Unsupported attribute: {', '.join(unknown)}.")


def names(body: Mapping[str, Any], key: str, every: list[str]) -> list[str]:
    """The names of a deletion: a text, a list of texts, or the word that means all of them."""
    value = body.get(key)
    if value == DELETE_ALL:
        return list(every)
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not given or not all(isinstance(name, str) and name for name in given):
        raise WrongBody(f"{key} is not a name, a list of names, or {DELETE_ALL}.")
    return given


def page(call: Call, rows: list[Any], filters: tuple[str, ...] = ()) -> list[Any]:
    """The rows of a page. One of offset and limit without the other is refused (inferred: the guides only say that both are needed)."""
    allow_only(call.parameters, (*PAGING, *filters))
    offset, limit = (whole_number(call.parameters, name) for name in PAGING)
    if offset is None and limit is None:
        return rows
    if offset is None or limit is None:
        raise WrongBody("offset and limit have to be sent together.")
    return rows[offset : offset + limit]


def chosen(call: Call, rows: list[dict[str, Any]], parameter: str, key: str) -> list[dict[str, Any]]:
    """The rows whose ``key`` is one of the names in a parameter, which are separated by commas; all without the parameter."""
    if parameter not in call.parameters:
        return rows
    wanted = call.parameters[parameter].split(",")
    return [row for row in rows if row.get(key) in wanted]


def flag(call: Call, name: str, default: bool) -> bool:
    """A parameter that is true or false, in any letter case."""
    value = call.parameters.get(name, str(default)).lower()
    if value not in ("true", "false"):
        raise WrongBody(f"{name} is neither true nor false.")
    return value == "true"
