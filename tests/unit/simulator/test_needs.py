# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from ansible_collections.asyncos.api.tests.simulator import needs

COLLECTION = needs.REQUIREMENTS.parents[2]


@pytest.fixture
def requirements(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.txt"
    path.write_text("# a comment\n\npytest>=1.0\nno-such-package-here  # why\npytest>=1000,!=2\nNo.Such>=2\n", encoding="utf-8")
    return path


def test_what_is_missing_and_what_is_too_old(requirements: Path) -> None:
    assert needs.lacking([requirements]) == ["no-such-package-here", "pytest>=1000,!=2", "No.Such>=2"]


def test_each_is_named_once(requirements: Path) -> None:
    assert needs.lacking([requirements, requirements]) == needs.lacking([requirements])


def test_without_packaging_only_what_is_missing(requirements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)
    assert needs.lacking([requirements]) == ["no-such-package-here", "No.Such>=2"]


def test_one_sentence_that_can_be_run(requirements: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m pip install no-such-package-here 'pytest>=1000,!=2' 'No.Such>=2'"
    assert needs.sentence([requirements]) == f"Install what this Python lacks: {command}"


def test_nothing_is_missing_here() -> None:
    assert needs.sentence([needs.REQUIREMENTS, COLLECTION / "requirements.txt"]) == ""
