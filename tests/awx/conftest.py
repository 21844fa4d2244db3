# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the playbook makes in AWX is what runs here as jobs, on simulated appliances."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.asyncos.api.tests.awx.controller import Ended, PrivateFolder, defaults, documents, injected
from ansible_collections.asyncos.api.tests.tools.project import COLLECTIONS, PACKAGE, tool_environment

STAND_INS = Path(__file__).parent / "stubs"
SETTINGS = yaml.safe_load(documents()["awx-settings.yml"])
SECRET = "Auditor-Demo-1"
CREDENTIAL = {"username": "auditor", "password": f""" '"\\{{{{ 6 * 7 }}}}{{% if %}}{{# {SECRET} #}}: &é密$HOME%40\n\t """}
"""The password has all that a form, a template, a shell or a file could spoil. What must not show up anywhere is a part that nothing escapes."""

FLEET = f"""
import json, sys
from {PACKAGE}.tests.simulator.fleet import Fleet
from {PACKAGE}.tests.simulator.spec import ApplianceSpec, UserSpec
user = UserSpec(*json.loads(sys.argv[1]).values(), role="Read-Only Operator")
with Fleet([ApplianceSpec(f"{{product}}1", product, users=(user,)) for product in ("esa", "wsa", "sma")], state_dir=sys.argv[2]):
    print("ready", flush=True)
    sys.stdin.read()
"""
"""Appliances with that account, until the standard input is closed."""


@dataclass(frozen=True)
class Awx:
    """A controller that is a file: what modules made there is its ``state``."""

    path: Path

    @property
    def state(self) -> dict[str, dict[str, Any]]:
        return dict(json.loads(self.path.read_text(encoding="utf-8"))) if self.path.is_file() else {}

    def run(self, *arguments: str, collections: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run ansible-playbook here; arguments begin with the playbook."""
        env = {**tool_environment(), "HOME": str(self.path.parent), "ANSIBLE_LOCALHOST_WARNING": "0", "ANSIBLE_NOCOLOR": "1", "ANSIBLE_PIPELINING": "1"}
        env["ANSIBLE_COLLECTIONS_PATH"] = f"{COLLECTIONS}:{STAND_INS}" if collections else str(COLLECTIONS)
        for name in ("CONTROLLER_HOST", "TOWER_HOST", "AAP_HOSTNAME"):
            env.pop(name, None)
        env.update({"AWX_STAND_IN_STATE": str(self.path), "CONTROLLER_HOST": "https://awx.invalid", **environment})
        command = [sys.executable, "-m", "ansible", "playbook", *arguments]
        return subprocess.run(command, cwd=self.path.parent, env=env, capture_output=True, text=True, timeout=300, check=False)

    def set_up(self, settings: dict[str, Any] | None = None, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
        """Run the playbook as its page says."""
        file = self.path.with_name("awx-settings.yml")
        file.write_text(yaml.safe_dump(SETTINGS if settings is None else settings), encoding="utf-8")
        return self.run("asyncos.api.awx", "-e", f"@{file}", *arguments, **more)


@pytest.fixture
def awx(tmp_path: Path) -> Awx:
    """An empty controller."""
    return Awx(tmp_path / "awx.json")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the playbook makes with the settings of the page."""
    awx = Awx(tmp_path_factory.mktemp("awx") / "awx.json")
    ended = awx.set_up()
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return awx.state


@pytest.fixture(scope="session")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Simulated appliances, as their file says. They are no threads of this process, which is forked for each job."""
    state = tmp_path_factory.mktemp("fleet")
    command = [sys.executable, "-c", FLEET, json.dumps(CREDENTIAL), str(state)]
    with subprocess.Popen(command, env=tool_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline() == b"ready\n"
        yield json.loads((state / "fleet.json").read_text(encoding="utf-8"))
        process.communicate(timeout=60)


@pytest.fixture
def credential(fleet: dict[str, Any]) -> dict[str, str]:
    """The credential, filled in as somebody does in AWX."""
    return {**CREDENTIAL, "ca_path": Path(fleet["ca_path"]).read_text(encoding="utf-8")}


@pytest.fixture
def private_folder(made: dict[str, dict[str, Any]], fleet: dict[str, Any], tmp_path: Path) -> Callable[..., PrivateFolder]:
    """``private_folder(inputs)`` is a job's folder with the project of the page and a credential that has these inputs."""

    def prepared(inputs: dict[str, str], **settings: Any) -> PrivateFolder:
        number = len(list(tmp_path.glob("job*")))
        folder = PrivateFolder(tmp_path / f"job{number}", {**documents(), "fleet.asyncos.yml": inventory_file(fleet)})
        [credential_type] = made["credential_types"].values()
        folder.prepare(injected(credential_type, inputs, folder.env), settings)
        return folder

    return prepared


@pytest.fixture
def run_job(made: dict[str, dict[str, Any]], private_folder: Callable[..., PrivateFolder], credential: dict[str, str], tmp_path: Path) -> Callable[..., Ended]:
    """``run_job(role)`` runs the job template of a role as AWX does when nobody changes the survey."""

    def ended(role: str, inputs: dict[str, str] | None = None, extra_vars: dict[str, Any] | None = None, **more: Any) -> Ended:
        [template] = [found for found in made["job_templates"].values() if found["playbook"] == f"{role}.yml"]
        folder = private_folder(credential if inputs is None else inputs, fact_cache_type="jsonfile")
        update = folder.update_inventory(source_path(made))
        assert update.status == "successful", update.output
        folder.keep_inventory(json.loads((folder.folder / "inventory.json").read_text(encoding="utf-8")))
        in_container = {name: str(value).replace("/tmp/", f"{tmp_path}/") for name, value in template["extra_vars"].items() if str(value).startswith("/tmp/")}
        variables = {**template["extra_vars"], **in_container, **defaults(template["survey_spec"]), **(extra_vars or {})}
        return folder.run(template["playbook"], variables, forks=template["forks"], verbosity=4, **more)

    return ended


def source_path(made: dict[str, dict[str, Any]]) -> str:
    [source] = made["inventory_sources"].values()
    return str(source["source_path"])


def inventory_file(fleet: dict[str, Any]) -> str:
    """The inventory file of the page, for simulated managers and appliances, which are all on this machine."""
    document = yaml.safe_load(documents()["fleet.asyncos.yml"])
    document["managers"] = [{"name": "sma1", "host": "127.0.0.1", "port": fleet["appliances"]["sma1"]["port"]}]
    ports = {f"{name}.example.com": appliance["port"] for name, appliance in fleet["appliances"].items()}
    document["compose"] = {"ansible_host": "'127.0.0.1'", "asyncos_port": f"{ports}[asyncos_host_name] if asyncos_host_name is defined else asyncos_port"}
    return yaml.safe_dump(document)
