# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the WSA in version 2.0 of its API: ``configure/...``, since 12.5.

Almost every answer has HTTP status 200, and the outcome in ``res_code`` (sources XSOAR, AUTOSC).
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    FROM_ZERO,
    ITEMS,
    NAMES,
    NUMBER,
    TEXTS,
    TRUTH,
    UPDATE,
    Call,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, RECORDED, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource

_WSA = ("wsa",)
_ALL_VERBS = ("GET", "POST", "PUT", "DELETE")
_PAGED = ("offset", "limit")

WEB_V2: tuple[Configuration, ...] = (
    Configuration(
        "bypass_proxy",
        "Addresses and sites that bypass the proxy",
        Resource(
            "bypass_proxy",
            "configure/web_security/bypass_proxy",
            ("GET", "PUT"),
            _WSA,
            Evidence(CLIENT, ("X125", "GVE")),
            since={"wsa": "12.5"},
            note="PUT replaces bypass_list.",
        ),
        Reading(Evidence(CLIENT, ("GVE",))),
        fields={
            "bypass_list": TEXTS,
            "webex_bypass_enabled": Field(TRUTH),
            "selected_categories": TEXTS,
        },
        update=Call("PUT"),
    ),
    Configuration(
        "domain_map",
        "Domain names that stand for addresses",
        Resource(
            "domain_map",
            "configure/web_security/domain_map",
            _ALL_VERBS,
            _WSA,
            Evidence(RECORDED, ("D14", "XSOAR", "PM145")),
            optional=(*_PAGED, "domain_name"),
            since={"wsa": "14.0"},
            note="Answers to changes spell IP_addresses as server_list.",
        ),
        Reading(Evidence(RECORDED, ("XSOAR",)), names="domain_name", paging=FROM_ZERO),
        key=("domain_name",),
        fields={
            "domain_name": Field(),
            "new_domain_name": Field(only=UPDATE),
            "order": Field(NUMBER),
            "IP_addresses": TEXTS,
        },
        create=Call("POST", ITEMS),
        update=Call("PUT", ITEMS),
        delete=Call("DELETE", NAMES, names="domain_name"),
    ),
)
