# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The query of a request: how its parts are read, and the rules that every resource shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from .refusals import invalid_value, missing_attribute, unsupported_attribute

DATE_PARAMETERS = ("startDate", "endDate")


def split_query(query: str) -> dict[str, str]:
    """The raw parameters by name, still percent-encoded. Of a repeated name the last one counts.

    A blank is ``%20``; ``+`` stays a plus sign, as users of the API found out (source XSOAR).
    """
    pairs = (part.partition("=") for part in query.split("&") if part)
    return {unquote(name): value for name, _equals, value in pairs}


def values_of(query: str, name: str) -> list[str]:
    """All values of a parameter that may be repeated, decoded, in the order in which they came."""
    pairs = (part.partition("=") for part in query.split("&") if part)
    return [unquote(value) for given, _equals, value in pairs if unquote(given) == name]


def decoded(raw: Mapping[str, str]) -> dict[str, str]:
    return {name: unquote(value) for name, value in raw.items()}


def refuse_encoded_colons(raw: Mapping[str, str]) -> None:
    """Older releases do not understand ``%3A`` in dates (sources NRPM, CHR). How they say so is unknown."""
    for name in DATE_PARAMETERS:
        if "%3a" in raw.get(name, "").lower():
            raise invalid_value(name, f"{name} holds a percent-encoded colon, which this appliance is set to refuse")


def allow_only(parameters: Iterable[str], allowed: Iterable[str]) -> None:
    unknown = sorted(set(parameters) - set(allowed))
    if unknown:
        raise unsupported_attribute(f"the resource does not take: {', '.join(unknown)}")


def require(parameters: Mapping[str, str], name: str) -> str:
    """The value of a parameter that has to be there."""
    value = parameters.get(name, "")
    if not value:
        raise missing_attribute(name)
    return value


def whole_number(parameters: Mapping[str, str], name: str) -> int | None:
    """The value of a number, or None when the parameter is absent."""
    text = parameters.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()):
        raise invalid_value(name, f"{name} is {text!r} and not a whole number")
    return int(text)


def one_of(parameters: Mapping[str, str], name: str, choices: Iterable[str]) -> str:
    """The value of a parameter with fixed choices, or an empty text when the parameter is absent."""
    value = parameters.get(name, "")
    known = tuple(choices)
    if name in parameters and value not in known:
        raise invalid_value(name, f"{name} is {value!r} and not one of {', '.join(known)}")
    return value
