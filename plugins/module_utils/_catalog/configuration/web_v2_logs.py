# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Version 2.0 of the WSA's configuration: log subscriptions."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    DICT,
    FROM_ZERO,
    ITEMS,
    LIST,
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
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_common import (
    ALL_VERBS,
    D14,
    LIKE_WRITTEN_14,
    PAGED,
    resource,
)

_METHODS = {
    "local": ("max_num_files",),
    "ftp_push": ("ftp_host", "ftp_directory", "ftp_username", "ftp_password"),
    "scp_push": ("scp_host", "scp_directory", "scp_username", "scp_key", "scp_key_method", "scp_value"),
    "syslog_push": ("syslog_hostname", "syslog_port", "syslog_protocol", "syslog_facility", "syslog_msg_size"),
}
_RETRIEVAL = {
    "method": Field(choices=tuple(_METHODS), decides=_METHODS),
    "max_num_files": Field(NUMBER),
    "ftp_host": Field(),
    "ftp_directory": Field(),
    "ftp_username": Field(),
    "ftp_password": Field(secret=True, shown=False),
    "scp_host": Field(),
    "scp_directory": Field(),
    "scp_username": Field(),
    "scp_key": Field(),
    "scp_key_method": Field(choices=("auto", "manual")),
    "scp_value": Field(),
    "syslog_hostname": Field(),
    "syslog_port": Field(NUMBER),
    "syslog_protocol": Field(choices=("UDP", "TCP")),
    "syslog_facility": Field(),
    "syslog_msg_size": Field(NUMBER),
}
"""The keys of the chosen method lie beside it (source PM145)."""

_INTERVALS = {
    "none": (),
    "daily": ("rollover_daily_time",),
    "weekly": ("rollover_weekly_time", "rollover_days"),
    "custom": ("rollover_custom_time",),
}
_ROLLOVER = {
    "rollover_interval": Field(choices=tuple(_INTERVALS), decides=_INTERVALS),
    "rollover_daily_time": Field(NUMBER),
    "rollover_weekly_time": Field(NUMBER),
    "rollover_days": Field(LIST, elements=Field(choices=("mon", "tue", "wed", "thu", "fri", "sat", "sun")), unites=False),
    "rollover_custom_time": Field(NUMBER),
}
"""Times of day are in minutes after midnight (source D14)."""

_LOG = {
    "log_name": Field(),
    "new_log_name": Field(only=UPDATE),
    "log_level": Field(choices=("debug", "information", "critical", "warning", "trace")),
    "log_type": Field(),
    "log_file_name": Field(),
    "rollover_file_size": Field(NUMBER),
    "retrieval_method": Field(DICT, fields=_RETRIEVAL),
    "rollover_by_time": Field(DICT, fields=_ROLLOVER),
    "selected_field": Field(LIST, elements=Field(), unites=False),
    "anonymization_passphrase": Field(secret=True, shown=False),
    "w3c_log_type": Field(choices=("w3c_type_std", "w3c_type_cta", "w3c_type_cloudlock")),
    "custom_fields": TEXTS,
    "log_exclusion": Field(LIST, elements=Field(NUMBER)),
    "log_compression": Field(TRUTH),
}
"""``log_type`` is the name on the screen, such as ``CLI Audit Logs``. The file size is in kilobytes."""

LOGS: tuple[Configuration, ...] = (
    Configuration(
        "log_subscriptions",
        "Log subscriptions",
        resource(
            "log_subscriptions",
            "system/log_subscriptions",
            ALL_VERBS,
            D14,
            since="14.0",
            optional=(*PAGED, "log_name", "summary"),
            note="PUT wants log_type each time. POST calls the name new_log_name.",
        ),
        Reading(LIKE_WRITTEN_14, names="log_name", paging=FROM_ZERO, query={"summary": "false"}),
        key=("log_name",),
        fields=_LOG,
        create=Call("POST", ITEMS, spelt={"log_name": "new_log_name"}),
        update=Call("PUT", ITEMS, always=("log_type",)),
        delete=Call("DELETE", NAMES, names="log_name"),
        others=(
            resource(
                "log_rollover",
                "system/log_subscriptions/rollover",
                ("PUT",),
                D14,
                since="14.0",
                note="Starts new files now, of the logs in log_name.",
            ),
            resource(
                "log_deanonymization",
                "system/log_subscriptions/deanonymization",
                ("POST",),
                D14,
                since="14.0",
                note="Form data: what a passphrase made unreadable becomes readable.",
            ),
        ),
    ),
    Configuration(
        "log_fields",
        "What log subscriptions can be made of",
        resource(
            "log_fields",
            "system/log_subscriptions/fields",
            evidence=D14,
            since="14.0",
            required=("fetch",),
            note="fetch is facility_list, type_list or w3c_available_log_fields_list.",
        ),
        Reading(LIKE_WRITTEN_14),
        in_all=False,
    ),
    Configuration(
        "log_defaults",
        "Defaults of one type of log",
        resource(
            "log_defaults",
            "system/log_subscriptions/defaults",
            evidence=D14,
            since="14.0",
            required=("log_type",),
            note="log_type is an internal name here, such as audit_logs.",
        ),
        Reading(LIKE_WRITTEN_14),
        in_all=False,
    ),
)
