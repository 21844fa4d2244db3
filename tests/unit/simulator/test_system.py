# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Health and the parts of the configuration that are simulated."""

from __future__ import annotations

from typing import Any

import pytest


def test_health(esa: Any) -> None:
    data = esa.get("health").json["data"]
    assert {"percentage_cpu_load", "percentage_ram_utilization", "messages_in_workqueue", "resource_conservation"} <= set(data)
    assert all(isinstance(value, int) for value in data.values())
    assert esa.get("health?nonsense=1").message == "Unsupported attribute."


def test_only_a_mail_gateway_has_health(wsa: Any, sma: Any) -> None:
    assert wsa.get("health").message == sma.get("health").message == "Not Found."


def test_system_time(sma: Any) -> None:
    sma.appliance.clock.offset_seconds = 86400
    data = sma.get("config/system_time?device_type=sma").json["data"]
    assert list(data) == ["timezone", "continent", "time"]
    assert data["time"].endswith("GMT")


def test_managed_appliances(sma: Any, fleet: Any) -> None:
    found = sma.get("config/appliances?device_type=sma").json["data"]["appliances"]
    assert [list(each) for each in found] == [[fleet["esa1"].serial], [fleet["wsa1"].serial]]
    mail, web = (facts for each in found for facts in each.values())
    assert (mail["product_type"], mail["pvo_enabled"], mail["host_name"]) == ("ESA", True, "esa1.example.com")
    assert (web["product_type"], web["pvo_enabled"]) == ("WSA", False)


@pytest.mark.parametrize("path", ["config/appliances", "config/system_time"])
def test_device_type_is_needed(sma: Any, path: str) -> None:
    answer = sma.get(path)
    assert (answer.status, answer.reason, answer.message) == (404, "Missing attribute - device_type", "Missing attribute - device_type.")
    assert sma.get(f"{path}?device_type=esa").message == "Invalid value for attribute - device_type."
