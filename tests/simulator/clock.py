# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The appliance's clock: real time, moved by a settable number of seconds."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timezone


@dataclass
class Clock:
    """``offset_seconds`` moves the clock; tokens, reports and Date headers follow it at once."""

    offset_seconds: float = 0.0

    def now(self) -> float:
        return time.time() + self.offset_seconds

    def set(self, moment: datetime) -> None:
        """Make it ``moment`` now; the clock goes on from there."""
        self.offset_seconds = moment.timestamp() - time.time()


def iso(moment: float) -> str:
    """``moment`` as the API writes dates: UTC, with milliseconds."""
    return datetime.fromtimestamp(moment, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
