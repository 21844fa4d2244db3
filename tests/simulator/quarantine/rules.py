# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``quarantine/rules``, ``quarantine/messages/rules`` and ``quarantine/rules_search``: messages by the rule that holds them.

That rules are those of the Outbreak quarantine, and that a release takes messages out of that one only, is inferred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..parameters import allow_only, one_of, require
from ..refusals import unsupported_attribute
from ..wire import Reply, success
from . import body
from .holdings import check_may_change, check_number, store_of
from .message import KILOBYTE, Message
from .population import RULES
from .query import ORDER, PAGING, PVO_ORDERS, page_of
from .resource import page_reply
from .store import DELETE, PVO, RELEASE

if TYPE_CHECKING:
    from ..appliance import Appliance
    from ..routes import Call

OUTBREAK = "Outbreak"
CAPACITY = 512 * KILOBYTE * KILOBYTE


@dataclass(frozen=True)
class Rule:
    """A rule, with the number and the size in bytes of the messages that it holds."""

    number: int
    name: str
    messages: int
    size: int

    @property
    def average(self) -> float:
        return self.size / self.messages if self.messages else 0.0


ORDERS: dict[str, Callable[[Rule], Any]] = {
    "ruleId": lambda rule: rule.name,
    "numberOfMessages": lambda rule: rule.messages,
    "averageMessageSize": lambda rule: rule.average,
    "totalSize": lambda rule: rule.size,
    "capacity": lambda rule: rule.size,
}
"""What rules can be ordered by (inferred)."""


def rules(call: Call) -> Reply:
    """The rules that hold messages, under the path that clients use; ``ruleId`` narrows them to one."""
    if call.request.method != "GET":
        return _change(call)
    allow_only(call.parameters, ("quarantineType", "ruleId", *ORDER, *PAGING))
    return _list(call)


def message_rules(call: Call) -> Reply:
    """The same under the path of the Swagger file, which knows no more parameters."""
    if call.request.method != "GET":
        return _change(call)
    allow_only(call.parameters, ("quarantineType",))
    return _list(call)


def rules_search(call: Call) -> Reply:
    """The messages that a rule holds. A rule that holds none has none (inferred)."""
    allow_only(call.parameters, ("quarantineType", "ruleId", *ORDER, *PAGING))
    _check_kind(call)
    name = require(call.parameters, "ruleId")
    page = page_of(call.parameters, PVO_ORDERS)
    return page_reply(PVO, (message for message in _outbreak(call.appliance) if name in message.stays[OUTBREAK].reasons), page)


def _list(call: Call) -> Reply:
    _check_kind(call)
    page = page_of(call.parameters, ORDERS)
    messages = _outbreak(call.appliance)
    found = [rule for rule in _held(messages) if call.parameters.get("ruleId", rule.name) == rule.name]
    if page.order_by:
        found.sort(key=ORDERS[page.order_by], reverse=page.descending)
    size = sum(message.size for message in messages)
    meta = {"totalAverageMessageSize": _short(size / len(messages) if messages else 0), "totalNumberOfMessages": len(messages)}
    return success({"meta": meta, "data": [] if page.fruitless else [_row(rule) for rule in page.cut(found)]})


def _change(call: Call) -> Reply:
    """Release or delete what some rules hold. The reply counts messages (inferred)."""
    check_may_change(call)
    names, action = _rule_names(call)
    check_number(call, "the list of rules", len(names))
    mids = [message.mid for message in _outbreak(call.appliance) if not set(names).isdisjoint(message.stays[OUTBREAK].reasons)]
    return success({"data": {"action": action, "totalCount": store_of(call.appliance).leave(action, OUTBREAK, mids)}})


def _rule_names(call: Call) -> tuple[list[str], str]:
    """Both forms of the body: ``ruleId`` at the top (source SWG), or ``ruleIds`` under ``data`` (source XSOAR)."""
    given = body.read(call.request)
    key = "ruleId"
    if "data" in given:
        body.exactly(given, ("data",))
        given, key = given["data"], "ruleIds"
    if not isinstance(given, dict):
        raise unsupported_attribute("data is not a JSON object")
    body.exactly(given, ("action", "quarantineType", key))
    body.choice(given, "quarantineType", (PVO,))
    wanted = DELETE if call.request.method == "DELETE" else RELEASE
    if "action" in given or wanted == RELEASE:
        body.choice(given, "action", (wanted,))
    return body.texts(given, key), wanted


def _check_kind(call: Call) -> None:
    require(call.parameters, "quarantineType")
    one_of(call.parameters, "quarantineType", (PVO,))


def _outbreak(appliance: Appliance) -> list[Message]:
    return [message for message in store_of(appliance).messages(PVO) if OUTBREAK in message.stays]


def _held(messages: list[Message]) -> list[Rule]:
    found = []
    for number, name in enumerate(RULES, 1):
        sizes = [message.size for message in messages if name in message.stays[OUTBREAK].reasons]
        if sizes:
            found.append(Rule(number, name, len(sizes), sum(sizes)))
    return found


def _row(rule: Rule) -> dict[str, object]:
    attributes = {
        "numberOfMessages": rule.messages,
        "capacity": f"{100 * rule.size / CAPACITY:.1f}%",
        "ruleId": rule.name,
        "totalSize": _short(rule.size),
        "ruleDescription": "N/A",
        "averageMessageSize": _short(rule.average),
    }
    return {"attributes": attributes, "rid": rule.number}


def _short(size: float) -> str:
    """A size as rules write it: ``320KB``, ``1.9MB`` (source XSOAR)."""
    megabyte = KILOBYTE * KILOBYTE
    return f"{size / megabyte:.1f}MB" if size >= megabyte else f"{size / KILOBYTE:.0f}KB"
