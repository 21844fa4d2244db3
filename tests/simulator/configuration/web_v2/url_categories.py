# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``web_security/bypass_proxy`` and ``web_security/url_categories``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...parameters import one_of
from ...wire import Reply
from . import checks
from .checks import Check, Checks, list_of
from .incoming import an_object, chosen, names, only, page
from .orders import place, renumber
from .outcome import Missing, Rejected, deletion, each, found, shown
from .settings import settings
from .uses import users_of_category

if TYPE_CHECKING:
    from ...routes import Call

LOCAL, EXTERNAL = "Local", "External"
NOTHING = "No URL category records found."
_FEED = ("interface_option", "feed_type", "feed_location")

_CHECKS: Checks = {
    "category_name": checks.name,
    "category_type": checks.one_of(LOCAL, EXTERNAL),
    "list_order": checks.within(1, 10000),
    "sites": list_of(checks.site),
    "sites_regex": list_of(checks.pattern),
    "comments": checks.text,
    "interface_option": checks.one_of("Management", "Data"),
    "feed_type": checks.one_of("cisco", "office365", "office365_web"),
    "auto_update": checks.truth,
    "auto_update_freq": checks.number,
    "feed_location": checks.name,
    "excluded_sites": list_of(checks.site),
    "excluded_regex": list_of(checks.pattern),
    "protocol_type": checks.one_of("http", "https"),
}

Item = dict[str, Any]


def _selection(value: Any) -> str:
    return "" if value == "select_all" else list_of(checks.name)(value)


def _known_categories(call: Call, given: Item) -> None:
    selected = given.get("selected_categories", [])
    there = [category["category_name"] for category in _categories(call)]
    unknown = [name for name in selected if name not in there] if isinstance(selected, list) else []
    if unknown:
        raise Rejected(f"There is no category {', '.join(unknown)}.")


_BYPASS: dict[str, Check] = {"bypass_list": list_of(checks.site), "webex_bypass_enabled": checks.truth, "selected_categories": _selection}
bypass_proxy = settings("bypass_proxy", "Bypass settings", _BYPASS, verify=_known_categories)


def url_categories(call: Call) -> Reply:
    act = {"GET": _list, "POST": _add, "PUT": _update, "DELETE": _delete}[call.request.method]
    return act(call)


def _categories(call: Call) -> list[Item]:
    items: list[Item] = call.appliance.configuration.part("url_categories")
    return items


def _list(call: Call) -> Reply:
    kind = one_of(call.parameters, "category_type", (LOCAL, EXTERNAL))
    rows = [row for row in _categories(call) if kind in ("", row["category_type"])]
    rows = chosen(call, rows, "category_name", "category_name")
    return found(shown(page(call, rows, ("category_name", "category_type"))))


def _add(call: Call) -> Reply:
    """One category: the body is an object (source GVE)."""
    return each("add", [an_object(call)], lambda entry: _added(call, entry), NOTHING)


def _added(call: Call, entry: Item) -> Item:
    checks.check("Category", entry, _CHECKS, ("category_name", "category_type"))
    _check_whole(entry)
    _check_free(call, entry["category_name"])
    item = {"comments": "", **entry}
    place(_categories(call), item, "list_order", entry.get("list_order"), call.appliance.settings.order_past_end)
    return item


def _update(call: Call) -> Reply:
    return each("update", [an_object(call)], lambda entry: _updated(call, entry), NOTHING)


def _updated(call: Call, entry: Item) -> Item:
    checks.check("Category", entry, {**_CHECKS, "new_category_name": checks.name}, ("category_name",))
    items = _categories(call)
    item = find(items, "category_name", entry["category_name"])
    if entry.get("category_type", item["category_type"]) != item["category_type"]:
        raise Rejected("The type of a category cannot be changed.")
    changed = {**item, **{name: value for name, value in entry.items() if name not in ("category_name", "new_category_name", "list_order")}}
    _check_whole(changed)
    name = str(entry.get("new_category_name", item["category_name"]))
    if name != item["category_name"]:
        _check_free(call, name)
    if entry.get("list_order", item["list_order"]) != item["list_order"]:
        place(items, item, "list_order", entry["list_order"], call.appliance.settings.order_past_end)
    item.update({**changed, "category_name": name, "list_order": item["list_order"]})
    return item


def _check_whole(item: Item) -> None:
    """What a category of its type needs (source X125)."""
    if item["category_type"] == LOCAL:
        if not item.get("sites") and not item.get("sites_regex"):
            raise Rejected("Category not saved. Error: {'sites': 'A local category needs sites or sites_regex.'}")
        return
    missing = [name for name in _FEED if not item.get(name)]
    if item.get("feed_type") == "cisco" and not item.get("protocol_type"):
        missing.append("protocol_type")
    if missing:
        raise Rejected(f"Category not saved. Error: {dict.fromkeys(missing, 'Missing attribute.')!r}")


def _check_free(call: Call, name: str) -> None:
    if any(item["category_name"] == name for item in _categories(call)):
        raise Rejected(f"A category with the name {name} exists already.")


def _delete(call: Call) -> Reply:
    body = an_object(call)
    only(body, ("category_name",))
    every = [item["category_name"] for item in _categories(call)]
    return deletion(call, names(body, "category_name", every), lambda name: _remove(call, name))


def _remove(call: Call, name: str) -> None:
    items = _categories(call)
    item = find(items, "category_name", name)
    users = users_of_category(call.appliance, name)
    if users:
        raise Rejected(f"The category {name} is used by {', '.join(users)}.")
    items.remove(item)
    renumber(items, "list_order", call.appliance.settings.order_past_end)


def find(items: list[Item], key: str, name: Any) -> Item:
    """The item with this name."""
    for item in items:
        if item.get(key) == name:
            return item
    raise Missing(f"There is no {key} {name}.")
