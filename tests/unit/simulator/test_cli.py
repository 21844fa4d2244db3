# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulator as a program: how it is started, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.asyncos.api.tests.simulator import cli
from ansible_collections.asyncos.api.tests.simulator.cli import appliance_spec
from ansible_collections.asyncos.api.tests.simulator.spec import ApplianceSpec

SIMULATOR = Path(cli.__file__).resolve().parent
COLLECTION = SIMULATOR.parents[1]
MODULE = "ansible_collections.asyncos.api.tests.simulator"

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a program and waits until it says ready."""
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: str, **options: Any) -> subprocess.Popen[str]:
        command = [sys.executable, *arguments, "--lifetime", "20"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        running.append(process)
        assert process.stdout is not None
        for line in process.stdout:
            if line == "ready\n":
                break
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


def stops(process: subprocess.Popen[str]) -> bool:
    """Whether it ends soon, with nothing to complain about."""
    _output, errors = process.communicate(timeout=5)
    return (process.returncode, errors) == (0, "")


def without_import_path() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def call(url: str, method: str = "GET") -> Any:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(url, method=method), timeout=5) as reply:
        return json.loads(reply.read())


def fleet_in(directory: Path) -> dict[str, Any]:
    return dict(json.loads((directory / "fleet.json").read_text()))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_from_a_checkout_with_any_name(start: Start, tmp_path: Path, number: int) -> None:
    checkout = tmp_path / "some-checkout"
    shutil.copytree(SIMULATOR, checkout / "tests" / "simulator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(COLLECTION / "plugins", checkout / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    process = start("tests/simulator", "--state-dir", "state", cwd=checkout, env=without_import_path())
    fleet = fleet_in(checkout / "state")
    assert list(fleet["appliances"]) == ["esa1", "esa2", "wsa1", "wsa2", "sma1"]
    assert list(call(f"{fleet['control_url']}/_sim/appliances")) == list(fleet["appliances"])
    process.send_signal(number)
    assert stops(process)
    assert list((checkout / "state").iterdir()) == []


def test_as_a_module(start: Start, tmp_path: Path) -> None:
    root = tmp_path / "ansible_collections" / "asyncos"
    root.mkdir(parents=True)
    (root / "api").symlink_to(COLLECTION)
    process = start("-m", MODULE, "--appliance", "wsa:proxy", cwd=tmp_path, env={**without_import_path(), "PYTHONPATH": str(tmp_path)})
    process.terminate()
    assert stops(process)


def test_files_are_private_and_complete(start: Start, tmp_path: Path) -> None:
    state = tmp_path / "state"
    start(str(SIMULATOR), "--appliance", "esa:mx1", "--appliance", "sma:boss:scheme=http:manages=mx1", "--state-dir", str(state))
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in state.iterdir()} == dict.fromkeys(["ca.pem", "fleet.json", "inventory.yml"], 0o600)
    facts = fleet_in(state)["appliances"]["boss"]
    assert (facts["product"], facts["scheme"], facts["host"], facts["manages"]) == ("sma", "http", "127.0.0.1", ["mx1"])
    assert facts["url"] == f"http://127.0.0.1:{facts['port']}"


def test_control_api_stops_it(start: Start, tmp_path: Path) -> None:
    process = start(str(SIMULATOR), "--appliance", "esa:mx1", "--state-dir", str(tmp_path))
    assert call(f"{fleet_in(tmp_path)['control_url']}/_sim/stop", "POST") == {"stopping": True}
    assert stops(process)


def test_it_goes_with_its_parent(start: Start) -> None:
    with subprocess.Popen(["sleep", "30"]) as parent:
        process = start(str(SIMULATOR), "--appliance", "esa:mx1", "--parent-pid", str(parent.pid))
        assert process.poll() is None
        parent.kill()
    assert stops(process)


def test_lifetime() -> None:
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(SIMULATOR), "--appliance", "esa:mx1", "--lifetime", "0.2"], capture_output=True, text=True, timeout=10, check=True
    )
    assert done.stdout.endswith("ready\n")
    assert time.monotonic() - begin < 5


def test_daemon(tmp_path: Path) -> None:
    command = [sys.executable, str(SIMULATOR), "--appliance", "esa:mx1", "--daemon", "--state-dir", str(tmp_path), "--lifetime", "20"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    assert done.stdout.endswith("ready\n")
    assert done.stdout.startswith("esa mx1 https://127.0.0.1:")
    fleet = fleet_in(tmp_path)
    assert list(call(f"{fleet['control_url']}/_sim/appliances")) == ["mx1"]
    call(f"{fleet['control_url']}/_sim/stop", "POST")
    for _attempt in range(50):
        if not (tmp_path / "fleet.json").exists():
            return
        time.sleep(0.1)
    pytest.fail("the daemon did not stop")


def test_a_temporary_folder_goes_with_it(start: Start, tmp_path: Path) -> None:
    state = tmp_path / "state"
    process = start(str(SIMULATOR), "--appliance", "esa:mx1", "--state-dir", str(state), "--temporary")
    assert (state / "fleet.json").exists()
    process.terminate()
    assert stops(process)
    assert not state.exists()


def test_without_a_folder_nothing_is_temporary(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--temporary"])
    assert "--temporary needs --state-dir" in capsys.readouterr().err


def test_what_the_python_lacks_is_said_before_anything_else(tmp_path: Path) -> None:
    """An interpreter that finds the standard library only: what is missing is a sentence, no traceback."""
    done = subprocess.run([sys.executable, "-S", str(SIMULATOR), "--state-dir", str(tmp_path)], capture_output=True, text=True, timeout=10, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Install what this Python lacks: {shlex.quote(sys.executable)} -m pip install 'cryptography>=")
    assert not list(tmp_path.iterdir())


def test_daemon_that_cannot_start(tmp_path: Path) -> None:
    command = [sys.executable, str(SIMULATOR), "--appliance", "sma:boss:manages=nobody", "--daemon", "--state-dir", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    assert done.returncode == 1
    assert "cannot manage nobody" in done.stdout


def test_options_of_appliances() -> None:
    found = appliance_spec("esa:mx1:scheme=http:port=6080:certificate=expired:session_timeout_minutes=5:idle=true:bind_user_agent=false")
    assert found == ApplianceSpec("mx1", "esa", "http", 6080, "expired", 5, idle=True)
    assert appliance_spec("sma:boss:manages=a+b").manages == ("a", "b")
    tracking = appliance_spec("esa:mx1:messages_per_hour=41667:late_percent=2.5:wide_range_answer=stall:tracking_newest_first=false")
    assert tracking == ApplianceSpec("mx1", "esa", messages_per_hour=41_667, late_percent=2.5, wide_range_answer="stall", tracking_newest_first=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("esa", "PRODUCT:NAME"),
        ("xyz:one", "There is no product"),
        ("esa:one:colour=red", "there is no option 'colour'"),
        ("esa:one:port=many", "option port"),
        ("esa:one:idle=perhaps", "neither true nor false"),
        ("esa:one:late_percent=101", "not between 0 and 100"),
        ("esa:one:wide_range_answer=never", "There is no wide_range_answer"),
    ],
)
def test_senseless_options_are_explained(capsys: pytest.CaptureFixture[str], text: str, words: str) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--appliance", text])
    assert words in capsys.readouterr().err
