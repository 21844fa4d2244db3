# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``security_services/pac_file`` and ``pacfile_host``. How files are listed is inferred; that they go up as forms is not (sources D14, PM145)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ...forms import parts
from ...parameters import allow_only, require
from ...wire import Reply
from ..web_v2 import checks
from .checking import check
from .incoming import an_object, items_under, names_in
from .outcome import Failed, Item, Refused, each, found

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...forms import Part
    from ...routes import Call

FILES = "pac_files"
HOSTS = "pac_file_hosts"
MAPPING = "hostname_pac_mapping"
CONTENT_TYPE = "application/x-ns-proxy-autoconfig"


def pac_files(call: Call) -> Reply:
    """The list, the content of one file, or a change. Texts by name are what is kept."""
    files: dict[str, str] = call.appliance.configuration.part(FILES)
    allow_only(call.parameters, ("file_name",))
    if call.request.method == "GET":
        return _content(call, files) if "file_name" in call.parameters else found(FILES, sorted(files))
    if call.request.method == "DELETE":
        require(call.parameters, "file_name")
        return each("file_name", names_in(call, "file_name") or [], lambda name: name, lambda name: _remove(call.appliance, files, name))
    uploads = [part for part in parts(call.request) if part.file_name]
    if not uploads:
        raise Refused(400, "The body is not a form with at least one file.")
    act = {"POST": _add, "PUT": _replace}[call.request.method]
    return each("file_name", uploads, lambda part: part.file_name, lambda part: act(files, part))


def _content(call: Call, files: dict[str, str]) -> Reply:
    name = call.parameters["file_name"]
    if name not in files:
        raise Refused(404, f"file_name '{name}' doesn't exist")
    reply = Reply(200, files[name].encode(), content_type=CONTENT_TYPE)
    return reply.with_header("Content-Disposition", f'attachment; filename="{name}"')


def _add(files: dict[str, str], part: Part) -> None:
    if part.file_name in files:
        raise Failed(400, f"file_name '{part.file_name}' already exists")
    files[part.file_name] = _script(part)


def _replace(files: dict[str, str], part: Part) -> None:
    if part.file_name not in files:
        raise Failed(404, f"file_name '{part.file_name}' doesn't exist")
    files[part.file_name] = _script(part)


def _script(part: Part) -> str:
    if "FindProxyForURL" not in part.text:
        raise Failed(400, "Invalid PAC file: it has no function FindProxyForURL")
    return part.text


def _remove(appliance: Appliance, files: dict[str, str], name: str) -> None:
    if name not in files:
        raise Failed(404, f"file_name '{name}' doesn't exist")
    hosts = [entry["hostname"] for entry in appliance.configuration.part(HOSTS) if entry["pac_filename"] == name]
    if hosts:
        raise Failed(400, f"file_name '{name}' is in use by {', '.join(hosts)}")
    del files[name]


def pac_file_hosts(call: Call) -> Reply:
    items: list[Item] = call.appliance.configuration.part(HOSTS)
    allow_only(call.parameters, ("host_name",) if call.request.method == "DELETE" else ())
    if call.request.method == "GET":
        return found(MAPPING, deepcopy(items))
    if call.request.method == "DELETE":
        require(call.parameters, "host_name")
        return each("hostname", names_in(call, "host_name") or [], lambda name: name, lambda name: items.remove(_known_host(items, name)))
    act = {"POST": _add_host, "PUT": _change_host}[call.request.method]
    entries = items_under(an_object(call, (MAPPING,)), MAPPING)
    return each("hostname", entries, lambda entry: entry.get("hostname", ""), lambda entry: act(call.appliance, items, entry))


def _check_host(appliance: Appliance, entry: Item) -> None:
    check(entry, {"hostname": checks.host, "pac_filename": checks.name}, ("hostname", "pac_filename"))
    if entry["pac_filename"] not in appliance.configuration.part(FILES):
        raise Failed(400, f"Invalid PAC file: {entry['pac_filename']}")


def _add_host(appliance: Appliance, items: list[Item], entry: Item) -> None:
    _check_host(appliance, entry)
    if any(item["hostname"] == entry["hostname"] for item in items):
        raise Failed(400, f"hostname '{entry['hostname']}' already exists")
    items.append(entry)


def _change_host(appliance: Appliance, items: list[Item], entry: Item) -> None:
    _check_host(appliance, entry)
    _known_host(items, entry["hostname"])["pac_filename"] = entry["pac_filename"]


def _known_host(items: list[Item], name: Any) -> Item:
    for item in items:
        if item["hostname"] == name:
            return item
    raise Failed(404, f"hostname '{name}' doesn't exist")


def seed_files(appliance: Appliance) -> dict[str, str]:
    proxy = f"{appliance.spec.host_name}:3128"
    direct = 'function FindProxyForURL(url, host) { return "DIRECT"; }\n'
    return {"direct.pac": direct, "proxy.pac": f'function FindProxyForURL(url, host) {{ return "PROXY {proxy}; DIRECT"; }}\n'}


def seed_hosts(_appliance: Appliance) -> list[Item]:
    return [{"hostname": "wpad.example.com", "pac_filename": "proxy.pac"}]
