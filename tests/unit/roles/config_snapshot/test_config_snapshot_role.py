# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rules of the role that no run would show, and the script that writes its files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, nodes

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION

ROLE = Path(__file__).parents[4] / "roles" / "config_snapshot"
PAGE = ROLE / "templates" / "drift.html.j2"
SCRIPT = ROLE / "files" / "write_files.py"
README = (ROLE / "README.md").read_text(encoding="utf-8")
DEFAULTS = yaml.safe_load((ROLE / "defaults" / "main.yml").read_text(encoding="utf-8"))
VARS = yaml.safe_load((ROLE / "vars" / "main.yml").read_text(encoding="utf-8"))


def is_safe(node, macros):
    """Whether an expression is escaped, a constant, or written by a macro of the page, to which the same rule applies."""
    if isinstance(node, nodes.CondExpr):
        return is_safe(node.expr1, macros) and (node.expr2 is None or is_safe(node.expr2, macros))
    if isinstance(node, nodes.Concat):
        return all(is_safe(part, macros) for part in node.nodes)
    if isinstance(node, nodes.Filter):
        return node.name == "e"
    if isinstance(node, nodes.Call):
        return isinstance(node.node, nodes.Name) and node.node.name in macros
    return isinstance(node, nodes.Const)


def test_everything_that_the_page_writes_is_escaped():
    tree = Environment().parse(PAGE.read_text(encoding="utf-8"))
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    written = [node for output in tree.find_all(nodes.Output) for node in output.nodes if not isinstance(node, nodes.TemplateData)]
    assert written
    assert [f"line {node.lineno}: {node}" for node in written if not is_safe(node, macros)] == []


def test_the_page_needs_nothing_from_elsewhere():
    text = PAGE.read_text(encoding="utf-8") + (ROLE / "templates" / "style.css").read_text(encoding="utf-8")
    text = re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)
    assert [word for word in ("http:", "https:", "//", "@import", "url(", "<script", "<link", "src=") if word in text] == []


def test_defaults_are_those_of_the_argument_spec():
    spec = yaml.safe_load((ROLE / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    assert {name: option["default"] for name, option in spec["argument_specs"]["main"]["options"].items()} == DEFAULTS


def test_the_readme_names_every_variable_and_every_state():
    assert [name for name in DEFAULTS if f"`{name}`" not in README] == []
    assert [name for name in DEFAULTS["config_snapshot_exclude"] if f"`{name}`" not in README] == []
    assert [state for state in VARS["_config_snapshot_states"] if f"| `{state}` |" not in README] == []
    assert list(VARS["_config_snapshot_states"]) == list(VARS["_config_snapshot_badges"])


def test_the_readme_names_every_key_of_the_result():
    assert [key for key in VARS["_config_snapshot_result"] if f"`{key}`" not in README] == []


@pytest.mark.parametrize("entry", DEFAULTS["config_snapshot_exclude"] + DEFAULTS["config_snapshot_keep_order"])
def test_what_is_treated_in_its_own_way_exists(entry):
    assert entry.partition(".")[0] in CONFIGURATION


@pytest.mark.parametrize("row", [row for row in CONFIGURATION.values() if row.is_list], ids=lambda row: row.name)
def test_no_part_has_a_name_that_the_tree_needs(row):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", row.name)


def write(folder, files, gone=(), *arguments, mode="0600"):
    task = {"folder": str(folder), "files": files, "gone": list(gone), "mode": mode, "folder_mode": "0700"}
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], input=json.dumps(task), capture_output=True, text=True, check=False)


def mode_of(path):
    return path.stat().st_mode & 0o7777


def test_files_are_written_once_and_only_for_their_owner(tmp_path):
    folder = tmp_path / "tree" / "esa1"
    told = json.loads(write(folder, {"a.yml": "--- é\n", "b.yml": "---\n"}).stdout)
    assert told == {"written": ["a.yml", "b.yml"], "removed": [], "chmod": []}
    assert (folder / "a.yml").read_text(encoding="utf-8") == "--- é\n"
    assert [mode_of(path) for path in (folder.parent, folder, folder / "a.yml")] == [0o700, 0o700, 0o600]
    before = (folder / "a.yml").stat()
    assert json.loads(write(folder, {"a.yml": "--- é\n", "b.yml": "new\n"}).stdout)["written"] == ["b.yml"]
    assert (folder / "a.yml").stat().st_ino == before.st_ino
    assert sorted(path.name for path in folder.iterdir()) == ["a.yml", "b.yml"]


def test_what_is_gone_is_removed_and_nothing_else(tmp_path):
    for name in ("old.yml", "other.yml", "README.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert json.loads(write(tmp_path, {}, ["old.yml", "never.yml"]).stdout)["removed"] == ["old.yml"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "other.yml"]


def test_a_mode_is_set_without_being_a_change_of_content(tmp_path):
    (tmp_path / "a.yml").write_text("x", encoding="utf-8")
    (tmp_path / "a.yml").chmod(0o644)
    assert json.loads(write(tmp_path, {"a.yml": "x"}, mode="0640").stdout) == {"written": [], "removed": [], "chmod": ["a.yml"]}
    assert mode_of(tmp_path / "a.yml") == 0o640


def test_dry_says_the_same_and_does_nothing(tmp_path):
    (tmp_path / "old.yml").write_text("x", encoding="utf-8")
    told = json.loads(write(tmp_path, {"a.yml": "x"}, ["old.yml"], "--dry").stdout)
    assert told == {"written": ["a.yml"], "removed": ["old.yml"], "chmod": []}
    assert [path.name for path in tmp_path.iterdir()] == ["old.yml"]
    assert json.loads(write(tmp_path / "new", {"a.yml": "x"}, (), "--dry").stdout)["written"] == ["a.yml"]
    assert not (tmp_path / "new").exists()


def test_what_cannot_be_written_is_told_in_a_sentence_and_leaves_the_old_file(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    outcome = write(tmp_path / "file" / "esa1", {"a.yml": "x"})
    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1
    assert str(tmp_path / "file") in outcome.stderr
    (tmp_path / "a.yml").mkdir()
    assert write(tmp_path, {"a.yml": "x"}).returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yml", "file"]
