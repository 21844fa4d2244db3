# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration as files that a version control system can compare: always the same text for the same settings."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any

import yaml

from ansible_collections.asyncos.api.plugins.plugin_utils._plain import plain

NOWHERE = "/dev/null"


@dataclass(frozen=True)
class Form:
    """How one part is put down. ``key`` are the fields by which its items are sorted, if they are; keys called as in ``hidden`` are left out."""

    key: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LeftOut:
    """What is not put down: whole ``parts``, and by part the ``keys`` that are left out wherever they stand in it."""

    parts: frozenset[str] = frozenset()
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)


def left_out(entries: Iterable[str]) -> LeftOut:
    """What entries such as ``latest_alerts`` (a part) and ``system_time.time`` (a key in a part) leave out."""
    pairs = [entry.partition(".") for entry in entries]
    keys: dict[str, set[str]] = {}
    for part, _dot, key in pairs:
        if key:
            keys.setdefault(part, set()).add(key)
    return LeftOut(frozenset(part for part, _dot, key in pairs if not key), {part: frozenset(names) for part, names in keys.items()})


def settled(value: Any, form: Form) -> Any:
    """``value`` with its keys in order, and its items, too, where something tells them apart. All other lists stay as they are."""
    value = _settled(plain(value), form.hidden)
    if form.key and isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return sorted(value, key=lambda item: ([str(item.get(name, "")) for name in form.key], json.dumps(item, default=str)))
    return value


def _settled(value: Any, hidden: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {_bare(key): _settled(value[key], hidden) for key in sorted(value) if key not in hidden}
    if isinstance(value, list):
        return [_settled(entry, hidden) for entry in value]
    return _bare(value)


def _bare(value: Any) -> Any:
    """A value of a plain type: ansible-core hands out texts and numbers of types of its own, which YAML does not take.

    Some of these texts stay what they are in ``str(text)``.
    """
    if isinstance(value, str):
        return str.__str__(value)
    for kind in (int, float):
        if isinstance(value, kind) and not isinstance(value, bool):
            return kind(value)
    return value


class _Dumper(yaml.SafeDumper):
    """YAML of one kind: no anchors, lists indented, a text of several lines as a block. The pure Python one, so that all machines agree."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text_node)


def text_of(value: Any) -> str:
    """A settled value as the text of a file. What is empty is on a line of its own, too, so that the first line is always the same."""
    text = str(yaml.dump(value, Dumper=_Dumper, explicit_start=True, sort_keys=False, allow_unicode=True, width=float("inf"), default_flow_style=False))
    return text.replace("--- ", "---\n", 1) if text.startswith("--- ") else text


def value_in(text: str) -> Any:
    """What such a file says. Raises ``ValueError`` for what is no YAML."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as exc:
        raise ValueError("no YAML") from exc


def settled_text(text: str, form: Form) -> str:
    """A file as it would be written now, so that neither its layout nor what is left out by now is a difference. No YAML stays as it is."""
    try:
        return text_of(settled(value_in(text), form))
    except (ValueError, TypeError):
        return text


def difference(before: str | None, after: str | None, path: str) -> str:
    """A unified diff of one file, ``None`` being a file that is not there. Empty if there is none."""
    lines = unified_diff(
        _lines(before),
        _lines(after),
        NOWHERE if before is None else f"a/{path}",
        NOWHERE if after is None else f"b/{path}",
        lineterm="",
    )
    return "".join(f"{line}\n" for line in lines)


def _lines(text: str | None) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def lines_changed(diff: str) -> dict[str, int]:
    """How many lines a diff adds and removes."""
    changes = diff.split("\n")[2:]
    return {"added": sum(line.startswith("+") for line in changes), "removed": sum(line.startswith("-") for line in changes)}
