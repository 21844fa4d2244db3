# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``web_security/routing_policies`` and ``web_security/ip_spoofing_profiles``.

Only what is written is known (source PM145); answers are inferred from those about access policies.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only
from ...wire import Reply
from ..web_v2 import checks
from ..web_v2.checks import Checks
from . import membership, uses
from .checking import check, check_section
from .incoming import an_object, items_under, names_in, selected
from .outcome import Failed, Item, each, found
from .policies import GLOBAL, Kind, for_everybody, policies
from .profiles import existing, require_new

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

NO_SPOOFING = "Do not use IP Spoofing"
DIRECT = "Direct Connection"
PROFILES = "ip_spoofing_profiles"


def routing_policies(call: Call) -> Reply:
    return policies(call, KIND)


def _spoofing(appliance: Appliance, _old: Any, given: Any, _is_global: bool) -> str:
    if given not in (NO_SPOOFING, *(profile["profile_name"] for profile in appliance.configuration.part(PROFILES))):
        raise Failed(400, f"Invalid IP spoofing profile: {given}")
    return str(given)


def _destination(appliance: Appliance, _old: Any, given: Any, _is_global: bool) -> Item:
    section = check_section("routing_destination", given, {"upstream_proxy_group": checks.name})
    group = section.get("upstream_proxy_group")
    if group not in (DIRECT, *_groups(appliance)):
        raise Failed(400, f"Invalid upstream proxy group: {group}")
    return section


def _groups(appliance: Appliance) -> list[str]:
    """The groups of upstream proxies, which version 2.0 keeps."""
    part = "upstream_proxies"
    return [str(group["group_name"]) for group in appliance.configuration.part(part)] if part in appliance.configuration.names else []


def _fresh() -> Item:
    return {"ip_spoofing": NO_SPOOFING, "routing_destination": {"upstream_proxy_group": DIRECT}}


def _shown(appliance: Appliance, policy: Item) -> Item:
    return {**policy, "membership": membership.shown(appliance, policy.get("membership", {}))}


KIND = Kind("routing_policies", {"ip_spoofing": _spoofing, "routing_destination": _destination}, _fresh, _shown, expires=False, pages=False)


def seed(_appliance: Appliance) -> list[Item]:
    partners: Item = {
        **_fresh(),
        "ip_spoofing": "partner network",
        "membership": {"identification_profiles": [{"staff": {"auth": "All Authenticated Users"}}]},
        "policy_description": "",
        "policy_name": "Partners",
        "policy_order": 1,
        "policy_status": "enable",
    }
    default: Item = {
        **_fresh(),
        "membership": for_everybody(),
        "policy_description": "Default settings",
        "policy_name": GLOBAL,
        "policy_status": "enable",
    }
    return [partners, default]


_CHECKS: Checks = {"profile_name": checks.name, "new_profile_name": checks.name, "ip_address": checks.address}


def ip_spoofing_profiles(call: Call) -> Reply:
    items: list[Item] = call.appliance.configuration.part(PROFILES)
    allow_only(call.parameters, ("profile_names",))
    if call.request.method == "GET":
        return found(PROFILES, deepcopy(selected(call, items, "profile_name", "profile_names")))
    if call.request.method == "DELETE":
        names = names_in(call, "profile_names")
        every = [item["profile_name"] for item in items]
        return each("profile_name", every if names is None else names, lambda name: name, lambda name: _remove(call, items, name))
    act = {"POST": _add, "PUT": _change}[call.request.method]
    entries = items_under(an_object(call, (PROFILES,)), PROFILES)
    return each("profile_name", entries, lambda entry: entry.get("profile_name", ""), lambda entry: act(call, items, entry))


def _add(_call: Call, items: list[Item], entry: Item) -> None:
    check(entry, {name: known for name, known in _CHECKS.items() if name != "new_profile_name"}, ("profile_name", "ip_address"))
    require_new(items, entry["profile_name"])
    items.append(entry)


def _change(call: Call, items: list[Item], entry: Item) -> None:
    check(entry, _CHECKS, ("profile_name",))
    item = existing(items, entry["profile_name"])
    new_name = str(entry.get("new_profile_name", item["profile_name"]))
    if new_name != item["profile_name"]:
        require_new(items, new_name)
    uses.rename_spoofing(call.appliance, item["profile_name"], new_name)
    item.update(profile_name=new_name, ip_address=entry.get("ip_address", item["ip_address"]))


def _remove(call: Call, items: list[Item], name: str) -> None:
    item = existing(items, name)
    users = uses.users_of_spoofing(call.appliance, name)
    if users:
        raise Failed(400, f"profile_name '{name}' is in use by {', '.join(users)}")
    items.remove(item)


def seed_profiles(_appliance: Appliance) -> list[Item]:
    return [{"profile_name": "partner network", "ip_address": "198.51.100.200"}, {"profile_name": "laboratory", "ip_address": "2001:db8::15"}]
