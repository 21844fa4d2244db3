# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is only read, or hardly more: generic resources, time ranges, quotas, realms, certificates and texts."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only, one_of, require
from ...refusals import not_found
from ...reporting.chance import digits
from ...wire import Reply, success
from ..web_v2 import checks
from ..web_v2.checks import list_of
from .checking import anything, check
from .incoming import an_object, items_under, selected
from .outcome import Failed, Item, each, found
from .vocabulary import PREDEFINED_CATEGORIES, USER_AGENTS, custom_categories

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

SEQUENCES = "auth_sequences"
REGISTRATION = "malware_analytics_registration"


def only_read(part: str, key: str) -> Callable[[Call], Reply]:
    """The answerer of a part that no call changes."""

    def answer(call: Call) -> Reply:
        allow_only(call.parameters, ())
        return found(key, deepcopy(call.appliance.configuration.part(part)))

    return answer


def url_category_names(call: Call) -> Reply:
    """Without a key around it, unlike its neighbours (source XSOAR)."""
    allow_only(call.parameters, ())
    return success({"custom": custom_categories(call.appliance), "predefined": list(PREDEFINED_CATEGORIES)})


def auth_realms(call: Call) -> Reply:
    allow_only(call.parameters, ("realm_names",))
    return found("auth_realms", selected(call, call.appliance.configuration.part("auth_realms"), "name", "realm_names"))


def auth_sequences(call: Call) -> Reply:
    items: list[Item] = call.appliance.configuration.part(SEQUENCES)
    allow_only(call.parameters, ())
    if call.request.method == "GET":
        return found(SEQUENCES, deepcopy(items))
    entries = items_under(an_object(call, (SEQUENCES,)), SEQUENCES)
    adds = call.request.method == "POST"
    return each("name", entries, lambda entry: entry.get("name", ""), lambda entry: _put_sequence(call.appliance, items, entry, adds))


def _put_sequence(appliance: Appliance, items: list[Item], entry: Item, adds: bool) -> None:
    check(entry, {"name": checks.name, "schemes": anything}, ("name", "schemes"))
    schemes = entry["schemes"]
    if not isinstance(schemes, dict) or any(list_of(checks.name, 1)(realms) for realms in schemes.values()):
        raise Failed(400, "Invalid value for schemes: Not lists of realms by scheme.")
    known = [realm["name"] for realm in appliance.configuration.part("auth_realms")]
    unknown = [realm for realms in schemes.values() for realm in realms if realm not in known]
    if unknown:
        raise Failed(400, f"Invalid realm: {', '.join(unknown)}")
    there = [item for item in items if item["name"] == entry["name"]]
    if adds and there:
        raise Failed(400, f"name '{entry['name']}' already exists")
    if not adds and not there:
        raise Failed(404, f"name '{entry['name']}' doesn't exist")
    for item in there:
        item["schemes"] = schemes
    if adds:
        items.append(entry)


def registration(call: Call) -> Reply:
    """How a registration is read is not known; DELETE ends it."""
    allow_only(call.parameters, ())
    part: Item = call.appliance.configuration.part(REGISTRATION)
    if call.request.method == "DELETE":
        part["registration_status"] = "Unregistered"
        return Reply(204, b"", reason="No Content")
    return found("malware_analytics_endpoints_console_registration", dict(part))


def ise_certificate(call: Call) -> Reply:
    """A request for a certificate, with made-up content."""
    allow_only(call.parameters, ("cert_type",))
    require(call.parameters, "cert_type")
    kind = one_of(call.parameters, "cert_type", ("csr", "generated"))
    name = "CERTIFICATE REQUEST" if kind == "csr" else "CERTIFICATE"
    body = f"-----BEGIN {name}-----\n{digits(64, call.appliance.serial, kind)}\n-----END {name}-----\n"
    return Reply(200, body.encode(), content_type="application/x-pem-file")


def license_agreement(call: Call) -> Reply:
    allow_only(call.parameters, ())
    return Reply(200, b"END USER LICENSE AGREEMENT\n\nThis is the agreement of a simulated appliance. It binds nobody.\n", content_type="text/plain")


def cloud_healthcheck(call: Call) -> Reply:
    """Cloud images only. What they answer is not known."""
    if not call.appliance.settings.cloud:
        raise not_found(f"{call.appliance.name} is not set to be a cloud image")
    return Reply(200, b"OK\n", content_type="text/plain")


def _auth_settings(_appliance: Appliance) -> Item:
    return {
        "header_based_auth": "disable",
        "realms": [
            {"name": "ad.example.com", "schemes": ["Kerberos", "NTLMSSP", "Basic"], "supports_tui": True, "type": "AD"},
            {"name": "directory", "schemes": ["Basic"], "supports_tui": False, "type": "LDAP"},
        ],
        "sequences": [{"name": "All Realms", "schemes": ["Kerberos", "NTLMSSP", "Basic"]}],
    }


def _time_ranges(_appliance: Appliance) -> list[Item]:
    week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    return [
        {"name": "working hours", "time_zone": "Etc/GMT", "time_values": [{"time_of_day": {"from": "08:00", "to": "18:00"}, "valid_days": week}]},
        {"name": "weekend", "time_zone": "Etc/GMT", "time_values": [{"time_of_day": "all_day", "valid_days": ["Saturday", "Sunday"]}]},
    ]


def _quotas(_appliance: Appliance) -> list[Item]:
    return [
        {"name": "one hour of video", "time_zone": "Etc/GMT", "time_quota_secs": 3600, "volume_quota": "", "reset_time": "00:00"},
        {"name": "downloads", "time_zone": "Etc/GMT", "time_quota_secs": 0, "volume_quota": "10 GB", "time_range": "working hours"},
    ]


def _realms(_appliance: Appliance) -> list[Item]:
    return [
        {"name": "ad.example.com", "type": "AD", "domain": "AD.EXAMPLE.COM", "servers": ["192.0.2.53"]},
        {"name": "directory", "type": "LDAP", "servers": ["ldap.example.com"]},
    ]


SEEDS: dict[str, Callable[[Appliance], Any]] = {
    "auth_settings": _auth_settings,
    "user_agents": lambda _appliance: list(USER_AGENTS),
    "proxy_settings": lambda _appliance: {"ftp": "enable", "https": "enable", "socks": "disable", "web": {"mode": "forward", "status": "enable"}},
    "identification_methods": lambda _appliance: {"asa": "disable", "authentication": "enable", "ise": "disable", "tui": "enable"},
    "time_ranges": _time_ranges,
    "quotas": _quotas,
    "auth_realms": _realms,
    SEQUENCES: lambda _appliance: [{"name": "All Realms", "schemes": {"Kerberos": ["ad.example.com"], "Basic": ["ad.example.com", "directory"]}}],
    REGISTRATION: lambda _appliance: {"registration_status": "Registered"},
}
