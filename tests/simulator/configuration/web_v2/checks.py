# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Is a value what the appliance wants? A check answers what is wrong with it, and an empty text if nothing is.

What real appliances check is known for domain names only (source XSOAR); everything else is inferred from the tables of parameters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from ipaddress import ip_address, ip_network
from typing import Any

from .outcome import Rejected

Check = Callable[[Any], str]
Checks = Mapping[str, Check]

DOMAIN_RULE = (
    "A domain name has labels of letters, digits and dashes, that begin and end with a letter or a digit. "
    "The last label is not made of digits only, and no label is longer than 63 characters."
)
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_MAIL_ADDRESS = re.compile(r"[^@\s]+@[A-Za-z0-9.-]+")
_RANGE = re.compile(r"(\d+\.\d+\.\d+\.)(\d+)-(\d+)")
_PORTS = re.compile(r"\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*")


def check(what: str, entry: Any, checks: Checks, required: Iterable[str] = ()) -> None:
    """Refuse an entry with keys that are unknown, missing or wrong. The message holds a dictionary as Python writes it, as recorded."""
    if not isinstance(entry, Mapping):
        raise Rejected(f"{what} not saved. Error: not an object")
    faults = {name: "Unsupported attribute." for name in entry if name not in checks}
    faults.update({name: "Missing attribute." for name in required if entry.get(name) in (None, "")})
    for name, value in entry.items():
        complaint = checks[name](value) if name in checks and name not in faults else ""
        if complaint:
            faults[name] = complaint
    if faults:
        raise Rejected(f"{what} not saved. Error: {faults!r}")


def text(value: Any) -> str:
    return "" if isinstance(value, str) else "Not a text."


def name(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() else "Not a name."


def truth(value: Any) -> str:
    return "" if isinstance(value, bool) else "Neither true nor false."


def number(value: Any) -> str:
    return "" if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "Not a whole number."


def digits(value: Any) -> str:
    """A number that is written as text, as ports of mail relays are (source PM145)."""
    return "" if isinstance(value, str) and value.isdigit() else "Not a number in a text."


def within(low: int, high: int) -> Check:
    def inner(value: Any) -> str:
        return number(value) or ("" if low <= value <= high else f"Not between {low} and {high}.")

    return inner


port = within(1, 65535)


def one_of(*choices: str) -> Check:
    def inner(value: Any) -> str:
        return "" if value in choices else f"Not one of {', '.join(choices)}."

    return inner


def one_of_caseless(*choices: str) -> Check:
    def inner(value: Any) -> str:
        return "" if isinstance(value, str) and value.lower() in [choice.lower() for choice in choices] else f"Not one of {', '.join(choices)}."

    return inner


def list_of(inner: Check, least: int = 0) -> Check:
    def complaint(value: Any) -> str:
        if not isinstance(value, list) or len(value) < least:
            return "Not a list." if not isinstance(value, list) else "The list is too short."
        return next((f"{entry!r}: {problem}" for entry in value for problem in [inner(entry)] if problem), "")

    return complaint


def object_of(checks: Checks, required: Iterable[str] = ()) -> Check:
    wanted = tuple(required)

    def complaint(value: Any) -> str:
        if not isinstance(value, dict):
            return "Not an object."
        missing = [key for key in wanted if key not in value]
        if missing:
            return f"Without {', '.join(missing)}."
        return next((f"{key}: {problem}" for key, inner in value.items() for problem in [checks[key](inner) if key in checks else "unknown."] if problem), "")

    return complaint


def domain(value: Any) -> str:
    labels = value.split(".") if isinstance(value, str) else []
    sound = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    return "" if sound else DOMAIN_RULE


def address(value: Any) -> str:
    try:
        ip_address(value if isinstance(value, str) else "")
    except ValueError:
        return "Not an IP address."
    return ""


def network(value: Any) -> str:
    """An address, with or without a prefix length, or a range such as ``192.0.2.1-10``."""
    if not isinstance(value, str):
        return "Not an IP address."
    found = _RANGE.fullmatch(value)
    if found:
        return address(found[1] + found[2]) or address(found[1] + found[3]) or ("" if int(found[2]) <= int(found[3]) else "The range ends before it begins.")
    try:
        ip_network(value, strict=False)
    except ValueError:
        return "Not an IP address, a subnet or a range."
    return ""


def host(value: Any) -> str:
    return "" if not (domain(value) and address(value)) or _is_label(value) else "Neither a host name nor an IP address."


def _is_label(value: Any) -> bool:
    return isinstance(value, str) and bool(_LABEL.fullmatch(value)) and not value.isdigit()


def site(value: Any) -> str:
    """What a URL category or the bypass list holds: hosts, domains with a dot before them, addresses, subnets, and paths below them."""
    if not isinstance(value, str) or not value or any(character.isspace() for character in value):
        return "Not a site."
    start = value.split("/", 1)[0].lstrip(".")
    return "" if not network(value) or not host(start) else "Not a site."


def pattern(value: Any) -> str:
    try:
        re.compile(value if isinstance(value, str) else "(")
    except re.error:
        return "Not a regular expression."
    return ""


def mail_address(value: Any) -> str:
    return "" if isinstance(value, str) and _MAIL_ADDRESS.fullmatch(value) else "Not an e-mail address."


def ports(value: Any) -> str:
    """One text with ports and ranges (source D14)."""
    return "" if isinstance(value, str) and _PORTS.fullmatch(value) else "Not a list of ports."
