# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``web_security/http_rewrite_profiles``: profiles, and settings for all of them (forms: sources D14, PM145)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only, require
from ...wire import Reply, success
from ..web_v2 import checks
from ..web_v2.checks import Checks, list_of, object_of
from . import uses
from .checking import check, check_section
from .incoming import an_object, items_under
from .outcome import Failed, Item, Refused, Tally, done, each
from .profiles import existing, find

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

PART = "http_rewrite_profiles"
SETTINGS = "global_settings"
NO_PROFILE = "None"

_HEADER: Checks = {
    "header_name": checks.name,
    "header_value": checks.text,
    "text_format": checks.one_of("UTF-8", "ASCII"),
    "binary_encoding": checks.one_of("Base64", "No Encoding"),
}
_CHECKS: Checks = {
    "profile_name": checks.name,
    "new_profile_name": checks.name,
    "headers": list_of(object_of(_HEADER, ("header_name", "header_value")), 1),
}
_SETTINGS: Checks = dict.fromkeys(("rewrite_format_for_user", "rewrite_format_for_groups", "delimiter_for_groups"), checks.text)


def http_rewrite_profiles(call: Call) -> Reply:
    """GET answers both keys; a change takes profiles, settings or both. That settings go without profiles is inferred."""
    part: Item = call.appliance.configuration.part(PART)
    if call.request.method == "GET":
        allow_only(call.parameters, ())
        return success(deepcopy(part))
    if call.request.method == "DELETE":
        return _delete(call, part[PART])
    act = {"POST": _add, "PUT": _change}[call.request.method]
    body = an_object(call, (PART, SETTINGS))
    settings = _checked_settings(body.get(SETTINGS, {}))
    part[SETTINGS].update(settings)
    if PART not in body:
        return done()
    return each("profile_name", items_under(body, PART), lambda entry: entry.get("profile_name", ""), lambda entry: act(call, part[PART], entry))


def _checked_settings(given: Any) -> Item:
    try:
        return check_section(SETTINGS, given, _SETTINGS)
    except Failed as problem:
        raise Refused(400, problem.message) from problem


def _add(_call: Call, items: list[Item], entry: Item) -> None:
    check(entry, {name: known for name, known in _CHECKS.items() if name != "new_profile_name"}, ("profile_name", "headers"))
    if find(items, entry["profile_name"]) or entry["profile_name"] == NO_PROFILE:
        raise Failed(400, f"profile_name '{entry['profile_name']}' already exists")
    items.append({"profile_name": entry["profile_name"], "headers": _completed(entry["headers"])})


def _change(call: Call, items: list[Item], entry: Item) -> None:
    check(entry, _CHECKS, ("profile_name",))
    item = existing(items, entry["profile_name"])
    new_name = str(entry.get("new_profile_name", item["profile_name"]))
    if new_name != item["profile_name"] and (find(items, new_name) or new_name == NO_PROFILE):
        raise Failed(400, f"profile_name '{new_name}' already exists")
    uses.replace_rewriting(call.appliance, item["profile_name"], new_name)
    item["profile_name"] = new_name
    if "headers" in entry:
        item["headers"] = _completed(entry["headers"])


def _completed(headers: list[Item]) -> list[Item]:
    """Headers with what is usual where nothing is said (inferred)."""
    return [{"text_format": "ASCII", "binary_encoding": "No Encoding", **header} for header in headers]


def _delete(call: Call, items: list[Item]) -> Reply:
    """One profile; policies get the other one in its place. Two equal names are the one documented use of 406 (source D14)."""
    allow_only(call.parameters, ("profile_name", "alternate_profile_name"))
    name, other = (require(call.parameters, parameter) for parameter in ("profile_name", "alternate_profile_name"))
    if name == other:
        raise Refused(406, "profile_name and alternate_profile_name cannot be the same.")
    tally = Tally("profile_name")
    try:
        item = existing(items, name)
        if other != NO_PROFILE:
            existing(items, other)
    except Failed as problem:
        tally.note(name, problem)
    else:
        items.remove(item)
        uses.replace_rewriting(call.appliance, name, other)
    return tally.reply()


def seed(_appliance: Appliance) -> Item:
    headers = [
        {"header_name": "X-Authenticated-User", "header_value": "($ReqMeta[X-Authenticated-User])", "text_format": "ASCII", "binary_encoding": "Base64"},
        {"header_name": "X-Client-IP", "header_value": "($ReqMeta[X-Client-IP])", "text_format": "ASCII", "binary_encoding": "No Encoding"},
    ]
    return {
        PART: [{"profile_name": "to upstream", "headers": headers}],
        SETTINGS: {
            "rewrite_format_for_user": "$authMechanism:\\\\$domainName\\$userName",
            "rewrite_format_for_groups": "$authMechanism:\\\\$domainName\\$groupName",
            "delimiter_for_groups": ":",
        },
    }
