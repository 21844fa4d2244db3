# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``system/time/zone`` and ``system/time/settings``."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only, one_of
from ...wire import Reply
from . import checks
from .checks import Checks, list_of, object_of
from .incoming import an_object, flag
from .outcome import Rejected, each, found, shown
from .settings import settings

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

ZONES: dict[str, dict[str, tuple[str, ...]]] = {
    "America": {"United States": ("New York", "Chicago", "Los Angeles"), "Brazil": ("Sao Paulo",)},
    "Asia": {"Japan": ("Tokyo",), "India": ("Kolkata",)},
    "Europe": {"Switzerland": ("Zurich",), "Germany": ("Berlin",), "United Kingdom": ("London",)},
    "GMT Offset": {"GMT": ("GMT (GMT)",)},
}
"""A few zones; an appliance has all of them."""

Item = dict[str, Any]


def _zone_is_there(_call: Call, given: Item) -> None:
    if given["timezone"] not in ZONES.get(given["region"], {}).get(given["country"], ()):
        raise Rejected(f"There is no time zone {given['region']}/{given['country']}/{given['timezone']}.")


_ZONE = ("region", "country", "timezone")
_one_zone = settings("time_zone", "Time zone", dict.fromkeys(_ZONE, checks.name), _ZONE, verify=_zone_is_there)


def time_zone(call: Call) -> Reply:
    """The zone; with ``zones=true`` every zone that there is."""
    if call.request.method != "GET" or "zones" not in call.parameters:
        return _one_zone(call)
    allow_only(call.parameters, ("zones",))
    if not flag(call, "zones", default=False):
        return found(shown(call.appliance.configuration.part("time_zone")))
    return found({region: {country: list(zones) for country, zones in countries.items()} for region, countries in ZONES.items()})


_SERVER: Checks = {"host": checks.host, "keyno": checks.digits, "keyvalue": checks.name, "keytype": checks.name}
_CHECKS: Checks = {
    "datetime": checks.number,
    "is_ntp": checks.truth,
    "syncup_time": checks.number,
    "query_interval_time": checks.number,
    "routing_table": checks.one_of_caseless("management", "data"),
    "is_servers_auth_enabled": checks.truth,
    "ntp_servers": list_of(object_of(_SERVER, ("host",))),
}
_MANUAL = ("is_ntp", "datetime")


def time_settings(call: Call) -> Reply:
    if call.request.method == "PUT":
        return each("update", [an_object(call)], lambda entry: _change(call, entry), "Nothing to change.")
    allow_only(call.parameters, ("type",))
    kind = one_of(call.parameters, "type", ("manual", "ntp", "all")) or "all"
    values = {**shown(call.appliance.configuration.part("time_settings")), "datetime": int(call.appliance.now())}
    hidden = {"manual": [name for name in values if name not in _MANUAL], "ntp": ["datetime"], "all": []}[kind]
    return found({name: value for name, value in values.items() if name not in hidden})


def _change(call: Call, given: Item) -> Item:
    """The clock can only be set by hand when no server sets it. A server that comes without its key keeps the one it had (inferred)."""
    checks.check("Time settings", given, _CHECKS)
    values: Item = call.appliance.configuration.part("time_settings")
    uses_servers = given.get("is_ntp", values["is_ntp"])
    if uses_servers and not given.get("ntp_servers", values["ntp_servers"]):
        raise Rejected("At least one time server is needed.")
    if "datetime" in given:
        if uses_servers:
            raise Rejected("The time comes from servers and cannot be set.")
        call.appliance.clock.set(datetime.fromtimestamp(given["datetime"], timezone.utc))
    keys = {server["host"]: server["keyvalue"] for server in values["ntp_servers"] if "keyvalue" in server}
    values.update({name: value for name, value in given.items() if name != "datetime"})
    for server in values["ntp_servers"]:
        if server["host"] in keys:
            server.setdefault("keyvalue", keys[server["host"]])
    return given


def seed_zone(_appliance: Appliance) -> Item:
    return {"region": "GMT Offset", "country": "GMT", "timezone": "GMT (GMT)"}


def seed_settings(_appliance: Appliance) -> Item:
    keyed = {"host": "192.0.2.123", "keyno": "7", "keyvalue": "Ntp-Demo-1", "keytype": "MD5"}
    return {
        "is_ntp": True,
        "syncup_time": 0,
        "query_interval_time": 3600,
        "routing_table": "management",
        "is_servers_auth_enabled": False,
        "ntp_servers": [{"host": "time.example.com"}, keyed],
    }
