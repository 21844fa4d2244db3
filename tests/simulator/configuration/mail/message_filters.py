# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``config/message_filters`` (forms: samples of source XSOAR).

A filter that names what does not exist is kept and called invalid. Which words of its language are looked at is the simulator's choice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...refusals import invalid_value, missing_attribute
from ...wire import Reply, success
from .levels import changing, reading
from .requests import Row, added, check_new, deleted, fields_of, named, text, updated, whole_number

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

PART = "message_filters"
LISTENERS = ("IncomingMail", "OutgoingMail")
INTERFACES = ("Management", "Data 1")
_COMPARED = r'\b{word}\s*==\s*"([^"]*)"'
_CALLED = r'\b{word}\s*\(\s*"([^"]*)"'


def seed(_appliance: Appliance) -> list[Row]:
    """The filters in their order."""
    return [
        _row("mark_external", 'if (recv-listener == "IncomingMail") { insert-header("X-Origin", "external"); }'),
        _row("hold_competitors", 'if (dictionary-match("competitors", 1)) { quarantine("Policy"); }'),
        _row("quarantine_encrypted", 'if (encrypted) { quarantine("Policy"); }'),
        _row("add_disclaimer", 'if (recv-listener == "OutgoingMail") { add-footer("legal"); }', "false"),
        _row("route_branch", 'if (recv-int == "Branch") { alt-src-host ("Management"); skip-filters(); }'),
    ]


def _row(name: str, rules: str, active: str = "true") -> Row:
    return {"name": name, "rules_and_actions": rules, "active": active}


def message_filters(call: Call) -> Reply:
    return _listed(call, reading(call, PART))


def message_filter(call: Call) -> Reply:
    """One filter. The sample of an answer about one is a list too (source XSOAR)."""
    name = call.variables["name"]
    if call.request.method == "GET":
        rows = reading(call, PART)
        return _listed(call, rows, named(call, rows, name, "message filter"))
    with changing(call, PART) as rows:
        return {"POST": _add, "PUT": _change, "DELETE": _delete}[call.request.method](call, rows, name)


def _add(call: Call, rows: list[Row], name: str) -> Reply:
    """A new filter is active and comes last if nothing else is said (inferred)."""
    check_new(rows, name, "message filter")
    given = fields_of(call, ("rules_and_actions", "active", "order"), ("rules_and_actions",))
    row = _row(name, _rules(given["rules_and_actions"]), _truth(given.get("active", "true")))
    rows.insert(whole_number(given.get("order", len(rows) + 1), "order", 1, len(rows) + 1) - 1, row)
    reasons = _reasons(call, row)
    return added(f"Filter {name} has been marked invalid for these reasons: {'; '.join(reasons)};." if reasons else "")


def _change(call: Call, rows: list[Row], name: str) -> Reply:
    """Whether it is active, and its place; never its text (source XSOAR)."""
    row = named(call, rows, name, "message filter")
    given = fields_of(call, ("active", "order"))
    if not given:
        raise missing_attribute("active or order")
    row["active"] = _truth(given.get("active", row["active"]))
    if "order" in given:
        place = whole_number(given["order"], "order", 1, len(rows))
        rows.remove(row)
        rows.insert(place - 1, row)
    return updated()


def _delete(call: Call, rows: list[Row], name: str) -> Reply:
    rows.remove(named(call, rows, name, "message filter"))
    return deleted()


def users_of(appliance: Appliance, word: str, name: str) -> list[str]:
    """The filters that name something, such as a dictionary with ``dictionary-match``. They are those of the level of the cluster."""
    rows = appliance.configuration.part(PART)
    return [row["name"] for row in rows if name in _named(_CALLED, word, row["rules_and_actions"])]


def _listed(call: Call, rows: list[Row], *chosen: Row) -> Reply:
    found = [_shown(call, row, number) for number, row in enumerate(rows, 1) if not chosen or row in chosen]
    return success({"meta": {"count": len(found)}, "data": found})


def _shown(call: Call, row: Row, number: int) -> Row:
    reasons = _reasons(call, row)
    why = {"invalid_reason": "; ".join(reasons)} if reasons else {}
    verdict = {"valid": "false" if reasons else "true", "active": row["active"], "order": number}
    return {"name": row["name"], "rules_and_actions": row["rules_and_actions"], **why, **verdict}


def _reasons(call: Call, row: Row) -> list[str]:
    """What the filter names that does not exist (wording of listeners and interfaces: source XSOAR; of others: inferred)."""
    rules = row["rules_and_actions"]
    configuration = call.appliance.configuration
    known: tuple[tuple[str, list[str], Any], ...] = (
        ("Listener", _named(_COMPARED, "recv-listener", rules), LISTENERS),
        ("Interface", [*_named(_COMPARED, "recv-int", rules), *_named(_CALLED, "alt-src-host", rules)], INTERFACES),
        ("Dictionary", _named(_CALLED, "dictionary-match", rules), [one["name"] for one in configuration.part("dictionaries")]),
        ("Quarantine", _named(_CALLED, "quarantine", rules), [one["quarantine_name"] for one in configuration.part("local_quarantines")]),
    )
    return [f"{what} {name!r} unknown" for what, names, there in known for name in names if name not in there]


def _named(pattern: str, word: str, rules: str) -> list[str]:
    return re.findall(pattern.format(word=re.escape(word)), rules)


def _rules(value: Any) -> str:
    """The text of a filter. Only its braces are looked at (inferred)."""
    rules = text(value, "rules_and_actions")
    if not re.search(r"\{.*\}", rules, re.DOTALL) or rules.count("{") != rules.count("}"):
        raise invalid_value("rules_and_actions", "the text has no actions in braces")
    return rules


def _truth(value: Any) -> str:
    """``active`` is a text (source XSOAR)."""
    if value not in ("true", "false"):
        raise invalid_value("active", f"active is {value!r} and neither the text true nor the text false")
    return str(value)
