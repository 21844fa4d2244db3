# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The levels of a cluster: configuration for all machines of it, for a group of them, or for one.

What is set for a machine goes before what is set for its group, and that before what is set for the cluster. How a gateway refuses a
missing or needless ``mode`` is inferred; that a change on a cluster fails without one was reported by users (source KET).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only, one_of, require
from ...refusals import Refusal, invalid_value, missing_attribute
from .requests import check_device_type, check_may_change

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

PART = "cluster_levels"
CLUSTER, GROUP, MACHINE = "cluster", "group", "machine"
NAMED_BY = {GROUP: "group_name", MACHINE: "host_name"}
OWN_GROUP, OTHER_GROUP = "Main_Group", "Branch_Group"
OTHER_MACHINE = "branch.example.com"


def seed(_appliance: Appliance) -> dict[str, dict[str, Any]]:
    """Below the level of the cluster: values by level (``group:Main_Group``) by part. At first there are none."""
    return {}


def machines(appliance: Appliance) -> dict[str, str]:
    """The machines of the cluster with their groups: the gateway itself, and another one that only exists in name."""
    return {appliance.spec.host_name: OWN_GROUP, OTHER_MACHINE: OTHER_GROUP}


def reading(call: Call, part: str) -> Any:
    """The value of a part that holds at the level which the call is about. It may be changed by nobody."""
    _check(call, call.appliance.settings.cluster_reads_need_mode)
    return _effective(call.appliance, part, _level(call))


@contextmanager
def changing(call: Call, part: str) -> Iterator[Any]:
    """A copy of that value to be changed, which is kept if nobody refuses. A level that has none of its own gets one (inferred)."""
    check_may_change(call)
    _check(call, True)
    level = _level(call)
    value = deepcopy(_effective(call.appliance, part, level))
    yield value
    if not level:
        call.appliance.configuration.put(part, value)
    else:
        call.appliance.configuration.part(PART).setdefault(part, {})[level] = value


def _check(call: Call, needs_mode: bool) -> None:
    allow_only(call.parameters, ("device_type", "mode", *NAMED_BY.values()))
    check_device_type(call)
    settings = call.appliance.settings
    if settings.clustered and needs_mode and "mode" not in call.parameters:
        raise missing_attribute("mode")
    if not settings.clustered and settings.standalone_refuses_mode and set(call.parameters) - {"device_type"}:
        raise Refusal(404, "Invalid value for attribute - mode.", "the gateway is not in a cluster, so there are no levels")


def _level(call: Call) -> str:
    """``group:NAME`` or ``machine:NAME``; empty for that of the cluster, and on a gateway that stands alone."""
    if not call.appliance.settings.clustered:
        return ""
    mode = one_of(call.parameters, "mode", (CLUSTER, *NAMED_BY)) or CLUSTER
    for level, parameter in NAMED_BY.items():
        if level != mode and parameter in call.parameters:
            raise invalid_value(parameter, f"{parameter} goes with mode {level} only")
    if mode == CLUSTER:
        return ""
    name = require(call.parameters, NAMED_BY[mode])
    known = machines(call.appliance)
    if name not in (known if mode == MACHINE else known.values()):
        raise invalid_value(NAMED_BY[mode], f"the cluster has no {mode} {name!r}")
    return f"{mode}:{name}"


def _effective(appliance: Appliance, part: str, level: str) -> Any:
    own = appliance.configuration.part(PART).get(part, {})
    mode, _colon, name = level.partition(":")
    above = [f"{GROUP}:{machines(appliance)[name]}"] if mode == MACHINE else []
    return next((own[place] for place in (level, *above) if place in own), appliance.configuration.part(part))
