# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``system/alerts`` with its settings and the alerts that were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_system import ALERT_CLASSES

from ...clock import iso
from ...parameters import one_of
from ...reporting.chance import pick, whole
from ...wire import Reply
from . import checks
from .checks import Check, Checks, list_of
from .incoming import an_object, chosen, names, only, page
from .outcome import Rejected, deletion, each, found, shown
from .settings import settings
from .url_categories import find

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

NOTHING = "No recipient address records found."
"""Recorded, though with another resource."""

SEVERITIES = ("critical", "warning", "info")
_LEVELS: Checks = dict.fromkeys(ALERT_CLASSES, list_of(checks.one_of(*SEVERITIES, "all")))
_TEXTS = {
    "system": "The log partition is nearly full.",
    "hardware": "A power supply has failed.",
    "updater": "An update could not be fetched.",
    "web_proxy": "The proxy has been restarted.",
    "policy_expiry": "An access policy has expired.",
}
_LATEST_FILTERS = ("filter_by_class", "filter_by_severity", "filter_by_recipient")

Item = dict[str, Any]


def alerts(call: Call) -> Reply:
    act = {"GET": _list, "POST": _add, "PUT": _update, "DELETE": _delete}[call.request.method]
    return act(call)


def _recipients(call: Call) -> list[Item]:
    items: list[Item] = call.appliance.configuration.part("alerts")
    return items


def _list(call: Call) -> Reply:
    rows = chosen(call, _recipients(call), "recipient_address", "recipient_address")
    return found(shown(page(call, rows, ("recipient_address",))))


def _add(call: Call) -> Reply:
    """Several addresses that get the same (source X125)."""
    body = an_object(call)
    addresses = body.get("recipient_address")
    if not isinstance(addresses, list) or not addresses:
        raise Rejected("recipient_address is not a list with at least one address.")
    return each("add", addresses, lambda address: _added(call, {**body, "recipient_address": address}), NOTHING)


def _added(call: Call, entry: Item) -> Item:
    checks.check("Recipient", entry, {"recipient_address": checks.mail_address, **_LEVELS}, ("recipient_address",))
    if any(item["recipient_address"] == entry["recipient_address"] for item in _recipients(call)):
        raise Rejected(f"The recipient {entry['recipient_address']} exists already.")
    item = {**{name: [] for name in ALERT_CLASSES}, **entry}
    _recipients(call).append(item)
    return item


def _update(call: Call) -> Reply:
    """One address, as a text (source X125)."""
    return each("update", [an_object(call)], lambda entry: _updated(call, entry), NOTHING)


def _updated(call: Call, entry: Item) -> Item:
    checks.check("Recipient", entry, {"recipient_address": checks.mail_address, **_LEVELS}, ("recipient_address",))
    item = find(_recipients(call), "recipient_address", entry["recipient_address"])
    item.update(entry)
    return item


def _delete(call: Call) -> Reply:
    body = an_object(call)
    only(body, ("recipient_address",))
    items = _recipients(call)
    every = [item["recipient_address"] for item in items]
    return deletion(call, names(body, "recipient_address", every), lambda name: items.remove(find(items, "recipient_address", name)))


def _sender_is_told(call: Call, given: Item) -> None:
    merged = {**call.appliance.configuration.part("alert_settings"), **given}
    if merged["from_address"] == "user" and checks.mail_address(merged["from_address_user"]):
        raise Rejected("from_address user needs an address in from_address_user.")


_SETTINGS: dict[str, Check] = {
    "from_address": checks.one_of("default", "user"),
    "from_address_user": checks.text,
    "initial_dup_alert_wait_time": checks.number,
    "maximum_dup_alert_wait_time": checks.number,
    "dup_alert_enable": checks.truth,
    "send_autosupport_reports": checks.truth,
    "autosupport_enable": checks.truth,
}
alert_settings = settings("alert_settings", "Alert settings", _SETTINGS, verify=_sender_is_told)


def latest_alerts(call: Call) -> Reply:
    kind = one_of(call.parameters, "filter_by_class", ALERT_CLASSES)
    severity = one_of(call.parameters, "filter_by_severity", SEVERITIES)
    recipient = call.parameters.get("filter_by_recipient", "")
    rows = [
        row
        for row in call.appliance.configuration.part("latest_alerts")
        if kind in ("", row["class"]) and severity in ("", row["severity"]) and (not recipient or recipient in row["recipients"])
    ]
    return found(shown(page(call, rows, _LATEST_FILTERS)))


def seed_alerts(_appliance: Appliance) -> list[Item]:
    close = ("web_proxy", "amp", "anti_malware")
    return [
        {"recipient_address": "operations@example.com", **{name: ["critical", "warning"] for name in ALERT_CLASSES}},
        {"recipient_address": "security@example.com", **{name: ["critical"] if name in close else [] for name in ALERT_CLASSES}},
    ]


def seed_settings(_appliance: Appliance) -> Item:
    return {
        "from_address": "default",
        "from_address_user": "",
        "initial_dup_alert_wait_time": 300,
        "maximum_dup_alert_wait_time": 3600,
        "dup_alert_enable": True,
        "send_autosupport_reports": False,
        "autosupport_enable": True,
    }


def seed_latest(appliance: Appliance) -> list[Item]:
    """Twelve alerts of the days before, newest first (their keys are invented)."""
    ages = sorted(whole(appliance.seed, appliance.name, "alert", number) % (7 * 86400) for number in range(12))
    rows = []
    for number, age in enumerate(ages):
        kind = pick(tuple(_TEXTS), appliance.seed, appliance.name, number)
        severity = pick(SEVERITIES, appliance.seed, appliance.name, "severity", number)
        rows.append(
            {"time": iso(appliance.now() - age), "class": kind, "severity": severity, "message": _TEXTS[kind], "recipients": ["operations@example.com"]}
        )
    return rows
