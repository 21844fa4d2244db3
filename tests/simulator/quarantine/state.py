# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Quarantines and sender lists as the control API shows them to tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .holdings import list_of, store_of
from .message import KILOBYTE, Message, Stay
from .pairs import LISTS
from .population import DAY, RETENTION_DAYS
from .rows import row
from .store import DAYS_ELSEWHERE, PVO, SPAM

if TYPE_CHECKING:
    from ..appliance import Appliance


def quarantine_state(appliance: Appliance) -> dict[str, object]:
    """The names of quarantines, all messages by kind as rows, oldest first, and what was done to messages so far."""
    store = store_of(appliance)
    return {
        "quarantines": list(store.names),
        **{kind: [row(kind, message) for message in store.messages(kind)] for kind in (SPAM, PVO)},
        "deeds": store.deeds,
    }


HOLD_KEYS = ("mid", "received", "sender", "recipients", "subject", "gateway", "gateway_ip", "gateway_mid", "quarantine")


def hold(appliance: Appliance, given: Mapping[str, Any]) -> None:
    """Put a message with the facts of :data:`HOLD_KEYS` into quarantine; ``received`` is in ISO 8601, and ``quarantine`` is empty for spam."""
    name = given["quarantine"]
    received = datetime.fromisoformat(given["received"].replace("Z", "+00:00")).timestamp()
    message = Message(
        mid=given["mid"],
        received=received,
        sender=given["sender"],
        from_header=given["sender"],
        recipients=tuple(given["recipients"]),
        addressees=tuple(given["recipients"]),
        subject=given["subject"],
        size=20 * KILOBYTE,
        attachments=(),
        gateway=given["gateway"],
        gateway_ip=given["gateway_ip"],
        gateway_mid=given["gateway_mid"],
        stays={name: Stay(("held by a test",), received + RETENTION_DAYS.get(name, DAYS_ELSEWHERE) * DAY)} if name else {},
    )
    store_of(appliance).hold(PVO if name else SPAM, message)


def sender_lists_state(appliance: Appliance) -> dict[str, object]:
    """All pairs of recipient and sender of both lists."""
    with appliance.sender_lists.lock:
        return {name: [list(pair) for pair in list_of(appliance, name).pairs] for name in LISTS}
