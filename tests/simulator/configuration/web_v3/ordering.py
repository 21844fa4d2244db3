# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists whose items have a number that says where they stand, and one item that is always the last and has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..web_v2 import orders
from ..web_v2.outcome import Rejected
from .outcome import Failed, Item

if TYPE_CHECKING:
    from ...routes import Call


def put_in_place(call: Call, items: list[Item], item: Item, key: str, wanted: int | None) -> None:
    """Put an item where ``wanted`` says, those behind it move on; without it, behind all others that have a number."""
    numbered = [other for other in items if key in other or other is item]
    rest = [other for other in items if key not in other and other is not item]
    try:
        orders.place(numbered, item, key, wanted, call.appliance.settings.order_past_end)
    except Rejected as problem:
        raise Failed(400, str(problem)) from problem
    items[:] = [*numbered, *rest]


def take_out(call: Call, items: list[Item], item: Item, key: str) -> None:
    items[:] = [other for other in items if other is not item]
    orders.renumber([other for other in items if key in other], key, call.appliance.settings.order_past_end)
