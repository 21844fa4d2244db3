# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the ESA and the SMA: ``config/...``.

Most guides call it read-only; releases from 15.0 on accept changes of what is marked so here (sources XSOAR, KET, GY, ALS).
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    DATA,
    ITEM,
    NAMES,
    NEVER,
    NUMBER,
    PATH,
    TEXTS,
    Call,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import RECORDED, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource

_ESA = ("esa",)
_MAIL = ("esa", "sma")
_LEVEL = ("mode", "host_name", "group_name")

MAIL: tuple[Configuration, ...] = (
    Configuration(
        "system_time",
        "Time and time zone",
        Resource("system_time", "config/system_time", ("GET",), _MAIL, Evidence(RECORDED, ("CES",)), required=("device_type",)),
        Reading(Evidence(RECORDED, ("CES",)), DATA),
    ),
    Configuration(
        "appliances",
        "Appliances that the manager manages",
        Resource("appliances", "config/appliances", ("GET",), _MAIL, Evidence(RECORDED, ("NRPM",)), required=("device_type",)),
        Reading(Evidence(RECORDED, ("NRPM",)), DATA, "appliances"),
        key=("serial_number",),
        shape="by_serial_number",
    ),
    Configuration(
        "url_lists",
        "URL lists",
        Resource(
            "url_lists",
            "config/url_lists",
            ("GET", "DELETE"),
            _ESA,
            Evidence(RECORDED, ("GY", "XSOAR")),
            required=("device_type",),
            optional=_LEVEL,
            since={"esa": "15.0"},
        ),
        Reading(Evidence(RECORDED, ("GY",)), DATA),
        others=(
            Resource(
                "url_list",
                "config/url_lists/{name}",
                ("GET", "POST", "PUT"),
                _ESA,
                Evidence(RECORDED, ("GY", "XSOAR")),
                required=("device_type",),
                optional=_LEVEL,
                since={"esa": "15.0"},
            ),
        ),
        key=("name",),
        fields={"name": Field(), "urls": TEXTS, "urls_count": Field(NUMBER, only=NEVER), "used_by": Field(only=NEVER)},
        create=Call("POST", ITEM, "url_list", "data", place=PATH),
        update=Call("PUT", ITEM, "url_list", "data", place=PATH, whole=True),
        delete=Call("DELETE", NAMES, wrapper="data", names="url_lists"),
    ),
)
