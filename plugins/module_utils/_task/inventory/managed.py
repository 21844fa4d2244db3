# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What managers tell of the appliances that they manage: from an answer to records, and from records of several managers to appliances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.reading import Question, read
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result

SERVICES: dict[str, str] = {"tracking": "tracking_enabled", "reporting": "reporting_enabled", "pvo": "pvo_enabled", "spam": "spam_enabled"}
"""The services that a manager can do for an appliance, and the keys that say whether it does (source NRPM)."""

_TEXTS = ("serial_number", "product_type", "host_name", "ip_address")
_TRUTHS = ("connection_established", *SERVICES.values())

Record = dict[str, Any]


@dataclass(frozen=True)
class Managed:
    """One appliance. Texts are as managers told them, empty if they did not; ``product`` is empty if it is none that is known."""

    serial_number: str
    product: str
    host_name: str
    ip_address: str
    services: tuple[str, ...]
    connection_established: bool | None
    managers: tuple[str, ...]

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells it apart from others: the serial number, or where there is none, all else."""
        return (self.serial_number,) if self.serial_number else ("", self.host_name.lower(), self.ip_address)


def run(job: Job) -> Result:
    """The appliances that a manager manages, as records."""
    found = read(job.client, Question(CONFIGURATION["appliances"]))
    return {"changed": False, "appliances": [record_of(facts) for facts in found.value]}


def record_of(facts: Mapping[str, Any]) -> Record:
    """What is known of ``facts``, in known types: nothing else is kept, wherever records are kept."""
    texts = {name: facts[name].strip() for name in _TEXTS if isinstance(facts.get(name), str)}
    return {**texts, **{name: facts[name] for name in _TRUTHS if isinstance(facts.get(name), bool)}}


def managed_from(record: Record, manager: str) -> Managed:
    product = record.get("product_type", "").lower()
    return Managed(
        record.get("serial_number", ""),
        product if product in PRODUCTS else "",
        record.get("host_name", ""),
        record.get("ip_address", ""),
        tuple(service for service, key in SERVICES.items() if record.get(key)),
        record.get("connection_established"),
        (manager,),
    )


def united(appliances: Iterable[Managed]) -> list[Managed]:
    """Appliances of several managers, each once: who came first says what it is, all of them what is on."""
    found: dict[tuple[str, ...], Managed] = {}
    for appliance in appliances:
        known = found.get(appliance.identity)
        found[appliance.identity] = _union(known, appliance) if known else appliance
    return list(found.values())


def _union(one: Managed, other: Managed) -> Managed:
    said = [appliance.connection_established for appliance in (one, other) if appliance.connection_established is not None]
    return replace(
        one,
        product=one.product or other.product,
        host_name=one.host_name or other.host_name,
        ip_address=one.ip_address or other.ip_address,
        services=tuple(service for service in SERVICES if service in one.services + other.services),
        connection_established=any(said) if said else None,
        managers=tuple(dict.fromkeys(one.managers + other.managers)),
    )


MANAGED = Operation(options={}, run=run, constraints={})
