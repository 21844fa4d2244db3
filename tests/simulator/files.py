# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a fleet writes for others: ``fleet.json`` for programs and ``inventory.yml`` for Ansible."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .appliance import Appliance

CA_FILE = "ca.pem"
FILES = ("fleet.json", "inventory.yml", CA_FILE)
GROUPS = {"esa": "email_gateways", "wsa": "web_appliances", "sma": "managers"}
INVENTORY_USER = "auditor"
API_VERSION = "v2.0"


def appliance_facts(appliance: Appliance) -> dict[str, object]:
    """What there is to know about one appliance; no credentials."""
    spec = appliance.spec
    return {
        "product": spec.product,
        "group": GROUPS[spec.product],
        "scheme": spec.scheme,
        "host": appliance.host,
        "port": appliance.port,
        "url": appliance.url,
        "serial": appliance.serial,
        "host_name": spec.host_name,
        "release": spec.release,
        "version": API_VERSION,
        "manages": [managed.name for managed in appliance.managed],
    }


def describe(fleet: Iterable[Appliance], control_url: str, ca_path: str) -> bytes:
    """``fleet.json``."""
    facts = {appliance.name: appliance_facts(appliance) for appliance in fleet}
    whole = {"control_url": control_url, "ca_path": ca_path, "pid": os.getpid(), "appliances": facts}
    return json.dumps(whole, indent=2).encode() + b"\n"


def host_variables(appliance: Appliance, ca_path: str) -> dict[str, object]:
    """The Ansible variables of one appliance. Their user is the read-only one, or the first where that one is missing."""
    spec = appliance.spec
    user = next((user for user in spec.users if user.name == INVENTORY_USER), spec.users[0] if spec.users else None)
    variables: dict[str, object] = {
        "ansible_host": appliance.host,
        "asyncos_product": spec.product,
        "asyncos_port": appliance.port,
        "asyncos_scheme": spec.scheme,
        "asyncos_ca_path": ca_path,
    }
    return {**variables, "asyncos_username": user.name, "asyncos_password": user.password} if user else variables


def inventory(fleet: Iterable[Appliance], ca_path: str) -> str:
    """``inventory.yml``. Values are written as JSON, which YAML understands."""
    lines = ["---", "all:", "  vars:", '    ansible_python_interpreter: "{{ ansible_playbook_python }}"', "  children:"]
    members = list(fleet)
    for product, group in GROUPS.items():
        own = [appliance for appliance in members if appliance.spec.product == product]
        lines += [f"    {group}:", "      hosts:" if own else "      hosts: {}"]
        for appliance in own:
            lines.append(f"        {appliance.name}:")
            lines += [f"          {name}: {json.dumps(value)}" for name, value in host_variables(appliance, ca_path).items()]
    return "\n".join(lines) + "\n"


def write_private(path: Path, content: bytes) -> None:
    """Write a file in one step, readable by its owner only, in a directory that only the owner may enter."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_bytes(content)
    draft.replace(path)
