# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finds misspelt variables in examples. Ansible passes over a variable that nobody reads, so such an example runs, and does not do what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION, variable_of

from .blocks import COMMANDS, Block
from .commands import lines_of, words_of

_GIVEN = re.compile(r"[A-Za-z_]\w*(?==)")


def variables_of(root: Path) -> dict[str, set[str]]:
    """The variables that roles, playbooks and the connection read, by what their names begin with."""
    known = {f"{path.parents[1].name}_": _role(path) for path in sorted((root / "roles").glob("*/meta/argument_specs.yml"))}
    known["awx_"] = set(yaml.safe_load((root / "playbooks/vars/awx.yml").read_text(encoding="utf-8")))
    others = [*(root / "playbooks").glob("*.yml"), root / "tests/simulator/tasks/start.yml"]
    named = {name for path in others for name in re.findall(r"\basyncos_\w+", path.read_text(encoding="utf-8"))}
    known["asyncos_"] = {*map(variable_of, CONNECTION), *named}
    return known


def _role(path: Path) -> set[str]:
    return set(yaml.safe_load(path.read_text(encoding="utf-8"))["argument_specs"]["main"]["options"])


def misspelt(blocks: Iterable[Block], known: Mapping[str, set[str]]) -> Iterator[str]:
    """A sentence for each variable that an example sets and nobody reads."""
    for block in blocks:
        for name in dict.fromkeys(_given(block) if block.kind == COMMANDS else _set(block.data)):
            for beginning, names in known.items():
                if name.startswith(beginning) and name not in names:
                    near = get_close_matches(name, names, 1)
                    yield f"{block.place}: nothing reads the variable {name}{'. Is it ' + near[0] + '?' if near else ''}"


def _set(data: Any) -> Iterator[str]:
    """The names in the ``vars`` of plays, tasks, roles and groups, and those of hosts and of files of variables."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield str(key)
            yield from _set(value)
    elif isinstance(data, list):
        for entry in data:
            yield from _set(entry)


def _given(block: Block) -> Iterator[str]:
    """The names that commands hand over with ``-e``."""
    for command in lines_of(block):
        words = words_of(command)
        for option, word in zip(words, words[1:]):
            if option in ("-e", "--extra-vars"):
                yield from _GIVEN.findall(word)
