# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The resources of the API other than single reports: where they are and what they take.

Paths are relative to ``/{product}/api/{version}/``; ``{name}`` marks a variable part.
"""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, INFERRED, RECORDED, VENDOR, Evidence

_ALL = ("esa", "wsa", "sma")


@dataclass(frozen=True)
class Resource:
    """One resource. ``required`` and ``optional`` are names of query parameters, spelt as on the wire."""

    name: str
    path: str
    methods: tuple[str, ...]
    products: tuple[str, ...]
    evidence: Evidence
    api_version: str = "v2.0"
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    note: str = ""


REPORT_PARAMETERS = (
    "query_type",
    "top",
    "max",
    "orderBy",
    "orderDir",
    "offset",
    "limit",
    "filterBy",
    "filterOperator",
    "filterValue",
    "device_group_name",
    "device_name",
    "duration",
)

RESOURCES: dict[str, Resource] = {
    resource.name: resource
    for resource in (
        Resource("login", "login", ("POST",), _ALL, Evidence(RECORDED, ("NRPM", "XSOAR", "STIX"))),
        Resource(
            "two_factor_login",
            "login/two_factor",
            ("POST",),
            _ALL,
            Evidence(INFERRED, ("GUIDE", "ESA14")),
            note="The path is the vendor's. The body is not known publicly: the name of the passcode's key is a guess.",
        ),
        Resource(
            "privileges",
            "login/privileges",
            ("GET",),
            _ALL,
            Evidence(CLIENT, ("GUIDE", "STIX", "PM145")),
            note="Only privileges of the mail side are known by name.",
        ),
        Resource(
            "report",
            "reporting/{group}",
            ("GET",),
            _ALL,
            Evidence(RECORDED, ("XSOAR", "CES", "X125")),
            required=("startDate", "endDate", "device_type"),
            optional=REPORT_PARAMETERS,
        ),
        Resource(
            "report_counter",
            "reporting/{group}/{counter}",
            ("GET",),
            _ALL,
            Evidence(VENDOR, ("SWG", "PM145", "SMAG")),
            required=("startDate", "endDate", "device_type"),
            optional=REPORT_PARAMETERS,
        ),
        Resource(
            "health",
            "health",
            ("GET",),
            ("esa",),
            Evidence(CLIENT, ("CENT", "SPL")),
            note="Whether the SMA and the WSA answer it is unknown.",
        ),
        Resource(
            "system_time",
            "config/system_time",
            ("GET",),
            ("esa", "sma"),
            Evidence(RECORDED, ("CES",)),
            required=("device_type",),
        ),
        Resource(
            "appliances",
            "config/appliances",
            ("GET",),
            ("esa", "sma"),
            Evidence(RECORDED, ("NRPM",)),
            required=("device_type",),
        ),
    )
}
