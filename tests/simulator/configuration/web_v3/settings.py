# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings that a call changes by keys. Keys that it does not name stay; lists and whatever else it names are replaced (inferred)."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only
from ...wire import Reply, success
from ..web_v2 import checks
from ..web_v2.checks import Checks, list_of, object_of
from .checking import anything, check, merged
from .incoming import an_object
from .outcome import Failed, Item, Refused, done, found

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

HIDDEN = frozenset({"password", "passphrase"})
"""Keys that are kept and never answered (inferred)."""

_SWITCH = checks.one_of("enable", "disable")


def settings(part: str, known: Checks, answered_in: str = "", sent_in: str = "") -> Callable[[Call], Reply]:
    """The answerer of one resource. ``answered_in`` and ``sent_in`` are the keys around what is read and written, if there are any."""

    def answer(call: Call) -> Reply:
        allow_only(call.parameters, ())
        kept: Item = call.appliance.configuration.part(part)
        if call.request.method == "GET":
            return found(answered_in, _shown(kept)) if answered_in else success(_shown(kept))
        body = an_object(call, (sent_in,) if sent_in else tuple(known))
        given = body.get(sent_in) if sent_in else body
        if not isinstance(given, dict):
            raise Refused(400, f"{sent_in} is not an object.")
        _check_all(given, known)
        kept.update(given if call.appliance.settings.sections_replace else merged(kept, given))
        return done()

    return answer


def _check_all(given: Item, known: Checks) -> None:
    try:
        check(given, known)
    except Failed as problem:
        raise Refused(problem.status, problem.message) from problem


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _shown(inner) for name, inner in value.items() if name not in HIDDEN}
    return deepcopy(value)


def overall_bandwidth_limit(call: Call) -> Reply:
    """Kilobits per second. A change is answered with 200 and the settings, unlike all others (source D14)."""
    allow_only(call.parameters, ())
    kept: Item = call.appliance.configuration.part("overall_bandwidth_limit")
    if call.request.method == "PUT":
        body = an_object(call, ("bandwidth_limit",))
        _check_all(body, {"bandwidth_limit": checks.within(0, 524288)})
        kept.update(body)
    return success(kept)


_FORMAT: Checks = {"text_format": checks.one_of("UTF8", "ASCII"), "Binary_encoding": checks.one_of("Base64", "No Encoding")}

xauth_header_setting = settings(
    "xauth_header_setting",
    {
        "xauth_header_based_auth": _SWITCH,
        "xauth_use_group_header": _SWITCH,
        "xauth_retain_auth_egress": _SWITCH,
        "xauth_header_mode": checks.one_of("standard", "custom"),
        **dict.fromkeys(("xauth_std_user", "xauth_std_group"), object_of(_FORMAT)),
        **dict.fromkeys(("xauth_custom_user", "xauth_custom_group"), object_of({"name": checks.name, **_FORMAT})),
    },
    answered_in="xauth_header_setting",
)
umbrella_seamless_id = settings(
    "umbrella_seamless_id",
    {"swg_proxy": object_of({"host": checks.host, "ports": list_of(checks.digits)}), "org_id": checks.name},
    answered_in="cisco_umbrella_seamless_id",
    sent_in="cisco_umbrella_seamless_id",
)
pac_basic_setting = settings(
    "pac_basic_setting",
    {
        "status": _SWITCH,
        "pac_file_expiry": _SWITCH,
        "pac_expiration_interval": checks.within(1, 1_000_000),
        "pac_server_ports": list_of(checks.port),
    },
    answered_in="pac_basic_setting",
)
ise = settings(
    "ise",
    {
        "ise_service_status": _SWITCH,
        "primary_ise_pxgrid": object_of({"host": checks.host}),
        "secondary_ise_pxgrid": object_of({"host": checks.host}),
        "wa_client_cert": object_of({"current_cert": checks.one_of("generated", "uploaded"), "generated": anything}),
        "sxp_status": _SWITCH,
        "ers_settings": object_of(
            {
                "status": _SWITCH,
                **dict.fromkeys(("username", "password", "primary_server", "secondary_server"), checks.text),
                "port": checks.port,
                "ers_same_as_ise": checks.truth,
            }
        ),
    },
)
config_backup_server = settings(
    "config_backup_server",
    {
        "config_backup_status": _SWITCH,
        "save_passphrase": checks.truth,
        "retrieval_method": checks.one_of("scp_push", "ftp_push"),
        "scp_settings": object_of(
            {
                **dict.fromkeys(("scp_host", "directory", "username"), checks.text),
                "host_key_checking": object_of({"status": _SWITCH, "key_method": checks.one_of("auto", "manual"), "ssh_key": checks.text}),
            }
        ),
        "ftp_settings": object_of(dict.fromkeys(("ftp_host", "directory", "username", "passphrase"), checks.text)),
    },
)
global_auth_setting = settings(
    "global_auth_setting",
    {"failed_auth_action": checks.one_of("block", "permit"), "reauthentication": _SWITCH},
    answered_in="global_auth_setting",
)
anti_malware_and_reputation = settings(
    "anti_malware_and_reputation",
    dict.fromkeys(("web_reputation_filtering", "adaptive_scanning", "sophos"), _SWITCH),
    answered_in="anti_malware_and_reputation",
)
smart_agent_status = settings("smart_agent_status", {"auto_update": _SWITCH}, "smart_agent_status")


