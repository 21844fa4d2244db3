# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``config/url_lists`` and ``config/file_hash_lists`` (forms: sources GY, XSOAR). How wrong entries are refused is inferred."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...refusals import invalid_value, missing_attribute
from ...wire import Reply, success
from .levels import changing, reading
from .requests import Row, added, check_new, deleted, fields_of, filled_list, in_use, listed, named, text, updated

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

URLS = "url_lists"
HASHES = "file_hash_lists"
HASH_LENGTHS = {"md5": (32,), "sha256": (64,), "any": (32, 64)}
"""How many digits the hashes of each type of list have. That there is a type ``sha256`` is inferred."""


def seed_urls(_appliance: Appliance) -> list[Row]:
    return [
        {"name": "bypass_urls", "urls": ["*.example.com/*", "intranet.example.net"], "used_by": "Security Services : URL Filtering : URL Allowed List"},
        {"name": "partners", "urls": ["partner.example.org", "shop.example.org/catalogue"], "used_by": ""},
        {"name": "test", "urls": ["a1.example"], "used_by": ""},
    ]


def seed_hashes(_appliance: Appliance) -> list[Row]:
    return [
        {"name": "known_tools", "description": "", "list_type": "md5", "filehashes": ["1" * 32], "used_by": ["Incoming Content Filters"]},
        {"name": "own_builds", "description": "Releases of our own", "list_type": "any", "filehashes": ["a0" * 16, "b1" * 32]},
    ]


def url_lists(call: Call) -> Reply:
    """All lists, or the deletion of those that the body names. None is deleted if any is refused (inferred)."""
    if call.request.method == "GET":
        return listed([_shown_urls(row) for row in reading(call, URLS)])
    with changing(call, URLS) as rows:
        names = filled_list(fields_of(call, (URLS,), (URLS,))[URLS], URLS)
        for row in [named(call, rows, text(name, URLS), "URL list") for name in names]:
            if row["used_by"]:
                raise in_use(row["name"], row["used_by"])
            rows.remove(row)
        return deleted()


def url_list(call: Call) -> Reply:
    name = call.variables["name"]
    if call.request.method == "GET":
        return success({"data": _shown_urls(named(call, reading(call, URLS), name, "URL list"))})
    with changing(call, URLS) as rows:
        if call.request.method == "PUT":
            named(call, rows, name, "URL list")["urls"] = _urls(call)
            return updated()
        check_new(rows, name, "URL list")
        rows.append({"name": name, "urls": _urls(call), "used_by": ""})
        return added()


def _urls(call: Call) -> list[str]:
    urls = filled_list(fields_of(call, ("urls",), ("urls",))["urls"], "urls")
    for url in urls:
        if re.search(r"\s", text(url, "urls")):
            raise invalid_value("urls", f"{url!r} has a blank")
    return list(dict.fromkeys(urls))


def _shown_urls(row: Row) -> Row:
    """``used_by`` is one text, empty when nothing uses the list (source GY)."""
    return {"used_by": row["used_by"], "urls_count": len(row["urls"]), "name": row["name"], "urls": row["urls"]}


def file_hash_lists(call: Call) -> Reply:
    return listed([_shown_hashes(row) for row in reading(call, HASHES)])


def file_hash_list(call: Call) -> Reply:
    name = call.variables["name"]
    if call.request.method == "GET":
        return success({"data": _shown_hashes(named(call, reading(call, HASHES), name, "file hash list"))})
    with changing(call, HASHES) as rows:
        if call.request.method == "PUT":
            row = named(call, rows, name, "file hash list")
            row["filehashes"] = _hashes(fields_of(call, ("filehashes",)), row["list_type"])
            return updated()
        check_new(rows, name, "file hash list")
        rows.append({"name": name, **_new_hashes(call)})
        return added()


def _new_hashes(call: Call) -> Row:
    """A description may be left out; the type may not (inferred)."""
    given = fields_of(call, ("filehashes", "description", "list_type"), ("list_type",))
    kind = text(given["list_type"], "list_type")
    if kind not in HASH_LENGTHS:
        raise invalid_value("list_type", f"list_type is {kind!r} and not one of {', '.join(HASH_LENGTHS)}")
    return {"description": text(given.get("description", ""), "description", True), "list_type": kind, "filehashes": _hashes(given, kind)}


def _hashes(given: Any, kind: str) -> list[str]:
    if "filehashes" not in given:
        raise missing_attribute("filehashes")
    hashes = filled_list(given["filehashes"], "filehashes")
    for each in hashes:
        if len(text(each, "filehashes")) not in HASH_LENGTHS[kind] or not re.fullmatch(r"[0-9a-fA-F]+", each):
            raise invalid_value("filehashes", f"{each!r} is no hash for a list of type {kind}")
    return list(dict.fromkeys(hashes))


def _shown_hashes(row: Row) -> Row:
    """``used_by`` is a list, and left out when nothing uses the list (source XSOAR)."""
    return {**row, "filehashes_count": len(row["filehashes"])}
