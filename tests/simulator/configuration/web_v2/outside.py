# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What lies outside of ``configure/``: archived reports of WSA and SMA, and the account with the threat response service.

Both speak with statuses of HTTP and ``data``; the forms of their answers are inferred.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from ...clock import iso
from ...parameters import allow_only, require
from ...quarantine.body import exactly, read
from ...refusals import Refusal, invalid_value, missing_attribute
from ...reporting.chance import pick, whole
from ...wire import Reply, success
from .outcome import shown

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

_TYPES = ("Users", "Web Sites", "URL Categories", "Overview")
_PREFIX = "periodic_report_"
_ORDER = ("delivery", "type", "type_name", "title", "user_name", "options")
_NEEDED = ("type", "type_name", "title")

Item = dict[str, Any]


def archived_reports(call: Call) -> Reply:
    act = {"GET": _list, "POST": _make, "DELETE": _delete}[call.request.method]
    return act(call)


def _reports(call: Call) -> dict[str, Item]:
    reports: dict[str, Item] = call.appliance.configuration.part("archived_reports")
    return reports


def _check_query(call: Call, *more: str) -> None:
    allow_only(call.parameters, ("device_type", *more))
    device = require(call.parameters, "device_type")
    allowed = {call.appliance.spec.product, *({"wsa", "esa"} if call.appliance.spec.product == "sma" else ())}
    if device not in allowed:
        raise invalid_value("device_type", f"device_type has to be one of {', '.join(sorted(allowed))} here")


def _list(call: Call) -> Reply:
    _check_query(call, "filterByTitle")
    part = call.parameters.get("filterByTitle", "").lower()
    rows = [{number: shown(report)} for number, report in _reports(call).items() if part in report[f"{_PREFIX}title"].lower()]
    return success({"meta": {"totalCount": len(rows)}, "data": {"archived_reports": rows}})


def _make(call: Call) -> Reply:
    """Reports are made at once, each call makes new ones."""
    _check_query(call)
    body = read(call.request)
    exactly(body, ("data",))
    wanted = body.get("data", {}).get("archived_reports") if isinstance(body.get("data"), dict) else None
    if not isinstance(wanted, list) or not wanted or not all(isinstance(entry, dict) for entry in wanted):
        raise missing_attribute("archived_reports")
    for entry in wanted:
        exactly(entry, [f"{_PREFIX}{name}" for name in _ORDER])
        for name in _NEEDED:
            if not entry.get(f"{_PREFIX}{name}"):
                raise missing_attribute(f"{_PREFIX}{name}")
    reports = _reports(call)
    numbers = [str(max(map(int, reports), default=1000) + place) for place in range(1, len(wanted) + 1)]
    reports.update({number: {**entry, "generated": iso(call.appliance.now())} for number, entry in zip(numbers, wanted)})
    return success({"data": {"message": "Added Successfully", "archived_reports": numbers}})


def _delete(call: Call) -> Reply:
    _check_query(call, "id")
    numbers = require(call.parameters, "id").split(",")
    missing = [number for number in numbers if number not in _reports(call)]
    if missing:
        raise invalid_value("id", f"there is no archived report {', '.join(missing)}")
    for number in numbers:
        _reports(call).pop(number, None)
    return success({"data": {"message": "Deleted Successfully", "totalCount": len(set(numbers))}})


def archived_report(call: Call) -> Reply:
    """One report, as a table of values separated by commas."""
    _check_query(call)
    report = _reports(call).get(call.variables["id"])
    if report is None:
        raise invalid_value("id", f"there is no archived report {call.variables['id']}")
    rows = [(f"user{number}.example.com", whole(call.appliance.seed, call.variables["id"], number) % 5000) for number in range(1, 11)]
    text = "\r\n".join([f'"{report[f"{_PREFIX}title"]}"', "Name,Transactions", *(f"{name},{count}" for name, count in rows), ""])
    return Reply(200, text.encode(), content_type="text/csv")


def seed_reports(appliance: Appliance) -> dict[str, Item]:
    titles = ("Users of the month", "Sites of the month", "Weekly categories")
    return {
        str(1001 + number): {
            f"{_PREFIX}delivery": "Archived Only",
            f"{_PREFIX}type": "coeus",
            f"{_PREFIX}type_name": pick(_TYPES, appliance.seed, title),
            f"{_PREFIX}title": title,
            f"{_PREFIX}user_name": "admin",
            f"{_PREFIX}options": {f"{_PREFIX}format": "csv", f"{_PREFIX}lang": "en-us", f"{_PREFIX}rows": 10},
            "generated": iso(appliance.now() // 86400 * 86400 - number * 7 * 86400),
        }
        for number, title in enumerate(titles)
    }


_ACCOUNT = ("client_id", "client_secret", "server")


def user_info(call: Call) -> Reply:
    """The account: an empty dictionary without one. Changes answer nothing (source D14); POST makes one, PUT needs one (inferred)."""
    account: Item = call.appliance.configuration.part("user_info")
    allow_only(call.parameters, ())
    if call.request.method == "GET":
        return success(shown(account))
    body = read(call.request)
    exactly(body, ("data",))
    given = body.get("data")
    if not isinstance(given, dict):
        raise missing_attribute("data")
    exactly(given, _ACCOUNT)
    for name in _ACCOUNT:
        _check_base64(given, name)
    if (call.request.method == "POST") == bool(account):
        raise Refusal(400, "Bad Request.", "POST registers an account and PUT changes one that is registered")
    account.update(given)
    return Reply(200, b"")


def _check_base64(given: Item, name: str) -> None:
    if not given.get(name):
        raise missing_attribute(name)
    try:
        b64decode(str(given[name]), validate=True)
    except ValueError as problem:
        raise invalid_value(name, f"{name} is not base64") from problem


def seed_account(appliance: Appliance) -> Item:
    """An account, its secret included, which is never answered."""
    values = {"client_id": f"client-{appliance.name}", "client_secret": "Threat-Demo-1", "server": "eu"}
    return {name: b64encode(value.encode()).decode() for name, value in values.items()}