def _ise(_appliance: Appliance) -> Item:
    certificate = {
        "basic_constraints": "not critical",
        "common_name": "Web appliance",
        "country": "DE",
        "expiry_duration": 60,
        "org_unit": "Network",
        "organization": "Example",
    }
    return {
        "ers_settings": {
            "ers_same_as_ise": False,
            "password": "aXNlLWRlbW8tMQ==",
            "port": 9060,
            "primary_server": "ise1.example.com",
            "secondary_server": "ise2.example.com",
            "status": "disable",
            "username": "ers-reader",
        },
        "ise_service_status": "disable",
        "primary_ise_pxgrid": {"host": "ise1.example.com"},
        "secondary_ise_pxgrid": {"host": "ise2.example.com"},
        "sxp_status": "disable",
        "wa_client_cert": {"current_cert": "generated", "generated": certificate},
    }


def _backup(_appliance: Appliance) -> Item:
    return {
        "config_backup_status": "enable",
        "retrieval_method": "ftp_push",
        "ftp_settings": {"ftp_host": "backup.example.com", "directory": "/wsa", "username": "wsa", "passphrase": "YmFja3VwLWRlbW8tMQ=="},
        "save_passphrase": False,
        "scp_settings": {
            "scp_host": "backup.example.com",
            "directory": "/wsa",
            "username": "wsa",
            "host_key_checking": {"status": "enable", "key_method": "auto", "ssh_key": ""},
        },
    }


def _xauth(_appliance: Appliance) -> Item:
    usual = {"text_format": "ASCII", "Binary_encoding": "No Encoding"}
    return {
        "xauth_custom_group": {"name": "X-Group", **usual},
        "xauth_custom_user": {"name": "X-User", **usual},
        "xauth_header_based_auth": "disable",
        "xauth_header_mode": "standard",
        "xauth_retain_auth_egress": "disable",
        "xauth_std_group": dict(usual),
        "xauth_std_user": dict(usual),
        "xauth_use_group_header": "disable",
    }


SEEDS: dict[str, Callable[[Appliance], Item]] = {
    "overall_bandwidth_limit": lambda _appliance: {"bandwidth_limit": 0},
    "xauth_header_setting": _xauth,
    "umbrella_seamless_id": lambda _appliance: {"org_id": "1234567", "swg_proxy": {"host": "swg.example.com", "ports": ["80", "443"]}},
    "pac_basic_setting": lambda _appliance: {"pac_expiration_interval": 1440, "pac_file_expiry": "disable", "pac_server_ports": [9001], "status": "enable"},
    "ise": _ise,
    "config_backup_server": _backup,
    "global_auth_setting": lambda _appliance: {"failed_auth_action": "block", "reauthentication": "disable"},
    "anti_malware_and_reputation": lambda _appliance: {"adaptive_scanning": "enable", "sophos": "enable", "web_reputation_filtering": "enable"},
    "smart_agent_status": lambda _appliance: {"auto_update": "enable"},
}
