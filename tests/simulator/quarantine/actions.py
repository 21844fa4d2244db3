# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``quarantine/messages``: releasing, deleting, moving, delaying and copying.

A reply counts what really happened: ids that are not there are no fault and count nothing (source XSOAR).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..refusals import invalid_value
from ..wire import Reply, success
from . import body
from .body import Body
from .holdings import check_may_change, check_number, store_of
from .store import DELETE, PVO, RELEASE, SPAM, Store

if TYPE_CHECKING:
    from ..routes import Call

_DELAY = re.compile(r"([1-9]\d{0,3})([hdw])")
_SECONDS = {"h": 3600, "d": 86400, "w": 7 * 86400}

COMMON = ("quarantineType", "quarantineName", "mids")
ACTIONS: dict[str, tuple[str, ...]] = {RELEASE: (), "move": ("destinationQuarantineName",), "delay": ("delay",), "copy": ("recipients",)}
"""What can be done by POST, and what each action needs beside the messages."""


def change(call: Call) -> Reply:
    """POST or DELETE of some messages."""
    check_may_change(call)
    given = body.read(call.request)
    action = DELETE if call.request.method == "DELETE" else body.choice(given, "action", ACTIONS)
    kind = body.choice(given, "quarantineType", (SPAM, PVO))
    verb = () if action == DELETE else ("action",)
    if kind == SPAM:
        body.exactly(given, (*verb, "quarantineType", "mids"))
        if action not in (RELEASE, DELETE):
            raise invalid_value("action", f"{action} is not possible with spam")
    else:
        body.exactly(given, (*verb, *COMMON, *ACTIONS.get(action, ())))
    mids = body.whole_numbers(given, "mids")
    check_number(call, "mids", len(mids))
    store = store_of(call.appliance)
    if kind == SPAM:
        return _done(action, store.leave_spam(action, mids))
    return _change_pvo(call, store, action, given, mids)


def _change_pvo(call: Call, store: Store, action: str, given: Body, mids: list[int]) -> Reply:
    name = _quarantine(store, given, "quarantineName")
    if action == "move":
        destination = _quarantine(store, given, "destinationQuarantineName")
        if destination == name:
            raise invalid_value("destinationQuarantineName", "the destination is the quarantine that the messages are in")
        return _done(action, store.move(name, destination, mids, call.appliance.clock.now()), destinationQuarantineName=destination)
    if action == "delay":
        return _done(action, store.delay(name, _delay(given), mids), delayedTime=given["delay"])
    if action == "copy":
        return _done(action, store.copy(name, body.texts(given, "recipients"), mids))
    return _done(action, store.leave(action, name, mids))


def _done(action: str, count: int, **more: str) -> Reply:
    return success({"data": {"action": action, "totalCount": count, **more}})


def _quarantine(store: Store, given: Body, key: str) -> str:
    name = body.text(given, key)
    if name not in store.names:
        raise invalid_value(key, f"there is no quarantine {name!r}; there are {', '.join(store.names)}")
    return name


def _delay(given: Body) -> int:
    """Seconds of a delay such as ``8h``, ``1d`` or ``1w``. No source shows the form of the text."""
    found = _DELAY.fullmatch(body.text(given, "delay"))
    if not found:
        raise invalid_value("delay", f"delay is {given['delay']!r} and not like 8h, 1d or 1w")
    return int(found[1]) * _SECONDS[found[2]]
