# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs of ``ansible-playbook`` and the simulated fleet that they talk to."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ansible_collections.asyncos.api.tests.tools.project import PACKAGE, tool_environment

PLAYS = Path(__file__).parent / "plays"
APPLIANCES = 20
READY_SECONDS = 30.0
RUN_SECONDS = 600.0
LIFETIME_SECONDS = 2 * 3600
SEED = 1


class Access(NamedTuple):
    """How clients other than this collection get at an appliance."""

    url: str
    user: str
    password: str
    ca_path: str


class FleetControl:
    """The control API of a simulator that runs in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.inventory = folder / "inventory.yml"
        self._facts = json.loads((folder / "fleet.json").read_text(encoding="utf-8"))

    @property
    def names(self) -> list[str]:
        return list(self._facts["appliances"])

    @property
    def pid(self) -> int:
        return int(self._facts["pid"])

    def access(self, name: str) -> Access:
        hosts = yaml.safe_load(self.inventory.read_text(encoding="utf-8"))["all"]["children"][self._facts["appliances"][name]["group"]]["hosts"]
        variables = hosts[name]
        return Access(self._facts["appliances"][name]["url"], variables["asyncos_username"], variables["asyncos_password"], variables["asyncos_ca_path"])

    def set(self, name: str, **settings: Any) -> None:
        self._call("PUT", f"{name}/settings", settings)

    def requests(self, name: str) -> list[dict[str, Any]]:
        return list(self._call("GET", f"{name}/requests"))

    def clear_requests(self, name: str) -> None:
        self._call("DELETE", f"{name}/requests")

    def set_delay(self, milliseconds: int) -> None:
        for name in self.names:
            self.set(name, delay_ms=milliseconds)

    def reset(self) -> None:
        self._call("POST", "reset")

    def logins(self) -> list[int]:
        return [int(self._call("GET", f"{name}/logins")["logins"]) for name in self.names]

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._facts['control_url']}/_sim/{path}", data, method=method)
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.loads(reply.read() or b"null")


@contextmanager
def fleet(folder: Path, appliances: int = APPLIANCES) -> Iterator[FleetControl]:
    """A fleet of ESAs for as long as the context lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fleet.json").unlink(missing_ok=True)
    (folder / "inventory.yml").unlink(missing_ok=True)
    command = [sys.executable, "-m", f"{PACKAGE}.tests.simulator", "--state-dir", str(folder), "--parent-pid", str(os.getpid())]
    command += ["--seed", str(SEED), "--lifetime", str(LIFETIME_SECONDS)]
    command += [argument for number in range(1, appliances + 1) for argument in ("--appliance", f"esa:esa{number:02}")]
    simulator = subprocess.Popen(command, env=tool_environment(), stdout=subprocess.DEVNULL)
    try:
        _wait_until(lambda: (folder / "inventory.yml").is_file() and (folder / "fleet.json").is_file(), simulator)
        yield FleetControl(folder)
    finally:
        simulator.terminate()
        simulator.wait(10)


def _wait_until(ready: Any, simulator: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while not ready():
        if simulator.poll() is not None or time.monotonic() > until:
            raise SystemExit("The simulated fleet did not start.")
        time.sleep(0.05)


class Cost(NamedTuple):
    """Seconds of a run: wall time, and processor time of the process and all that it started and waited for."""

    wall: float
    cpu: float


def seconds_of(play: str, inventory: Path, forks: int, variables: dict[str, Any]) -> float:
    """Wall seconds of one run of ``ansible-playbook``; ends the benchmark if the play fails."""
    return cost_of(play, inventory, forks, variables).wall


def cost_of(play: str, inventory: Path, forks: int, variables: dict[str, Any], most_seconds: float = RUN_SECONDS) -> Cost:
    """Wall and processor seconds of one run. The simulator does not count: it goes on, and is not waited for."""
    command = command_of(play, inventory, forks, variables)
    before, began = _cpu_of_children(), time.perf_counter()
    run = subprocess.run(
        command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=most_seconds, check=False
    )
    cost = Cost(time.perf_counter() - began, _cpu_of_children() - before)
    if run.returncode:
        raise SystemExit(f"{play} failed:\n{run.stdout.decode(errors='replace')[-4000:]}")
    return cost


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def command_of(play: str, inventory: Path, forks: int, variables: dict[str, Any]) -> list[str]:
    return [sys.executable, "-m", "ansible", "playbook", "-i", str(inventory), "-f", str(forks), "-e", json.dumps(variables), str(PLAYS / play)]


def environment() -> dict[str, str]:
    return {**tool_environment(), "ANSIBLE_NOCOWS": "1", "ANSIBLE_INVENTORY_ENABLED": "yaml"}


def variables_for(hosts: list[str], reports: list[str], concurrency: int) -> dict[str, Any]:
    """Variables of the plays. The window is fixed to full hours, as the uri way has to spell it by hand."""
    end = datetime.now(timezone.utc).replace(minute=0, second=0, microsecond=0)
    window = {name: moment.strftime("%Y-%m-%dT%H:00:00.000Z") for name, moment in (("startDate", end - timedelta(days=1)), ("endDate", end))}
    return {
        "bench_hosts": ",".join(hosts),
        "bench_reports": reports,
        "bench_concurrency": concurrency,
        "bench_url": "https://{{ ansible_host }}:{{ asyncos_port }}/esa/api/v2.0",
        "bench_query": f"startDate={window['startDate']}&endDate={window['endDate']}&device_type=esa",
    }
