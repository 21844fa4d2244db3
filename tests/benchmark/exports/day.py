# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The day that is exported, and how many messages the simulated gateway has of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from ansible_collections.asyncos.api.tests.benchmark.runs import SEED
from ansible_collections.asyncos.api.tests.simulator.tracking.populations import Population
from ansible_collections.asyncos.api.tests.simulator.tracking.resource import MESSAGE

GATEWAY = "esa01"
PATH = "/esa/api/v2.0/message-tracking/messages"
PAGE_SIZE = 100
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """Yesterday in UTC, on a gateway with ``per_hour`` messages an hour. That is a whole number, so a day has about as many as asked for."""

    start: datetime
    per_hour: int

    @property
    def end(self) -> datetime:
        return self.start + _DAY

    @property
    def messages(self) -> int:
        """How many there are, by the simulator's own arithmetic and not by its pages. Both ends belong to the window."""
        first, last = (int(moment.timestamp()) for moment in (self.start, self.end))
        return len(Population(MESSAGE, SEED, GATEWAY).timeline(self.per_hour).between(first, last + 1))

    @property
    def query(self) -> dict[str, str]:
        """The whole day as one question."""
        window = {name: moment.strftime("%Y-%m-%dT%H:%M:00.000Z") for name, moment in (("startDate", self.start), ("endDate", self.end))}
        return {**window, "searchOption": "messages", "ciscoHost": "All_Hosts"}

    def variables(self, dest: str) -> dict[str, Any]:
        """Variables of the plays."""
        return {
            "bench_hosts": GATEWAY,
            "bench_start": self.start.isoformat(),
            "bench_end": self.end.isoformat(),
            "bench_dest": dest,
            "bench_url": f"https://{{{{ ansible_host }}}}:{{{{ asyncos_port }}}}{PATH}",
            "bench_query": "&".join(f"{name}={value}" for name, value in self.query.items()),
            "bench_page_size": PAGE_SIZE,
        }


def day_with(records: int, now: datetime | None = None) -> Day:
    """Yesterday with about so many messages."""
    midnight = (now or datetime.now(timezone.utc)).replace(hour=0, minute=0, second=0, microsecond=0)
    return Day(midnight - _DAY, -(-records // 24))
