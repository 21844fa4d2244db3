# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``network/interfaces``. A change restarts services; the fault ``committed`` answers it with 502, as real appliances may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import checks
from .checks import Check, object_of
from .outcome import Rejected
from .settings import settings

if TYPE_CHECKING:
    from ...routes import Call


def _network_or_nothing(value: Any) -> str:
    return "" if value == "" else checks.network(value)


def _host_or_nothing(value: Any) -> str:
    return "" if value == "" else checks.host(value)


_INTERFACE = object_of({"ipv4": _network_or_nothing, "ipv6": _network_or_nothing, "host_name": _host_or_nothing})
_SERVICE = object_of({"is_enable": checks.truth, "port": checks.port}, ("is_enable",))
_CHECKS: dict[str, Check] = {
    "interfaces": object_of(dict.fromkeys(("m1", "P1", "P2"), _INTERFACE)),
    "management_services": object_of(dict.fromkeys(("HTTP", "HTTPS", "SSH"), _SERVICE)),
    "strict_https_mode": checks.truth,
    "l4_traffic_wiring": checks.one_of("duplex", "simplex"),
    "separate_management_routing": checks.truth,
}


def _stays_reachable(_call: Call, given: dict[str, Any]) -> None:
    if not given["interfaces"].get("m1", {}).get("ipv4"):
        raise Rejected("The interface m1 needs an address.")
    ports = [service.get("port") for service in given["management_services"].values() if service["is_enable"]]
    if len(set(ports)) < len(ports):
        raise Rejected("Two services cannot have the same port.")


interfaces = settings("interfaces", "Interfaces", _CHECKS, ("interfaces", "management_services"), verify=_stays_reachable)
