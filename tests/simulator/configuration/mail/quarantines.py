# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of quarantines: ``config/local_quarantines``, and what belongs to them (forms: source SWG).

A quarantine is there as long as it is one of those of :mod:`tests.simulator.quarantine`. Values of types, and what cannot be deleted, are inferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...parameters import allow_only, one_of, require
from ...quarantine import body
from ...quarantine.holdings import store_of
from ...quarantine.message import KILOBYTE
from ...quarantine.population import REASONS, RETENTION_DAYS
from ...quarantine.store import PVO
from ...refusals import invalid_value
from ...roles import AREAS, QUARANTINES
from ...wire import Reply, json_bytes, success
from . import message_filters
from .requests import Row, check_device_type, check_may_change, check_new, checked_fields, deleted, filled_list, in_use, named, text, updated, whole_number

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

PART = "local_quarantines"
NAME = "quarantine_name"
TYPES = {"Virus": "virus", "Outbreak": "outbreak", "Unclassified": "unclassified", "File Analysis": "file_analysis"}
"""The appliance's own quarantines, which cannot be deleted, with their types. All others are of the type ``policy``."""

UNITS = ("minutes", "hours", "days")
ACTIONS = ("delete", "release")
LONGEST_STAY = 5 * 365 * 24 * 60
OVERFLOW = ("quarantine_subject_action", "quarantine_subject_text", "quarantine_header_name", "quarantine_header_text", "quarantine_strip_action")
_PEOPLE = ("quarantine_users", "quarantine_groups", "quarantine_custom_roles")
_SETTINGS = (
    "quarantine_type",
    "quarantine_retention_period",
    "quarantine_retention_units",
    "quarantine_automatic_action",
    "quarantine_normal_actions",
    "quarantine_overflow_actions",
    *_PEOPLE,
)


def seed(_appliance: Appliance) -> list[Row]:
    return [_definition(name, days, TYPES.get(name, "policy")) for name, days in RETENTION_DAYS.items()]


def _definition(name: str, days: int, kind: str) -> Row:
    return {
        NAME: name,
        "quarantine_type": kind,
        "quarantine_retention_period": days,
        "quarantine_retention_units": "days",
        "quarantine_automatic_action": True,
        "quarantine_normal_actions": {"quarantine_action": "release" if kind == "outbreak" else "delete"},
        "quarantine_overflow_actions": dict.fromkeys(OVERFLOW, ""),
        **{key: [] for key in _PEOPLE},
        "quarantine_created_by": "system" if name in TYPES else "admin",
        "quarantine_created_on": "01 Jan 2026 00:00 (GMT +00:00)",
    }


def quarantines(call: Call) -> Reply:
    """``GET config/quarantines`` of an SMA: names by group (form: source PSC; that groups are types is inferred)."""
    allow_only(call.parameters, ("device_type", "quarantine_type"))
    check_device_type(call)
    require(call.parameters, "quarantine_type")
    one_of(call.parameters, "quarantine_type", (PVO,))
    groups: dict[str, list[str]] = {}
    for row in _there(call.appliance):
        groups.setdefault(row["quarantine_type"], []).append(row[NAME])
    return success({"data": {"quarantines": groups}})


def new_local_quarantines(call: Call) -> Reply:
    """New quarantines, all of them or none."""
    check_may_change(call)
    _check_parameters(call)
    given = body.read(call.request)
    body.exactly(given, ("quarantines",))
    rows = _there(call.appliance)
    for value in filled_list(given.get("quarantines"), "quarantines"):
        item = checked_fields(value, "quarantines", (NAME, *_SETTINGS), (NAME, "quarantine_type", "quarantine_retention_period"))
        name = text(item[NAME], NAME)
        check_new(rows, name, "quarantine", NAME)
        rows.append({**_definition(name, 1, "policy"), **_checked(item)})
    new = rows[len(_there(call.appliance)) :]
    call.appliance.configuration.put(PART, rows)
    for row in new:
        store_of(call.appliance).add_quarantine(row[NAME])
    names = [row[NAME] for row in new]
    return Reply(201, json_bytes({"data": {"totalCount": len(names), "quarantine_names": names}}), reason="Created")


