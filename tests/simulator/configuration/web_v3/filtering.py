# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The section ``url_filtering`` of access and decryption policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..web_v2 import checks
from ..web_v2.checks import Checks
from . import membership
from .assignments import assigned, shown
from .checking import anything, check_section
from .outcome import Failed, Item
from .vocabulary import PREDEFINED_CATEGORIES, YOUTUBE_CATEGORIES, custom_categories

if TYPE_CHECKING:
    from ...appliance import Appliance

USE_GLOBAL = "use_global"
LISTS = ("custom_cats", "predefined_cats", "yt_cats")
_PLAIN_NAMES = {name.replace(" & ", " "): name for name in YOUTUBE_CATEGORIES}

_ACCESS_ACTIONS = {
    "custom_cats": ("monitor", "block", "warn", "allow", "redirect", "exclude", "quota_based", "time_based"),
    "predefined_cats": ("monitor", "block", "warn", "quota_based", "time_based"),
    "yt_cats": ("monitor", "block", "warn", "quota_based", "time_based"),
}
_DECRYPTION_ACTIONS = {
    "custom_cats": ("monitor", "decrypt", "pass_through", "drop", "exclude", "quota_based", "time_based"),
    "predefined_cats": ("monitor", "decrypt", "pass_through", "drop", "quota_based", "time_based"),
}
_COMMON: Checks = {
    "state": checks.one_of("custom", USE_GLOBAL),
    "custom_cats": anything,
    "predefined_cats": anything,
    "uncategorized_url": checks.one_of(USE_GLOBAL, "monitor", "block", "warn", "decrypt", "pass_through", "drop"),
    "update_cats_action": checks.one_of(USE_GLOBAL, "most restrictive", "least restrictive"),
}
_STATUS = checks.one_of("enable", "disable", USE_GLOBAL)
_ACCESS: Checks = {
    **_COMMON,
    "yt_cats": anything,
    "overall_quota_profile": checks.text,
    "exception_referred_embedded_content": anything,
    "safe_search": checks.object_of({"status": _STATUS, "unsupported_safe_search_engine": checks.one_of("monitor", "block")}),
    "content_rating": checks.object_of({"status": _STATUS, "action": checks.one_of("warn", "block")}),
}


def url_filtering(appliance: Appliance, old: Item, given: Any, is_global: bool) -> Item:
    """The section of an access policy."""
    section = check_section("url_filtering", given, _ACCESS)
    if appliance.settings.unlicensed and {"predefined_cats", "safe_search", "content_rating", "uncategorized_url"} & set(section):
        raise Failed(400, "Invalid value for url_filtering: web usage controls are not licensed.")
    return _written(appliance, old, section, _ACCESS_ACTIONS, is_global)


def decrypted_filtering(appliance: Appliance, old: Item, given: Any, is_global: bool) -> Item:
    """The section of a decryption policy."""
    return _written(appliance, old, check_section("url_filtering", given, _COMMON), _DECRYPTION_ACTIONS, is_global)


def _written(appliance: Appliance, old: Item, section: Item, actions: dict[str, tuple[str, ...]], is_global: bool) -> Item:
    kept = {**old, **section}
    for name in LISTS:
        if name in section:
            possible = actions[name] if is_global else (USE_GLOBAL, *actions[name])
            given = _spelt_out(section[name]) if name == "yt_cats" else section[name]
            lists = assigned(old.get(name, {}), given, _universe(appliance, name), possible, _WHAT[name])
            kept[name] = {action: names for action, names in lists.items() if action != usual_action(name, is_global)}
    return kept


_WHAT = {"custom_cats": "URL category", "predefined_cats": "URL category", "yt_cats": "YouTube category"}


def _spelt_out(given: Any) -> Any:
    """Names of YouTube's categories are taken with and without the ampersand (inferred: both are answered)."""
    if not isinstance(given, dict):
        return given
    return {action: [_PLAIN_NAMES.get(name, name) for name in names] if isinstance(names, list) else names for action, names in given.items()}


def _universe(appliance: Appliance, name: str) -> list[str]:
    if name == "custom_cats":
        return custom_categories(appliance)
    return list(PREDEFINED_CATEGORIES if name == "predefined_cats" else YOUTUBE_CATEGORIES)


def usual_action(name: str, is_global: bool) -> str:
    """What happens to a category that nobody has said anything about: the global policy leaves out categories of one's own."""
    if not is_global:
        return USE_GLOBAL
    return "exclude" if name == "custom_cats" else "monitor"


def shown_filtering(appliance: Appliance, section: Item, members: Item | None, excluded: list[str], is_global: bool) -> Item:
    """The section as it is read: every category once, and those only that the membership leaves (source XSOAR).

    Categories that the global policy excludes do not show up in others. YouTube's are spelt without the ampersand where the global action is used.
    """
    result = dict(section)
    for name in [name for name in LISTS if name in section]:
        lists = shown(section[name], _universe(appliance, name), usual_action(name, is_global))
        if name == "custom_cats" and USE_GLOBAL in lists:
            lists[USE_GLOBAL] = [category for category in lists[USE_GLOBAL] if category not in excluded]
        if name == "yt_cats" and USE_GLOBAL in lists:
            lists[USE_GLOBAL] = [category.replace(" & ", " ") for category in lists[USE_GLOBAL]]
        if members is not None and name != "yt_cats":
            left = members[name.partition("_")[0]]
            lists = {action: [category for category in names if category in left] for action, names in lists.items()}
        result[name] = {action: names for action, names in lists.items() if names}
        if not result[name] and name == "custom_cats":
            del result[name]
    if members is not None and not members["uncategorized"]:
        result.pop("uncategorized_url", None)
    return result


def members_of(policy: Item) -> Item | None:
    """The categories that a policy is for, ``None`` if it is for all."""
    return membership.categories(policy.get("membership", {}))
