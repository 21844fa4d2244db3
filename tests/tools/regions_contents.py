# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the collection holds: its modules, other plugins, roles and playbooks, each in the words of its own file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from ansible_collections.asyncos.api.tests.tools.links import BRANCH, REPOSITORY
from ansible_collections.asyncos.api.tests.tools.markdown import table
from ansible_collections.asyncos.api.tests.tools.project import ROOT

NAME = "asyncos.api"
_OTHERS = ("inventory", "connection", "filter", "test")


def modules_table() -> str:
    return table(("module", "what it does"), ((f"`{NAME}.{path.stem}`", _short_description(path)) for path in files("plugins/modules", "py")))


def plugins_table() -> str:
    rows = ((f"`{NAME}.{path.stem}`", kind, _short_description(path)) for kind in _OTHERS for path in files(f"plugins/{kind}", "py"))
    return table(("plugin", "type", "what it does"), rows)


def roles_table() -> str:
    return table(("role", "what it does"), _roles())


def _roles() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "roles").glob("*/meta/argument_specs.yml")):
        role = path.parents[1].name
        said = yaml.safe_load(path.read_text(encoding="utf-8"))["argument_specs"]["main"]["short_description"]
        yield f"[`{NAME}.{role}`]({REPOSITORY}/blob/{BRANCH}/roles/{role}/README.md)", said


def playbooks_table() -> str:
    return table(("playbook", "what it does"), ((f"`{NAME}.{path.stem}`", _first_sentence(path)) for path in files("playbooks", "yml")))


def _first_sentence(path: Path) -> str:
    """What the comment at the top of a playbook begins with."""
    paragraphs = re.findall(r"(?:^# [^\n]+\n)+", path.read_text(encoding="utf-8"), re.M)
    words = " ".join(line.removeprefix("# ") for line in paragraphs[1].splitlines())
    return re.split(r"[.:](?: |$)", words)[0]


def _short_description(path: Path) -> str:
    found = re.search(r"^short_description: (.*)$", path.read_text(encoding="utf-8"), re.M)
    if not found:
        raise ValueError(f"{path} has no short_description")
    return found[1]


def files(folder: str, suffix: str) -> list[Path]:
    return sorted((ROOT / folder).glob(f"*.{suffix}"))


REGIONS: dict[str, Callable[[], str]] = {
    "modules table": modules_table,
    "plugins table": plugins_table,
    "roles of the collection": roles_table,
    "playbooks table": playbooks_table,
}
