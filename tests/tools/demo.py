# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The demo: start a simulated fleet, run playbooks/demo.yml against it, stop the fleet whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.project import BUILD, LINK, PACKAGE, ROOT, tool_environment

STATE = BUILD / "demo"
OUTPUT = ROOT / "demo-output"
START_SECONDS = 30.0


@contextmanager
def simulated_fleet(state: Path, env: dict[str, str]) -> Iterator[Path]:
    """Run the simulator's demo fleet in the background and give the inventory that it writes when it is ready."""
    state.mkdir(parents=True, exist_ok=True)
    inventory, log = state / "inventory.yml", state / "simulator.log"
    inventory.unlink(missing_ok=True)
    command = [sys.executable, "-m", f"{PACKAGE}.tests.simulator", "--fleet", "demo", "--state-dir", str(state), "--parent-pid", str(os.getpid())]
    with log.open("wb") as output:
        simulator = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        wait_for(inventory, simulator, log)
        yield inventory
    finally:
        simulator.terminate()
        try:
            simulator.wait(5)
        except subprocess.TimeoutExpired:
            simulator.kill()
            simulator.wait()


def wait_for(inventory: Path, simulator: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the inventory is there; end with the simulator's own words when it does not come."""
    until = time.monotonic() + START_SECONDS
    while not inventory.is_file():
        if simulator.poll() is not None or time.monotonic() > until:
            state = "is not ready" if simulator.poll() is None else f"ended with {simulator.returncode}"
            raise SystemExit(f"The simulated fleet {state}. It said:\n{log.read_text(encoding='utf-8', errors='replace')}")
        time.sleep(0.02)


def stop(_signal: int, _frame: object) -> None:
    """Leave through the clean-up when make or a CI system ends the demo."""
    raise SystemExit(130)


def main() -> int:
    """Run the demo; arguments go to ansible-playbook."""
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)
    began = time.monotonic()
    env = tool_environment()
    env.update(
        ANSIBLE_CALLBACK_RESULT_FORMAT="yaml",
        ANSIBLE_DEPRECATION_WARNINGS="0",
        ANSIBLE_DISPLAY_SKIPPED_HOSTS="0",
        ANSIBLE_INVENTORY_ENABLED="yaml",
        ANSIBLE_LOCALHOST_WARNING="0",
        ANSIBLE_NOCOWS="1",
        ANSIBLE_PYTHON_INTERPRETER=sys.executable,
        ANSIBLE_RETRY_FILES_ENABLED="0",
    )
    with simulated_fleet(STATE, env) as inventory:
        command = [sys.executable, "-m", "ansible", "playbook", "-i", str(inventory), "playbooks/demo.yml", "-e", "{demo_output: " + quoted(OUTPUT) + "}"]
        try:
            code = subprocess.run([*command, *sys.argv[1:]], cwd=LINK, env=env, stdin=subprocess.DEVNULL, check=False).returncode
        except KeyboardInterrupt:
            return 130
    if code == 0:
        print(f"Done in {time.monotonic() - began:.1f} s. Written:")
        for path in sorted(OUTPUT.glob("report.*")):
            print(f"  {path.relative_to(ROOT)}")
    return code


def quoted(path: Path) -> str:
    """Return a path as a YAML string, blanks and all."""
    return "'" + str(path).replace("'", "''") + "'"


if __name__ == "__main__":
    sys.exit(main())
