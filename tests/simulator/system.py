# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``health``, ``config/system_time`` and ``config/appliances``."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from .parameters import allow_only, require
from .refusals import invalid_value
from .reporting.chance import fraction
from .wire import Reply, success

if TYPE_CHECKING:
    from .appliance import Appliance
    from .routes import Call


def health(call: Call) -> Reply:
    """``GET health``: load figures that change from minute to minute (keys: source CENT)."""
    allow_only(call.parameters, ())
    minute = int(call.appliance.clock.now() // 60)

    def figure(name: str, highest: int) -> int:
        return int(fraction(call.appliance.seed, call.appliance.name, name, minute) * highest)

    data = {
        "percentage_cpu_load": figure("cpu", 70),
        "percentage_ram_utilization": 20 + figure("ram", 40),
        "percentage_swap_utilization": figure("swap", 3),
        "percentage_queue_utilization": figure("queue", 10),
        "percentage_diskio": figure("disk", 30),
        "resource_conservation": 0,
        "messages_in_pvo_quarantines": figure("quarantine", 400),
        "messages_in_workqueue": figure("workqueue", 60),
    }
    return success({"data": data})


def system_time(call: Call) -> Reply:
    """``GET config/system_time`` (form: source CES). Simulated appliances keep Greenwich time."""
    _check_device_type(call)
    moment = datetime.fromtimestamp(call.appliance.clock.now(), timezone.utc)
    data = {
        "timezone": "Etc/GMT",
        "continent": ["GMT Offset", "GMT", "GMT (GMT)"],
        "time": moment.strftime("%a %b %d %H:%M:%S %Y GMT"),
    }
    return success({"data": data})


def appliances(call: Call) -> Reply:
    """``GET config/appliances`` (form: source NRPM). A gateway manages none (inferred)."""
    _check_device_type(call)
    return success({"data": {"appliances": [{managed.serial: _managed(managed)} for managed in call.appliance.managed]}})


def _check_device_type(call: Call) -> None:
    allow_only(call.parameters, ("device_type",))
    product = call.appliance.spec.product
    if require(call.parameters, "device_type") != product:
        raise invalid_value("device_type", f"device_type has to be {product} here")


def _managed(appliance: Appliance) -> dict[str, object]:
    mail = appliance.spec.product == "esa"
    return {
        "product_type": appliance.spec.product.upper(),
        "pvo_enabled": mail,
        "connection_established": True,
        "tracking_enabled": True,
        "reporting_enabled": True,
        "host_name": appliance.spec.host_name,
        "spam_enabled": mail,
        "ip_address": appliance.address,
    }
