# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compare the collection with ``ansible.builtin.uri`` on the simulator, a fleet's report too, and its export with curl and a script. Prints tables of ratios.

Every figure is a ratio of medians within one session. The runs of a scenario are interleaved (floor, ours, theirs, and
again), and the floor, a run without tasks, is taken off both sides, so that the ratio is that of the work itself.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from ansible_collections.asyncos.api.tests.benchmark import fleet100
from ansible_collections.asyncos.api.tests.benchmark.exports.run import PARTS, RECORDS, run_exports
from ansible_collections.asyncos.api.tests.benchmark.runs import FleetControl, fleet, seconds_of, variables_for
from ansible_collections.asyncos.api.tests.benchmark.scenarios import FEW, SCENARIOS, Scenario, report_names
from ansible_collections.asyncos.api.tests.tools.project import BUILD, ROOT

OUTPUT = ROOT / "bench-output"


@dataclass(frozen=True)
class Figure:
    """Medians in wall seconds; ``ours`` and ``theirs`` are net of ``floor``."""

    key: str
    title: str
    floor: float
    ours: float
    theirs: float
    queries: int
    promised: float

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours


def measured(scenario: Scenario, control: FleetControl, rounds: int) -> Figure:
    """Run the two sides in turn and take the medians."""
    control.reset()
    control.set_delay(scenario.delay_ms)
    variables = variables_for(control.names[: scenario.hosts], report_names(scenario.reports), scenario.concurrency)
    plays = ("floor.yml", scenario.ours.play, scenario.theirs.play)
    times: dict[str, list[float]] = {play: [] for play in plays}
    seconds_of(scenario.ours.play, control.inventory, scenario.forks, variables)  # so that no side meets a cold simulator
    for _round in range(rounds):
        for play in plays:
            times[play].append(seconds_of(play, control.inventory, scenario.forks, variables))
    floor, ours, theirs = (median(times[play]) for play in plays)
    return Figure(scenario.key, scenario.title, floor, max(ours - floor, 0.001), theirs - floor, scenario.queries, scenario.floor)


def logins_per_appliance(control: FleetControl) -> float:
    """Logins of a run with three tasks on every appliance and ten forks, divided by the appliances."""
    control.reset()
    control.set_delay(0)
    before = control.logins()
    seconds_of("three_tasks.yml", control.inventory, 10, variables_for(control.names, report_names(FEW), 4))
    counts = [after - earlier for after, earlier in zip(control.logins(), before)]
    return max(counts) if len(set(counts)) > 1 else counts[0]


def line(figure: Figure) -> str:
    promised = f">= {figure.promised:g}x" if figure.promised else ""
    missed = "  MISSED" if figure.promised and figure.ratio < figure.promised else ""
    per_query = 1000 / figure.queries
    return f"{figure.title:<50} {figure.ours * per_query:>8.1f} {figure.theirs * per_query:>9.1f} {figure.ratio:>7.1f}x  {promised}{missed}"


def compared(scenarios: list[Scenario], rounds: int | None) -> dict[str, Any]:
    """Measure queries of reports and count logins. Returns what bench.json gets."""
    print(f"{'ms per query, median, net of the start of ansible-playbook':<50} {'ours':>6} {'uri':>9} {'ratio':>8}", flush=True)
    figures = []
    with fleet(BUILD / "bench") as control:
        for scenario in scenarios:
            figures.append(measured(scenario, control, rounds or scenario.rounds))
            print(line(figures[-1]), flush=True)
        logins = logins_per_appliance(control)
    print(f"{'logins per appliance, 20 appliances, 3 tasks, forks 10':<50} {logins:>13g}            one is the aim", flush=True)
    ratios = {figure.key: round(figure.ratio, 2) for figure in figures}
    return {**ratios, "logins_per_appliance": logins, "details": [asdict(figure) for figure in figures]}


def arguments_given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choices = [*(scenario.key for scenario in SCENARIOS), fleet100.PART, *PARTS]
    parser.add_argument("--rounds", type=int, help="rounds of each scenario, instead of its own number")
    parser.add_argument("--only", action="append", choices=choices, help="run only this scenario; repeatable")
    parser.add_argument("--records", type=int, default=RECORDS, help=f"messages to export, {RECORDS} when left out; memory is measured up to ten times as many")
    return parser.parse_args()


def main() -> int:
    arguments = arguments_given()
    scenarios = [scenario for scenario in SCENARIOS if not arguments.only or scenario.key in arguments.only]
    parts = [part for part in PARTS if not arguments.only or part in arguments.only]
    document = compared(scenarios, arguments.rounds) if scenarios else {}
    if not arguments.only or fleet100.PART in arguments.only:
        document |= fleet100.run_fleet(arguments.rounds, BUILD / "bench-fleet")
    if parts:
        document |= run_exports(parts, arguments.records, arguments.rounds, BUILD / "bench-export")
    _write({**document, "python": platform.python_version()}, OUTPUT)
    return 0


def _write(document: dict[str, Any], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "bench.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(f"Written: {folder.name}/bench.json")


if __name__ == "__main__":
    sys.exit(main())
