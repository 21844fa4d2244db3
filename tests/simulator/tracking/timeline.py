# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When the records of a population happened: arithmetic only, so that any record of millions is found at once."""

from __future__ import annotations

from dataclasses import dataclass

EPOCH = 1_577_836_800
"""1 January 2020 in seconds from 1970: the beginning of record number 0. There is nothing before it."""

RETENTION_SECONDS = 90 * 86_400
"""How long records are kept. Real appliances keep them as long as there is disk space."""

_MILLISECONDS = 3_600_000
_STRIDE = 2_654_435_761


@dataclass(frozen=True)
class Timeline:
    """Records at a steady rate, each somewhere within its own slot of ``3600 / per_hour`` seconds. Later records have higher numbers."""

    per_hour: int
    phase: int = 0

    def second(self, number: int) -> int:
        """When the record happened, in seconds from 1970."""
        within_slot = (number * _STRIDE + self.phase) % _MILLISECONDS
        return EPOCH + (number * _MILLISECONDS + within_slot) // (self.per_hour * 1000)

    def first_at(self, second: int) -> int:
        """The number of the first record at ``second`` or later."""
        number = max(0, (second - EPOCH) * self.per_hour // 3600)
        while self.second(number) < second:
            number += 1
        return number

    def between(self, start: int, stop: int) -> range:
        """The numbers of the records from ``start`` up to, but not including, ``stop``."""
        if not self.per_hour or stop <= start:
            return range(0)
        return range(self.first_at(start), self.first_at(stop))
