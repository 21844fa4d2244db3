# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What comes in: JSON bodies of changes, names in the query, and pages that start with 1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ...parameters import whole_number
from ...refusals import invalid_value
from .outcome import Item, Refused

if TYPE_CHECKING:
    from ...routes import Call

PAGING = ("offset", "limit")


def an_object(call: Call, names: Iterable[str] = ()) -> Item:
    """The object in the body. With ``names`` it may have no other keys."""
    try:
        body = json.loads(call.request.body)
    except ValueError as problem:
        raise Refused(400, "The body is not JSON.") from problem
    if not isinstance(body, dict) or not body:
        raise Refused(400, "The body is not an object with at least one attribute.")
    known = tuple(names)
    unknown = [name for name in body if known and name not in known]
    if unknown:
        raise Refused(400, f"Unsupported attribute: {', '.join(unknown)}.")
    return body


def items_under(body: Mapping[str, Any], wrapper: str) -> list[Item]:
    """The list of objects under a key."""
    items = body.get(wrapper)
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        raise Refused(400, f"{wrapper} is not a list with at least one object.")
    return items


def names_in(call: Call, parameter: str) -> list[str] | None:
    """The names in a parameter, separated by commas; ``None`` without it. Blanks belong to names (sources DCLOUD, PM145: open)."""
    return call.parameters[parameter].split(",") if parameter in call.parameters else None


def selected(call: Call, items: list[Item], key: str, parameter: str) -> list[Item]:
    """The items that names choose, or those of a page: names win over paging, and a limit alone starts at the first (source D14)."""
    names = names_in(call, parameter)
    if names is not None:
        return [item for item in items if item[key] in names]
    offset, limit = (whole_number(call.parameters, name) for name in PAGING)
    if offset == 0:
        raise invalid_value("offset", "offset is 0, but counts from 1")
    start = (offset or 1) - 1
    return items[start:] if limit is None else items[start : start + limit]
