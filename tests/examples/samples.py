# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Samples in RETURN, made of what examples returned: which value, how much of it, and how it is written into the source."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

WIDTH = 120
FLOW = 90
LONGEST = 30
"""Lines of a sample."""

ROWS = 2
WORDS = 6
"""Entries of a list that are shown, unless the table says otherwise: fewer if they consist of several things themselves."""


def value_for(name: str, results: Iterable[Mapping[str, Any]]) -> Any:
    """The first value that says anything, or else the first one. Raises ``KeyError`` if there is none at all."""
    values = [result[name] for result in results if name in result]
    if not values:
        raise KeyError(name)
    return next((value for value in values if value not in (None, [], {}, "")), values[0])


def cut(value: Any, manner: Mapping[str, Any], path: str = "") -> Any:
    """Less of a value. What ``manner`` says goes by path.

    ``keep`` names the keys of dictionaries that are shown. Of lists, ``skip`` says how many entries come before those that are shown, and ``rows``
    how many these are; of texts, ``lines`` says how many lines. ``instead`` is what stands for values that are others in each run.
    """
    if path in manner.get("instead", {}):
        return manner["instead"][path]
    if isinstance(value, list):
        usual = ROWS if any(isinstance(entry, (list, Mapping)) for entry in value) else WORDS
        first = manner.get("skip", {}).get(path, 0)
        return [cut(entry, manner, path) for entry in value[first : first + manner.get("rows", {}).get(path, usual)]]
    if path in manner.get("lines", {}):
        return "".join(value.splitlines(keepends=True)[: manner["lines"][path]])
    if isinstance(value, Mapping):
        kept = manner.get("keep", {}).get(path, list(value))
        return {name: cut(value[name], manner, f"{path}.{name}".lstrip(".")) for name in kept}
    return value


def with_samples(text: str, samples: Mapping[str, Any]) -> str:
    """The YAML of RETURN with these samples, and nothing else changed."""
    lines = text.splitlines()
    root = yaml.compose(text, yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    for key, value in reversed(root.value):
        if key.value in samples:
            begin, end = _place_of_sample(value, lines)
            lines[begin:end] = written("sample", samples[key.value], 2)
    return "\n".join(lines) + "\n"


def _place_of_sample(doc: yaml.MappingNode, lines: list[str]) -> tuple[int, int]:
    for key, value in doc.value:
        if key.value == "sample":
            return key.start_mark.line, _end(value, lines)
    begin = _end(doc, lines)
    if begin < len(lines) and lines[begin].startswith("# END RENDERED"):
        begin += 1
    return begin, begin


def _end(node: yaml.Node, lines: list[str]) -> int:
    """The line after a node. The end mark of a block is where the next thing begins, behind comments."""
    is_block = node.style in ("|", ">") if isinstance(node, yaml.ScalarNode) else isinstance(node, yaml.CollectionNode) and not node.flow_style
    if not is_block:
        return int(node.end_mark.line) + 1
    end = int(node.end_mark.line)
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1
    return end


def written(name: str, value: Any, indent: int) -> list[str]:
    """``name: value`` as lines of YAML."""
    return _lines(f"{' ' * indent}{_scalar(name)}:", value, indent)


def _lines(head: str, value: Any, indent: int) -> list[str]:
    flow = _flow(value)
    if not isinstance(value, (list, Mapping)) or not value:
        return _text(head, value, indent) if isinstance(value, str) and len(head) + len(flow) > WIDTH else [f"{head} {flow}"]
    if _depth(value) < 3 and len(flow) <= FLOW and (isinstance(value, Mapping) or not any(isinstance(entry, Mapping) for entry in value)):
        return [f"{head} {flow}"]
    if isinstance(value, Mapping):
        return [head, *(line for name, each in value.items() for line in written(name, each, indent + 2))]
    return [head, *(line for each in value for line in _entry(each, indent + 2))]


def _entry(value: Any, indent: int) -> list[str]:
    dash = f"{' ' * indent}-"
    if isinstance(value, Mapping) and value and len(_flow(value)) > FLOW:
        inner = [line for name, each in value.items() for line in written(name, each, indent + 2)]
        return [f"{dash} {inner[0].strip()}", *inner[1:]]
    return [f"{dash} {_flow(value)}"] if isinstance(value, Mapping) else _lines(dash, value, indent)


def _text(head: str, value: str, indent: int) -> list[str]:
    """A long text, folded if nothing is lost by it."""
    parts = textwrap.wrap(value, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    if " ".join(parts) != value or "\n" in value:
        return [f"{head} {_scalar(value)}"]
    return [f"{head} >-", *(f"{' ' * (indent + 2)}{part}" for part in parts)]


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(name)}: {_flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    plain = re.fullmatch(r"[\w/.<@(](?:[\w/.@()<>=+;*'-]|:(?=\S)| (?=[^ #]))*", value, re.ASCII) and yaml.safe_load(value) == value
    return value if plain else json.dumps(value, ensure_ascii=not value.isprintable())


def _depth(value: Any) -> int:
    if isinstance(value, Mapping):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0
