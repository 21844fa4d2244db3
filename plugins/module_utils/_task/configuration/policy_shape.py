# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Policies of the WSA as they are written, made from how they are read. What is written already stays as it is, and so does what is not understood.

The two forms differ in the membership, in the categories of malware, and in the names of YouTube's categories (sources XSOAR, D14, PM145).
"""

from __future__ import annotations

from typing import Any, Callable

GLOBAL_PROFILE = "global_identification_profile"
"""How the global profile is called when it is read; what is written is an empty text."""

_BY_PROFILE = ("protocols", "ports", "subnets", "url_categories")

_BLOCK_LISTS = {"malware_categories": "block_malware_categories", "other_categories": "block_other_categories"}

_YOUTUBE = (
    "Film & Animation",
    "Autos & Vehicles",
    "Pets & Animals",
    "Travel & Events",
    "People & Blogs",
    "News & Politics",
    "Howto & Style",
    "Science & Technology",
    "Nonprofits & Activism",
)
_WITH_SIGN = {name.replace(" & ", " "): name for name in _YOUTUBE}
"""Categories that one list of a policy spells without the ampersand, though the global policy spells them with it."""


def policies(value: Any) -> Any:
    """A list of policies."""
    return [_policy(item) for item in value] if isinstance(value, list) else value


def _policy(item: Any) -> Any:
    for name, act in (("membership", _membership), ("url_filtering", _url_filtering), ("amw_reputation", _anti_malware)):
        item = _with(item, name, act)
    return item


def _with(value: Any, name: str, act: Callable[[Any], Any]) -> Any:
    """``value`` with what ``act`` makes of its key ``name``, if it is a dictionary that has it."""
    return {**value, name: act(value[name])} if isinstance(value, dict) and name in value else value


def _each(act: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: [act(entry) for entry in value] if isinstance(value, list) else value


def _membership(value: Any) -> Any:
    value = _with(value, "identification_profiles", _profiles)
    for name in _BY_PROFILE:
        value = _with(value, name, _each(lambda entry: _with(entry, "id_profile", _profile_name)))
    return value


def _profiles(value: Any) -> Any:
    """``[{name: {"auth": ...}}]`` as ``[{"profile_name": name, "auth": ...}]``."""
    if not isinstance(value, list):
        return value
    return [profile for entry in value for profile in _named_profiles(entry)]


def _named_profiles(entry: Any) -> list[Any]:
    if isinstance(entry, dict) and "profile_name" not in entry and entry and all(isinstance(facts, dict) for facts in entry.values()):
        return [{"profile_name": _profile_name(name), **facts} for name, facts in entry.items()]
    return [_with(entry, "profile_name", _profile_name)]


def _profile_name(name: Any) -> Any:
    return "" if name == GLOBAL_PROFILE else name


def _url_filtering(value: Any) -> Any:
    return _with(value, "yt_cats", lambda lists: {action: _each(_youtube_name)(names) for action, names in lists.items()} if isinstance(lists, dict) else lists)


def _youtube_name(name: Any) -> Any:
    return _WITH_SIGN.get(name, name) if isinstance(name, str) else name


def _anti_malware(value: Any) -> Any:
    return _with(value, "cisco_dvs_amw", _scanning)


def _scanning(value: Any) -> Any:
    """Categories are read by action, and written as a list of those that are blocked; all others are monitored."""
    if not isinstance(value, dict):
        return value
    known = {key: inner for key, inner in value.items() if key not in _BLOCK_LISTS or not isinstance(inner, dict)}
    blocked = {_BLOCK_LISTS[key]: inner.get("block", []) for key, inner in value.items() if key in _BLOCK_LISTS and isinstance(inner, dict)}
    return {**known, **{key: names for key, names in blocked.items() if key not in value}}
