# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which of the appliances that managers tell of become hosts?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.managed import Managed

Filter = Mapping[str, Any]


def is_wanted(appliance: Managed, include: Sequence[Filter], exclude: Sequence[Filter]) -> bool:
    """Whether it meets one of ``include``, if there are any, and none of ``exclude``."""
    if include and not any(meets(appliance, each) for each in include):
        return False
    return not any(meets(appliance, each) for each in exclude)


def meets(appliance: Managed, wanted: Filter) -> bool:
    """Whether the appliance meets every key of a filter that is given."""
    given = {key: value for key, value in wanted.items() if value is not None}
    return all(_MEETS[key](appliance, value) for key, value in given.items())


def _has_name_like(appliance: Managed, patterns: Sequence[str]) -> bool:
    names = [name.lower() for name in (appliance.host_name, appliance.ip_address) if name]
    return any(fnmatchcase(name, pattern.lower()) for name in names for pattern in patterns)


_MEETS = {
    "product": lambda appliance, products: appliance.product in products,
    "service": lambda appliance, services: not set(services).isdisjoint(appliance.services),
    "connection_established": lambda appliance, wanted: appliance.connection_established is wanted,
    "name": _has_name_like,
    "manager": lambda appliance, managers: not set(managers).isdisjoint(appliance.managers),
}
