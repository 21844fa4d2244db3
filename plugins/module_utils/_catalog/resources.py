# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The resources of the API other than single reports, by name."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, INFERRED, RECORDED, VENDOR, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import MESSAGE_FILTERS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource
from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_filters import WEB_FILTERS

_ALL = ("esa", "wsa", "sma")
_MAIL = ("esa", "sma")
_WEB = ("wsa", "sma")


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

_MESSAGE_FILTER_PARAMETERS = tuple(name for row in MESSAGE_FILTERS for name in (row.operator, row.wire) if name)
_WEB_FILTER_PARAMETERS = tuple(row.wire for row in WEB_FILTERS)


def _message_section(section: str, evidence: Evidence, note: str = "") -> Resource:
    """A part of what is known about messages, asked for by their ids."""
    return Resource(
        f"message_{section}",
        f"message-tracking/{section.replace('_', '-')}",
        ("GET",),
        _MAIL,
        evidence,
        required=("mid", "serialNumber"),
        optional=("icid", "dcid", "startDate", "endDate"),
        note=note,
    )


_NO_WRAPPER = "The recorded sample has no data wrapper. One client spells the parameters sma_serial_number, start_date and end_date."

TRACKING: tuple[Resource, ...] = (
    Resource(
        "message_tracking",
        "message-tracking/messages",
        ("GET",),
        _MAIL,
        Evidence(RECORDED, ("NRPM", "STIX", "XSOAR")),
        required=("startDate", "endDate", "searchOption"),
        optional=("ciscoHost", "offset", "limit", *_MESSAGE_FILTER_PARAMETERS),
        note="meta.totalCount counts the page, not the matches.",
    ),
    _message_section("details", Evidence(RECORDED, ("NRPM", "XSOAR")), "The dates do not restrict the lookup."),
    _message_section("amp_details", Evidence(CLIENT, ("SWG", "XSOAR"))),
    _message_section("dlp_details", Evidence(CLIENT, ("SWG", "XSOAR"))),
    _message_section("url_details", Evidence(CLIENT, ("SWG", "XSOAR"))),
    _message_section("connection_details", Evidence(CLIENT, ("SWG", "XSOAR", "ALS")), _NO_WRAPPER),
    _message_section("remediation_details", Evidence(CLIENT, ("XSOAR",)), _NO_WRAPPER),
    Resource(
        "web_tracking",
        "web-tracking/web_transaction",
        ("GET",),
        _WEB,
        Evidence(RECORDED, ("NRPM", "X125")),
        required=("startDate", "endDate", "device_type", "filterBy", "filterOperator"),
        optional=("duration", "offset", "limit", "orderBy", "orderDir", *_WEB_FILTER_PARAMETERS),
        note="meta.totalCount equalled the number of rows returned.",
    ),
)

_RULES_NOTE = "The Swagger file says quarantine/messages/rules, clients use quarantine/rules: which one a release answers is not settled."
_SENDER_LIST_PARAMETERS = ("viewBy", "search", "orderBy", "orderDir", "offset", "limit")
_SENDER_LIST_NOTE = "What add, append and edit mean is inferred from names and help texts. There is no call that removes a single pair."

