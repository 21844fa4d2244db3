# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``web_security/domain_map``: the one resource of version 2.0 whose answers to changes are recorded (source XSOAR)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...wire import Reply
from . import checks
from .checks import Checks, list_of
from .incoming import a_list, an_object, chosen, names, only, page
from .orders import place, renumber
from .outcome import Rejected, deletion, each, found, shown
from .url_categories import find

if TYPE_CHECKING:
    from ...routes import Call

NOTHING = "No recipient address records found."
"""Recorded so, though it is about something else: it may be borrowed from the guide."""

_CHECKS: Checks = {"domain_name": checks.domain, "order": checks.within(1, 10000), "IP_addresses": list_of(checks.network, 1)}

Item = dict[str, Any]


def domain_map(call: Call) -> Reply:
    act = {"GET": _list, "POST": _add, "PUT": _update, "DELETE": _delete}[call.request.method]
    return act(call)


def _domains(call: Call) -> list[Item]:
    items: list[Item] = call.appliance.configuration.part("domain_map")
    return items


def _list(call: Call) -> Reply:
    rows = chosen(call, _domains(call), "domain_name", "domain_name")
    return found(shown(page(call, rows, ("domain_name",))), bare=True)


def _written(item: Item) -> Item:
    """Answers to changes call the addresses otherwise than what was sent."""
    return {"domain_name": item["domain_name"], "order": item["order"], "server_list": item["IP_addresses"]}


def _add(call: Call) -> Reply:
    return each("add", a_list(call), lambda entry: _added(call, entry), NOTHING)


def _added(call: Call, entry: Any) -> Item:
    checks.check("Domain", entry, _CHECKS, ("domain_name", "order", "IP_addresses"))
    _check_free(call, entry["domain_name"])
    item = {"IP_addresses": entry["IP_addresses"], "domain_name": entry["domain_name"]}
    place(_domains(call), item, "order", entry["order"], call.appliance.settings.order_past_end)
    return _written(item)


def _update(call: Call) -> Reply:
    return each("update", a_list(call), lambda entry: _updated(call, entry), NOTHING)


def _updated(call: Call, entry: Any) -> Item:
    checks.check("Domain", entry, {**_CHECKS, "new_domain_name": checks.domain}, ("domain_name",))
    items = _domains(call)
    item = find(items, "domain_name", entry["domain_name"])
    name = entry.get("new_domain_name", item["domain_name"])
    if name != item["domain_name"]:
        _check_free(call, name)
    if entry.get("order", item["order"]) != item["order"]:
        place(items, item, "order", entry["order"], call.appliance.settings.order_past_end)
    item.update({"domain_name": name, "IP_addresses": entry.get("IP_addresses", item["IP_addresses"])})
    return _written(item)


def _check_free(call: Call, name: str) -> None:
    if any(item["domain_name"] == name for item in _domains(call)):
        raise Rejected(f"The domain {name} is mapped already.")


def _delete(call: Call) -> Reply:
    body = an_object(call)
    only(body, ("domain_name",))
    every = [item["domain_name"] for item in _domains(call)]
    return deletion(call, names(body, "domain_name", every), lambda name: _remove(call, name))


def _remove(call: Call, name: str) -> None:
    items = _domains(call)
    items.remove(find(items, "domain_name", name))
    renumber(items, "order", call.appliance.settings.order_past_end)
