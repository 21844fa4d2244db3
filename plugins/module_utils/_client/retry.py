# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When to try again, and how long to wait before it. Pure decisions; the client does the waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    ApplianceUnavailable,
    AsyncOSError,
    ConnectionLost,
    Unreachable,
)


@dataclass(frozen=True)
class Backoff:
    """Waits double from ``first`` up to ``longest`` seconds; the random part keeps a fleet's clients apart."""

    first: float = 0.5
    longest: float = 8.0

    def before(self, attempt: int, chance: float) -> float:
        """Seconds before ``attempt`` (the second try is 2). ``chance`` is a random number from 0 to 1."""
        full = min(self.longest, self.first * 2.0 ** (attempt - 2))
        return full * (0.5 + 0.5 * chance)


def may_repeat(error: AsyncOSError, is_read: bool) -> bool:
    """Whether the call that ended in ``error`` can be made again without doing anything twice.

    Reads: no connection, a broken one, or an appliance that is busy. Writes: only if nothing was sent.
    """
    if isinstance(error, Unreachable):
        return error.code != "unknown_host"
    return is_read and isinstance(error, (ConnectionLost, ApplianceUnavailable))


def seconds_asked_for(retry_after: str, now: datetime) -> float | None:
    """What a ``Retry-After`` header asks for, in seconds from ``now``; ``None`` if it says nothing usable."""
    text = retry_after.strip()
    if not text:
        return None
    if text.isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=timezone.utc)
    return max((when - now).total_seconds(), 0.0)
