# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``network/upstream_proxy`` and its ``servers``. Servers are changed by calls of their own, never with their group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...wire import Reply
from . import checks
from .checks import Checks, list_of, object_of
from .incoming import a_list, an_object, chosen, names, object_or_list, only, page
from .outcome import Rejected, deletion, each, found, shown
from .url_categories import find
from .uses import users_of_proxy_group

if TYPE_CHECKING:
    from ...routes import Call

NOTHING = "No upstream proxy records found."
_SERVER: Checks = {"host": checks.host, "port": checks.port, "retries": checks.within(0, 10)}
_NEW_SERVER: Checks = {**_SERVER, **{f"new_{name}": check for name, check in _SERVER.items()}}
_GROUP: Checks = {
    "group_name": checks.name,
    "failure_handling": checks.one_of("connect", "drop"),
    "load_balancing": checks.one_of("none", "fewest-connections", "least-recently-used", "hash-based", "round-robin"),
}
_DEFAULTS = {"failure_handling": "connect", "load_balancing": "none"}
_RETRIES = 2

Item = dict[str, Any]


def upstream_proxies(call: Call) -> Reply:
    act = {"GET": _list, "POST": _add, "PUT": _update, "DELETE": _delete}[call.request.method]
    return act(call)


def _groups(call: Call) -> list[Item]:
    items: list[Item] = call.appliance.configuration.part("upstream_proxies")
    return items


def _list(call: Call) -> Reply:
    rows = chosen(call, _groups(call), "group_name", "group_name")
    return found(shown(page(call, rows, ("group_name",))))


def _add(call: Call) -> Reply:
    """One group or several (source PM145)."""
    return each("add", object_or_list(call), lambda entry: _added(call, entry), NOTHING)


def _added(call: Call, entry: Any) -> Item:
    servers = list_of(object_of(_SERVER, ("host", "port")), 1)
    checks.check("Proxy group", entry, {**_GROUP, "proxy_servers": servers}, ("group_name", "proxy_servers"))
    _check_free(call, entry["group_name"])
    _check_distinct(entry["proxy_servers"])
    item = {**_DEFAULTS, **entry, "proxy_servers": [{"retries": _RETRIES, **server} for server in entry["proxy_servers"]]}
    _groups(call).append(item)
    return item


def _update(call: Call) -> Reply:
    return each("update", a_list(call), lambda entry: _updated(call, entry), NOTHING)


def _updated(call: Call, entry: Any) -> Item:
    checks.check("Proxy group", entry, {**_GROUP, "new_group_name": checks.name}, ("group_name",))
    item = find(_groups(call), "group_name", entry["group_name"])
    name = entry.get("new_group_name", item["group_name"])
    if name != item["group_name"]:
        _check_free(call, name)
    item.update({key: value for key, value in entry.items() if key in _DEFAULTS})
    item["group_name"] = name
    return item


def _check_free(call: Call, name: str) -> None:
    if any(item["group_name"] == name for item in _groups(call)):
        raise Rejected(f"A proxy group with the name {name} exists already.")


def _delete(call: Call) -> Reply:
    body = an_object(call)
    only(body, ("proxy_group",))
    every = [item["group_name"] for item in _groups(call)]
    return deletion(call, names(body, "proxy_group", every), lambda name: _remove(call, name))


def _remove(call: Call, name: str) -> None:
    items = _groups(call)
    item = find(items, "group_name", name)
    users = users_of_proxy_group(call.appliance, name)
    if users:
        raise Rejected(f"The proxy group {name} is used by {', '.join(users)}.")
    items.remove(item)


def upstream_proxy_servers(call: Call) -> Reply:
    """The servers of groups: a list of groups, each with the servers concerned. A group is changed as a whole, or not at all."""
    verb, act = {"POST": ("add", _with), "PUT": ("update", _changed), "DELETE": ("delete", _without)}[call.request.method]

    def apply(entry: Any) -> Item:
        server = object_of(_NEW_SERVER if verb == "update" else _SERVER, ("host", "port"))
        checks.check("Proxy servers", entry, {"group_name": checks.name, "proxy_servers": list_of(server, 1)}, ("group_name", "proxy_servers"))
        item = find(_groups(call), "group_name", entry["group_name"])
        servers = act([dict(each) for each in item["proxy_servers"]], entry["proxy_servers"])
        _check_distinct(servers)
        if not servers:
            raise Rejected(f"The proxy group {item['group_name']} needs at least one server.")
        item["proxy_servers"] = servers
        return item

    entries = a_list(call)
    if verb == "delete":
        return deletion(call, entries, apply)
    return each(verb, entries, apply, NOTHING)


def _with(servers: list[Item], given: list[Item]) -> list[Item]:
    return [*servers, *({"retries": _RETRIES, **server} for server in given)]


def _changed(servers: list[Item], given: list[Item]) -> list[Item]:
    for change in given:
        server = _server(servers, change)
        server["retries"] = change.get("retries", server["retries"])
        server.update({key: change[f"new_{key}"] for key in _SERVER if f"new_{key}" in change})
    return servers


def _without(servers: list[Item], given: list[Item]) -> list[Item]:
    for leaving in given:
        servers.remove(_server(servers, leaving))
    return servers


def _server(servers: list[Item], like: Item) -> Item:
    for server in servers:
        if _address(server) == _address(like):
            return server
    raise Rejected(f"There is no proxy server {like['host']}:{like['port']}.")


def _address(server: Item) -> tuple[Any, Any]:
    return server["host"], server["port"]


def _check_distinct(servers: list[Item]) -> None:
    addresses = [_address(server) for server in servers]
    twice = [f"{host}:{port}" for host, port in dict.fromkeys(addresses) if addresses.count((host, port)) > 1]
    if twice:
        raise Rejected(f"The proxy server {', '.join(twice)} exists already.")
