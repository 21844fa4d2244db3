# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Quarantines and sender lists as the control API shows them to tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .holdings import list_of, store_of
from .pairs import LISTS
from .rows import row
from .store import PVO, SPAM

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


def sender_lists_state(appliance: Appliance) -> dict[str, object]:
    """All pairs of recipient and sender of both lists."""
    with appliance.sender_lists.lock:
        return {name: [list(pair) for pair in list_of(appliance, name).pairs] for name in LISTS}
