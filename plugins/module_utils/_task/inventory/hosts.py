# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The hosts of the inventory: what managers told, put together with what the inventory file names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.filters import is_wanted
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.managed import Managed, Record, managed_from, united
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.naming import address_of, named
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.plan import Manager, Named, Plan

_NOTHING_TOLD: dict[str, Any] = {"asyncos_services": [], "asyncos_managers": []}


@dataclass(frozen=True)
class Host:
    """One host. ``told`` are variables with texts of appliances, which nobody may take for templates; ``own`` those of the inventory file."""

    name: str
    groups: tuple[str, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Manner:
    """How hosts are made: the options of the same names."""

    hostname: str
    address: str
    include_managers: bool


def hosts_of(plan: Plan, told: Mapping[str, list[Record]], manner: Manner, warn: Callable[[str], None]) -> list[Host]:
    """All hosts. ``told`` is what each manager that could be asked said, by its name."""
    appliances = united(managed_from(record, manager) for manager, records in told.items() for record in records)
    wanted = [appliance for appliance in appliances if is_wanted(appliance, plan.include, plan.exclude)]
    found = named(wanted, manner.hostname, lambda appliance: _adopted(plan.named, appliance), [manager.name for manager in plan.managers], warn)
    own = {each.name: each for each in plan.named}
    for name, appliance in found.items():
        _compare(name, appliance, own.get(name), warn)
    hosts = [_manager_host(manager) for manager in plan.managers if manner.include_managers]
    hosts += [_named_host(each) for each in plan.named if each.name not in found]
    return hosts + [_host(name, appliance, own.get(name), manner.address) for name, appliance in found.items()]


def _adopted(known: Iterable[Named], appliance: Managed) -> str:
    return next((each.name for each in known if each.is_the(appliance)), "")


def _compare(name: str, appliance: Managed, own: Named | None, warn: Callable[[str], None]) -> None:
    """Warn of an appliance that may not be what the inventory file takes it for, or whose product is not known."""
    if own and own.product and appliance.product and own.product != appliance.product:
        warn(f"{name} is {own.product} in the inventory file, but {appliance.product} for {' and '.join(appliance.managers)}.")
    if not appliance.product and not (own and own.product):
        warn(f"{name} is of no known product: it gets no asyncos_product.")


def _manager_host(manager: Manager) -> Host:
    return Host(manager.name, ("sma",), _NOTHING_TOLD, manager.variables)


def _named_host(own: Named) -> Host:
    return Host(own.name, (own.product,) if own.product else (), _NOTHING_TOLD, own.variables)


def _host(name: str, appliance: Managed, own: Named | None, address: str) -> Host:
    product = own.product if own and own.product else appliance.product
    groups = (product, *appliance.services, *(f"managed_by_{manager}" for manager in appliance.managers))
    return Host(name, tuple(group for group in groups if group), _variables(appliance, address), own.variables if own else {})


def _variables(appliance: Managed, address: str) -> dict[str, Any]:
    facts = {
        "ansible_host": address_of(appliance, address),
        "asyncos_product": appliance.product,
        "asyncos_serial_number": appliance.serial_number,
        "asyncos_host_name": appliance.host_name,
        "asyncos_ip_address": appliance.ip_address,
        "asyncos_connection_established": appliance.connection_established,
    }
    lists = {"asyncos_services": list(appliance.services), "asyncos_managers": list(appliance.managers)}
    return {**{name: value for name, value in facts.items() if value not in ("", None)}, **lists}
