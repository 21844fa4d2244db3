# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulated appliances that examples talk to, under the names that examples give them: python -m ...tests.examples.appliances STATE_DIR

They end when their standard input does, so with the process that started them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.tests.simulator.files import GROUPS
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, Fleet, UserSpec

NOW = "2026-11-21T10:00:00Z"
SEED = 1
PASSWORD = "Example-Demo-1"
USER = "operator"
OTHER_USERS = {"auditor": "Read-Only Operator", "inventory": "Read-Only Operator"}
PORT = 6443

SPECS = (
    ApplianceSpec("esa1", "esa"),
    ApplianceSpec("esa2", "esa"),
    ApplianceSpec("wsa1", "wsa"),
    ApplianceSpec("wsa2", "wsa", release="14.0.4-005"),
    ApplianceSpec("sma1", "sma", manages=("esa1", "esa2", "wsa1", "wsa2")),
    ApplianceSpec("sma2", "sma", manages=("esa2", "wsa2")),
)

OTHER_ADDRESSES = {"192.0.2.20:8443": "sma2", "192.0.2.20:6443": "sma2"}
"""Where examples look for appliances beside <name>.example.com."""


def specs() -> list[ApplianceSpec]:
    users = (UserSpec(USER, PASSWORD, "Operator"), *(UserSpec(name, PASSWORD, role) for name, role in OTHER_USERS.items()))
    others: dict[str, list[str]] = {}
    for address, name in OTHER_ADDRESSES.items():
        others.setdefault(name, []).append(address.partition(":")[0])
    return [replace(spec, users=users, names=tuple(dict.fromkeys((spec.host_name, *others.get(spec.name, ()))))) for spec in SPECS]


def addresses(fleet: Mapping[str, Any]) -> dict[str, int]:
    """Where each appliance of ``fleet.json`` really listens, by the name and port that examples use."""
    appliances = fleet["appliances"]
    own = {f"{facts['host_name']}:{PORT}": facts["port"] for facts in appliances.values()}
    return {**own, **{address: appliances[name]["port"] for address, name in OTHER_ADDRESSES.items()}}


def inventory() -> dict[str, Any]:
    """The inventory of examples that have none of their own."""
    children: dict[str, Any] = {}
    for product in PRODUCTS:
        hosts = {spec.name: {"ansible_host": spec.host_name} for spec in SPECS if spec.product == product}
        children[GROUPS[product]] = {"hosts": hosts, "vars": {"asyncos_product": product}}
    variables = {"asyncos_username": USER, "asyncos_password": PASSWORD, "asyncos_ca_path": "/etc/pki/own-ca.pem"}
    return {"all": {"children": children, "vars": variables}}


def main() -> int:
    state = Path(sys.argv[1])
    with Fleet(specs(), SEED, state) as fleet:
        world = {"now": NOW, "addresses": addresses(json.loads((state / "fleet.json").read_text(encoding="utf-8")))}
        print(json.dumps({"control": fleet.control_url, "world": world}), flush=True)
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
