# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``web_security/identification_profiles`` (form of answers: source XSOAR)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from ...parameters import allow_only
from ...wire import Reply
from ..web_v2 import checks
from ..web_v2.checks import Checks, list_of, object_of
from . import uses
from .checking import anything, bit, check, check_section, merged, port_or_range
from .incoming import PAGING, an_object, items_under, names_in, selected
from .ordering import put_in_place, take_out
from .outcome import Failed, Item, each, found
from .profiles import existing, require_new
from .vocabulary import PREDEFINED_CATEGORIES, custom_categories

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

PART = "identification_profiles"
GLOBAL = "global_identification_profile"
_SWITCH = checks.one_of("enable", "disable")
_NAMES = list_of(checks.name)
_PROTOCOLS = ("http", "https", "ftp", "nativeftp", "socks", "others")

_METHOD: Checks = {
    "sso_scheme": checks.one_of("sso_none", "sso_ise", "sso_asa", "sso_tui"),
    "auth_sequence": checks.name,
    "auth_scheme": list_of(checks.one_of("Basic", "NTLMSSP", "Kerberos", "Header")),
    "prompt_on_sso_failure": checks.one_of("authenticate", "guest", "block"),
    "use_guest_on_auth_failure": bit,
    "auth_surrogate_by_proto": anything,
    "use_forward_surrogates": bit,
}
_MEMBERS: Checks = {
    "protocols": list_of(checks.one_of(*_PROTOCOLS)),
    "proxy_ports": list_of(port_or_range),
    "ip": list_of(checks.network),
    "url_categories": object_of({"predefined": _NAMES, "custom": _NAMES, "uncategorized": _SWITCH}),
    "user_agents": object_of({"predefined": _NAMES, "custom": _NAMES, "is_inverse": bit}),
    "location": checks.one_of("local", "remote", "both"),
}
_CHECKS: Checks = {
    "profile_name": checks.name,
    "new_profile_name": checks.name,
    "status": _SWITCH,
    "description": checks.text,
    "order": checks.within(1, 10000),
    "identification_method": anything,
    "members": anything,
}


def identification_profiles(call: Call) -> Reply:
    items: list[Item] = call.appliance.configuration.part(PART)
    if call.request.method == "GET":
        allow_only(call.parameters, ("profile_names", *PAGING))
        return found(PART, deepcopy(selected(call, items, "profile_name", "profile_names")))
    if call.request.method == "DELETE":
        allow_only(call.parameters, ("profile_names",))
        names = names_in(call, "profile_names")
        every = [item["profile_name"] for item in items if item["profile_name"] != GLOBAL]
        return each("profile_name", every if names is None else names, lambda name: name, lambda name: _remove(call, items, name))
    act = {"POST": _add, "PUT": _change}[call.request.method]
    entries = items_under(an_object(call, (PART,)), PART)
    return each("profile_name", entries, lambda entry: entry.get("profile_name", ""), lambda entry: act(call, items, entry))


def _add(call: Call, items: list[Item], entry: Item) -> None:
    check(entry, {name: known for name, known in _CHECKS.items() if name != "new_profile_name"}, ("profile_name", "status"))
    require_new(items, entry["profile_name"])
    _check_sections(call, entry)
    fresh = {"description": "", "identification_method": {}, "members": {}, **entry}
    put_in_place(call, items, fresh, "order", entry.get("order"))


def _change(call: Call, items: list[Item], entry: Item) -> None:
    check(entry, _CHECKS, ("profile_name",))
    item = existing(items, entry["profile_name"])
    is_global = item["profile_name"] == GLOBAL
    if is_global and set(entry) & {"order", "members", "new_profile_name"}:
        raise Failed(400, f"{GLOBAL} has no order, no members and no other name")
    _check_sections(call, entry)
    new_name = str(entry.get("new_profile_name", item["profile_name"]))
    if new_name != item["profile_name"]:
        require_new(items, new_name)
    told = {name: value for name, value in entry.items() if name not in ("profile_name", "new_profile_name", "order")}
    old = {} if call.appliance.settings.sections_replace else item
    if "order" in entry:
        put_in_place(call, items, item, "order", entry["order"])
    item.update({name: merged(old.get(name), value) for name, value in told.items()})
    if new_name != item["profile_name"]:
        uses.rename_profile(call.appliance, item["profile_name"], new_name)
        item["profile_name"] = new_name


def _remove(call: Call, items: list[Item], name: str) -> None:
    item = existing(items, name)
    if name == GLOBAL:
        raise Failed(400, f"{GLOBAL} cannot be deleted")
    users = uses.users_of_profile(call.appliance, name)
    if users:
        raise Failed(400, f"profile_name '{name}' is in use by {', '.join(users)}")
    take_out(call, items, item, "order")


def _check_sections(call: Call, entry: Item) -> None:
    method = check_section("identification_method", entry.get("identification_method", {}), _METHOD)
    members = check_section("members", entry.get("members", {}), _MEMBERS)
    sequence = method.get("auth_sequence")
    settings = call.appliance.configuration.part("auth_settings")
    known = [each["name"] for kind in ("realms", "sequences") for each in settings[kind]]
    if sequence is not None and sequence not in known:
        raise Failed(400, f"Invalid realm or sequence: {sequence}")
    categories = members.get("url_categories", {})
    known = [*PREDEFINED_CATEGORIES, *custom_categories(call.appliance)]
    for name in (*categories.get("predefined", []), *categories.get("custom", [])):
        if name not in known:
            raise Failed(400, f"Invalid URL category: {name}")


def seed(_appliance: Appliance) -> list[Item]:
    return [
        {
            "description": "Address ranges of the offices",
            "identification_method": {
                "auth_scheme": ["Kerberos", "NTLMSSP"],
                "auth_sequence": "ad.example.com",
                "auth_surrogate_by_proto": {"ftp": "ip", "http": "ip", "https": "ip"},
                "prompt_on_sso_failure": "authenticate",
                "sso_scheme": "sso_none",
                "use_forward_surrogates": 1,
                "use_guest_on_auth_failure": 0,
            },
            "members": {"ip": ["192.0.2.0/24", "198.51.100.10-20"], "protocols": ["http", "https", "ftp"]},
            "order": 1,
            "profile_name": "staff",
            "status": "enable",
        },
        {
            "description": "",
            "identification_method": {},
            "members": {"ip": ["203.0.113.0/24"], "protocols": ["http", "https"], "proxy_ports": ["3128"]},
            "order": 2,
            "profile_name": "guests",
            "status": "enable",
        },
        {
            "description": "Machines that update themselves",
            "identification_method": {},
            "members": {
                "protocols": ["http", "https", "ftp"],
                "url_categories": {"custom": [], "predefined": ["Software Updates"], "uncategorized": "disable"},
                "user_agents": {"custom": [], "is_inverse": 0, "predefined": ["windows_updater", "adobe_updater"]},
            },
            "order": 3,
            "profile_name": "updates",
            "status": "disable",
        },
        {"description": "Default settings", "identification_method": {}, "profile_name": GLOBAL, "status": "enable"},
    ]
