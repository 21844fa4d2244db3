# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Version 2.0 of the WSA's configuration: alerts, keys, mail relays, time, and what lies outside of ``configure/``."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    BARE,
    DATA,
    DICT,
    DIGITS,
    FROM_ZERO,
    ITEM,
    ITEMS,
    LIST,
    NAMES,
    NEVER,
    NUMBER,
    PLAIN,
    QUERY,
    TRUTH,
    Call,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_common import (
    ALL_VERBS,
    D14,
    LIKE_WRITTEN,
    LIKE_WRITTEN_14,
    PAGED,
    resource,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED, VENDOR, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource

ALERT_CLASSES = (
    "system",
    "hardware",
    "updater",
    "virus_outbreak_filter",
    "anti_virus",
    "anti_spam",
    "direct_harvest_attack_prevention",
    "release_support_notifications",
    "web_proxy",
    "anti_malware",
    "amp",
    "web_reputation_filter",
    "l4_traffic",
    "external_url_category",
    "policy_expiry",
)
_SEVERITIES = Field(LIST, elements=Field(choices=("critical", "warning", "info", "all")), unites=False)
"""Whether ``all`` is answered as such, or as the three severities, is unknown."""

_NTP_SERVER = {
    "host": Field(),
    "keyno": Field(DIGITS),
    "keyvalue": Field(secret=True, shown=False),
    "keytype": Field(),
}

_SMTP = resource(
    "smtp",
    "system/smtp",
    ALL_VERBS,
    Evidence(VENDOR, ("X125", "PM145")),
    note="POST adds relay_hosts, PUT changes some (old_host, old_port, new_host, new_port), both along with routing_table; "
    "DELETE takes a list of hosts without a key around it. Ports are written as text.",
)

_ARCHIVED_REPORT_NOTE = "The form of the answer is unknown."
_ARCHIVED = Evidence(VENDOR, ("PM145", "ADD138"))

SYSTEM: tuple[Configuration, ...] = (
    Configuration(
        "alerts",
        "Recipients of alerts",
        resource(
            "alerts",
            "system/alerts",
            ALL_VERBS,
            optional=(*PAGED, "recipient_address"),
            note="POST takes a list of addresses, PUT one address.",
        ),
        Reading(LIKE_WRITTEN, names="recipient_address", paging=FROM_ZERO),
        key=("recipient_address",),
        fields={"recipient_address": Field(), **dict.fromkeys(ALERT_CLASSES, _SEVERITIES)},
        create=Call("POST", ITEM, listed=("recipient_address",)),
        update=Call("PUT", ITEM),
        delete=Call("DELETE", NAMES, names="recipient_address"),
    ),
    Configuration(
        "alert_settings",
        "Settings of alerts",
        resource("alert_settings", "system/alerts/settings", ("GET", "PUT")),
        Reading(LIKE_WRITTEN),
        fields={
            "from_address": Field(choices=("default", "user")),
            "from_address_user": Field(),
            "initial_dup_alert_wait_time": Field(NUMBER),
            "maximum_dup_alert_wait_time": Field(NUMBER),
            "dup_alert_enable": Field(TRUTH),
            "send_autosupport_reports": Field(TRUTH),
            "autosupport_enable": Field(TRUTH),
        },
        update=Call("PUT"),
    ),
    Configuration(
        "latest_alerts",
        "Alerts that were sent",
        resource(
            "latest_alerts",
            "system/alerts/latest",
            optional=(*PAGED, "filter_by_class", "filter_by_severity", "filter_by_recipient"),
        ),
        Reading(LIKE_WRITTEN, paging=FROM_ZERO),
    ),
    Configuration(
        "feature_keys",
        "Feature keys",
        resource(
            "feature_keys",
            "system/feature_key",
            ("GET", "POST"),
            optional=("type", "status"),
            note="type is feature_keys or pending_keys, status is active or dormented (so spelt). POST adds keys; "
            "it is not offered here, as no answer is known to hold what they could be compared with.",
        ),
        Reading(LIKE_WRITTEN),
    ),
    Configuration(
        "feature_key_settings",
        "Settings of feature keys",
        resource("feature_key_settings", "system/feature_key/settings", ("GET", "PUT")),
        Reading(LIKE_WRITTEN),
        fields={"autoapply": Field(TRUTH), "autocheck": Field(TRUTH)},
        update=Call("PUT"),
    ),
    Configuration(
        "smtp_settings",
        "Routing table of outgoing mail",
        _SMTP,
        Reading(LIKE_WRITTEN),
        fields={
            "routing_table": Field(choices=("Management", "Data"), caseless=True),
            "relay_hosts": Field(LIST, only=NEVER),
        },
        update=Call("PUT"),
    ),
    Configuration(
        "smtp_relay_hosts",
        "Relays of outgoing mail",
        _SMTP,
        Reading(LIKE_WRITTEN, wrapper="relay_hosts"),
        key=("host", "port"),
        fields={"host": Field(), "port": Field(DIGITS)},
        create=Call("POST", ITEMS, wrapper="relay_hosts"),
        delete=Call("DELETE", ITEMS, whole=True),
        writer="relay_hosts",
        along=("smtp_settings", ("routing_table",)),
    ),
    Configuration(
        "time_zone",
        "Time zone",
        resource("time_zone", "system/time/zone", ("GET", "PUT"), optional=("zones",), note="zones=true answers every zone that there is."),
        Reading(LIKE_WRITTEN),
        fields={"region": Field(), "country": Field(), "timezone": Field()},
        update=Call("PUT", whole=True),
    ),
    Configuration(
        "time_settings",
        "Time servers",
        resource(
            "time_settings",
            "system/time/settings",
            ("GET", "PUT"),
            optional=("type",),
            note="type is manual, ntp or all. PUT takes datetime, too, in seconds since 1970: that sets the clock, and is not offered here.",
        ),
        Reading(LIKE_WRITTEN, query={"type": "all"}),
        fields={
            "datetime": Field(NUMBER, only=NEVER),
            "is_ntp": Field(TRUTH),
            "syncup_time": Field(NUMBER),
            "query_interval_time": Field(NUMBER),
            "routing_table": Field(choices=("management", "data"), caseless=True),
            "is_servers_auth_enabled": Field(TRUTH),
            "ntp_servers": Field(LIST, elements=Field(DICT, fields=_NTP_SERVER), key=("host",)),
        },
        update=Call("PUT"),
    ),
    Configuration(
        "archived_reports",
        "Archived reports",
        Resource(
            "archived_reports",
            "config/archived_reports",
            ("GET", "POST", "DELETE"),
            ("wsa", "sma"),
            _ARCHIVED,
            required=("device_type",),
            optional=("filterByTitle", "id"),
            since={"wsa": "14.5", "sma": "13.8"},
            note="POST makes a report now; it is not offered here, as each call makes another one.",
        ),
        Reading(Evidence(INFERRED, ("PM145",)), DATA, "archived_reports"),
        key=("id",),
        delete=Call("DELETE", NAMES, names="id", place=QUERY),
        shape="by_id",
    ),
    Configuration(
        "archived_report",
        "One archived report",
        Resource(
            "archived_report",
            "config/archived_reports/view/{id}/",
            ("GET",),
            ("wsa", "sma"),
            _ARCHIVED,
            required=("device_type",),
            since={"wsa": "14.5", "sma": "13.8"},
            note=_ARCHIVED_REPORT_NOTE,
        ),
        Reading(Evidence(INFERRED, ("PM145",)), PLAIN),
        in_all=False,
    ),
    Configuration(
        "user_info",
        "Account with the threat response service",
        Resource(
            "user_info",
            "ctr/user_info",
            ("GET", "POST", "PUT"),
            ("wsa",),
            D14,
            since={"wsa": "14.0"},
            note="All values are base64. POST registers, PUT changes what is registered.",
        ),
        Reading(LIKE_WRITTEN_14, BARE),
        fields={
            "client_id": Field(secret=True),
            "client_secret": Field(secret=True, shown=False),
            "server": Field(),
        },
        create=Call("POST", wrapper="data"),
        update=Call("PUT", wrapper="data", whole=True),
    ),
)
