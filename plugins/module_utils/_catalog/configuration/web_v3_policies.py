# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Policies of the WSA in version 3.0 of its API, and what they refer to.

Policies are read in another form than they are written in; ``policies`` in the shapes brings the one into the other (source XSOAR).
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    BARE,
    BIT,
    DELETE,
    DICT,
    FROM_ONE,
    LIST,
    NAMES,
    NUMBER,
    QUERY,
    RAW,
    SWITCH,
    TEXTS,
    UPDATE,
    Call,
    Configuration,
    Field,
    Fields,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3_common import (
    ALL_VERBS,
    create_items,
    delete_names,
    read_under,
    resource,
    update_items,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED, RECORDED, VENDOR, Evidence

_PAGED = ("offset", "limit")
_PARTIAL = "PUT replaces lists that it is given. Keys that it is not given stay."
_DELETES_ALL = "DELETE without names deletes everything that can be deleted."

_OF_CATEGORIES = Field(DICT, elements=TEXTS)
"""Lists of categories by what is done with them."""

_SCORES = Field(LIST, elements=Field(), unites=False)
"""The lowest and the highest score of a range, as texts; an empty list is no range."""

_USER_AGENTS = Field(DICT, fields={"predefined": TEXTS, "custom": TEXTS, "is_inverse": Field(BIT)})

_IDENTIFICATION: Fields = {
    "profile_name": Field(),
    "new_profile_name": Field(only=UPDATE),
    "status": Field(SWITCH),
    "description": Field(),
    "order": Field(NUMBER, position=True),
    "identification_method": Field(
        DICT,
        fields={
            "sso_scheme": Field(choices=("sso_none", "sso_ise", "sso_asa", "sso_tui")),
            "auth_sequence": Field(),
            "auth_scheme": TEXTS,
            "prompt_on_sso_failure": Field(choices=("authenticate", "guest", "block")),
            "use_guest_on_auth_failure": Field(BIT),
            "auth_surrogate_by_proto": Field(DICT, elements=Field()),
            "use_forward_surrogates": Field(BIT),
        },
    ),
    "members": Field(
        DICT,
        fields={
            "protocols": TEXTS,
            "proxy_ports": TEXTS,
            "ip": TEXTS,
            "url_categories": Field(DICT, fields={"predefined": TEXTS, "custom": TEXTS, "uncategorized": Field(SWITCH)}),
            "user_agents": _USER_AGENTS,
            "location": Field(choices=("local", "remote", "both")),
        },
    ),
}


def _of_profiles(value: Field) -> Field:
    """A condition of a policy that may differ between its identification profiles; an empty ``id_profile`` is all of them (source XSOAR)."""
    return Field(LIST, elements=Field(DICT, fields={"id_profile": Field(), "value": value}), key=("id_profile",))


_MEMBERSHIP = Field(
    DICT,
    fields={
        "identification_profiles": Field(
            LIST,
            elements=Field(
                DICT,
                fields={
                    "profile_name": Field(),
                    "auth": Field(choices=("All Authenticated Users", "Selected Groups and Users", "Guests", "No Authentication")),
                    "auth_realm": Field(),
                    "groups_and_users": Field(RAW),
                },
            ),
            key=("profile_name",),
        ),
        "protocols": _of_profiles(TEXTS),
        "ports": _of_profiles(TEXTS),
        "subnets": _of_profiles(TEXTS),
        "url_categories": _of_profiles(Field(DICT, fields={"predefined": TEXTS, "custom": TEXTS, "uncategorized": Field(RAW)})),
        "user_agents": _USER_AGENTS,
        "time_range": Field(DICT, fields={"time_range_name": Field(), "is_inverse": Field(BIT)}),
        "user_location": Field(),
    },
)
"""Whom a policy is for. In ``profile_name``, ``_all_`` is every profile and an empty text the global one (source D14)."""

_POLICY: Fields = {
    "policy_name": Field(),
    "new_policy_name": Field(only=UPDATE),
    "policy_status": Field(SWITCH),
    "policy_description": Field(),
    "policy_order": Field(NUMBER, position=True),
    "membership": _MEMBERSHIP,
}

_EXPIRY: Fields = {"policy_expiry": Field(emptied=("policy_expiry_status", "disable"))}

_OWN_OR_GLOBAL = Field(choices=("use_global", "custom", "unavailable"))
_ON_OFF_GLOBAL = Field(choices=("use_global", "enable", "disable"))

_ACCESS: Fields = {
    **_POLICY,
    **_EXPIRY,
    "protocols_user_agents": Field(
        DICT,
        fields={
            "state": Field(choices=("use_global", "custom", "disable")),
            "block_protocols": TEXTS,
            "allow_connect_ports": TEXTS,
            "block_custom_user_agents": TEXTS,
        },
    ),
    "url_filtering": Field(
        DICT,
        fields={
            "state": Field(),
            "custom_cats": _OF_CATEGORIES,
            "predefined_cats": _OF_CATEGORIES,
            "yt_cats": _OF_CATEGORIES,
            "overall_quota_profile": Field(),
            "exception_referred_embedded_content": Field(DICT),
            "uncategorized_url": Field(),
            "update_cats_action": Field(),
            "safe_search": Field(DICT, fields={"status": _ON_OFF_GLOBAL, "unsupported_safe_search_engine": Field()}),
            "content_rating": Field(DICT, fields={"status": _ON_OFF_GLOBAL, "action": Field()}),
        },
    ),
    "avc": Field(
        DICT,
        fields={
            "state": _OWN_OR_GLOBAL,
            "applications": Field(
                DICT,
                elements=Field(
                    DICT,
                    fields={
                        "default_action": Field(),
                        "default_bandwidth_limit": Field(RAW),
                        "block": TEXTS,
                        "monitor": Field(DICT, elements=Field(DICT, fields={"bandwidth_limit": Field(RAW), "restrict": TEXTS})),
                    },
                ),
            ),
            "range_request": Field(DICT, fields={"bypass": Field(RAW), "exception_list": TEXTS}),
        },
    ),
    "objects": Field(
        DICT,
        fields={
            "state": _OWN_OR_GLOBAL,
            "max_object_size_mb": Field(DICT, fields={"ftp": Field(NUMBER), "http_or_https": Field(NUMBER)}),
            "object_type": Field(DICT, elements=Field(DICT, fields={"monitor": TEXTS, "block": TEXTS, "allow": TEXTS, "inspect": TEXTS})),
            "block_custom_mime_types": TEXTS,
        },
    ),
    "amw_reputation": Field(
        DICT,
        fields={
            "state": _OWN_OR_GLOBAL,
            "web_reputation": Field(DICT, fields={"filtering": Field(choices=("enable", "disable", "unavailable"))}),
            "adv_malware_protection": Field(
                DICT,
                fields={
                    "file_reputation_filtering": Field(choices=("enable", "disable", "unavailable")),
                    "file_reputation": Field(DICT, fields={"monitor": TEXTS, "block": TEXTS}),
                    "file_analysis": Field(choices=("enable", "disable", "unavailable")),
                },
            ),
            "cisco_dvs_amw": Field(
                DICT,
                fields={
                    "amw_scanning": Field(DICT, fields={"amw_scan_status": Field(SWITCH), "amw_scanners": Field(DICT, elements=Field())}),
                    "suspect_user_agent_scanning": Field(choices=("scan", "block", "none")),
                    "block_malware_categories": TEXTS,
                    "block_other_categories": TEXTS,
                },
            ),
        },
    ),
    "http_rewrite_profile": Field(),
}

_DECRYPTION: Fields = {
    **_POLICY,
    **_EXPIRY,
    "url_filtering": Field(
        DICT,
        fields={
            "state": Field(),
            "custom_cats": _OF_CATEGORIES,
            "predefined_cats": _OF_CATEGORIES,
            "uncategorized_url": Field(),
            "update_cats_action": Field(),
        },
    ),
    "web_reputation": Field(
        DICT,
        fields={
            "state": _OWN_OR_GLOBAL,
            "score": Field(DICT, fields={"drop": _SCORES, "decrypt": _SCORES, "pass_through": _SCORES}),
            "wbrs_no_score_action": Field(),
        },
    ),
    "default_action": Field(),
}

_ROUTING: Fields = {
    **_POLICY,
    "ip_spoofing": Field(),
    "routing_destination": Field(DICT, fields={"upstream_proxy_group": Field()}),
}

_HEADER = Field(
    DICT,
    fields={
        "header_name": Field(),
        "header_value": Field(),
        "text_format": Field(choices=("UTF-8", "ASCII")),
        "binary_encoding": Field(choices=("Base64", "No Encoding")),
    },
)

_REWRITE = resource(
    "http_rewrite_profiles",
    "web_security/http_rewrite_profiles",
    ALL_VERBS,
    "14.0",
    Evidence(VENDOR, ("D14", "PM145")),
    optional=("profile_name", "alternate_profile_name"),
    note="DELETE takes one profile_name, and the alternate_profile_name that policies get in its place; None is possible.",
)

POLICIES: tuple[Configuration, ...] = (
    Configuration(
        "identification_profiles",
        "Identification profiles",
        resource(
            "identification_profiles",
            "web_security/identification_profiles",
            ALL_VERBS,
            "14.0",
            Evidence(RECORDED, ("XSOAR", "D14", "PM145")),
            optional=("profile_names", *_PAGED),
            note=f"The global profile has no order. {_PARTIAL} {_DELETES_ALL}",
        ),
        read_under("identification_profiles", Evidence(RECORDED, ("XSOAR",)), "profile_names", FROM_ONE),
        key=("profile_name",),
        fields=_IDENTIFICATION,
        create=create_items("identification_profiles"),
        update=update_items("identification_profiles"),
        delete=delete_names("profile_names"),
        permanent=("global_identification_profile",),
    ),
    Configuration(
        "access_policies",
        "Access policies",
        resource(
            "access_policies",
            "web_security/access_policies",
            ALL_VERBS,
            "14.0",
            Evidence(RECORDED, ("XSOAR", "D14", "PM145", "DCLOUD")),
            optional=("policy_names", *_PAGED),
            note=f"The global policy is called global_policy and has no order. Read and written forms differ. {_PARTIAL} {_DELETES_ALL}",
        ),
        read_under("access_policies", Evidence(RECORDED, ("XSOAR",)), "policy_names", FROM_ONE),
        key=("policy_name",),
        fields=_ACCESS,
        create=create_items("access_policies"),
        update=update_items("access_policies"),
        delete=delete_names("policy_names"),
        shape="policies",
        exclusive=(
            "url_filtering.custom_cats",
            "url_filtering.predefined_cats",
            "url_filtering.yt_cats",
            "avc.applications.*",
            "objects.object_type.*",
            "amw_reputation.adv_malware_protection.file_reputation",
        ),
        permanent=("global_policy",),
    ),
    Configuration(
        "decryption_policies",
        "Decryption policies",
        resource(
            "decryption_policies",
            "web_security/decryption_policies",
            ALL_VERBS,
            "14.5",
            Evidence(VENDOR, ("PM145",)),
            optional=("policy_names", *_PAGED),
            note="The form of answers is inferred from what is written and from access policies. Scores are lists of two texts.",
        ),
        read_under("decryption_policies", Evidence(INFERRED, ("PM145",)), "policy_names"),
        key=("policy_name",),
        fields=_DECRYPTION,
        create=create_items("decryption_policies"),
        update=update_items("decryption_policies"),
        delete=delete_names("policy_names"),
        shape="policies",
        exclusive=("url_filtering.custom_cats", "url_filtering.predefined_cats"),
        permanent=("global_policy",),
    ),
    Configuration(
        "routing_policies",
        "Routing policies",
        resource(
            "routing_policies",
            "web_security/routing_policies",
            ALL_VERBS,
            "14.5",
            Evidence(VENDOR, ("PM145",)),
            optional=("policy_names",),
            note="The form of answers is inferred from what is written and from access policies.",
        ),
        read_under("routing_policies", Evidence(INFERRED, ("PM145",)), "policy_names"),
        key=("policy_name",),
        fields=_ROUTING,
        create=create_items("routing_policies"),
        update=update_items("routing_policies"),
        delete=delete_names("policy_names"),
        shape="policies",
        permanent=("global_policy",),
    ),
    Configuration(
        "ip_spoofing_profiles",
        "IP spoofing profiles",
        resource(
            "ip_spoofing_profiles",
            "web_security/ip_spoofing_profiles",
            ALL_VERBS,
            "14.5",
            Evidence(VENDOR, ("PM145",)),
            optional=("profile_names",),
        ),
        read_under("ip_spoofing_profiles", Evidence(INFERRED, ("PM145",)), "profile_names"),
        key=("profile_name",),
        fields={"profile_name": Field(), "new_profile_name": Field(only=UPDATE), "ip_address": Field()},
        create=create_items("ip_spoofing_profiles"),
        update=update_items("ip_spoofing_profiles"),
        delete=delete_names("profile_names"),
    ),
    Configuration(
        "http_rewrite_profiles",
        "Profiles that rewrite HTTP headers",
        _REWRITE,
        read_under("http_rewrite_profiles", Evidence(VENDOR, ("D14",))),
        key=("profile_name",),
        fields={
            "profile_name": Field(),
            "new_profile_name": Field(only=UPDATE),
            "headers": Field(LIST, elements=_HEADER, key=("header_name",)),
            "alternate_profile_name": Field(only=DELETE, shown=False),
        },
        create=create_items("http_rewrite_profiles"),
        update=update_items("http_rewrite_profiles"),
        delete=Call("DELETE", NAMES, names="profile_name", place=QUERY),
        writer="http_rewrite_profiles",
    ),
    Configuration(
        "http_rewrite_settings",
        "How rewritten HTTP headers name users and groups",
        _REWRITE,
        Reading(Evidence(VENDOR, ("D14",)), BARE, "global_settings"),
        fields={"rewrite_format_for_user": Field(), "rewrite_format_for_groups": Field(), "delimiter_for_groups": Field()},
        update=Call("PUT", wrapper="global_settings", whole=True),
    ),
)
