# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the rows of version 3.0 of the WSA's API have in common."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import BARE, ITEMS, NAMES, QUERY, Call, Reading
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource

ALL_VERBS = ("GET", "POST", "PUT", "DELETE")
ONLY_READ = ("GET",)


def resource(
    name: str,
    path: str,
    methods: tuple[str, ...],
    since: str,
    evidence: Evidence,
    *,
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    note: str = "",
) -> Resource:
    """A resource of the WSA that is there from release ``since`` on."""
    return Resource(name, path, methods, ("wsa",), evidence, "v3.0", required=required, optional=optional, since={"wsa": since}, note=note)


def read_under(wrapper: str, evidence: Evidence, names: str = "", paging: str = "") -> Reading:
    """An answer that is an object with one key, named after the resource; an empty ``wrapper`` is one without it."""
    return Reading(evidence, BARE, wrapper, names, paging)


def create_items(wrapper: str) -> Call:
    return Call("POST", ITEMS, wrapper=wrapper)


def update_items(wrapper: str) -> Call:
    return Call("PUT", ITEMS, wrapper=wrapper)


def delete_names(parameter: str) -> Call:
    """Names go into the query. Without any, the API deletes everything that can be deleted, so there is always one."""
    return Call("DELETE", NAMES, names=parameter, place=QUERY)
