# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``web_security/access_policies`` (forms: source XSOAR)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...wire import Reply
from . import membership
from .access_sections import anti_malware, applications, objects, protocols
from .access_shown import shown
from .filtering import url_filtering
from .outcome import Failed, Item
from .policies import GLOBAL, Kind, for_everybody, policies

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

USE_GLOBAL = "use_global"
NO_PROFILE = "None"


def access_policies(call: Call) -> Reply:
    return policies(call, KIND)


def _rewrite_profile(appliance: Appliance, _old: Item, given: Any, is_global: bool) -> str:
    known = [profile["profile_name"] for profile in appliance.configuration.part("http_rewrite_profiles")["http_rewrite_profiles"]]
    if given not in (NO_PROFILE, *known, *(() if is_global else (USE_GLOBAL,))):
        raise Failed(400, f"Invalid HTTP rewrite profile: {given}")
    return str(given)


def _fresh() -> Item:
    """A new policy does what the global one does."""
    return {
        "amw_reputation": {"state": USE_GLOBAL},
        "avc": {"state": USE_GLOBAL},
        "http_rewrite_profile": USE_GLOBAL,
        "objects": {"state": USE_GLOBAL},
        "protocols_user_agents": {"state": USE_GLOBAL},
        "url_filtering": {
            "content_rating": {"status": USE_GLOBAL},
            "custom_cats": {},
            "exception_referred_embedded_content": {"state": "disable"},
            "predefined_cats": {},
            "safe_search": {"status": USE_GLOBAL},
            "state": "custom",
            "uncategorized_url": USE_GLOBAL,
            "update_cats_action": USE_GLOBAL,
            "yt_cats": {},
        },
    }


KIND = Kind(
    "access_policies",
    {
        "protocols_user_agents": protocols,
        "url_filtering": url_filtering,
        "avc": applications,
        "objects": objects,
        "amw_reputation": anti_malware,
        "http_rewrite_profile": _rewrite_profile,
    },
    _fresh,
    shown,
)


def seed(_appliance: Appliance) -> list[Item]:
    fresh = _fresh()
    staff: Item = {
        **fresh,
        "membership": {"identification_profiles": [{"staff": {"auth": "All Authenticated Users"}}]},
        "policy_description": "Everybody in the offices",
        "policy_expiry": "",
        "policy_name": "Staff",
        "policy_order": 1,
        "policy_status": "enable",
        "url_filtering": {**fresh["url_filtering"], "predefined_cats": {"block": ["Gambling", "Hacking"], "warn": ["Games"]}},
    }
    guests: Item = {
        **_fresh(),
        "membership": {
            "identification_profiles": [{membership.EVERY: {"auth": "No Authentication"}}],
            "ports": [{"id_profile": "", "value": ["3128"]}],
            "url_categories": [{"id_profile": "", "value": {"predefined": ["News", "Search Engines and Portals", "Travel"]}}],
        },
        "policy_description": "",
        "policy_expiry": "12/31/2030 23:30",
        "policy_name": "Guests",
        "policy_order": 2,
        "policy_status": "disable",
    }
    return [staff, guests, _global_policy()]


def _global_policy() -> Item:
    return {
        "amw_reputation": {
            "adv_malware_protection": {
                "file_analysis": "enable",
                "file_reputation": {"monitor": ["Known Malicious and High-Risk Files"]},
                "file_reputation_filtering": "enable",
            },
            "cisco_dvs_amw": {
                "amw_scanning": {"amw_scan_status": "enable"},
                "block_malware_categories": ["Trojan Horse", "Virus", "Worm"],
                "block_other_categories": ["Outbreak Heuristics"],
                "suspect_user_agent_scanning": "scan",
            },
            "web_reputation": {"filtering": "enable"},
        },
        "avc": {"applications": {}},
        "http_rewrite_profile": NO_PROFILE,
        "membership": for_everybody(),
        "objects": {
            "block_custom_mime_types": [],
            "max_object_size_mb": {"ftp": 0, "http_or_https": 0},
            "object_type": {"Executable Code": {"block": ["UNIX Executable"]}, "Inspectable Archives": {"block": ["BZIP2"]}},
            "state": "custom",
        },
        "policy_description": "Default settings",
        "policy_expiry": "",
        "policy_name": GLOBAL,
        "policy_status": "enable",
        "protocols_user_agents": {
            "allow_connect_ports": ["8080", "21", "443", "563", "4431", "6443", "8443", "20", "6080"],
            "block_custom_user_agents": [],
            "block_protocols": [],
            "state": "custom",
        },
        "url_filtering": {
            "content_rating": {"status": "disable"},
            "custom_cats": {"block": ["Blocked sites"]},
            "exception_referred_embedded_content": {"state": "disable"},
            "predefined_cats": {"block": ["Filter Avoidance", "Illegal Activities"]},
            "safe_search": {"status": "disable"},
            "uncategorized_url": "monitor",
            "update_cats_action": "least restrictive",
            "yt_cats": {"block": ["Comedy"]},
        },
    }
