# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Version 2.0 of the WSA's configuration: web security, and the HTTPS proxy."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    DICT,
    FROM_ZERO,
    ITEM,
    ITEMS,
    LIST,
    NAMES,
    NUMBER,
    PLAIN,
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
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, RECORDED, Evidence

_TRAFFIC = Field(choices=("drop", "decrypt", "scan"))

_URL_CATEGORY = {
    "category_name": Field(),
    "new_category_name": Field(only=UPDATE),
    "category_type": Field(choices=("Local", "External")),
    "list_order": Field(NUMBER, position=True),
    "sites": TEXTS,
    "sites_regex": TEXTS,
    "comments": Field(),
    "interface_option": Field(choices=("Management", "Data")),
    "feed_type": Field(choices=("cisco", "office365", "office365_web")),
    "auto_update": Field(TRUTH),
    "auto_update_freq": Field(NUMBER),
    "feed_location": Field(),
    "excluded_sites": TEXTS,
    "excluded_regex": TEXTS,
    "protocol_type": Field(choices=("http", "https")),
}
"""Feeds (``External``) have all from ``interface_option`` on; ``auto_update_freq`` is in minutes (source X125)."""

_HTTPS_PROXY = {
    "https_enabled": Field(TRUTH),
    "https_ports": Field(),
    "authentication": Field(TRUTH),
    "user_acknowledgement": Field(TRUTH),
    "application_visibility": Field(TRUTH),
    "user_notification": Field(TRUTH),
    **dict.fromkeys(("expired_cert", "invalid_leaf_cert", "unrecognized_root", "invalid_signing_cert", "mismatched_hostname", "other_error"), _TRAFFIC),
    "current_cert_type": Field(choices=("generated", "uploaded")),
    "common_name": Field(),
    "org": Field(),
    "org_unit": Field(),
    "country": Field(),
    "expires": Field(NUMBER),
    "is_x509v3_critical": Field(TRUTH),
    "accept_license": Field(TRUTH, shown=False),
}
"""``https_ports`` is one text, such as ``443``, ``8080,8443`` or ``55-66``. ``common_name`` and what follows describe a generated certificate."""

_OCSP = {
    "ocsp_enabled": Field(TRUTH),
    "ocsp_valid_response_cache_timeout": Field(NUMBER),
    "ocsp_invalid_response_cache_timeout": Field(NUMBER),
    "ocsp_network_error_cache_timeout": Field(NUMBER),
    "ocsp_network_error_timeout": Field(NUMBER),
    "ocsp_clock_skew": Field(NUMBER),
    "ocsp_result_handling": Field(DICT, fields=dict.fromkeys(("unknown", "revoked", "error"), _TRAFFIC)),
    "ocsp_use_nonce": Field(TRUTH),
    "ocsp_use_upstream_proxy": Field(TRUTH),
    "ocsp_proxy_group": Field(),
    "ocsp_proxy_group_exempt_list": TEXTS,
}

SECURITY: tuple[Configuration, ...] = (
    Configuration(
        "bypass_proxy",
        "Addresses and sites that bypass the proxy",
        resource(
            "bypass_proxy",
            "web_security/bypass_proxy",
            ("GET", "PUT"),
            Evidence(CLIENT, ("X125", "GVE")),
            note="PUT replaces bypass_list. selected_categories are names of custom URL categories.",
        ),
        Reading(Evidence(CLIENT, ("GVE",))),
        fields={
            "bypass_list": TEXTS,
            "webex_bypass_enabled": Field(TRUTH),
            "selected_categories": Field(LIST, choices=("select_all",), elements=Field()),
        },
        update=Call("PUT"),
    ),
    Configuration(
        "url_categories",
        "Custom URL categories",
        resource(
            "url_categories",
            "web_security/url_categories",
            ALL_VERBS,
            Evidence(CLIENT, ("X125", "GVE", "XSOAR")),
            optional=(*PAGED, "category_name", "category_type"),
            note="PUT replaces sites. A local category needs sites or sites_regex.",
        ),
        Reading(Evidence(CLIENT, ("GVE",)), names="category_name", paging=FROM_ZERO),
        key=("category_name",),
        fields=_URL_CATEGORY,
        create=Call("POST", ITEM),
        update=Call("PUT", ITEM),
        delete=Call("DELETE", NAMES, names="category_name"),
    ),
    Configuration(
        "domain_map",
        "Domain names that stand for addresses",
        resource(
            "domain_map",
            "web_security/domain_map",
            ALL_VERBS,
            Evidence(RECORDED, ("D14", "XSOAR", "PM145")),
            since="14.0",
            optional=(*PAGED, "domain_name"),
            note="Answers to changes spell IP_addresses as server_list.",
        ),
        Reading(Evidence(RECORDED, ("XSOAR",)), names="domain_name", paging=FROM_ZERO),
        key=("domain_name",),
        fields={
            "domain_name": Field(),
            "new_domain_name": Field(only=UPDATE),
            "order": Field(NUMBER, position=True),
            "IP_addresses": TEXTS,
        },
        create=Call("POST", ITEMS),
        update=Call("PUT", ITEMS),
        delete=Call("DELETE", NAMES, names="domain_name"),
    ),
    Configuration(
        "https_proxy",
        "HTTPS proxy",
        resource(
            "https_proxy",
            "security_services/proxy/https",
            ("GET", "PUT"),
            D14,
            since="14.0",
            note="PUT is multipart/form-data. One guide calls application_visibility application_visibility2. "
            "Certificates and keys are uploaded as files, which is not offered here.",
        ),
        Reading(LIKE_WRITTEN_14),
        fields=_HTTPS_PROXY,
        update=Call("PUT", form=True),
    ),
    Configuration(
        "https_proxy_certificate",
        "Certificate of the HTTPS proxy, or the request for one",
        resource(
            "https_proxy_certificate",
            "security_services/proxy/https/download",
            evidence=D14,
            since="14.0",
            required=("cert_type",),
            note="cert_type is generated, uploaded or csr.",
        ),
        Reading(D14, PLAIN),
        in_all=False,
    ),
    Configuration(
        "ocsp",
        "Certificate status checks (OCSP)",
        resource("ocsp", "security_services/proxy/ocsp", ("GET", "PUT"), D14, since="14.0"),
        Reading(LIKE_WRITTEN_14),
        fields=_OCSP,
        update=Call("PUT"),
    ),
)
