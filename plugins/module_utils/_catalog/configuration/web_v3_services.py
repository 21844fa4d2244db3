# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of the WSA's proxy and of the services around it, in version 3.0 of its API.

Where it is not known whether a change may leave something out, everything known goes along.
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    DICT,
    LIST,
    NAMES,
    NEVER,
    NUMBER,
    PLAIN,
    QUERY,
    RAW,
    SWITCH,
    TEXTS,
    TRUTH,
    Call,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3_common import (
    ALL_VERBS,
    ONLY_READ,
    create_items,
    delete_names,
    read_under,
    resource,
    update_items,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED, RECORDED, VENDOR, Evidence

_D14 = Evidence(VENDOR, ("D14", "PM145"))
_PM145 = Evidence(VENDOR, ("PM145",))
_GUESSED = Evidence(INFERRED, ("PM145",))

_FORMAT = {"text_format": Field(choices=("UTF8", "ASCII")), "Binary_encoding": Field(choices=("Base64", "No Encoding"))}
_STANDARD_HEADER = Field(DICT, fields=_FORMAT)
_CUSTOM_HEADER = Field(DICT, fields={"name": Field(), **_FORMAT})

WEB_SECURITY: tuple[Configuration, ...] = (
    Configuration(
        "overall_bandwidth_limit",
        "Bandwidth limit for all users together",
        resource(
            "overall_bandwidth_limit",
            "web_security/overall_bandwidth_limit",
            ("GET", "PUT"),
            "14.0",
            _D14,
            note="In kilobits per second, up to 524288; 0 is no limit. PUT answers 200 with a body, not 204.",
        ),
        read_under("", Evidence(VENDOR, ("D14",))),
        fields={"bandwidth_limit": Field(NUMBER)},
        update=Call("PUT"),
    ),
    Configuration(
        "time_ranges",
        "Time ranges",
        resource("time_ranges", "web_security/time_ranges", ONLY_READ, "14.0", _D14),
        read_under("time_ranges", Evidence(VENDOR, ("D14",))),
        key=("name",),
        fields={
            "name": Field(),
            "time_zone": Field(),
            "time_values": Field(LIST, elements=Field(DICT, fields={"time_of_day": Field(RAW), "valid_days": TEXTS})),
        },
    ),
    Configuration(
        "quotas",
        "Time and volume quotas",
        resource("quotas", "web_security/quotas", ONLY_READ, "14.0", _D14),
        read_under("quotas", Evidence(VENDOR, ("D14",))),
        key=("name",),
        fields={
            "name": Field(),
            "time_zone": Field(),
            "time_quota_secs": Field(RAW),
            "volume_quota": Field(RAW),
            "reset_time": Field(RAW),
            "time_range": Field(RAW),
        },
    ),
    Configuration(
        "umbrella_seamless_id",
        "Cisco Umbrella Seamless ID",
        resource("umbrella_seamless_id", "web_security/umbrella_seamless_id", ("GET", "PUT"), "14.5", _PM145),
        read_under("cisco_umbrella_seamless_id", _GUESSED),
        fields={"swg_proxy": Field(DICT, fields={"host": Field(), "ports": TEXTS}), "org_id": Field()},
        update=Call("PUT", wrapper="cisco_umbrella_seamless_id", whole=True),
    ),
)

NETWORK: tuple[Configuration, ...] = (
    Configuration(
        "xauth_header_setting",
        "Authentication by HTTP headers",
        resource("xauth_header_setting", "network/xauth_header_setting", ("GET", "PUT"), "14.0", _D14, note="PUT takes the settings without a wrapper."),
        read_under("xauth_header_setting", Evidence(VENDOR, ("D14",))),
        fields={
            "xauth_header_based_auth": Field(SWITCH),
            "xauth_use_group_header": Field(SWITCH),
            "xauth_retain_auth_egress": Field(SWITCH),
            "xauth_header_mode": Field(choices=("standard", "custom")),
            "xauth_std_user": _STANDARD_HEADER,
            "xauth_std_group": _STANDARD_HEADER,
            "xauth_custom_user": _CUSTOM_HEADER,
            "xauth_custom_group": _CUSTOM_HEADER,
        },
        update=Call("PUT", whole=True),
    ),
    Configuration(
        "auth_realms",
        "Authentication realms",
        resource(
            "auth_realms",
            "network/auth_realms",
            ONLY_READ,
            "14.5",
            _PM145,
            optional=("realm_names",),
            note="Calls that change them are likely to exist, but no public source shows any.",
        ),
        read_under("auth_realms", _GUESSED, "realm_names"),
        key=("name",),
    ),
    Configuration(
        "auth_sequences",
        "Sequences of authentication realms",
        resource(
            "auth_sequences",
            "network/auth_sequences",
            ("GET", "POST", "PUT"),
            "14.5",
            _PM145,
            note="A call that deletes is likely to exist, but no public source shows it.",
        ),
        read_under("auth_sequences", _GUESSED),
        key=("name",),
        fields={"name": Field(), "schemes": Field(DICT, elements=Field(LIST, elements=Field(), unites=False))},
        create=create_items("auth_sequences"),
        update=update_items("auth_sequences"),
    ),
    Configuration(
        "global_auth_setting",
        "Global authentication settings",
        resource("global_auth_setting", "network/global_auth_setting", ("GET", "PUT"), "14.5", _PM145, note="What PUT takes is not known."),
        read_under("", _GUESSED),
    ),
    Configuration(
        "ise",
        "Identity Services Engine",
        resource("ise", "network/ise", ("GET", "PUT"), "14.5", _PM145),
        read_under("", _GUESSED),
        fields={
            "ise_service_status": Field(SWITCH),
            "primary_ise_pxgrid": Field(DICT, fields={"host": Field()}),
            "secondary_ise_pxgrid": Field(DICT, fields={"host": Field()}),
            "wa_client_cert": Field(
                DICT,
                fields={
                    "current_cert": Field(choices=("generated", "uploaded")),
                    "generated": Field(
                        DICT,
                        fields={
                            "common_name": Field(),
                            "organization": Field(),
                            "org_unit": Field(),
                            "country": Field(),
                            "expiry_duration": Field(NUMBER),
                            "basic_constraints": Field(),
                        },
                    ),
                },
            ),
            "sxp_status": Field(SWITCH),
            "ers_settings": Field(
                DICT,
                fields={
                    "status": Field(SWITCH),
                    "username": Field(),
                    "password": Field(secret=True, shown=False),
                    "primary_server": Field(),
                    "secondary_server": Field(),
                    "port": Field(NUMBER),
                    "ers_same_as_ise": Field(TRUTH),
                },
            ),
        },
        update=Call("PUT", whole=True),
        shape="one_key",
    ),
    Configuration(
        "ise_certificate",
        "Certificates for the Identity Services Engine",
        resource(
            "ise_certificate",
            "network/ise_download_cert",
            ONLY_READ,
            "14.5",
            _PM145,
            required=("cert_type",),
            note="The only cert_type that is known is csr.",
        ),
        Reading(_GUESSED, PLAIN, names="cert_type"),
        in_all=False,
    ),
)

SECURITY_SERVICES: tuple[Configuration, ...] = (
    Configuration(
        "pac_basic_setting",
        "Hosting of PAC files",
        resource(
            "pac_basic_setting",
            "security_services/pac_basic_setting",
            ("GET", "PUT"),
            "14.0",
            _D14,
            note="Whether answers have a wrapper is not confirmed; PUT takes the settings without one.",
        ),
        read_under("", Evidence(INFERRED, ("D14",))),
        fields={
            "status": Field(SWITCH),
            "pac_file_expiry": Field(SWITCH),
            "pac_expiration_interval": Field(NUMBER),
            "pac_server_ports": Field(LIST, elements=Field(NUMBER)),
        },
        update=Call("PUT", whole=True),
        shape="one_key",
    ),
    Configuration(
        "pac_files",
        "PAC files",
        resource(
            "pac_files",
            "security_services/pac_file",
            ALL_VERBS,
            "14.0",
            _D14,
            optional=("file_name",),
            note="GET with file_name answers the content of one file. POST and PUT take it as multipart/form-data.",
        ),
        read_under("", Evidence(INFERRED, ("D14",))),
        key=("file_name",),
        fields={"file_name": Field(), "content": Field()},
        create=Call("POST", form=True),
        update=Call("PUT", form=True),
        delete=Call("DELETE", NAMES, names="file_name", place=QUERY),
        shape="pac_files",
        writer="pac_files",
        contents=("file_name", "content"),
    ),
    Configuration(
        "pac_file_hosts",
        "Host names that PAC files are served for",
        resource("pac_file_hosts", "security_services/pacfile_host", ALL_VERBS, "14.0", _D14, optional=("host_name",)),
        read_under("hostname_pac_mapping", Evidence(INFERRED, ("D14", "PM145"))),
        key=("hostname",),
        fields={"hostname": Field(), "pac_filename": Field()},
        create=create_items("hostname_pac_mapping"),
        update=update_items("hostname_pac_mapping"),
        delete=delete_names("host_name"),
    ),
    Configuration(
        "anti_malware_and_reputation",
        "Anti-malware and reputation services",
        resource(
            "anti_malware_and_reputation",
            "security_services/anti_malware_and_reputation",
            ("GET", "PUT"),
            "14.5",
            _PM145,
            note="What PUT takes is not known: the only public sample is a copy of another one.",
        ),
        read_under("", _GUESSED),
    ),
    Configuration(
        "malware_analytics_registration",
        "Registration with the console of Malware Analytics",
        resource(
            "malware_analytics_registration",
            "security_services/malware_analytics_endpoints_console_registration",
            ("GET", "DELETE"),
            "14.5",
            _PM145,
            note="DELETE ends the registration. It is not offered as a change, because nobody knows how the registration is read.",
        ),
        read_under("", _GUESSED),
    ),
)

_REALM = Field(DICT, fields={"name": Field(), "schemes": TEXTS, "type": Field(), "supports_tui": Field(TRUTH)})
_SEQUENCE = Field(DICT, fields={"name": Field(), "schemes": TEXTS})

GENERIC: tuple[Configuration, ...] = (
    Configuration(
        "auth_settings",
        "Realms and sequences that identification profiles can use",
        resource("auth_settings", "generic_resources/auth_settings", ONLY_READ, "14.0", _D14),
        read_under("auth_settings", Evidence(VENDOR, ("D14",))),
        fields={
            "header_based_auth": Field(only=NEVER),
            "realms": Field(LIST, elements=_REALM, key=("name",), only=NEVER),
            "sequences": Field(LIST, elements=_SEQUENCE, key=("name",), only=NEVER),
        },
    ),
    Configuration(
        "user_agents",
        "User agents that profiles and policies can name",
        resource("user_agents", "generic_resources/user_agents", ONLY_READ, "14.0", _D14),
        read_under("user_agents", Evidence(VENDOR, ("D14",))),
    ),
    Configuration(
        "url_category_names",
        "Names of URL categories",
        resource(
            "url_category_names",
            "generic_resources/url_categories",
            ONLY_READ,
            "14.0",
            Evidence(RECORDED, ("XSOAR", "D14", "PM145")),
            note="The answer has no wrapper. A custom category may bear the name of a predefined one.",
        ),
        read_under("", Evidence(RECORDED, ("XSOAR",))),
        fields={
            "custom": Field(LIST, elements=Field(), only=NEVER),
            "predefined": Field(LIST, elements=Field(), only=NEVER),
        },
    ),
    Configuration(
        "proxy_settings",
        "Which proxies are on",
        resource("proxy_settings", "generic_resources/proxy_settings", ONLY_READ, "14.0", _D14),
        read_under("proxy_settings", Evidence(VENDOR, ("D14",))),
        fields={name: Field(RAW, only=NEVER) for name in ("web", "socks", "https", "ftp")},
    ),
    Configuration(
        "identification_methods",
        "Which methods of identification are on",
        resource("identification_methods", "generic_resources/identification_methods", ONLY_READ, "14.0", _D14),
        read_under("identification_methods", Evidence(VENDOR, ("D14",))),
        fields={name: Field(only=NEVER) for name in ("tui", "authentication", "asa", "ise")},
    ),
)
