# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Wall time of the export against curl, a script and uri, and how much of it the simulator took."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from ansible_collections.asyncos.api.tests.benchmark.exports.figures import WIDTH, line
from ansible_collections.asyncos.api.tests.benchmark.exports.sides import AT_ONCE, Load, Paced, Sides
from ansible_collections.asyncos.api.tests.benchmark.runs import FleetControl

MANY_AT_ONCE = 16
ROUNDS = 3
BUSY = 0.8
"""Share of one core from which the simulator, a single process of Python, counts as what holds up the others."""


@dataclass(frozen=True)
class Timing:
    """Seconds for the whole day: medians, ours net of the start of ansible-playbook.

    Shares are processor seconds of the simulator for each second of wall time; ``most_pages`` are pages a second that it can serve.
    """

    delay_ms: int
    messages: int
    pages: int
    floor: float
    ours: float
    curl: float
    script: Paced
    uri: Paced
    share_ours: float
    share_curl: float
    most_pages: float


@dataclass
class Rounds:
    """What the rounds brought so far."""

    floor: list[float] = field(default_factory=list)
    ours: list[Load] = field(default_factory=list)
    curl: list[Load] = field(default_factory=list)
    slow: list[Paced] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)

    def add(self, control: FleetControl, sides: Sides, delay_ms: int) -> None:
        """Run the sides in turn. The slow ones take part in the first round only."""
        control.set_delay(delay_ms)
        self.floor.append(sides.floor())
        self.ours.append(sides.ours().net_of(self.floor[-1]))
        self.urls = sides.urls()
        replay, load = sides.curl(self.urls)
        self.curl.append(load)
        self.slow = self.slow or [sides.script(), sides.uri(self.floor[-1])]
        control.set_delay(0)
        sides.check_curl(self.urls, replay)


def timed(control: FleetControl, records: int, delay_ms: int, rounds: int | None, folder: Path) -> Timing:
    sides, done = Sides.of(control, records, folder), Rounds()
    sides.ours()  # so that no side meets a cold simulator
    for _round in range(rounds or ROUNDS):
        done.add(control, sides, delay_ms)
    most = max(len(done.urls) / sides.curl(done.urls, MANY_AT_ONCE)[1].seconds for _try in range(2))
    ours, curl = (median(load.seconds for load in side) for side in (done.ours, done.curl))
    script, uri = done.slow
    return Timing(delay_ms, sides.day.messages, len(done.urls), median(done.floor), ours, curl, script, uri, share_of(done.ours), share_of(done.curl), most)


def share_of(loads: list[Load]) -> float:
    return sum(load.cpu for load in loads) / sum(load.seconds for load in loads)


def show(timing: Timing) -> dict[str, Any]:
    """Print the figures and return those that have a name of their own in bench.json."""
    after = f"{timing.delay_ms}ms"
    figures = {
        f"export_over_floor_{after}": timing.ours / timing.curl,
        f"export_vs_script_{after}": timing.script.seconds / timing.ours,
        "export_vs_uri" if timing.delay_ms else f"export_vs_uri_{after}": timing.uri.seconds / timing.ours,
    }
    over, script, uri = figures
    print(f"\n{f'export of {timing.messages:,} messages, {timing.delay_ms} ms, {AT_ONCE} at once':<{WIDTH}} {'seconds':>9} {'ratio':>12}")
    print(line("tracking_export, net of the start of ansible-playbook", f"{timing.ours:.1f}"))
    print(line(f"curl, the same {timing.pages} pages; ours is so many times longer", f"{timing.curl:.1f}", figures[over], over))
    print(line(f"requests, page by page{_part(timing.script)}; ours is faster by", f"{timing.script.seconds:.1f}", figures[script], script))
    print(line(f"uri, page by page{_part(timing.uri)}; ours is faster by", f"{timing.uri.seconds:.0f}", figures[uri], uri))
    for who, share, seconds in (("ours", timing.share_ours, timing.ours), ("curl", timing.share_curl, timing.curl)):
        shown = line(f"simulator during {who}: share of one core, pages a second", f"{share:.0%}", timing.pages / seconds, unit="/s")
        print(f"{shown}  BOTTLENECK" if share >= BUSY else shown)
    print(line(f"simulator at most ({MANY_AT_ONCE} connections, 0 ms): pages a second", "", timing.most_pages, unit="/s"), flush=True)
    return {name: round(value, 2) for name, value in figures.items()}


def load_of(timing: Timing) -> dict[str, float]:
    """How busy the simulator was, and how much it could have done: shares of one core, and pages a second."""
    return {
        "share_of_core_ours": round(timing.share_ours, 3),
        "share_of_core_curl": round(timing.share_curl, 3),
        "pages_per_second_ours": round(timing.pages / timing.ours, 1),
        "pages_per_second_curl": round(timing.pages / timing.curl, 1),
        "pages_per_second_at_most": round(timing.most_pages, 1),
    }


def _part(side: Paced) -> str:
    return "" if side.measured >= side.pages else f" (from {side.measured} pages)"
