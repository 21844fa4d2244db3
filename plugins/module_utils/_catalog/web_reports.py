# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The reports on web traffic, answered by the WSA and, for its appliances, by the SMA.

The groups and the parameters that each takes are a vendor table (source X125). Few counters are known by name, so
counters are never checked for a report that lists none in ``counters``; ``likely_counters`` are hints only.
"""

from __future__ import annotations

from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import VENDOR, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import (
    DEVICE_NAME,
    FILTER,
    KEYED,
    ORDER,
    PAGING,
    SUMMARY,
    TOP,
    UNKNOWN,
    Report,
    names,
)

_TABLE = Evidence(VENDOR, ("X125",))
_COUNTERS_TOO = Evidence(VENDOR, ("X125", "PM145", "SMAG"))

_FULL = frozenset({ORDER, PAGING, TOP, FILTER})
_UNFILTERED = frozenset({ORDER, PAGING, TOP})
_PLAIN = frozenset({PAGING})


def _web(name: str, shape: str, abilities: frozenset[str] = _FULL, evidence: Evidence = _TABLE, **facts: Any) -> Report:
    return Report(name, "web", shape, evidence, abilities=abilities, **facts)


WEB_REPORTS: tuple[Report, ...] = (
    _web("web_webcat_detail", KEYED, _FULL | {DEVICE_NAME}, keyed_by="URL category"),
    _web("domains", KEYED, keyed_by="domain"),
    _web("web_user_detail", KEYED, _FULL | {DEVICE_NAME}, keyed_by="user"),
    _web("web_application_type_detail", KEYED, _FULL | {DEVICE_NAME}, _COUNTERS_TOO, keyed_by="application type", likely_counters=names("bw_not_limited")),
    _web("web_malware_category", KEYED, _UNFILTERED | {DEVICE_NAME}, keyed_by="malware category"),
    _web("web_user_by_traffic_monitor", KEYED, keyed_by="user"),
    _web("web_amp_detail_by_filename", KEYED, _UNFILTERED, keyed_by="file name"),
    _web("web_wbrs_score_detail", KEYED, _UNFILTERED, keyed_by="reputation score"),
    _web("web_malware_name_malware_category_detail", KEYED, keyed_by="malware name"),
    _web("web_application_name_application_type_detail", KEYED, keyed_by="application"),
    _web("web_port_detail", KEYED, _UNFILTERED, keyed_by="port"),
    _web("web_host_by_traffic_monitor", KEYED, keyed_by="host"),
    _web("web_amp_summary", SUMMARY, _PLAIN),
    _web("web_amp_detail_summary", SUMMARY, _PLAIN),
    _web("web_amp_file_analysis_by_filename", KEYED, _UNFILTERED, keyed_by="file name"),
    _web("web_wbrs_threat_type_detail", KEYED, _UNFILTERED, keyed_by="threat type"),
    _web("users_by_app_type", KEYED, keyed_by="user"),
    _web("web_socks_destinations", KEYED, keyed_by="destination"),
    _web("web_user_application_detail", KEYED, keyed_by="application"),
    _web("web_socks_users", KEYED, keyed_by="user"),
    _web("users_by_category", KEYED, keyed_by="user"),
    _web(
        "web_services_summary",
        SUMMARY,
        _PLAIN | {DEVICE_NAME},
        likely_counters=names(
            "detected_by_traffic_monitor detected_malware_total high_risk_transaction_total "
            "blocked_by_admin_policy detected_by_amp allowed_transaction_total transaction_total "
            "blocked_or_warned_by_webcat blocked_by_wbrs blocked_by_avc"
        ),
    ),
    _web("web_application_type_application_name_detail", KEYED, keyed_by="application"),
    _web("web_user_webcat_detail", KEYED, keyed_by="URL category"),
    _web("web_user_amp_detail", KEYED, keyed_by="file"),
    _web("web_user_malware_name_malware_category_detail", KEYED, keyed_by="malware name"),
    _web("policy_by_user", KEYED, keyed_by="policy"),
    _web("web_malware_category_malware_name_detail", KEYED, keyed_by="malware name"),
    _web("web_users_by_sha_detail", KEYED, keyed_by="user"),
    _web(
        "web_malware_category_malware_name_user_detail",
        KEYED,
        _FULL,
        _COUNTERS_TOO,
        keyed_by="client",
        likely_counters=names("blocked_malware"),
        shape_evidence=Evidence(VENDOR, ("SMAG",)),
    ),
    _web("web_filenames_by_sha", KEYED, keyed_by="file name"),
    _web("web_amp_reputation_update", KEYED, keyed_by="file"),
    _web("users_by_app", KEYED, keyed_by="user"),
    _web("web_application_name_detail", KEYED, keyed_by="application"),
    _web("web_application_name_application_behavior_detail", KEYED, keyed_by="application behavior"),
    _web("web_transaction", UNKNOWN, _PLAIN | {FILTER}),
)
