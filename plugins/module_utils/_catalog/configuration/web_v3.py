# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the WSA in version 3.0 of its API, since 14.0.

Changes are answered with 204, or with 207 and a list of successes and failures as soon as one item failed (sources D14, XSOAR).
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    BARE,
    ITEMS,
    NAMES,
    NUMBER,
    QUERY,
    UPDATE,
    Call,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED, VENDOR, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource

_WSA = ("wsa",)

WEB_V3: tuple[Configuration, ...] = (
    Configuration(
        "overall_bandwidth_limit",
        "Bandwidth limit for all users together",
        Resource(
            "overall_bandwidth_limit",
            "web_security/overall_bandwidth_limit",
            ("GET", "PUT"),
            _WSA,
            Evidence(VENDOR, ("D14", "PM145")),
            "v3.0",
            since={"wsa": "14.0"},
            note="PUT answers 200 with a body, not 204.",
        ),
        Reading(Evidence(VENDOR, ("D14",)), BARE),
        fields={"bandwidth_limit": Field(NUMBER)},
        update=Call("PUT"),
    ),
    Configuration(
        "ip_spoofing_profiles",
        "IP spoofing profiles",
        Resource(
            "ip_spoofing_profiles",
            "web_security/ip_spoofing_profiles",
            ("GET", "POST", "PUT", "DELETE"),
            _WSA,
            Evidence(VENDOR, ("PM145",)),
            "v3.0",
            optional=("profile_names",),
            since={"wsa": "14.5"},
        ),
        Reading(Evidence(INFERRED, ("PM145",)), BARE, "ip_spoofing_profiles", names="profile_names"),
        key=("profile_name",),
        fields={
            "profile_name": Field(),
            "new_profile_name": Field(only=UPDATE),
            "ip_address": Field(),
        },
        create=Call("POST", ITEMS, wrapper="ip_spoofing_profiles"),
        update=Call("PUT", ITEMS, wrapper="ip_spoofing_profiles"),
        delete=Call("DELETE", NAMES, names="profile_names", place=QUERY),
    ),
)
