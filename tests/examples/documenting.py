# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Brings together what RETURN of a plugin says and what its examples returned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .blocks import documentation_of
from .hosts import PREFIX
from .plays import AGAIN
from .returns import differences, gaps
from .samples import LONGEST, cut, value_for, with_samples, written
from .surroundings import Surroundings

RENDERED = ("error",)
"""Return values whose sample is rendered, because examples do not fail."""

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Documentation:
    """RETURN of one plugin: where it is, what is wrong with it, and the source with the samples of this run."""

    page: str
    problems: list[str]
    before: str
    after: str


def documentation(root: Path, records: Iterable[Record], table: Mapping[str, Surroundings], only: str) -> Iterator[Documentation]:
    """That of every module and filter whose page has ``only`` in its name."""
    several = list(records)
    for folder in ("modules", "filter"):
        for path in sorted((root / "plugins" / folder).glob("*.py")):
            page = path.relative_to(root).as_posix()
            if only not in page:
                continue
            source = path.read_text(encoding="utf-8")
            around = table.get(page, Surroundings())
            results = _of_module(path.stem, page, several) if folder == "modules" else _of_filter(around, page, several)
            yield _compared(page, source, around, results)


@dataclass(frozen=True)
class _Results:
    """``own`` are those of the plugin's own examples with the names of their tasks, ``every`` those of all pages."""

    own: list[tuple[str, Mapping[str, Any]]]
    every: list[Mapping[str, Any]]


def _of_module(name: str, page: str, records: Iterable[Record]) -> _Results:
    results = _Results([], [])
    for record in records:
        if record["action"] == f"{PREFIX}{name}" and record["status"] == "ok":
            several = record["result"].get("results") or [record["result"]]
            results.every.extend(several)
            if str(record["play"]).startswith(f"{page}:") and not str(record["example"]).endswith(AGAIN):
                results.own.extend((record["task"], result) for result in several)
    return results


def _of_filter(around: Surroundings, page: str, records: Iterable[Record]) -> _Results:
    values = [{"_value": r["result"]["msg"]} for r in records if str(r["play"]).startswith(f"{page}:") and r["example"] == f"{around.value} value"]
    return _Results([("", value) for value in values], list(values))


def _compared(page: str, source: str, around: Surroundings, results: _Results) -> Documentation:
    text, _line = documentation_of(source, "RETURN")
    docs: Mapping[str, Any] = yaml.safe_load(text)
    problems = differences(docs, results.every)
    samples = {}
    for name in docs:
        if name in RENDERED:
            continue
        manner = around.samples.get(name, {})
        of_task = [result for task, result in results.own if manner.get("task", task) == task]
        try:
            samples[name] = cut(value_for(name, of_task or results.every), manner)
        except KeyError as missing:
            problems.append(f"{name}: no example returns {missing}")
            continue
        if len(written("sample", samples[name], 2)) > LONGEST:
            problems.append(f"{name}: the sample has more than {LONGEST} lines: say in the table what is to be kept")
    new = "\n" + with_samples(text, samples).lstrip("\n")
    problems += gaps(yaml.safe_load(new))
    after = source.replace(text, new)
    return Documentation(page, [f"{page}: {problem}" for problem in problems], source, after)
