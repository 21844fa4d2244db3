# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the role says in several places is the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ansible_collections.asyncos.api.plugins.filter.judge_health import judge_health
from ansible_collections.asyncos.api.plugins.plugin_utils._health_limits import CHECKS, CONDITIONS, FALLING, RISING

ROLE = Path(__file__).parents[4] / "roles" / "health"


def loaded(name):
    return yaml.safe_load((ROLE / name).read_text(encoding="utf-8"))


OPTIONS = loaded("meta/argument_specs.yml")["argument_specs"]["main"]["options"]
DEFAULTS = loaded("defaults/main.yml")
VARS = loaded("vars/main.yml")
README = (ROLE / "README.md").read_text(encoding="utf-8")
THRESHOLDS, LEVELS = VARS["_health_default_thresholds"], VARS["_health_default_levels"]


def test_defaults_are_those_of_the_argument_spec():
    assert {name: option["default"] for name, option in OPTIONS.items()} == DEFAULTS


def test_the_readme_names_every_variable_and_every_check():
    assert [name for name in DEFAULTS if f"`{name}`" not in README] == []
    assert [name for name in CHECKS if f"`{name}`" not in README] == []


def test_every_check_has_a_default_and_an_option():
    assert list(THRESHOLDS) == list(OPTIONS["health_thresholds"]["options"])
    assert set(THRESHOLDS) == {*RISING, *FALLING}
    assert list(LEVELS) == list(OPTIONS["health_levels"]["options"]) == list(CONDITIONS)


def test_the_defaults_are_good_rules():
    assert judge_health({}, THRESHOLDS, LEVELS)["state"] == "critical"


@pytest.mark.parametrize("check", THRESHOLDS)
def test_thresholds_are_told_as_they_are(check):
    def told(level):
        value = THRESHOLDS[check][level]
        description = OPTIONS["health_thresholds"]["options"][check]["options"][level]["description"]
        return value, ("never." if value is None else f"V({value}).") in description

    assert told("warning")[1] and told("critical")[1]
    cells = ["never" if THRESHOLDS[check][level] is None else str(THRESHOLDS[check][level]) for level in ("warning", "critical")]
    row = re.search(rf"^\| `{check}` \|.*$", README, re.MULTILINE)
    assert row and row[0].endswith(f"| {cells[0]} | {cells[1]} |")


@pytest.mark.parametrize("check", LEVELS)
def test_levels_are_told_as_they_are(check):
    assert f"V({LEVELS[check]})." in OPTIONS["health_levels"]["options"][check]["description"]
    row = re.search(rf"^\| `{check}` \|.*$", README, re.MULTILINE)
    assert row and row[0].endswith(f"| {LEVELS[check]} |")
