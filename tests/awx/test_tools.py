# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Execution environments and the reading of documentation, with the programs that people use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ansible_collections.asyncos.api.tests.awx.controller import documents
from ansible_collections.asyncos.api.tests.tools.project import COLLECTIONS, tool_environment


def run(*command: str, folder: Path) -> str:
    env = {**tool_environment(), "HOME": str(folder), "TERM": "dumb"}
    program = Path(sys.executable).parent / command[0]
    ended = subprocess.run([program, *command[1:]], cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_what_the_collection_needs_is_found(tmp_path):
    found = yaml.safe_load(run("ansible-builder", "introspect", str(COLLECTIONS), "--sanitize", folder=tmp_path))
    needs = " ".join(found["python"])
    assert all(name in needs for name in ("requests", "pyjwt")), found


def test_definition_of_the_page_makes_an_image(tmp_path):
    (tmp_path / "execution-environment.yml").write_text(documents()["execution-environment.yml"], encoding="utf-8")
    run("ansible-builder", "create", "-f", "execution-environment.yml", "-c", "context", "--output-filename", "Containerfile", folder=tmp_path)
    assert "FROM $EE_BASE_IMAGE" in (tmp_path / "context" / "Containerfile").read_text(encoding="utf-8")
    galaxy = yaml.safe_load((tmp_path / "context" / "_build" / "requirements.yml").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in galaxy["collections"]] == ["asyncos.api"]


@pytest.mark.parametrize("module", ["report_info", "config"])
def test_navigator_shows_documentation(module, tmp_path):
    settings = ["-m", "stdout", "--ee", "false", "--lf", str(tmp_path / "navigator.log")]
    shown = run("ansible-navigator", "doc", f"asyncos.api.{module}", *settings, folder=tmp_path)
    assert f"asyncos.api.{module}" in shown
    assert "auth" in shown
