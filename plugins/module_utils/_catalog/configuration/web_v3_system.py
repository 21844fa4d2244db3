# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Licenses and configuration files of the WSA, in version 3.0 of its API."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    DICT,
    NAMES,
    NEVER,
    PLAIN,
    SWITCH,
    TRUTH,
    Call,
    Configuration,
    Field,
    Reading,
    Wait,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3_common import ONLY_READ, read_under, resource
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, INFERRED, VENDOR, Evidence

_PM145 = Evidence(VENDOR, ("PM145",))
_GUESSED = Evidence(INFERRED, ("PM145",))

_TOLD = Field(only=NEVER)
_SENT = Field(shown=False)

LICENSES: tuple[Configuration, ...] = (
    Configuration(
        "smart_licensing",
        "Smart licensing and its registration",
        resource(
            "smart_licensing",
            "system_admin/smart_software_licensing_status",
            ("GET", "PUT"),
            "14.5",
            Evidence(CLIENT, ("DGL", "AUTOSC", "PM145")),
            note="PUT takes one of smart_license_status, an action with its token, and a transport_mode with its URL. What it starts takes minutes. "
            "The actions renew_auth and renew_registration are no states, and not offered here.",
        ),
        read_under("", Evidence(CLIENT, ("DGL", "AUTOSC"))),
        fields={
            "smart_license_status": Field(SWITCH),
            "action": Field(choices=("register", "deregister")),
            "registration_token": Field(secret=True, shown=False),
            "test_interface": _SENT,
            "transport_mode": _SENT,
            "transport_url": _SENT,
            "smart_software_licensing_status": _TOLD,
            "registration_status": _TOLD,
            "authorization_status": _TOLD,
            "product_instance_name": _TOLD,
            "smart_lic_status": _TOLD,
        },
        update=Call("PUT"),
        shape="smart_licensing",
        writer="smart_licensing",
        waits=(
            Wait("smart_software_licensing_status", ("ENABLE_REQUESTED",)),
            Wait("registration_status", ("Product Registration is initiated.",), ("Unregistered - Registration Failed",)),
        ),
    ),
    Configuration(
        "smart_licenses",
        "Licenses that are requested",
        resource(
            "smart_licenses",
            "system_admin/sl_licenses",
            ("GET", "PUT"),
            "14.5",
            Evidence(CLIENT, ("AUTOSC", "PM145")),
            note="PUT takes a list of names under request or under release.",
        ),
        read_under("", Evidence(CLIENT, ("AUTOSC",))),
        key=("license_name",),
        fields={"license_name": Field(), "auth_status": _TOLD},
        create=Call("PUT", NAMES, names="request"),
        delete=Call("PUT", NAMES, names="release"),
        waits=(Wait("auth_status", ("Request in progress",), ("Not In Compliance",)),),
        there=("auth_status", ("Request in progress", "In Compliance", "Not In Compliance")),
    ),
    Configuration(
        "smart_agent_status",
        "Agent of smart licensing",
        resource("smart_agent_status", "system_admin/smart_agent_status", ("GET", "PUT"), "14.5", _PM145, note="What PUT takes is not known."),
        read_under("", _GUESSED),
    ),
    Configuration(
        "end_user_license_agreement",
        "Text of the license agreement",
        resource("end_user_license_agreement", "system_admin/cisco_end_user_license_agreement", ONLY_READ, "14.5", _PM145),
        Reading(_GUESSED, PLAIN),
    ),
)

CONFIGURATION_FILES: tuple[Configuration, ...] = (
    Configuration(
        "configuration_file",
        "The whole configuration as a file",
        resource(
            "configuration_file",
            "system_admin/configuration_file",
            ("GET", "PUT"),
            "14.5",
            Evidence(VENDOR, ("PM145", "AUTOSC")),
            optional=("filename", "passphrase_action", "mail_to"),
            note="PUT saves, loads or resets the configuration.",
        ),
        Reading(_PM145, PLAIN),
        in_all=False,
    ),
    Configuration(
        "configuration_files",
        "Configuration files that are kept on the appliance",
        resource("configuration_files", "system_admin/appliance_config_files", ONLY_READ, "14.5", _PM145),
        read_under("", _GUESSED),
    ),
    Configuration(
        "config_backup_server",
        "Server that configuration files are copied to",
        resource("config_backup_server", "system_admin/config_backup_server", ("GET", "PUT"), "14.5", _PM145),
        read_under("", _GUESSED),
        fields={
            "config_backup_status": Field(SWITCH),
            "save_passphrase": Field(TRUTH),
            "retrieval_method": Field(choices=("scp_push", "ftp_push")),
            "scp_settings": Field(
                DICT,
                fields={
                    "scp_host": Field(),
                    "directory": Field(),
                    "username": Field(),
                    "host_key_checking": Field(DICT, fields={"status": Field(SWITCH), "key_method": Field(), "ssh_key": Field()}),
                },
            ),
            "ftp_settings": Field(
                DICT,
                fields={"ftp_host": Field(), "directory": Field(), "username": Field(), "passphrase": Field(secret=True, shown=False)},
            ),
        },
        update=Call("PUT", whole=True),
        shape="one_key",
    ),
    Configuration(
        "cloud_healthcheck",
        "Health check of cloud images",
        resource(
            "cloud_healthcheck",
            "healthcheck_services/aws_healthcheck",
            ONLY_READ,
            "15.0",
            Evidence(CLIENT, ("AUTOSC",)),
            note="On cloud images, for load balancers, which ask port 4431. The answer is not known.",
        ),
        Reading(Evidence(INFERRED, ("AUTOSC",)), PLAIN),
        in_all=False,
    ),
)
