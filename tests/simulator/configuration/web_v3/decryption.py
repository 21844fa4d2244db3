# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``web_security/decryption_policies``. Only what is written is known (source PM145); answers are inferred from those about access policies."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...wire import Reply
from ..web_v2 import checks
from . import membership
from .checking import anything, check_section, merged
from .filtering import decrypted_filtering, members_of, shown_filtering
from .outcome import Failed, Item
from .policies import GLOBAL, Kind, for_everybody, policies

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

USE_GLOBAL = "use_global"
ACTIONS = ("drop", "decrypt", "pass_through")
LOWEST, HIGHEST = -10.0, 10.0


def decryption_policies(call: Call) -> Reply:
    return policies(call, KIND)


def _reputation(_appliance: Appliance, old: Item, given: Any, is_global: bool) -> Item:
    section = check_section(
        "web_reputation",
        given,
        {"state": checks.one_of("custom", "disable", USE_GLOBAL), "score": anything, "wbrs_no_score_action": checks.one_of("monitor", *ACTIONS)},
    )
    if section.get("state") == USE_GLOBAL and not is_global:
        return {"state": USE_GLOBAL}
    kept: Item = merged(old if old.get("state") != USE_GLOBAL else {"state": "custom"}, section)
    _check_scores(kept.get("score", {}))
    return kept


def _check_scores(score: Any) -> None:
    """Each action has a range of scores, as two texts, or none; ranges do not overlap (inferred)."""
    if not isinstance(score, dict) or not set(score) <= set(ACTIONS):
        raise Failed(400, f"Invalid value for score: Not ranges for {', '.join(ACTIONS)}.")
    ranges = sorted(_range(action, value) for action, value in score.items() if value != [])
    for (_low, high), (low, _high) in pairwise(ranges):
        if low <= high:
            raise Failed(400, "Invalid value for score: ranges overlap.")


def _range(action: str, value: Any) -> tuple[float, float]:
    try:
        low, high = (float(number) for number in value if isinstance(number, str))
    except (TypeError, ValueError) as problem:
        raise Failed(400, f"Invalid value for score: {action} is not two numbers, as texts.") from problem
    if not LOWEST <= low <= high <= HIGHEST:
        raise Failed(400, f"Invalid value for score: {action} is not a range from {LOWEST} to {HIGHEST}.")
    return low, high


def _default_action(_appliance: Appliance, _old: Any, given: Any, is_global: bool) -> str:
    if given not in (*ACTIONS, *(() if is_global else (USE_GLOBAL,))):
        raise Failed(400, f"Invalid default action: {given}")
    return str(given)


def _shown(appliance: Appliance, policy: Item) -> Item:
    is_global = policy["policy_name"] == GLOBAL
    filtering = shown_filtering(appliance, policy.get("url_filtering", {}), members_of(policy), [], is_global)
    return {**policy, "membership": membership.shown(appliance, policy.get("membership", {})), "url_filtering": filtering}


def _fresh() -> Item:
    return {
        "default_action": USE_GLOBAL,
        "url_filtering": {"custom_cats": {}, "predefined_cats": {}, "state": "custom", "uncategorized_url": USE_GLOBAL, "update_cats_action": USE_GLOBAL},
        "web_reputation": {"state": USE_GLOBAL},
    }


KIND = Kind(
    "decryption_policies",
    {"url_filtering": decrypted_filtering, "web_reputation": _reputation, "default_action": _default_action},
    _fresh,
    _shown,
)


def seed(_appliance: Appliance) -> list[Item]:
    banking: Item = {
        **_fresh(),
        "membership": {"identification_profiles": [{"staff": {"auth": "All Authenticated Users"}}]},
        "policy_description": "Banks are never decrypted",
        "policy_expiry": "",
        "policy_name": "Banking",
        "policy_order": 1,
        "policy_status": "enable",
    }
    banking["url_filtering"]["predefined_cats"] = {"pass_through": ["Finance"]}
    default: Item = {
        "default_action": "decrypt",
        "membership": for_everybody(),
        "policy_description": "Default settings",
        "policy_expiry": "",
        "policy_name": GLOBAL,
        "policy_status": "enable",
        "url_filtering": {
            "custom_cats": {"pass_through": ["Never decrypt"]},
            "predefined_cats": {"drop": ["Illegal Activities"]},
            "uncategorized_url": "monitor",
            "update_cats_action": "least restrictive",
        },
        "web_reputation": {
            "score": {"decrypt": ["-8.9", "5.9"], "drop": ["-10.0", "-9.0"], "pass_through": ["6.0", "10.0"]},
            "state": "custom",
            "wbrs_no_score_action": "monitor",
        },
    }
    return [banking, default]
