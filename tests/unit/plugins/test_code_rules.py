# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rules of the code base itself. A failure names the offender."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from ansible_collections.asyncos.api.plugins.module_utils._client.version import VERSION

ROOT = Path(__file__).resolve().parents[3]
PLUGINS = ROOT / "plugins"
OURS = "ansible_collections.asyncos.api."
UTILS = f"{OURS}plugins.module_utils."

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_MODULE = 40
LONGEST_ACTION = 10

MAY_IMPORT = {
    "plugins/module_utils/_catalog": (f"{UTILS}_catalog.",),
    "plugins/module_utils/_client": (f"{UTILS}_client.",),
    "plugins/module_utils/_task": (f"{UTILS}_catalog.", f"{UTILS}_client.", f"{UTILS}_task.", "ansible.module_utils."),
    "plugins/modules": (f"{UTILS}_task.",),
    "plugins/plugin_utils": (f"{UTILS}_task.", f"{UTILS}_client.errors.", f"{UTILS}_client.files.", f"{OURS}plugins.plugin_utils.", "ansible."),
    "plugins/inventory": (f"{UTILS}_task.", f"{UTILS}_client.errors.", f"{OURS}plugins.plugin_utils.", "ansible."),
    "plugins/action": (f"{UTILS}_task.", f"{OURS}plugins.plugin_utils."),
    "plugins/connection": (f"{UTILS}_task.", f"{OURS}plugins.plugin_utils.", "ansible."),
    "plugins/doc_fragments": (),
}
"""Which modules of ours, and which of ansible-core, the files of a folder may import."""

WITHOUT_APPLIANCE = {"fleet_report"}
"""Modules that ask no appliance: no operation, no options of the connection, and only ever run where Ansible runs."""

PRIVATE = ("ansible._internal", "ansible.module_utils._internal", "ansible.module_utils.six", "ansible.module_utils._text")


def sources(folder="plugins"):
    return sorted(path for path in (ROOT / folder).rglob("*.py") if path.stat().st_size)


def shown(path):
    return path.relative_to(ROOT).as_posix()


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path):
    """Every module that a file imports, relative ones as they are written."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def lines_of(node):
    return node.end_lineno - node.lineno + 1


def tables(tree):
    """Assignments at the top of a file: data, not code."""
    return [node for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign))]


def code_lines(path):
    """Lines of a file without blanks and comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.lstrip().startswith("#")]


every_source = pytest.mark.parametrize("path", sources(), ids=shown)


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_imports_go_in_one_direction_only(folder):
    found = {(shown(path), name) for path in sources(folder) for name in imports(path)}
    assert found or folder == "plugins/doc_fragments"
    assert sorted((path, name) for path, name in found if name.startswith(("ansible", ".")) and not name.startswith(MAY_IMPORT[folder])) == []


@every_source
def test_nothing_private_to_ansible_core_is_imported(path):
    assert [name for name in imports(path) if name.startswith(PRIVATE) or re.match(r"ansible(\.\w+)*\._", name)] == []


@every_source
def test_files_are_short(path):
    tree = parsed(path)
    length = len(path.read_text(encoding="utf-8").splitlines()) - sum(lines_of(node) for node in tables(tree))
    assert length <= LONGEST_FILE


@every_source
def test_functions_are_short(path):
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert {node.name: lines_of(node) for node in functions if lines_of(node) > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", sources("plugins/modules"), ids=shown)
def test_modules_are_documentation_and_a_few_lines(path):
    documentation = [node for node in tables(parsed(path)) if node.targets[0].id in ("DOCUMENTATION", "EXAMPLES", "RETURN")]
    assert len(documentation) == 3
    assert len(path.read_text(encoding="utf-8").splitlines()) - sum(lines_of(node) for node in documentation) <= LONGEST_MODULE


@pytest.mark.parametrize("path", sources("plugins/action"), ids=shown)
def test_actions_are_a_few_lines(path):
    assert len(code_lines(path)) <= LONGEST_ACTION


def test_every_module_has_an_action_and_every_action_a_module():
    modules = {path.stem for path in sources("plugins/modules")}
    assert modules == {path.stem for path in sources("plugins/action")}
    assert modules


def test_every_module_that_asks_appliances_is_in_the_action_group():
    """The group sets options of the connection."""
    runtime = yaml.safe_load((ROOT / "meta" / "runtime.yml").read_text(encoding="utf-8"))
    assert sorted(runtime["action_groups"]["api"]) == sorted({path.stem for path in sources("plugins/modules")} - WITHOUT_APPLIANCE)


def test_actions_run_the_operation_of_their_module():
    """Both entrances name the same operation, so the two ways cannot differ."""
    for path in sources("plugins/action"):
        if path.stem in WITHOUT_APPLIANCE:
            continue
        operation = {name for name in imports(path) if name.startswith(f"{UTILS}_task.")}
        assert len(operation) == 1, shown(path)
        assert operation <= set(imports(PLUGINS / "modules" / path.name)), shown(path)


def test_version_is_that_of_the_collection():
    assert yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["version"] == VERSION


@every_source
def test_licence_header_is_there(path):
    head = path.read_text(encoding="utf-8")[:400]
    assert "GNU General Public License v3.0+" in head
    assert "SPDX-License-Identifier: GPL-3.0-or-later" in head


@every_source
def test_annotations_are_not_evaluated_on_old_pythons(path):
    tree = parsed(path)
    annotated = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AnnAssign))]
    assert not annotated or any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)


def test_sleep_clock_and_chance_are_only_defaults_of_arguments():
    """Decisions get them as arguments, so that tests decide them."""
    calls = re.compile(r"\b(time\.(sleep|time|monotonic)|random\.\w+|datetime\.now)\(")
    found = {shown(path) for path in sources("plugins/module_utils") for line in code_lines(path) if calls.search(line)}
    assert found <= {"plugins/module_utils/_task/operation.py", "plugins/module_utils/_client/client.py"}
