# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all answers of web configuration have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ..roles import CONFIGURATION_CHANGES
from ..wire import Reply

if TYPE_CHECKING:
    from ..routes import Call

Answer = Callable[["Call"], Reply]
P = TypeVar("P", bound=Exception)


def guarded(answer: Answer, problem: type[P], refused: Callable[[P], Reply]) -> Answer:
    """One call at a time, so that nothing is half done; changes by those only who may make them; ``refused`` is the answer to a ``problem``."""

    def answered(call: Call) -> Reply:
        if call.request.method != "GET":
            call.appliance.check_role(call.user, CONFIGURATION_CHANGES)
        with call.appliance.configuration.lock():
            try:
                return answer(call)
            except problem as found:
                return refused(found)

    return answered
