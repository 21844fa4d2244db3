# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``system/smtp``: relays of outgoing mail. Ports are texts (source PM145)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...parameters import allow_only
from ...wire import Reply
from . import checks
from .checks import Checks
from .incoming import WrongBody, an_object, only, read
from .outcome import Missing, Rejected, deletion, each, found, shown

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

NOTHING = "No relay host records found."
PORT = "25"
_TABLE = checks.one_of_caseless("Management", "Data")
_HOST: Checks = {"host": checks.host, "port": checks.digits}
_CHANGE: Checks = {"old_host": checks.host, "old_port": checks.digits, "new_host": checks.host, "new_port": checks.digits}

Item = dict[str, Any]


def smtp(call: Call) -> Reply:
    act = {"GET": _show, "POST": _add, "PUT": _update, "DELETE": _delete}[call.request.method]
    return act(call)


def _smtp(call: Call) -> Item:
    values: Item = call.appliance.configuration.part("smtp")
    return values


def _show(call: Call) -> Reply:
    allow_only(call.parameters, ())
    return found(shown(_smtp(call)))


def _add(call: Call) -> Reply:
    """Hosts and the table that they belong to: both are needed (inferred)."""
    body = _body(call)
    if "routing_table" not in body or not body.get("relay_hosts"):
        raise WrongBody("routing_table and relay_hosts are needed.")
    _smtp(call)["routing_table"] = body["routing_table"]
    return each("add", body["relay_hosts"], lambda entry: _added(call, entry), NOTHING)


def _added(call: Call, entry: Any) -> Item:
    checks.check("Relay host", entry, _HOST, ("host",))
    item = {"port": PORT, **entry}
    if item in _smtp(call)["relay_hosts"]:
        raise Rejected(f"The relay host {item['host']}:{item['port']} exists already.")
    _smtp(call)["relay_hosts"].append(item)
    return item


def _update(call: Call) -> Reply:
    """Another table, other hosts in the place of some, or both."""
    body = _body(call)
    if "routing_table" in body:
        _smtp(call)["routing_table"] = body["routing_table"]
    entries = body.get("relay_hosts", [])
    if not entries:
        return each("update", [body], lambda entry: entry, NOTHING)
    return each("update", entries, lambda entry: _updated(call, entry), NOTHING)


def _updated(call: Call, entry: Any) -> Item:
    checks.check("Relay host", entry, _CHANGE, ("old_host",))
    item = _find(call, {"host": entry["old_host"], "port": entry.get("old_port", PORT)})
    item.update({"host": entry.get("new_host", item["host"]), "port": entry.get("new_port", item["port"])})
    return item


def _find(call: Call, wanted: Item) -> Item:
    for item in _smtp(call)["relay_hosts"]:
        if item == wanted:
            found_item: Item = item
            return found_item
    raise Missing(f"There is no relay host {wanted['host']}:{wanted['port']}.")


def _body(call: Call) -> Item:
    body = an_object(call)
    only(body, ("routing_table", "relay_hosts"))
    complaint = _TABLE(body["routing_table"]) if "routing_table" in body else ""
    if complaint or not isinstance(body.get("relay_hosts", []), list):
        raise WrongBody(f"routing_table: {complaint}" if complaint else "relay_hosts is not a list.")
    return body


def _delete(call: Call) -> Reply:
    """A list without a key around it, or the key that means all of them."""
    body = read(call)
    hosts: list[Item] = _smtp(call)["relay_hosts"]
    if body == {"delete_all": True}:
        return deletion(call, list(hosts), hosts.remove)
    if not isinstance(body, list) or not body:
        raise WrongBody("The body is not a list with at least one host.")
    return deletion(call, body, lambda entry: _remove(call, entry))


def _remove(call: Call, entry: Any) -> None:
    checks.check("Relay host", entry, _HOST, ("host",))
    _smtp(call)["relay_hosts"].remove(_find(call, {"port": PORT, **entry}))


def seed(_appliance: Appliance) -> Item:
    return {"routing_table": "Management", "relay_hosts": [{"host": "relay1.example.com", "port": PORT}, {"host": "relay2.example.com", "port": "587"}]}