QUARANTINES: tuple[Resource, ...] = (
    Resource(
        "quarantine_messages",
        "quarantine/messages",
        ("GET", "POST", "DELETE"),
        _MAIL,
        Evidence(RECORDED, ("XSOAR", "SWG", "PSC", "JOS")),
        required=("startDate", "endDate", "quarantineType"),
        optional=(
            "quarantines",
            "filterBy",
            "filterOperator",
            "filterValue",
            "envelopeRecipientFilterOperator",
            "envelopeRecipientFilterValue",
            "subjectFilterBy",
            "subjectFilterValue",
            "envelopeRecipientFilterBy",
            "envelopeSenderFilterBy",
            "envelopeSenderFilterValue",
            "originatingEsaIp",
            "attachmentName",
            "attachmentSizeFilterBy",
            "attachmentSizeFromValue",
            "attachmentSizeToValue",
            "orderBy",
            "orderDir",
            "offset",
            "limit",
        ),
        note="meta.totalCount counts all matches. POST and DELETE carry a JSON body; the parameters are those of GET.",
    ),
    Resource(
        "quarantine_details",
        "quarantine/messages/details",
        ("GET",),
        _MAIL,
        Evidence(CLIENT, ("SWG", "XSOAR", "SPL", "PSC")),
        required=("mid", "quarantineType"),
    ),
    Resource(
        "quarantine_attachment",
        "quarantine/messages/attachment",
        ("GET",),
        _MAIL,
        Evidence(CLIENT, ("SWG", "PSC", "SPL")),
        required=("mid", "attachmentId", "quarantineType"),
        note="Answers base64 text with a file name in Content-Disposition; its errors are JSON.",
    ),
    Resource(
        "quarantine_message_rules",
        "quarantine/messages/rules",
        ("GET", "POST", "DELETE"),
        _MAIL,
        Evidence(VENDOR, ("SWG",)),
        required=("quarantineType",),
        note=_RULES_NOTE,
    ),
    Resource(
        "quarantine_rules",
        "quarantine/rules",
        ("GET", "POST", "DELETE"),
        _MAIL,
        Evidence(RECORDED, ("XSOAR", "CHEAT")),
        required=("quarantineType",),
        optional=("ruleId", "offset", "limit", "orderBy", "orderDir"),
        note=_RULES_NOTE,
    ),
    Resource(
        "quarantine_rules_search",
        "quarantine/rules_search",
        ("GET",),
        _MAIL,
        Evidence(CLIENT, ("SWG", "XSOAR")),
        required=("quarantineType", "ruleId"),
        optional=("orderBy", "orderDir", "offset", "limit"),
    ),
    *(
        Resource(
            name,
            f"quarantine/{name}",
            ("GET", "POST", "DELETE"),
            _MAIL,
            Evidence(RECORDED, ("TN218372", "XSOAR", "SWG", "BAN")),
            required=("action", "quarantineType"),
            optional=_SENDER_LIST_PARAMETERS,
            note=_SENDER_LIST_NOTE,
        )
        for name in ("safelist", "blocklist")
    ),
)

_LOGS_SINCE = {"esa": "14.0", "sma": "14.0"}

RESOURCES: dict[str, Resource] = {
    resource.name: resource
    for resource in (
        *TRACKING,
        *QUARANTINES,
        *(resource for row in CONFIGURATION.values() for resource in (row.resource, *row.others)),
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
            "log_files",
            "logs/{subscription_name}",
            ("GET",),
            _MAIL,
            Evidence(VENDOR, ("SWG", "PMSMA")),
            optional=("startDate", "endDate", "computeHash"),
            since=_LOGS_SINCE,
            note="computeHash is True or False. A bad date is 400, an unknown subscription 404. The first release that has it is not confirmed.",
        ),
        Resource(
            "log_file",
            "logs/{subscription_name}/{log_file_name}",
            ("GET",),
            _MAIL,
            Evidence(VENDOR, ("SWG", "PMSMA")),
            since=_LOGS_SINCE,
            note="Answers the bytes of the file; the downloadUrl of the list says where it is.",
        ),
        Resource(
            "reporting_groups",
            "config/centralizedServices/centralizedReporting/allGroups",
            ("POST",),
            ("sma",),
            Evidence(VENDOR, ("ADD138",)),
            since={"sma": "13.8"},
            note="What it takes and what it answers is not known.",
        ),
        Resource(
            "health",
            "health",
            ("GET",),
            ("esa",),
            Evidence(CLIENT, ("CENT", "SPL")),
            note="Whether the SMA and the WSA answer it is unknown.",
        ),
    )
}
