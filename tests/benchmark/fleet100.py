# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report of a hundred appliances with the role against the same queries with uri: wall and processor time of all of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from ansible_collections.asyncos.api.tests.benchmark.exports.processes import cpu_seconds
from ansible_collections.asyncos.api.tests.benchmark.runs import Cost, FleetControl, cost_of, fleet

PART = "fleet100_vs_uri"
APPLIANCES = 100
FORKS = 50
ROUNDS = 1
"""Rounds with uri, which takes minutes. The role runs twice in each, before it and after it."""

RUN_SECONDS = 1800.0
LEAST_RATIO = 5


class Sides:
    """The two ways, each of them checked: what is not complete is not compared."""

    def __init__(self, control: FleetControl, folder: Path) -> None:
        self._control = control
        self._variables: dict[str, Any] = {
            "bench_hosts": "all",
            "report_output_folder": str(folder),
            "bench_url": "https://{{ ansible_host }}:{{ asyncos_port }}/esa/api/v2.0",
        }
        self._report = folder / "report.json"

    def role(self) -> Cost:
        self._report.unlink(missing_ok=True)
        cost = self._cost("fleet_report.yml", self._variables)
        states = {appliance["state"] for appliance in json.loads(self._report.read_text(encoding="utf-8"))["appliances"]}
        if states != {"answered"}:
            raise SystemExit(f"The report has appliances that are {', '.join(sorted(states))}.")
        return cost

    def uri(self) -> Cost:
        """The queries are those that the role has just made, from the request log of the first appliance."""
        queries = [f"{entry['path']}?{entry['query']}" for entry in self._control.requests(self._control.names[0]) if entry["method"] == "GET"]
        cost = self._cost("fleet_uri.yml", {**self._variables, "bench_queries": queries})
        for name in self._control.names:
            answered = [entry for entry in self._control.requests(name) if entry["status"] == 200]
            if len(answered) != len(queries) + 1:
                raise SystemExit(f"uri made {len(answered)} requests to {name}, not {len(queries) + 1}.")
        return cost

    def _cost(self, play: str, variables: dict[str, Any]) -> Cost:
        self._control.reset()
        for name in self._control.names:
            self._control.clear_requests(name)
        return cost_of(play, self._control.inventory, FORKS, variables, RUN_SECONDS)


def run_fleet(rounds: int | None, folder: Path) -> dict[str, Any]:
    """Measure, print and return what bench.json gets."""
    ours: list[Cost] = []
    theirs: list[Cost] = []
    with fleet(folder, APPLIANCES) as control:
        sides, busy = Sides(control, folder / "report"), Busy(control.pid)
        sides.role()  # so that no side meets a cold simulator
        for _round in range(rounds or ROUNDS):
            ours.append(busy.during(sides.role))
            theirs.append(sides.uri())
            ours.append(busy.during(sides.role))
    role, uri = (Cost(median(cost.wall for cost in side), median(cost.cpu for cost in side)) for side in (ours, theirs))
    print(f"\n{f'report of {APPLIANCES} appliances, forks {FORKS}: all of ansible-playbook':<62} {'wall s':>9} {'CPU s':>9}")
    print(f"{'role report, with its files':<62} {role.wall:>9.1f} {role.cpu:>9.1f}")
    print(f"{'uri, the same queries, without files':<62} {uri.wall:>9.1f} {uri.cpu:>9.1f}")
    missed = "  MISSED" if uri.wall / role.wall < LEAST_RATIO else ""
    print(f"{'ratio':<62} {uri.wall / role.wall:>8.1f}x {uri.cpu / role.cpu:>8.1f}x  >= {LEAST_RATIO}x{missed}")
    print(f"{'simulator during the role: share of one core':<62} {busy.share:>9.0%}", flush=True)
    return {
        PART: round(uri.wall / role.wall, 2),
        f"{PART}_cpu": round(uri.cpu / role.cpu, 2),
        "fleet100_seconds": {"role": round(role.wall, 1), "uri": round(uri.wall, 1)},
        "fleet100_cpu_seconds": {"role": round(role.cpu, 1), "uri": round(uri.cpu, 1)},
        "fleet100_simulator_share_of_core": round(busy.share, 3),
    }


class Busy:
    """How busy the simulator is while something runs."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._wall = self._cpu = 0.0

    def during(self, run: Callable[[], Cost]) -> Cost:
        before = cpu_seconds(self._pid)
        cost = run()
        self._cpu += cpu_seconds(self._pid) - before
        self._wall += cost.wall
        return cost

    @property
    def share(self) -> float:
        return self._cpu / self._wall
