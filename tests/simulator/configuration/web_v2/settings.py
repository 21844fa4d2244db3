# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Parts that are settings: read whole, changed key by key. A list or an object that is given replaces the one that is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only
from ...wire import Reply
from .checks import Checks, check
from .incoming import an_object
from .outcome import each, found, shown

if TYPE_CHECKING:
    from ...routes import Call

Verify = Callable[["Call", dict[str, Any]], None]


def _nothing_else(_call: Call, _given: dict[str, Any]) -> None:
    """No rule beyond those of single keys."""


def settings(part: str, what: str, checks: Checks, required: tuple[str, ...] = (), verify: Verify = _nothing_else) -> Callable[[Call], Reply]:
    """The answering function of a part. ``verify`` raises Rejected for what single keys cannot show."""

    def answer(call: Call) -> Reply:
        if call.request.method == "GET":
            allow_only(call.parameters, ())
            return found(shown(call.appliance.configuration.part(part)))
        return each("update", [an_object(call)], lambda given: change(call, given), "Nothing to change.")

    def change(call: Call, given: dict[str, Any]) -> dict[str, Any]:
        check(what, given, checks, required)
        verify(call, given)
        call.appliance.configuration.part(part).update(given)
        return given

    return answer
