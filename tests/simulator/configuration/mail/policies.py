# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``config/incoming_mail_policies/{policy}/senders_and_recipients``: the rows that decide to which policy a message belongs.

The form of rows is recorded (source XSOAR); the rules for them are those that scripts know (source POLSCR). How they are enforced is inferred.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...refusals import invalid_value, missing_attribute
from ...wire import Reply, success
from ..names import unknown_name
from .levels import changing, reading
from .requests import Row, added, check_no_twins, checked_fields, data_of, filled_list, text, updated

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

PART = "policy_members"
ANY = "ANY"
ENTRY = re.compile(r"[^\s@]+@(\[[0-9a-fA-F.:]+\]|[^\s@\[\]]+)?|@\.?[^\s@.\[\]][^\s@\[\]]*")
"""``user@``, ``user@domain``, ``user@[address]``, ``@domain`` or ``@.domain``."""


def seed(_appliance: Appliance) -> dict[str, list[Row]]:
    """The rows by policy. The one for all other messages has none, and takes none (inferred)."""
    return {
        "DEFAULT": [],
        "EXECUTIVES": [_row([ANY], ["chiara.garcia@example.com", "david.lopez@example.com"])],
        "FINANCE": [_row(["@bank.example"], ["billing@"]), _row([ANY], ["@finance.example.com"], without=["temp@"])],
        "PARTNERS": [_row(["@.partner.example.org", "news@[192.0.2.77]"], [ANY])],
    }


def _row(senders: list[str], receivers: list[str], without: list[str] | None = None) -> Row:
    receiver = {"operation": "and", **({"receiver_not": {"domain_entries": without}} if without else {}), "receiver": {"domain_entries": receivers}}
    return {"sender_config": {"sender": {"domain_entries": senders}}, "receiver_config": receiver}


def policy_members(call: Call) -> Reply:
    """The rows of a policy: read, one added, or all replaced."""
    policy = call.variables["policy"]
    if call.request.method == "GET":
        rows = _rows(call, reading(call, PART), policy)
        return success({"meta": {"count": len(rows)}, "data": rows})
    with changing(call, PART) as policies:
        rows = _rows(call, policies, policy)
        if policy == "DEFAULT":
            raise invalid_value("policy", "the default policy is for all messages that no other one is for, so it has no rows")
        if call.request.method == "POST":
            rows.append(_checked(data_of(call)))
        else:
            rows[:] = [_checked(row) for row in filled_list(data_of(call), "data")]
        check_no_twins(rows, "data")
        return added() if call.request.method == "POST" else updated()


def _rows(call: Call, policies: dict[str, list[Row]], policy: str) -> list[Row]:
    if policy not in policies:
        raise unknown_name(call, "policy", f"there is no incoming mail policy {policy!r}")
    return policies[policy]


def _checked(value: Any) -> Row:
    """A row, as it was given. Both senders and recipients are named; who is not meant may be."""
    row = checked_fields(value, "data", ("sender_config", "receiver_config"), ("sender_config", "receiver_config"))
    sender = checked_fields(row["sender_config"], "sender_config", ("sender", "sender_not"), ("sender",))
    receiver = checked_fields(row["receiver_config"], "receiver_config", ("operation", "receiver", "receiver_not"), ("operation", "receiver"))
    if receiver["operation"] not in ("and", "or"):
        raise invalid_value("operation", f"operation is {receiver['operation']!r} and not and or or")
    if receiver["operation"] == "or" and "receiver_not" in receiver:
        raise invalid_value("receiver_not", "receiver_not goes with the operation and only")
    for name, entries in (*sender.items(), *receiver.items()):
        if name != "operation":
            _check_entries(entries, name)
    return dict(row)


def _check_entries(value: Any, name: str) -> None:
    given = checked_fields(value, name, ("domain_entries",))
    if "domain_entries" not in given:
        raise missing_attribute("domain_entries")
    entries = [text(entry, name) for entry in filled_list(given["domain_entries"], name)]
    if ANY in entries and (len(entries) > 1 or name.endswith("_not")):
        raise invalid_value(name, "ANY is for itself, and cannot be excluded")
    for entry in entries:
        if entry != ANY and not ENTRY.fullmatch(entry):
            raise invalid_value(name, f"{entry!r} is not like user@, @domain, @.domain, user@domain, user@[address] or ANY")
