# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What AWX does with a credential, a survey and a job, as far as ansible-runner does not do it."""

from __future__ import annotations

import json
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ansible_runner
import yaml
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ansible_collections.asyncos.api.tests.tools.project import ROOT, tool_environment

PAGE = ROOT / "docs" / "awx.md"
SECONDS = 300
UPDATE = {"ANSIBLE_INVENTORY_UNPARSED_FAILED": "True", "ANSIBLE_INVENTORY_EXPORT": "True", "ANSIBLE_VERBOSE_TO_STDERR": "True"}
"""What AWX sets for inventory updates."""


def documents() -> dict[str, str]:
    """The files that the page shows, by their names, which are the first line of each."""
    blocks = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    return dict(blocks)


def injected(credential_type: Mapping[str, Any], inputs: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The variables of a job that has a credential: templates see the fields that are filled in. Files are for their owner only."""
    jinja = ImmutableSandboxedEnvironment()
    tower = SimpleNamespace(filename=SimpleNamespace())
    seen = {**{name: value for name, value in inputs.items() if value != ""}, "tower": tower}
    for label, template in credential_type["injectors"]["file"].items():
        handle, path = tempfile.mkstemp(dir=folder)
        os.close(handle)
        Path(path).write_text(jinja.from_string(template).render(seen), encoding="utf-8")
        setattr(tower.filename, label.partition(".")[2], path)
    return {name: jinja.from_string(template).render(seen) for name, template in credential_type["injectors"]["env"].items()}


def defaults(survey: Mapping[str, Any]) -> dict[str, Any]:
    """The extra variables of a job whose survey nobody has changed."""
    asked = [question for question in survey["spec"] if "default" in question]
    return {question["variable"]: question["default"].splitlines() if question["type"] == "multiselect" else question["default"] for question in asked}


@dataclass
class Ended:
    """What there is after a run: its status, events, artifacts and everything that was written."""

    artifacts: Path
    status: str
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def output(self) -> str:
        return (self.artifacts / "stdout").read_text(encoding="utf-8")

    @property
    def handed_on(self) -> dict[str, Any]:
        """What ``set_stats`` has set."""
        [data] = [event["event_data"].get("artifact_data", {}) for event in self.events if event["event"] == "playbook_on_stats"]
        return dict(data)

    def results(self, action: str) -> dict[str, dict[str, Any]]:
        """The results of an action, by host."""
        ended = [event["event_data"] for event in self.events if event["event"] in ("runner_on_ok", "runner_on_failed")]
        return {data["host"]: data["res"] for data in ended if data["resolved_action"] == action}

    def told(self) -> Iterator[tuple[Path, str]]:
        """Every file of the artifacts with its text. The record of the command loses what ansible-runner itself puts there: the environment of the job."""
        for path in sorted(self.artifacts.rglob("*")):
            if path == self.artifacts / "command":
                record = json.loads(path.read_text(encoding="utf-8"))
                del record["env"]
                yield path, json.dumps(record)
            elif path.is_file():
                yield path, path.read_text(encoding="utf-8", errors="replace")

    def facts(self, host: str) -> dict[str, Any]:
        """What the fact cache has of a host. Since ansible-core 2.19 the file has another name and wraps its content."""
        for name in (host, f"s1_{host}"):
            path = self.artifacts / "fact_cache" / name
            if path.is_file():
                found = json.loads(path.read_text(encoding="utf-8"))
                return dict(json.loads(found["__payload__"]) if "__payload__" in found else found)
        return {}


class PrivateFolder:
    """The private data directory of a job: project, inventory and env, the last for its owner only."""

    def __init__(self, folder: Path, project: Mapping[str, str]) -> None:
        self.folder = folder
        for name in ("project", "inventory", "env"):
            (folder / name).mkdir(parents=True)
        (folder / "env").chmod(0o700)
        for name, text in project.items():
            place = folder / "project" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")

    @property
    def env(self) -> Path:
        return self.folder / "env"

    def write(self, name: str, document: Any) -> None:
        path = self.env / name
        path.touch(mode=0o600)
        path.write_text(yaml.safe_dump(document), encoding="utf-8")

    def prepare(self, variables: Mapping[str, str], settings: Mapping[str, Any]) -> None:
        """The files of env, but for those of credentials."""
        surroundings = {
            name: value
            for name, value in tool_environment().items()
            if name in ("PATH", "PYTHONPATH", "ANSIBLE_CONFIG", "ANSIBLE_COLLECTIONS_PATH", "LANG", "LC_ALL")
        }
        self.write("envvars", {**surroundings, "HOME": str(self.folder), "ANSIBLE_FORCE_COLOR": "True", **variables})
        self.write("settings", {"suppress_ansible_output": True, "job_timeout": SECONDS, **settings})
        self.write("passwords", {})

    def update_inventory(self, source: str) -> Ended:
        """Run the source as an inventory update does."""
        _printed, _complaints, code = ansible_runner.run_command(
            "ansible-inventory",
            cmdline_args=["-i", source, "--list", "--export", "--output", str(self.folder / "inventory.json"), "-vvvv"],
            private_data_dir=str(self.folder),
            host_cwd=str(self.folder / "project"),
            envvars=UPDATE,
            ident="update",
            quiet=True,
        )
        return Ended(self.folder / "artifacts" / "update", "failed" if code else "successful")

    def keep_inventory(self, listed: Mapping[str, Any]) -> None:
        """An inventory as jobs find it: a program that prints it."""
        path = self.folder / "inventory" / "hosts"
        path.write_text(f"#!/usr/bin/env python3\nprint({json.dumps(listed)!r})\n", encoding="utf-8")
        path.chmod(stat.S_IRWXU)

    def run(self, playbook: str, extra_vars: Mapping[str, Any], **more: Any) -> Ended:
        """Run a playbook as a job does."""
        self.write("extravars", dict(extra_vars))
        runner = ansible_runner.run(private_data_dir=str(self.folder), playbook=playbook, ident="job", quiet=True, **more)
        return Ended(self.folder / "artifacts" / "job", runner.status, list(runner.events))
