# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an inventory file asks for: from its options to managers that can be asked and appliances that are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import nearest
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION, settings_from
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import without_secrets
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.managed import Managed
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.naming import is_usable
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.options import APPLIANCE, FILTER, INI_SECTION, MANAGER, SHARED
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Options, argument_spec

WHERE_TO_SET = (
    f"Connection options can be set for one manager or for all in the inventory file, as ASYNCOS_<OPTION> in the environment, "
    f"and in the section {INI_SECTION} of ansible.cfg."
)
_SECRETS = tuple(name for name, option in CONNECTION.items() if option.no_log)


@dataclass(frozen=True)
class Manager:
    """A manager to be asked. ``origin`` is where, as a URL; ``params`` are all connection options, secrets among them."""

    name: str
    host: str
    origin: str
    params: Mapping[str, Any] = field(repr=False)

    @property
    def variables(self) -> dict[str, Any]:
        """Its variables as a host: where it is, but not who asks."""
        where = {f"asyncos_{name}": self.params[name] for name in ("port", "scheme") if self.params[name] != CONNECTION[name].default}
        return {"ansible_host": self.host, "asyncos_product": "sma", **where}


@dataclass(frozen=True)
class Named:
    """An appliance that the inventory file names."""

    name: str
    product: str
    host: str
    serial_number: str
    own: Mapping[str, Any] = field(repr=False)

    @property
    def variables(self) -> dict[str, Any]:
        facts = {"ansible_host": self.host, "asyncos_product": self.product, "asyncos_serial_number": self.serial_number}
        return {**{name: value for name, value in facts.items() if value}, **self.own}

    def is_the(self, appliance: Managed) -> bool:
        """Whether a manager tells of this very appliance."""
        if self.serial_number and appliance.serial_number:
            return self.serial_number.lower() == appliance.serial_number.lower()
        theirs = {text.lower() for text in (appliance.serial_number, appliance.host_name, appliance.ip_address) if text}
        return not theirs.isdisjoint(text.lower() for text in (self.name, self.host) if text)


@dataclass(frozen=True)
class Plan:
    """What an inventory file asks for."""

    managers: tuple[Manager, ...]
    named: tuple[Named, ...]
    include: tuple[Mapping[str, Any], ...]
    exclude: tuple[Mapping[str, Any], ...]


def plan_from(options: Mapping[str, Any]) -> Plan:
    """The plan that ``options`` make. Raises :class:`InputError` for what is missing or cannot be."""
    shared = {name: options.get(name) for name in (*SHARED, "concurrency")}
    plan = Plan(
        tuple(_manager(entry, shared, place) for place, entry in _entries("managers", options)),
        tuple(_named(entry, place) for place, entry in _entries("appliances", options)),
        tuple(_checked(entry, FILTER, place) for place, entry in _entries("include_filters", options)),
        tuple(_checked(entry, FILTER, place) for place, entry in _entries("exclude_filters", options)),
    )
    if not plan.managers and not plan.named:
        raise InputError("neither managers nor appliances are given", "Name at least one Secure Email and Web Manager in managers, or list appliances.")
    for called in ([each.name for each in plan.managers], [each.origin for each in plan.managers], [each.name for each in plan.named]):
        _refuse_twins(called)
    return plan


def _entries(name: str, options: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The entries of a list, each with the place that sentences name."""
    return [(f"{name}[{number}]", entry) for number, entry in enumerate(options.get(name) or [])]


def _manager(entry: Any, shared: Mapping[str, Any], place: str) -> Manager:
    own = {"host": entry} if isinstance(entry, str) else entry
    checked = _checked(own, {**MANAGER, "concurrency": CONNECTION["concurrency"]}, place, shared)
    params = {**checked, "product": "sma"}
    try:
        settings = settings_from(params)
    except InputError as exc:
        raise InputError(f"{place}: {exc.said}", WHERE_TO_SET) from exc
    return Manager(_usable_name(checked["name"] or checked["host"], place), checked["host"], settings.origin, {**params, "port": settings.port})


def _named(entry: Any, place: str) -> Named:
    own = entry.get("vars") if isinstance(entry, Mapping) else None
    if own is not None and not isinstance(own, Mapping):
        raise InputError(f"{place}.vars is no dictionary")
    checked = _checked({**entry, "vars": {}} if own else entry, APPLIANCE, place)
    product, host, serial_number = (str(checked[name] or "") for name in ("product", "host", "serial_number"))
    return Named(_usable_name(checked["name"], place), product, host, serial_number, own or {})


def _checked(entry: Any, options: Options, place: str, shared: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """An entry with its types right and ``shared`` values where it has none of its own."""
    if not isinstance(entry, Mapping):
        raise InputError(f"{place} is no dictionary")
    unknown = [str(name) for name in entry if name not in options]
    if unknown:
        raise InputError(about_unknown_keys(place, unknown, options))
    given = {**(shared or {}), **{name: value for name, value in entry.items() if value is not None}}
    result = ArgumentSpecValidator(argument_spec(options)).validate({name: value for name, value in given.items() if value is not None})
    if result.error_messages:
        secrets = [str(given[name]) for name in _SECRETS if given.get(name)]
        raise InputError(without_secrets(f"{place}: {result.error_messages[0]}", secrets))
    checked: dict[str, Any] = result.validated_parameters
    return checked


def about_unknown_keys(place: str, unknown: Iterable[str], known: Iterable[str]) -> str:
    """What to say about keys that ``place`` does not have, each with what it may mean."""
    parts = []
    for name in sorted(unknown):
        likely = nearest(name, list(known))
        parts.append(f"{place} has no option {name!r}" + (f" (did you mean {' or '.join(likely)}?)" if likely else ""))
    return ", ".join(parts)


def _usable_name(name: str, place: str) -> str:
    if not is_usable(name):
        raise InputError(f"{place} cannot be called {name!r} in an inventory", "Give it another name, of letters, digits, '.', '-' and '_'.")
    return name


def _refuse_twins(names: list[str]) -> None:
    twins = sorted({name for name in names if [other.lower() for other in names].count(name.lower()) > 1})
    if twins:
        raise InputError(f"{' and '.join(twins)} is given twice")
