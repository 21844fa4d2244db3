# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all calls of ESA and SMA configuration share: who may make them, what is in their bodies, and how they are answered or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ...parameters import one_of, require
from ...quarantine import body
from ...refusals import Refusal, invalid_value, missing_attribute, unsupported_attribute
from ...roles import CONFIGURATION_CHANGES
from ...wire import Reply, json_bytes, success
from ..names import unknown_name

if TYPE_CHECKING:
    from ...routes import Call

Row = dict[str, Any]


def check_may_change(call: Call) -> None:
    call.appliance.check_role(call.user, CONFIGURATION_CHANGES)


def check_device_type(call: Call, needed: bool = True) -> None:
    """``device_type`` is that of the appliance. Where the Swagger file calls it optional it may be left out."""
    if needed:
        require(call.parameters, "device_type")
    one_of(call.parameters, "device_type", (call.appliance.spec.product,))


def data_of(call: Call) -> Any:
    """What the body has under ``data``, which is all that it has."""
    given = body.read(call.request)
    body.exactly(given, ("data",))
    if "data" not in given:
        raise missing_attribute("data")
    return given["data"]


def fields_of(call: Call, allowed: Iterable[str], needed: Iterable[str] = ()) -> Mapping[str, Any]:
    """The object under ``data``, with the keys that the call takes and those that it needs."""
    return checked_fields(data_of(call), "data", allowed, needed)


def checked_fields(value: Any, name: str, allowed: Iterable[str], needed: Iterable[str] = ()) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise unsupported_attribute(f"{name} is not an object")
    body.exactly(value, allowed)
    for key in needed:
        if key not in value:
            raise missing_attribute(key)
    return value


def added(warning: str = "") -> Reply:
    """Recorded (source GY); ``meta`` is from a sample (source XSOAR)."""
    return _done(201, "Added Successfully", warning)


def updated(warning: str = "") -> Reply:
    return _done(200, "Updated Successfully", warning)


def deleted() -> Reply:
    return _done(200, "Deleted Successfully", "")


def _done(status: int, message: str, warning: str) -> Reply:
    meta = {"meta": {"warning": warning}} if warning else {}
    return Reply(status, json_bytes({**meta, "data": {"message": message}}), reason="Created" if status == 201 else "OK")


def listed(rows: list[Row]) -> Reply:
    return success({"data": rows})


def named(call: Call, rows: list[Row], name: str, what: str, key: str = "name") -> Row:
    """The row with this name, which has to be there."""
    for row in rows:
        if row[key] == name:
            return row
    raise unknown_name(call, key, f"there is no {what} {name!r}")


def check_new(rows: list[Row], name: str, what: str, key: str = "name") -> None:
    """Refuse a name that exists already (inferred, as is the message)."""
    if any(row[key] == name for row in rows):
        raise Refusal(404, f"{name} already exists.", f"there is a {what} {name!r} already")


def in_use(name: str, by: str) -> Refusal:
    """What is in use cannot be deleted (inferred, as is the message)."""
    return Refusal(404, f"{name} is in use by {by}.", f"{name!r} cannot be deleted while {by} uses it")


def bit(value: Any, name: str) -> int:
    if isinstance(value, bool) or value not in (0, 1):
        raise invalid_value(name, f"{name} is {value!r} and not 0 or 1")
    return int(value)


def text(value: Any, name: str, may_be_empty: bool = False) -> str:
    if not isinstance(value, str) or not (value or may_be_empty):
        raise invalid_value(name, f"{name} is {value!r} and not a text")
    return value


def whole_number(value: Any, name: str, lowest: int, highest: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise invalid_value(name, f"{name} is {value!r} and not a whole number from {lowest} to {highest}")
    return value


def filled_list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise invalid_value(name, f"{name} is not a list with at least one entry")
    return value


def check_no_twins(values: Iterable[Any], name: str) -> None:
    seen: list[Any] = []
    for value in values:
        if value in seen:
            raise invalid_value(name, f"{name} has {value!r} twice")
        seen.append(value)
