# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What one gateway has to track: populations that depend on the seed and its name only."""

from __future__ import annotations

from ..reporting.chance import whole
from .messages import Dice
from .timeline import Timeline


class MailFlow:
    """The mail of one gateway. The rates are settings, so they are named with each question; another rate makes other records."""

    def __init__(self, seed: int, name: str) -> None:
        self.dice = Dice(seed, name, "messages")
        self._phase = whole(seed, name, "messages")

    def messages(self, per_hour: int) -> Timeline:
        return Timeline(per_hour, self._phase)
