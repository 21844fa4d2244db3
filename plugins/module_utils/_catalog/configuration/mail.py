# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the ESA and the SMA: ``config/...``.

Most guides call it read-only; releases from 15.0 on accept changes of what is marked so (sources XSOAR, KET, GY, ALS). This file has the
parts that are about the appliance itself.
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.mail_lists import MAIL_LISTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.mail_quarantines import MAIL_QUARANTINES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import DATA, Configuration, Field, Reading
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED, RECORDED, VENDOR, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource

_ESA = ("esa",)
_SMA = ("sma",)
_MAIL = ("esa", "sma")


def _reputation(name: str, title: str) -> Configuration:
    """What sender domain reputation knows."""
    resource = Resource(
        name,
        f"config/{name}",
        ("GET",),
        _MAIL,
        Evidence(VENDOR, ("SWG", "PMSMA")),
        optional=("device_type",),
        since={"esa": "15.0", "sma": "15.0"},
        note="The device_type is esa on both products. The form of the answer is not settled.",
    )
    return Configuration(name, title, resource, Reading(Evidence(INFERRED, ("SWG",)), DATA, query={"device_type": "esa"}))


_APPLIANCE: tuple[Configuration, ...] = (
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
        "centralized_services",
        "Services that the manager provides",
        Resource(
            "centralized_services",
            "config/centralized_services",
            ("GET",),
            _SMA,
            Evidence(RECORDED, ("CES", "GUIDE")),
            required=("device_type",),
            since={"sma": "12.0"},
            note="Only a log line with status 200 is known, not the answer.",
        ),
        Reading(Evidence(INFERRED, ("CES",)), DATA),
    ),
    _reputation("sdr_categories", "Categories of sender domain reputation"),
    _reputation("sdr_threat_levels", "Threat levels of sender domain reputation"),
    Configuration(
        "mail_log_subscriptions",
        "Log subscriptions",
        Resource(
            "mail_log_subscriptions",
            "config/logs/subscriptions",
            ("GET",),
            _MAIL,
            Evidence(VENDOR, ("SWG", "PMSMA", "SPL")),
            optional=("retrievalMethod",),
            since={"esa": "14.0", "sma": "14.0"},
            note="retrievalMethod is manual, ftp_push, scp_push, syslog_push or aws_s3_push. The first release that has it is not confirmed.",
        ),
        Reading(Evidence(VENDOR, ("SWG", "PMSMA")), DATA),
        key=("name",),
        fields={"name": Field(), "type": Field(), "retrievalMethod": Field()},
    ),
)

MAIL: tuple[Configuration, ...] = (*_APPLIANCE, *MAIL_QUARANTINES, *MAIL_LISTS)
