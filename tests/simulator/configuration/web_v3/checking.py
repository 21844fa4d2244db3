# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Is an item what the appliance wants? Which messages it has for wrong ones is known for few of them; the others are inferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..web_v2.checks import Checks, object_of
from .outcome import Failed, Item

UNLICENSED = "unavailable"
"""What a part reads whose feature is not licensed (source XSOAR)."""

_PORT = re.compile(r"\d{1,5}(-\d{1,5})?")


def port_or_range(value: Any) -> str:
    """A port or a range of ports, in a text (source PM145)."""
    return "" if isinstance(value, str) and _PORT.fullmatch(value) else "Not a port or a range of ports."


def bit(value: Any) -> str:
    return "" if value in (0, 1) and not isinstance(value, bool) else "Neither 0 nor 1."


def anything(_value: Any) -> str:
    return ""


def check(entry: Mapping[str, Any], checks: Checks, required: Iterable[str] = ()) -> None:
    """Refuse an entry with keys that are unknown, missing or wrong."""
    unknown = [name for name in entry if name not in checks]
    if unknown:
        raise Failed(400, f"Unsupported attribute: {', '.join(unknown)}.")
    missing = [name for name in required if entry.get(name) in (None, "")]
    if missing:
        raise Failed(400, f"Missing attribute - {', '.join(missing)}.")
    for name, value in entry.items():
        problem = checks[name](value)
        if problem:
            raise Failed(400, f"Invalid value for {name}: {problem}")


def check_section(name: str, value: Any, checks: Checks) -> Item:
    """A part of an item, which has to be an object with known keys."""
    problem = object_of(checks)(value)
    if problem:
        raise Failed(400, f"Invalid value for {name}: {problem}")
    section: Item = value
    return section


def refuse_unlicensed(value: Any, place: str = "") -> None:
    """Refuse what reads as unlicensed, wherever it is: that it cannot be sent back is inferred."""
    if value == UNLICENSED:
        raise Failed(400, f"Invalid value for {place or 'the item'}: the feature is not licensed.")
    if isinstance(value, dict):
        for name, inner in value.items():
            refuse_unlicensed(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            refuse_unlicensed(inner, place)


def merged(old: Any, given: Any) -> Any:
    """``old`` with what is given: objects grow together, lists and everything else are replaced (source XSOAR)."""
    if isinstance(old, dict) and isinstance(given, dict):
        return {**old, **{name: merged(old.get(name), inner) for name, inner in given.items()}}
    return given
