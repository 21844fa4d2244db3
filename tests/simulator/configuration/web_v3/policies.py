# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What access, decryption and routing policies have in common. They are kept much as they are read.

Forms and some messages: source XSOAR, for access policies. That the two other kinds do the same is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only
from ...wire import Reply
from ..web_v2 import checks
from ..web_v2.checks import Checks
from . import membership
from .checking import anything, check, refuse_unlicensed
from .incoming import PAGING, an_object, items_under, names_in, selected
from .ordering import put_in_place, take_out
from .outcome import Failed, Item, each, found

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

GLOBAL = "global_policy"
_EXPIRY = "%m/%d/%Y %H:%M"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9. ]{0,39}")

Section = Callable[["Appliance", Item, Any, bool], Any]
"""What is kept of a section: of the old one and of what is given, for the global policy or another one."""


@dataclass(frozen=True)
class Kind:
    """One kind of policies. ``part`` is its name everywhere; ``fresh`` are the sections of a new policy, ``shown`` is a policy as it is read."""

    part: str
    sections: Mapping[str, Section]
    fresh: Callable[[], Item]
    shown: Callable[[Appliance, Item], Item]
    expires: bool = True
    pages: bool = True

    @property
    def checks(self) -> Checks:
        own: Checks = dict.fromkeys(self.sections, anything)
        expiry: Checks = {"policy_expiry": _expiry, "policy_expiry_status": checks.one_of("disable")} if self.expires else {}
        return {**_CHECKS, **expiry, **own}


def for_everybody() -> Item:
    """The membership of global policies."""
    return {"identification_profiles": [{membership.EVERY: {"auth": "No Authentication"}}]}


def _policy_name(value: Any) -> str:
    """The rule is the guide's (source D14). The name of the global policy, which only exists, breaks it."""
    sound = isinstance(value, str) and (value == GLOBAL or _NAME.fullmatch(value))
    return "" if sound else "Up to 40 letters, digits, periods and blanks, of which the first is a letter or a digit."


def _expiry(value: Any) -> str:
    try:
        datetime.strptime(f"{value or '01/01/2030 00:00'} +0000", f"{_EXPIRY} %z")
    except (TypeError, ValueError):
        return "Not a date such as 12/31/2030 23:59."
    return ""


_CHECKS: Checks = {
    "policy_name": _policy_name,
    "new_policy_name": _policy_name,
    "policy_status": checks.one_of("enable", "disable"),
    "policy_description": checks.text,
    "policy_order": checks.within(1, 10000),
    "membership": anything,
}
_REQUIRED = ("policy_name", "policy_status", "policy_order", "membership")


def policies(call: Call, kind: Kind) -> Reply:
    items: list[Item] = call.appliance.configuration.part(kind.part)
    if call.request.method == "GET":
        allow_only(call.parameters, ("policy_names", *(PAGING if kind.pages else ())))
        chosen = selected(call, items, "policy_name", "policy_names")
        return found(kind.part, [kind.shown(call.appliance, deepcopy(item)) for item in chosen])
    if call.request.method == "DELETE":
        allow_only(call.parameters, ("policy_names",))
        names = names_in(call, "policy_names")
        every = [item["policy_name"] for item in items if item["policy_name"] != GLOBAL]
        return each("policy_name", every if names is None else names, lambda name: name, lambda name: _remove(call, items, name))
    act = {"POST": _add, "PUT": _change}[call.request.method]
    entries = items_under(an_object(call, (kind.part,)), kind.part)
    return each("policy_name", entries, lambda entry: entry.get("policy_name", ""), lambda entry: act(call, kind, items, entry))


def _add(call: Call, kind: Kind, items: list[Item], entry: Item) -> None:
    known = {name: known for name, known in kind.checks.items() if name not in ("new_policy_name", "policy_expiry_status")}
    refuse_unlicensed(entry)
    check(entry, known, _REQUIRED)
    if _find(items, entry["policy_name"]):
        raise Failed(400, "policy name already exists.")
    fresh: Item = {"policy_description": "", **({"policy_expiry": ""} if kind.expires else {}), **kind.fresh()}
    put_in_place(call, items, _told(call, kind, fresh, entry), "policy_order", entry["policy_order"])


def _change(call: Call, kind: Kind, items: list[Item], entry: Item) -> None:
    refuse_unlicensed(entry)
    check(entry, kind.checks, ("policy_name",))
    item = _known(items, entry["policy_name"])
    is_global = item["policy_name"] == GLOBAL
    if is_global and set(entry) & {"policy_order", "membership", "new_policy_name"}:
        raise Failed(400, f"{GLOBAL} has no order, no membership of its own and no other name.")
    new_name = entry.get("new_policy_name", item["policy_name"])
    if new_name != item["policy_name"] and _find(items, new_name):
        raise Failed(400, "policy name already exists.")
    changed = _told(call, kind, item, entry)
    if "policy_order" in entry:
        put_in_place(call, items, item, "policy_order", entry["policy_order"])
    item.update({**changed, "policy_name": new_name}, **({"policy_order": item["policy_order"]} if "policy_order" in item else {}))


def _told(call: Call, kind: Kind, item: Item, entry: Item) -> Item:
    """``item`` with everything that the entry says, apart from new names and orders. Sections that it does not name stay."""
    whole = call.appliance.settings.sections_replace
    is_global = item.get("policy_name") == GLOBAL
    result = {**item, **{name: value for name, value in entry.items() if name in ("policy_name", "policy_status", "policy_description", "policy_expiry")}}
    if "policy_expiry_status" in entry:
        result["policy_expiry"] = ""
    if "membership" in entry:
        result["membership"] = membership.written(call.appliance, {} if whole else deepcopy(item.get("membership", {})), entry["membership"])
    fresh = kind.fresh() if whole and not is_global else item
    for name, section in kind.sections.items():
        if name in entry:
            result[name] = section(call.appliance, deepcopy(fresh.get(name, {})), entry[name], is_global)
    return result


def _remove(call: Call, items: list[Item], name: str) -> None:
    item = _known(items, name)
    if name == GLOBAL:
        raise Failed(400, f"{GLOBAL} cannot be deleted.")
    take_out(call, items, item, "policy_order")


def _find(items: list[Item], name: Any) -> Item | None:
    return next((item for item in items if item["policy_name"] == name), None)


def _known(items: list[Item], name: Any) -> Item:
    item = _find(items, name)
    if item is None:
        raise Failed(404, "policy name does not exist.")
    return item
