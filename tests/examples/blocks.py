# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finds the examples: EXAMPLES of plugins, and blocks of YAML and of shell in the pages."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PLUGINS = ("modules", "filter", "inventory", "connection", "lookup", "test", "callback", "doc_fragments")
PAGES = ("README.md", "docs/*.md", "roles/*/README.md")
YAML = ("yaml", "yml")
SHELL = ("shell", "sh", "bash", "console")
SHOWN = ("text", "json", "ini", "python")
"""Languages of what is shown and not run."""

TASKS, PLAYS, IMPORTS, INVENTORY, SOURCE, COMMANDS, DATA = "tasks", "plays", "imports", "inventory", "source of an inventory", "commands", "data"
"""What examples are. ``IMPORTS`` are playbooks of others, which run as they are."""


_OPENING = re.compile(r"^ *(?:`{3,}|~{3,})(?P<said>[^\n]*)\n.*?(?:^ *(?:`{3,}|~{3,}) *$|\Z)", re.M | re.S)
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w+)\n(?P<text>.*?)^(?P=indent)``` *$", re.M | re.S)
_NAME = re.compile(r"#\s*(?P<name>[\w./-]+\.ya?ml)\b")
_FQCN = re.compile(r"\w+\.\w+\.\w+")


class UnknownTag(Exception):
    """YAML with a tag that Ansible does not have."""


class _Loader(yaml.SafeLoader):
    """Reads what Ansible reads."""


def _secret(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    return "a vaulted value"


def _unsafe(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


for tag, reader in {"!vault": _secret, "!unsafe": _unsafe}.items():
    _Loader.add_constructor(tag, reader)


@dataclass(frozen=True)
class Block:
    """One example: the file and line where it stands, what it is, its text, and what it says if it is YAML.

    ``file`` is the name that its first line gives it: ``# inventory.yml``.
    """

    page: str
    line: int
    kind: str
    text: str
    data: Any = None
    file: str = ""

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


def blocks_of(root: Path) -> list[Block]:
    """Every example of the checkout at ``root``, by page, in the order in which they stand there."""
    found: list[Block] = []
    for folder in PLUGINS:
        for path in sorted((root / "plugins" / folder).glob("*.py")):
            found += _of_plugin(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    for pattern in PAGES:
        for path in sorted(root.glob(pattern)):
            found += _of_page(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    return found


def unread_fences(root: Path) -> Iterator[str]:
    """A sentence for each block of code in the pages that is neither run nor known as something that is only shown."""
    for pattern in PAGES:
        for path in sorted(root.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            for match in _OPENING.finditer(text):
                if match["said"] not in (*YAML, *SHELL, *SHOWN):
                    place = f"{path.relative_to(root).as_posix()}:{text.count(chr(10), 0, match.start()) + 1}"
                    yield f"{place}: a block of code begins with {match['said']!r}. It is known what to do with {', '.join((*YAML, *SHELL, *SHOWN))}."


def documentation_of(source: str, name: str) -> tuple[str, int]:
    """The text of a documentation variable of a plugin and the line on which it begins; an empty text if there is none."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            return str(node.value.value), node.value.lineno
    return "", 0


def _of_plugin(page: str, source: str) -> Iterator[Block]:
    text, line = documentation_of(source, "EXAMPLES")
    for part in re.split(r"^---\n", text, flags=re.M):
        if part.strip():
            yield _yaml_block(page, line, part)
        line += part.count("\n") + 1


def _of_page(page: str, text: str) -> Iterator[Block]:
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        body = textwrap.dedent(match["text"])
        if match["language"] in YAML:
            yield _yaml_block(page, line, body)
        elif match["language"] in SHELL:
            yield Block(page, line, COMMANDS, body)


def _yaml_block(page: str, line: int, text: str) -> Block:
    data = yaml.load(text, _Loader)  # a safe loader with two more tags
    name = _NAME.match(text.lstrip())
    return Block(page, line, _kind(data), text, [data] if _is_task(data) else data, name["name"] if name else "")


def _kind(data: Any) -> str:
    if isinstance(data, list) and data and all(isinstance(entry, Mapping) for entry in data):
        if any(key.endswith("import_playbook") for entry in data for key in entry):
            return IMPORTS
        plays = ["hosts" in entry for entry in data]
        return PLAYS if all(plays) else TASKS if not any(plays) else DATA
    if _is_task(data):
        return TASKS
    if isinstance(data, Mapping):
        return SOURCE if "plugin" in data else INVENTORY if "all" in data else DATA
    return DATA


def _is_task(data: Any) -> bool:
    """Whether it is a task that stands alone, without the dash of a list."""
    return isinstance(data, Mapping) and any(_FQCN.fullmatch(str(key)) for key in data)
