# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs what was made of examples: simulated appliances, a folder that stands for the machine of who reads them, and Ansible's programs in it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .appliances import NOW, PASSWORD, USER, inventory
from .plays import elsewhere

HERE = Path(__file__).absolute().parent
COLLECTIONS = HERE.parents[4]
PACKAGE = __name__.rpartition(".")[0]
SECONDS = 240.0
USUAL_INVENTORY = "inventory.yml"
PROJECT = "/home/admin/project"
"""What samples show for the folder of a playbook."""

VAULT = ("vault_password", "vault_asyncos_password")
"""Variables that examples keep in a vault."""


@dataclass(frozen=True)
class Outcome:
    """How a program ended, and what it said."""

    command: str
    code: int
    output: str


class Machine:
    """A folder with simulated appliances within reach. ``root`` stands for ``/``: /srv and the like are in it, and so is the home folder."""

    def __init__(self, root: Path, control: str, world: Mapping[str, Any]) -> None:
        self.root = root
        (root / "world.json").write_text(json.dumps(world), encoding="utf-8")
        self.home = root / "home"
        (self.home / ".ansible").mkdir(parents=True)
        (self.home / ".ansible/collections").symlink_to(COLLECTIONS)
        (self.home / ".gitconfig").write_text("[user]\nname = Admin\nemail = admin@example.com\n[init]\ndefaultBranch = main\n", encoding="utf-8")
        (self.home / ".sma-emea-password").write_text(PASSWORD, encoding="utf-8")
        self.records = root / "records.jsonl"
        self.env = {**_clean_environment(), **self._settings(), "EXAMPLES_CONTROL": control}

    def _settings(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "TZ": "UTC",
            "EXAMPLES_WORLD": str(self.root / "world.json"),
            "EXAMPLES_RECORD": str(self.records),
            "PYTHONPATH": _python_path(),
            "SSL_CERT_FILE": str(self.root / "simulator/ca.pem"),
            "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
            "ANSIBLE_PYTHON_INTERPRETER": sys.executable,
            "ANSIBLE_ACTION_PLUGINS": str(HERE / "plugins/action"),
            "ANSIBLE_CALLBACK_PLUGINS": str(HERE / "plugins/callback"),
            "ANSIBLE_CALLBACKS_ENABLED": "recorder",
            "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true",
            "ANSIBLE_DEPRECATION_WARNINGS": "0",
            "ANSIBLE_LOCALHOST_WARNING": "0",
            "ANSIBLE_NOCOWS": "1",
            "ASYNCOS_USERNAME": USER,
            "ASYNCOS_PASSWORD": PASSWORD,
            "SMA_PASSWORD": PASSWORD,
            "SMA1_PASSWORD": PASSWORD,
        }

    def disk(self, page: str, folders: Iterable[str] = ()) -> str:
        """A folder that stands for ``/`` in the examples of a page, with ``folders`` in it."""
        place = self.root / "disks" / slug(page)
        for name in ("srv", "var/tmp", "etc/pki", *(folder.lstrip("/") for folder in folders if folder.startswith("/"))):
            (place / name).mkdir(parents=True, exist_ok=True)
        (place / "etc/pki/own-ca.pem").write_bytes((self.root / "simulator/ca.pem").read_bytes())
        return str(place)

    def project(self, name: str, files: Mapping[str, Any], folders: Iterable[str] = ()) -> Path:
        """A folder with an inventory of all appliances, secrets, and ``files``, texts or data; those of ``folders`` that are relative are in it."""
        place = self.root / "projects" / slug(name)
        for folder in folders:
            if not folder.startswith("/"):
                (place / folder).mkdir(parents=True, exist_ok=True)
        usual = {
            USUAL_INVENTORY: elsewhere(inventory(), self.disk(name)),
            ".build/simulator/inventory.yml": (self.root / "simulator/inventory.yml").read_text(encoding="utf-8"),
            "group_vars/all/vault.yml": dict.fromkeys(VAULT, PASSWORD),
        }
        for path, content in {**usual, **files}.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str) else yaml.dump(content, Dumper=_Plain, sort_keys=False, width=1000, allow_unicode=True)
            (place / path).write_text(text, encoding="utf-8")
        return place

    def run(self, command: Sequence[str] | str, place: Path) -> Outcome:
        """Run a program of Ansible, such as ``playbook`` with its arguments, or a line for the shell that calls one."""
        line = command if isinstance(command, str) else shlex.join([f"ansible-{command[0]}", *command[1:]])
        try:
            done = subprocess.run(
                ["bash", "-c", line], cwd=place, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as late:
            return Outcome(line, -1, f"it took more than {SECONDS:.0f} s\n{_text(late.stdout)}{_text(late.stderr)}")
        return Outcome(line, done.returncode, done.stdout + done.stderr)

    def recorded(self) -> list[Mapping[str, Any]]:
        """The results of all tasks so far, as a reader's machine would have them."""
        if not self.records.is_file():
            return []
        root = re.escape(str(self.root))
        text = re.sub(rf"{root}/projects/[\w.-]+", PROJECT, self.records.read_text(encoding="utf-8"))
        text = re.sub(rf"{root}(/disks/[\w.-]+)?", "", text)
        return [json.loads(line) for line in text.splitlines()]


@contextmanager
def machine(root: Path) -> Iterator[Machine]:
    """A machine in the empty folder ``root``, with appliances that run as long as it is needed."""
    env = {**_clean_environment(), "PYTHONPATH": _python_path(), "EXAMPLES_WORLD": str(root / "clock.json")}
    (root / "simulator").mkdir(parents=True)
    (root / "clock.json").write_text(json.dumps({"now": NOW, "addresses": {}}), encoding="utf-8")
    command = [sys.executable, "-m", f"{PACKAGE}.appliances", str(root / "simulator")]
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as appliances:
        assert appliances.stdin and appliances.stdout
        try:
            facts = json.loads(appliances.stdout.readline())
            yield Machine(root, facts["control"], facts["world"])
        finally:
            appliances.stdin.close()
            try:
                appliances.wait(10)
            except subprocess.TimeoutExpired:
                appliances.kill()


def slug(page: str) -> str:
    return page.replace("/", "_")


class _Plain(yaml.SafeDumper):
    """Writes everything out, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _clean_environment() -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "ASYNCOS_", "EXAMPLES_"))}
    return {**env, "PATH": os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", os.defpath)])}


def _python_path() -> str:
    """Where the programs find the fixed clock, the collection, and what this one was told: ansible-test hands on Ansible itself in that way."""
    return os.pathsep.join([str(HERE / "world"), str(COLLECTIONS), *filter(None, [os.environ.get("PYTHONPATH")])])


def _text(output: Any) -> str:
    return output.decode(errors="replace") if isinstance(output, bytes) else output or ""
