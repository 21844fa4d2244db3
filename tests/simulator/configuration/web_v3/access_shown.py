# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An access policy as it is read (forms: source XSOAR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import membership
from .access_sections import PART, USE_GLOBAL, usual_object_action
from .assignments import shown as by_action
from .checking import UNLICENSED
from .filtering import members_of, shown_filtering
from .outcome import Item
from .policies import GLOBAL
from .vocabulary import APPLICATIONS, LIMITED_APPLICATIONS, MALWARE_CATEGORIES, OBJECT_TYPES, OTHER_CATEGORIES, custom_categories

if TYPE_CHECKING:
    from ...appliance import Appliance


def shown(appliance: Appliance, policy: Item) -> Item:
    is_global = policy["policy_name"] == GLOBAL
    result = dict(policy)
    result["membership"] = membership.shown(appliance, policy.get("membership", {}))
    for name, act in (("objects", _objects), ("avc", _applications), ("amw_reputation", _anti_malware)):
        section = policy.get(name, {})
        result[name] = section if section.get("state") == USE_GLOBAL else act(section)
    result["url_filtering"] = shown_filtering(appliance, policy.get("url_filtering", {}), members_of(policy), _excluded(appliance), is_global)
    return _unlicensed(result) if appliance.settings.unlicensed else result


def _excluded(appliance: Appliance) -> list[str]:
    """Categories of one's own that the global policy leaves out: those that it has no other action for."""
    lists = appliance.configuration.part(PART)[-1].get("url_filtering", {}).get("custom_cats", {})
    named = [name for action, names in lists.items() if action != "exclude" for name in names]
    return [name for name in custom_categories(appliance) if name not in named]


def _objects(section: Item) -> Item:
    types = section.get("object_type", {})
    return {**section, "object_type": {group: by_action(types.get(group, {}), names, usual_object_action(group)) for group, names in OBJECT_TYPES.items()}}


def _applications(section: Item) -> Item:
    kept = section.get("applications", {})
    return {**section, "applications": {name: _application(name, kept.get(name, {})) for name in APPLICATIONS}}


def _application(name: str, kept: Item) -> Item:
    blocked = kept.get("block", [])
    monitored = {each: kept.get("monitor", {}).get(each, {}) for each in APPLICATIONS[name] if each not in blocked}
    limit = {"default_bandwidth_limit": ""} if name in LIMITED_APPLICATIONS else {}
    rest = {key: value for key, value in kept.items() if key not in ("block", "monitor")}
    return {**limit, **rest, **({"block": blocked} if blocked else {}), **({"monitor": monitored} if monitored else {})}


def _anti_malware(section: Item) -> Item:
    scanning = dict(section.get("cisco_dvs_amw", {}))
    for written, read, names in (
        ("block_malware_categories", "malware_categories", MALWARE_CATEGORIES),
        ("block_other_categories", "other_categories", OTHER_CATEGORIES),
    ):
        if written in scanning:
            scanning[read] = by_action({"block": scanning.pop(written)}, names, "monitor")
    return {**section, "cisco_dvs_amw": scanning}


def _unlicensed(policy: Item) -> Item:
    """A policy of an appliance that has no licences for these features."""
    filtering = {
        name: value for name, value in policy["url_filtering"].items() if name not in ("predefined_cats", "content_rating", "safe_search", "uncategorized_url")
    }
    result = {**policy, "url_filtering": filtering}
    if policy["avc"].get("state") != USE_GLOBAL:
        result["avc"] = {"state": UNLICENSED}
    if policy["amw_reputation"].get("state") != USE_GLOBAL:
        scanners = dict.fromkeys(("mcafee", "sophos", "webroot"), UNLICENSED)
        result["amw_reputation"] = {
            "cisco_dvs_amw": {
                "amw_scanning": {"amw_scan_status": "disable", "amw_scanners": scanners},
                "other_categories": {},
                "suspect_user_agent_scanning": "scan",
            },
            "web_reputation": {"filtering": UNLICENSED},
        }
    return result
