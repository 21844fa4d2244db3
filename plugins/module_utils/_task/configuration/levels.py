# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The levels of a cluster: a clustered gateway has its configuration for the cluster, for groups and for single machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option

LEVELS: dict[str, str] = {"group": "group_name", "machine": "host_name"}
"""The levels below the cluster, and the option that names each."""

OPTIONS: dict[str, Option] = {
    "mode": Option(
        "str",
        (
            "The level of a clustered Secure Email Gateway whose configuration is meant.",
            "Leave it out for a gateway that stands alone: appliances are reported to refuse changes on a cluster without it, and it elsewhere.",
        ),
        choices=("cluster", *LEVELS),
    ),
    "group_name": Option("str", ("Name of the group, for O(mode=group).",)),
    "host_name": Option("str", ("Name of the machine in the cluster, for O(mode=machine).",)),
}

HINT = "If the gateway is in a cluster, give mode."
"""Where the lack of a level may be what was refused."""

REQUIRED_IF = [["mode", level, [name]] for level, name in LEVELS.items()]


def level_query(row: Configuration, params: Mapping[str, Any]) -> dict[str, str]:
    """The query parameters that choose the level; none for a part that has no levels."""
    given = {name: params[name] for name in OPTIONS if params.get(name)}
    for level, name in LEVELS.items():
        if name in given and given.get("mode") != level:
            raise InputError(f"{name} goes with mode={level} only")
        if given.get("mode") == level and name not in given:
            raise InputError(f"mode={level} needs {name}")
    return given if row.has_levels else {}
