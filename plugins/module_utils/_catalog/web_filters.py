# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters and sort keys of ``web-tracking/web_transaction``, and what is known about the records that it finds.

Filters come from a vendor table (source X125). Records are recorded for ``proxy_services`` only; the fields of the other two
services are concluded from the names of their sort keys.
"""

from __future__ import annotations

from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED, RECORDED, VENDOR, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.filters import FLAG, LIST, Filter

PROXY_SERVICES = "proxy_services"
L4TM = "l4tm"
SOCKS_PROXY = "socks_proxy"

SERVICES: dict[str, str] = {
    PROXY_SERVICES: "requests through the web proxy",
    L4TM: "connections seen by the Layer 4 Traffic Monitor",
    SOCKS_PROXY: "connections through the SOCKS proxy",
}

_TABLE = Evidence(VENDOR, ("X125", "PM145"))

TRANSACTION_STATUSES: dict[str, tuple[str, ...]] = {
    PROXY_SERVICES: ("block", "allow", "allow_monitor", "allow_warn", "all"),
    L4TM: ("blocked", "monitored", "all"),
    SOCKS_PROXY: ("allow", "block", "all"),
}
"""The values of ``transactionStatus``, which differ from service to service."""


def _proxy(option: str, wire: str, meaning: str, *more_kinds: str, **facts: Any) -> Filter:
    return Filter(option, wire, meaning, _TABLE, kinds=(PROXY_SERVICES, *more_kinds), **facts)


def _l4tm(option: str, wire: str, meaning: str) -> Filter:
    return Filter(option, wire, meaning, _TABLE, kinds=(L4TM,))


def _socks(option: str, wire: str, meaning: str, **facts: Any) -> Filter:
    return Filter(option, wire, meaning, _TABLE, kinds=(SOCKS_PROXY,), **facts)


WEB_FILTERS: tuple[Filter, ...] = (
    Filter(
        "transaction_status",
        "transactionStatus",
        "what was done with the transaction",
        _TABLE,
        values=tuple(dict.fromkeys(value for values in TRANSACTION_STATUSES.values() for value in values)),
    ),
    _proxy("host_name", "hostName", "the website"),
    _proxy("proxy_user", "proxyUser", "the name of the user, or the address of the client"),
    _proxy("url_category", "urlCategory", "the URL category, as the web interface names it; for SOCKS a custom one", SOCKS_PROXY),
    _proxy("malware_category", "malwareCategory", "the code of the malware category", values=("0", "1", "2", "3", "4", "5")),
    _proxy("malware_name", "malwareName", "the name of the malware"),
    _proxy("application_name", "applicationName", "the name of the application"),
    _proxy("application_type", "applicationType", "the type of the application"),
    _proxy("wbrs_score", "wbrsScore", "the reputation of the website: a range such as V(-3,3), from -10 to 10, or V(no score)"),
    _proxy("reputation_threat", "reputationThreat", "the type of threat that the reputation stands for"),
    _proxy("serial_no", "serialNo", "the serial number of one appliance", L4TM),
    _proxy("policy_name", "policyName", "the name of the policy"),
    _proxy("user_location", "userLocation", "where the user is", values=("Remote", "Local")),
    _proxy("amp_file_name", "ampFileName", "the name of the file that AMP looked at"),
    _proxy("amp_sha", "ampSha", "the SHA-256 of the file that AMP looked at"),
    _proxy(
        "amp_file_verdict",
        "ampFileVerdict",
        "the codes of AMP's verdict, V(1) to V(5); the vendor's documents give two tables for them that contradict each other",
        form=LIST,
    ),
    _proxy("user_request", "userRequest", "only transactions that a user asked for", form=FLAG, values=("1",)),
    _l4tm("l4tm_port", "l4tmPort", "the port"),
    _l4tm("l4tm_user", "l4tmUser", "the address of the source or client"),
    _l4tm("l4tm_dest_domain", "l4tmDestDomain", "the site, or the address of the destination"),
    _socks("socks_port", "socksPort", "the port"),
    _socks("socks_user", "socksUser", "the name of the user, or the address of the client"),
    _socks("socks_domain", "socksDomain", "the domain or address of the destination"),
    _socks("socks_transport_protocol", "socksTransportProtocol", "the transport protocol", values=("tcp", "udp", "all")),
    _socks("socks_policy_name", "socksPolicyName", "the name of the policy"),
    _socks("socks_user_location", "socksUserLocation", "where the user is", values=("Local", "Remote")),
)

SORT_KEYS: dict[str, tuple[str, ...]] = {
    PROXY_SERVICES: ("timestamp", "url", "page_Resources_Count", "decision_Result", "bandwidth", "src_Ip"),
    L4TM: ("timestamp", "l4tm_Dest_Ip_With_Domain", "l4tm_Dest_Domain", "l4tm_Action", "l4tm_Port", "l4tm_User"),
    SOCKS_PROXY: ("timestamp", "socks_Host_Name", "socks_Decision_Result", "socks_Bandwidth", "socks_Transport_Protocol", "socks_Src_Ip"),
}
"""What the appliance can sort by: spelt unlike the fields of the records (source X125)."""

WEB_FIELDS: dict[str, tuple[str, ...]] = {
    PROXY_SERVICES: (
        "timestamp",
        "serialNo",
        "user",
        "userType",
        "srcIP",
        "url",
        "destinationIP",
        "pageResources",
        "relatedTransCount",
        "transactionStatus",
        "decisionSrc",
        "policyType",
        "policyName",
        "webCategory",
        "wbrsScore",
        "threatType",
        "threatReason",
        "malwareCategory",
        "malwareName",
        "applicationName",
        "applicationType",
        "applicationBehavior",
        "contentType",
        "fileName",
        "fileSHA",
        "ampVerdict",
        "ampFileVerdict",
        "bandwidth",
    ),
    L4TM: ("timestamp", "serialNo", "l4tmUser", "l4tmDestIpWithDomain", "l4tmDestDomain", "l4tmAction", "l4tmPort"),
    SOCKS_PROXY: (
        "timestamp",
        "serialNo",
        "socksUser",
        "socksSrcIp",
        "socksHostName",
        "socksDecisionResult",
        "socksBandwidth",
        "socksTransportProtocol",
        "socksPort",
        "socksPolicyName",
    ),
}

WEB_FIELDS_EVIDENCE: dict[str, Evidence] = {
    PROXY_SERVICES: Evidence(RECORDED, ("NRPM",)),
    L4TM: Evidence(INFERRED, ("X125",)),
    SOCKS_PROXY: Evidence(INFERRED, ("X125",)),
}
