# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the rows of version 2.0 of the WSA's configuration have in common."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED, VENDOR, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource

ALL_VERBS = ("GET", "POST", "PUT", "DELETE")
PAGED = ("offset", "limit")

X125 = Evidence(VENDOR, ("X125",))
D14 = Evidence(VENDOR, ("D14", "PM145"))

LIKE_WRITTEN = Evidence(INFERRED, ("X125",))
"""No answer is known publicly; it is taken to have the keys of the calls that change it."""

LIKE_WRITTEN_14 = Evidence(INFERRED, ("D14",))
"""The same, of resources that came with 14.0."""


def resource(
    name: str,
    path: str,
    methods: tuple[str, ...] = ("GET",),
    evidence: Evidence = X125,
    *,
    since: str = "12.5",
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    note: str = "",
) -> Resource:
    """A resource of the WSA only; ``path`` is relative to ``configure/``."""
    return Resource(name, f"configure/{path}", methods, ("wsa",), evidence, required=required, optional=optional, since={"wsa": since}, note=note)