def local_quarantine(call: Call) -> Reply:
    """One definition: read, changed or deleted."""
    if call.request.method != "GET":
        check_may_change(call)
    _check_parameters(call)
    rows = _there(call.appliance)
    row = named(call, rows, call.variables[NAME], "quarantine", NAME)
    if call.request.method == "GET":
        return success({"data": {**row, "quarantine_size_used": _size(call.appliance, row[NAME])}})
    if call.request.method == "DELETE":
        return _delete(call, row)
    row.update(_checked(checked_fields(body.read(call.request), "the body", _SETTINGS)))
    return updated()


def _delete(call: Call, row: Row) -> Reply:
    """Messages that are in a quarantine go with it (inferred)."""
    name = row[NAME]
    if name in TYPES:
        raise invalid_value(NAME, f"{name!r} is one of the appliance's own quarantines")
    users = [one["name"] for one in _filters(call.appliance, name)]
    users += [user for gateway in _gateways(call.appliance) for user in message_filters.users_of(gateway, "quarantine", name)]
    if users:
        raise in_use(name, f"the filter {users[0]}")
    call.appliance.configuration.part(PART).remove(row)
    store_of(call.appliance).remove_quarantine(name)
    return deleted()


def quarantine_filters(call: Call) -> Reply:
    """The filters that put messages into a quarantine."""
    _check_parameters(call)
    row = named(call, _there(call.appliance), call.variables[NAME], "quarantine", NAME)
    return success({"data": {"quarantine_filters": _filters(call.appliance, row[NAME])}})


def quarantine_users(call: Call) -> Reply:
    """Users that can be given a quarantine: those whose role may look into quarantines (inferred)."""
    _check_parameters(call)
    users = [user.name for user in call.appliance.spec.users if QUARANTINES in AREAS[user.role]]
    return success({"data": {"local_users": users, "ext_users": [], "custom_user_roles": [], "external_authentication_service": "disabled"}})


def _check_parameters(call: Call) -> None:
    allow_only(call.parameters, ("device_type",))
    check_device_type(call, needed=False)


def _there(appliance: Appliance) -> list[Row]:
    """The definitions of the quarantines that exist; changing one of them changes the appliance."""
    names = store_of(appliance).names
    return [row for row in appliance.configuration.part(PART) if row[NAME] in names]


def _size(appliance: Appliance, name: str) -> str:
    size = sum(message.size for message in store_of(appliance).messages(PVO) if name in message.stays)
    return f"{size / KILOBYTE:.2f}K"


def _filters(appliance: Appliance, name: str) -> list[dict[str, str]]:
    """Filters, as the reasons of messages name them."""
    reasons = [reason.split(": ", 1) for reason in REASONS.get(name, ()) if "Filter: " in reason]
    return [{"type": kind, "name": rule, "esa": gateway.spec.host_name} for kind, rule in reasons for gateway in _gateways(appliance)]


def _gateways(appliance: Appliance) -> list[Appliance]:
    """The gateways whose messages lie in the quarantines of an appliance."""
    return [each for each in (appliance, *appliance.managed) if each.spec.product == "esa"]


def _checked(given: Any) -> Row:
    """What was given, if it makes sense."""
    checks: dict[str, Any] = {
        NAME: text,
        "quarantine_type": text,
        "quarantine_retention_period": lambda value, name: whole_number(value, name, 1, LONGEST_STAY),
        "quarantine_retention_units": lambda value, name: _one_of(value, name, UNITS),
        "quarantine_automatic_action": _truth,
        "quarantine_normal_actions": _normal_actions,
        "quarantine_overflow_actions": lambda value, name: {**dict.fromkeys(OVERFLOW, ""), **checked_fields(value, name, OVERFLOW)},
        **dict.fromkeys(_PEOPLE, _texts),
    }
    return {key: checks[key](value, key) for key, value in given.items()}


def _normal_actions(value: Any, name: str) -> Row:
    given = checked_fields(value, name, ("quarantine_action",), ("quarantine_action",))
    return {"quarantine_action": _one_of(given["quarantine_action"], "quarantine_action", ACTIONS)}


def _one_of(value: Any, name: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise invalid_value(name, f"{name} is {value!r} and not one of {', '.join(choices)}")
    return str(value)


def _truth(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise invalid_value(name, f"{name} is {value!r} and neither true nor false")
    return value


def _texts(value: Any, name: str) -> list[str]:
    if not isinstance(value, list):
        raise invalid_value(name, f"{name} is not a list")
    return [text(entry, name) for entry in value]
