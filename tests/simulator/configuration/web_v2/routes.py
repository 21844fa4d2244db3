# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``network/routes`` and its file."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ...forms import parts
from ...parameters import allow_only, one_of, require
from ...wire import Reply
from . import checks
from .checks import Checks
from .incoming import WrongBody, an_object, names, only
from .outcome import Missing, Rejected, deletion, each, found, shown

if TYPE_CHECKING:
    from ...routes import Call

TYPES = ("Management", "Management_v6", "Data", "Data_v6")
NOTHING = "No route records found."
_CHECKS: Checks = {
    "interface_type": checks.one_of(*TYPES),
    "destination_ip": checks.network,
    "gateway_ip": checks.address,
}
_FILE_NAME = re.compile(rf"routes-({'|'.join(TYPES)})-\d{{8}}T\d{{6}}\.dat")

Item = dict[str, Any]


def routes(call: Call) -> Reply:
    act = {"GET": _list, "POST": _add, "PUT": _update, "DELETE": _delete}[call.request.method]
    return act(call)


def _routes(call: Call) -> list[Item]:
    items: list[Item] = call.appliance.configuration.part("routes")
    return items


def _list(call: Call) -> Reply:
    allow_only(call.parameters, ("interface_type",))
    kind = one_of(call.parameters, "interface_type", TYPES)
    return found(shown([route for route in _routes(call) if kind in ("", route["interface_type"])]))


def _add(call: Call) -> Reply:
    return each("add", [an_object(call)], lambda entry: _added(call, entry), NOTHING)


def _added(call: Call, entry: Item) -> Item:
    checks.check("Route", entry, {"route_name": checks.name, **_CHECKS}, ("route_name", *_CHECKS))
    _check_free(call, entry["interface_type"], entry["route_name"])
    item = dict(entry)
    _routes(call).append(item)
    return item


def _update(call: Call) -> Reply:
    return each("update", [an_object(call)], lambda entry: _updated(call, entry), NOTHING)


def _updated(call: Call, entry: Item) -> Item:
    known = {"modify_route": checks.name, "new_route_name": checks.name, **_CHECKS}
    checks.check("Route", entry, known, ("modify_route", "interface_type"))
    item = _find(call, entry["interface_type"], entry["modify_route"])
    name = str(entry.get("new_route_name", item["route_name"]))
    if name != item["route_name"]:
        _check_free(call, item["interface_type"], name)
    item.update({key: value for key, value in entry.items() if key in _CHECKS})
    item["route_name"] = name
    return item


def _find(call: Call, kind: str, name: Any) -> Item:
    for route in _routes(call):
        if (route["interface_type"], route["route_name"]) == (kind, name):
            return route
    raise Missing(f"There is no route {name} of type {kind}.")


def _check_free(call: Call, kind: str, name: str) -> None:
    if any((route["interface_type"], route["route_name"]) == (kind, name) for route in _routes(call)):
        raise Rejected(f"A route with the name {name} exists already.")


def _delete(call: Call) -> Reply:
    body = an_object(call)
    only(body, ("delete_list", "interface_type"))
    kind = body.get("interface_type")
    if kind not in TYPES:
        raise WrongBody(f"interface_type is not one of {', '.join(TYPES)}.")
    every = [route["route_name"] for route in _routes(call) if route["interface_type"] == kind]
    return deletion(call, names(body, "delete_list", every), lambda name: _routes(call).remove(_find(call, kind, name)))


def routes_file(call: Call) -> Reply:
    """The routes of one type of interface, one a line: name, destination, gateway (the form of the file is inferred)."""
    if call.request.method == "POST":
        return _upload(call)
    allow_only(call.parameters, ("interface_type",))
    require(call.parameters, "interface_type")
    kind = one_of(call.parameters, "interface_type", TYPES)
    lines = [f"{route['route_name']} {route['destination_ip']} {route['gateway_ip']}\n" for route in _routes(call) if route["interface_type"] == kind]
    stamp = datetime.fromtimestamp(call.appliance.clock.now(), timezone.utc).strftime("%Y%m%dT%H%M%S")
    reply = Reply(200, "".join(lines).encode(), content_type="application/octet-stream")
    return reply.with_header("Content-Disposition", f"attachment; filename=routes-{kind}-{stamp}.dat")


def _upload(call: Call) -> Reply:
    """One file, whose name tells the type of interface. Its routes take the place of those that are there."""
    files = [part for part in parts(call.request) if part.file_name]
    if len(files) != 1:
        raise WrongBody("The body is not a form with one file.")
    named = _FILE_NAME.fullmatch(files[0].file_name)
    if not named:
        raise WrongBody("The name of the file is not routes-INTERFACE-YYYYMMDDTHHMMSS.dat.")
    kind = named[1]
    entries = [
        dict(zip(("route_name", "destination_ip", "gateway_ip"), line.split()), interface_type=kind) for line in files[0].text.splitlines() if line.strip()
    ]
    kept = [route for route in _routes(call) if route["interface_type"] != kind]
    _routes(call)[:] = kept
    return each("add", entries, lambda entry: _added(call, entry), NOTHING)
