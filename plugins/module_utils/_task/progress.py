# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How far a long task has come, told every few seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

EVERY_SECONDS = 3.0


class Progress:
    """Counts what several threads fetch and tells it. ``tell`` gets a line of text for people, in which ``unit`` says what is counted."""

    def __init__(self, tell: Callable[[str], None], what: str, monotonic: Callable[[], float] = time.monotonic, unit: str = "records fetched") -> None:
        self._tell = tell
        self._what = what
        self._unit = unit
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._fetched = 0
        self._begun = self._told = monotonic()
        self.position = ""

    def count(self, number: int) -> None:
        with self._lock:
            self._fetched += number

    def glance(self) -> None:
        """Tell, if it is time to."""
        now = self._monotonic()
        if now - self._told < EVERY_SECONDS:
            return
        self._told = now
        rate = self._fetched / (now - self._begun)
        position = f", written up to {self.position}" if self.position else ""
        self._tell(f"{self._what}: {self._fetched:,} {self._unit}, {rate:,.0f} per second{position}")
