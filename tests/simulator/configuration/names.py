# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names in paths and bodies that the appliance does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..refusals import Refusal, invalid_value, not_found

if TYPE_CHECKING:
    from ..routes import Call


def unknown_name(call: Call, parameter: str, complaint: str) -> Refusal:
    """How an unknown name is refused. No source shows it, so it is a setting."""
    return not_found(complaint) if call.appliance.settings.unknown_name_answer == "not_found" else invalid_value(parameter, complaint)
