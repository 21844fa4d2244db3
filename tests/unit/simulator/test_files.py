# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The inventory that a fleet offers to Ansible."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, Fleet

yaml = pytest.importorskip("yaml")


def test_inventory(fleet: Fleet) -> None:
    found = yaml.safe_load(fleet.inventory())["all"]
    assert found["vars"] == {"ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    assert {group: list(content["hosts"]) for group, content in found["children"].items()} == {
        "email_gateways": ["esa1"],
        "web_appliances": ["wsa1"],
        "managers": ["sma1"],
    }
    assert found["children"]["managers"]["hosts"]["sma1"] == {
        "ansible_host": "127.0.0.1",
        "asyncos_product": "sma",
        "asyncos_port": fleet["sma1"].port,
        "asyncos_scheme": "https",
        "asyncos_ca_path": fleet.ca_path,
        "asyncos_username": "auditor",
        "asyncos_password": "Auditor-Demo-1",
    }


def test_groups_without_hosts(start_fleet: Callable[..., Fleet]) -> None:
    found = yaml.safe_load(start_fleet(ApplianceSpec("one", "wsa")).inventory())["all"]["children"]
    assert found["email_gateways"] == {"hosts": {}}
