# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whom a policy is for: kept and read in another form than it is written in (forms: sources XSOAR, D14)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..web_v2 import checks
from ..web_v2.checks import Checks, list_of, object_of
from .checking import anything, bit, check_section, merged, port_or_range
from .identification import GLOBAL
from .identification import PART as PROFILES
from .outcome import Failed, Item
from .vocabulary import PREDEFINED_CATEGORIES, custom_categories

if TYPE_CHECKING:
    from ...appliance import Appliance

EVERY = "_all_"
_NAMES = list_of(checks.name)
_AUTH = checks.one_of("All Authenticated Users", "Selected Groups and Users", "Guests", "No Authentication")
_SWITCH = checks.one_of("enable", "disable")


def _of_profiles(value: checks.Check) -> checks.Check:
    return list_of(object_of({"id_profile": checks.text, "value": value}, ("id_profile", "value")))


_PROFILE: Checks = {"profile_name": checks.text, "auth": _AUTH, "auth_realm": checks.name, "groups_and_users": anything}
_CHECKS: Checks = {
    "identification_profiles": list_of(object_of(_PROFILE, ("profile_name", "auth")), 1),
    "protocols": _of_profiles(_NAMES),
    "ports": _of_profiles(list_of(port_or_range)),
    "subnets": _of_profiles(list_of(checks.network)),
    "url_categories": _of_profiles(object_of({"predefined": _NAMES, "custom": _NAMES, "uncategorized": _SWITCH})),
    "user_agents": object_of({"predefined": _NAMES, "custom": _NAMES, "is_inverse": bit}),
    "time_range": object_of({"time_range_name": checks.name, "is_inverse": bit}),
    "user_location": checks.name,
}


def written(appliance: Appliance, old: Item, given: Any) -> Item:
    """What is kept of the membership that a call gives, merged into the old one."""
    section = check_section("membership", given, _CHECKS)
    kept: Item = merged(old, section)
    if "identification_profiles" in section:
        kept["identification_profiles"] = [_kept_profile(appliance, entry) for entry in section["identification_profiles"]]
        _check_profiles(kept["identification_profiles"])
    if not kept.get("identification_profiles"):
        raise Failed(400, "Missing attribute - identification_profiles.")
    _check_names(appliance, section)
    return kept


def _kept_profile(appliance: Appliance, entry: Item) -> Item:
    """``{name: {"auth": ...}}``. An empty text is the global profile (source D14); its own name is taken as well (source PM145)."""
    name = entry["profile_name"] or GLOBAL
    known = [profile["profile_name"] for profile in appliance.configuration.part(PROFILES)]
    if name not in (EVERY, GLOBAL, *known):
        raise Failed(400, f"Invalid ID profile: {name}")
    return {name: {key: value for key, value in entry.items() if key != "profile_name"}}


def _check_profiles(entries: list[Item]) -> None:
    names = [name for entry in entries for name in entry]
    if len(set(names)) < len(names):
        raise Failed(400, "Invalid value for identification_profiles: a profile is there twice")
    if EVERY in names and len(names) > 1:
        raise Failed(400, f"Invalid value for identification_profiles: {EVERY} goes with no other profile")


def _check_names(appliance: Appliance, section: Item) -> None:
    time_range = section.get("time_range", {}).get("time_range_name")
    if time_range is not None and time_range not in [each["name"] for each in appliance.configuration.part("time_ranges")]:
        raise Failed(400, f"Invalid time range: {time_range}")
    known = [*PREDEFINED_CATEGORIES, *custom_categories(appliance)]
    for condition in section.get("url_categories", []):
        for name in (*condition["value"].get("predefined", []), *condition["value"].get("custom", [])):
            if name not in known:
                raise Failed(400, f"Invalid URL category: {name}")


def shown(appliance: Appliance, kept: Item) -> Item:
    """The membership as it is read: protocols of its profiles show up in it, too (source XSOAR)."""
    section = deepcopy(kept)
    profiles = {profile["profile_name"]: profile for profile in appliance.configuration.part(PROFILES)}
    conditions = section.get("protocols", [])
    own = [condition["id_profile"] for condition in conditions]
    for name in (name for entry in section.get("identification_profiles", []) for name in entry):
        protocols = profiles.get(name, {}).get("members", {}).get("protocols")
        if protocols and name not in own and "" not in own:
            conditions.append({"id_profile": name, "value": list(protocols)})
    return {**section, "protocols": conditions} if conditions else section


def categories(kept: Item) -> Item | None:
    """The URL categories that the policy is for, ``None`` if it is for all: ``{"predefined": [...], "custom": [...], "uncategorized": ...}``."""
    values = [condition["value"] for condition in kept.get("url_categories", [])]
    if not values:
        return None
    lists = {kind: [name for value in values for name in value.get(kind, [])] for kind in ("predefined", "custom")}
    return {**lists, "uncategorized": any(value.get("uncategorized") == "enable" for value in values)}
