# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of policy, virus and outbreak quarantines, on the ESA that has them or on the SMA that holds them for others.

There is no call that lists the definitions. On the SMA ``quarantines`` names them; on the ESA only their users know what they are called.
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    DATA,
    DICT,
    ITEM,
    ITEMS,
    LIST,
    NEVER,
    NOTHING,
    NUMBER,
    PATH,
    RAW,
    TEXTS,
    TRUTH,
    Call,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, VENDOR, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource

_SMA = ("sma",)
_MAIL = ("esa", "sma")
_SWAGGER = Evidence(VENDOR, ("SWG", "PMSMA"))
_SINCE = {"esa": "15.0", "sma": "15.0"}

_OVERFLOW = {
    "quarantine_subject_action": Field(),
    "quarantine_subject_text": Field(),
    "quarantine_header_name": Field(),
    "quarantine_header_text": Field(),
    "quarantine_strip_action": Field(),
}

MAIL_QUARANTINES: tuple[Configuration, ...] = (
    Configuration(
        "quarantines",
        "Names of the policy, virus and outbreak quarantines",
        Resource(
            "quarantines",
            "config/quarantines",
            ("GET",),
            _SMA,
            Evidence(CLIENT, ("PSC",)),
            required=("device_type", "quarantine_type"),
            note="The only quarantine_type known is pvo.",
        ),
        Reading(Evidence(CLIENT, ("PSC",)), DATA, "quarantines", query={"quarantine_type": "pvo"}),
    ),
    Configuration(
        "local_quarantines",
        "Policy, virus and outbreak quarantines",
        Resource(
            "local_quarantines",
            "config/local_quarantines/{quarantine_name}",
            ("GET", "PUT", "DELETE"),
            _MAIL,
            _SWAGGER,
            optional=("device_type",),
            since=_SINCE,
            note="No call lists them all.",
        ),
        Reading(_SWAGGER, DATA),
        key=("quarantine_name",),
        fields={
            "quarantine_name": Field(),
            "quarantine_type": Field(),
            "quarantine_retention_period": Field(NUMBER),
            "quarantine_retention_units": Field(),
            "quarantine_automatic_action": Field(TRUTH),
            "quarantine_normal_actions": Field(DICT, fields={"quarantine_action": Field(choices=("delete", "release"))}),
            "quarantine_overflow_actions": Field(DICT, fields=_OVERFLOW),
            "quarantine_users": TEXTS,
            "quarantine_groups": TEXTS,
            "quarantine_custom_roles": TEXTS,
            "quarantine_size_used": Field(only=NEVER),
            "quarantine_created_by": Field(only=NEVER),
            "quarantine_created_on": Field(only=NEVER),
        },
        create=Call("POST", ITEMS, "new_local_quarantines", "quarantines"),
        update=Call("PUT", ITEM, place=PATH, whole=True),
        delete=Call("DELETE", NOTHING, place=PATH),
        others=(
            Resource(
                "new_local_quarantines",
                "config/local_quarantines",
                ("POST",),
                _MAIL,
                _SWAGGER,
                optional=("device_type",),
                since=_SINCE,
                note="Takes a list, with quarantines around it, as PUT does not.",
            ),
        ),
        shape="one_item",
        in_all=False,
    ),
    Configuration(
        "quarantine_filters",
        "Filters and policies that put messages into a quarantine",
        Resource(
            "quarantine_filters",
            "config/quarantine_filters/{quarantine_name}",
            ("GET",),
            _MAIL,
            _SWAGGER,
            optional=("device_type",),
            since=_SINCE,
        ),
        Reading(_SWAGGER, DATA, "quarantine_filters"),
        elements=Field(DICT, fields={"type": Field(), "name": Field(), "esa": Field()}),
        in_all=False,
    ),
    Configuration(
        "quarantine_users",
        "Users and roles that a quarantine can be opened to",
        Resource("quarantine_users", "config/quarantine_users", ("GET",), _MAIL, _SWAGGER, optional=("device_type",), since=_SINCE),
        Reading(_SWAGGER, DATA),
        fields={
            "local_users": Field(LIST),
            "ext_users": Field(LIST),
            "custom_user_roles": Field(LIST),
            "external_authentication_service": Field(RAW),
        },
    ),
)
