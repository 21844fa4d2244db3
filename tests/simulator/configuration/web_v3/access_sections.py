# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The sections of access policies other than URL filtering: what is kept of what a call gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..web_v2 import checks
from ..web_v2.checks import Checks, list_of
from .assignments import assigned
from .checking import anything, check_section, merged, port_or_range
from .outcome import Failed, Item
from .vocabulary import APPLICATIONS, INSPECTABLE, MALWARE_CATEGORIES, OBJECT_TYPES, OTHER_CATEGORIES

if TYPE_CHECKING:
    from ...appliance import Appliance

USE_GLOBAL = "use_global"
PART = "access_policies"
_SWITCH = checks.one_of("enable", "disable")
_STATE = checks.one_of("custom", USE_GLOBAL)
_BANDWIDTH = anything

_PROTOCOLS: Checks = {
    "state": checks.one_of("custom", USE_GLOBAL, "disable"),
    "block_protocols": list_of(checks.one_of("ftp", "http", "https", "nativeftp")),
    "allow_connect_ports": list_of(port_or_range),
    "block_custom_user_agents": list_of(checks.pattern),
}
_OBJECTS: Checks = {
    "state": _STATE,
    "max_object_size_mb": checks.object_of({"ftp": checks.within(0, 1024), "http_or_https": checks.within(0, 1024)}),
    "object_type": anything,
    "block_custom_mime_types": list_of(checks.name),
}
_AVC: Checks = {"state": _STATE, "applications": anything, "range_request": anything}
_APPLICATION: Checks = {"default_action": checks.name, "default_bandwidth_limit": anything, "block": list_of(checks.name), "monitor": anything}
_FILES = ("Known Malicious and High-Risk Files",)
_SCANNING: Checks = {
    "amw_scanning": checks.object_of({"amw_scan_status": _SWITCH, "amw_scanners": anything}),
    "suspect_user_agent_scanning": checks.one_of("scan", "block", "none"),
    "block_malware_categories": list_of(checks.one_of(*MALWARE_CATEGORIES)),
    "block_other_categories": list_of(checks.one_of(*OTHER_CATEGORIES)),
}
_ANTI_MALWARE: Checks = {
    "state": _STATE,
    "web_reputation": checks.object_of({"filtering": _SWITCH}),
    "adv_malware_protection": checks.object_of({"file_reputation_filtering": _SWITCH, "file_reputation": anything, "file_analysis": _SWITCH}),
    "cisco_dvs_amw": checks.object_of(_SCANNING),
}


def _own(appliance: Appliance, name: str, old: Item, section: Item, is_global: bool) -> Item | None:
    """What a section that is given is merged into; ``None`` if the policy does what the global one does, and then nothing else is kept.

    A policy that gets a section of its own starts from the global one's. One that is given without a state is its own (inferred).
    """
    if not is_global and section.get("state") == USE_GLOBAL:
        return None
    if is_global or old.get("state") != USE_GLOBAL:
        return old
    shared: Item = appliance.configuration.part(PART)[-1].get(name, {})
    return {**shared, "state": "custom"}


def protocols(appliance: Appliance, old: Item, given: Any, is_global: bool) -> Item:
    section = check_section("protocols_user_agents", given, _PROTOCOLS)
    start = _own(appliance, "protocols_user_agents", old, section, is_global)
    return {"state": USE_GLOBAL} if start is None else merged(start, section)


def objects(appliance: Appliance, old: Item, given: Any, is_global: bool) -> Item:
    section = check_section("objects", given, _OBJECTS)
    start = _own(appliance, "objects", old, section, is_global)
    if start is None:
        return {"state": USE_GLOBAL}
    kept: Item = merged(start, {name: value for name, value in section.items() if name != "object_type"})
    types = dict(start.get("object_type", {}))
    for group, lists in _dictionary("object_type", section.get("object_type", {})).items():
        if group not in OBJECT_TYPES:
            raise Failed(400, f"Invalid object type: {group}")
        usual = usual_object_action(group)
        actions = ("allow", "block", "inspect") if group == INSPECTABLE else ("monitor", "block")
        every = assigned(types.get(group, {}), lists, OBJECT_TYPES[group], actions, group)
        types[group] = {action: names for action, names in every.items() if action != usual}
    return {**kept, "object_type": types}


def usual_object_action(group: str) -> str:
    return "allow" if group == INSPECTABLE else "monitor"


def applications(appliance: Appliance, old: Item, given: Any, is_global: bool) -> Item:
    section = check_section("avc", given, _AVC)
    if appliance.settings.unlicensed and section != {"state": USE_GLOBAL}:
        raise Failed(400, "Invalid value for avc: application visibility and control is not licensed.")
    start = _own(appliance, "avc", old, section, is_global)
    if start is None:
        return {"state": USE_GLOBAL}
    kept: Item = merged(start, {name: value for name, value in section.items() if name != "applications"})
    types = dict(start.get("applications", {}))
    for name, told in _dictionary("applications", section.get("applications", {})).items():
        types[name] = _application(name, types.get(name, {}), check_section(f"applications: {name}", told, _APPLICATION))
    return {**kept, "applications": types}


def _application(name: str, old: Item, given: Item) -> Item:
    """One type of applications. Those that are not blocked are monitored; only what is said about them is kept."""
    if name not in APPLICATIONS:
        raise Failed(400, f"Invalid application type: {name}")
    monitored = _dictionary("monitor", given.get("monitor", {}))
    lists = {**({"block": given["block"]} if "block" in given else {}), "monitor": list(monitored)}
    blocked = assigned({"block": old.get("block", [])}, lists, APPLICATIONS[name], ("block", "monitor"), name).get("block", [])
    settings = {**old.get("monitor", {}), **monitored}
    rest = {key: value for key, value in {**old, **given}.items() if key not in ("block", "monitor")}
    return {**rest, "block": blocked, "monitor": {each: value for each, value in settings.items() if each not in blocked}}


def anti_malware(appliance: Appliance, old: Item, given: Any, is_global: bool) -> Item:
    """Kept as it is written: what is blocked. Categories are read by action (source XSOAR)."""
    section = check_section("amw_reputation", given, _ANTI_MALWARE)
    if appliance.settings.unlicensed and section != {"state": USE_GLOBAL}:
        raise Failed(400, "Invalid value for amw_reputation: anti-malware and reputation are not licensed.")
    start = _own(appliance, "amw_reputation", old, section, is_global)
    if start is None:
        return {"state": USE_GLOBAL}
    kept: Item = merged(start, section)
    files = section.get("adv_malware_protection", {}).get("file_reputation")
    if files is not None:
        kept["adv_malware_protection"]["file_reputation"] = assigned({}, files, _FILES, ("monitor", "block"), "file reputation")
    return kept


def _dictionary(what: str, value: Any) -> Item:
    if not isinstance(value, dict):
        raise Failed(400, f"Invalid value for {what}: Not an object.")
    return value
