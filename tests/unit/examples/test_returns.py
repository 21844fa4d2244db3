# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""RETURN against results, and samples in the source."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ansible_collections.asyncos.api.tests.examples.blocks import documentation_of
from ansible_collections.asyncos.api.tests.examples.returns import differences, gaps
from ansible_collections.asyncos.api.tests.examples.samples import cut, value_for, with_samples, written

ROOT = Path(__file__).resolve().parents[3]
SOURCES = sorted(path for folder in ("modules", "filter") for path in (ROOT / "plugins" / folder).glob("*.py"))

DOCS = yaml.safe_load("""
rows:
  description: Rows.
  type: list
  elements: dict
  contains:
    mid: {description: The ID., type: int, returned: always}
    when: {description: "Time, V(null) if it is not known.", type: str}
    fields:
      description: With the appliance's own names.
      type: dict
      contains: {size: {description: The size., type: int}}
by_name:
  description: By name.
  type: dict
  contains:
    name:
      description: One. Its key is the name.
      type: dict
      contains: {fits: {description: Whether., type: bool}}
""")


@pytest.mark.parametrize(
    ("result", "found"),
    [
        ({"changed": False, "_ansible_no_log": False, "rows": [], "by_name": {}}, []),
        ({"rows": [{"mid": 1, "when": None, "fields": {"size": 3, "more": "x"}}], "by_name": {"a": {"fits": True}}}, []),
        ({"rows": [{"mid": "1"}]}, ["rows.mid is documented as int, and is str"]),
        ({"rows": [{"mid": True}, {"mid": True}]}, ["rows.mid is documented as int, and is bool"]),
        ({"rows": [{"mid": None}]}, ["rows.mid can be null, which is not documented"]),
        ({"rows": [{"mid": 1, "other": 1}]}, ["rows.other is not documented"]),
        ({"rows": [{"mid": 1}, {}]}, ["rows.mid is not there, although it is documented as returned always"]),
        ({"rows": ["x"]}, ["elements of rows are documented as dict, and are str"]),
        ({"rows": [{"mid": 1, "fields": {"size": "1K"}}]}, ["rows.fields.size is documented as int, and is str"]),
        ({"by_name": {"a": {"fits": 1}}}, ["by_name.name.fits is documented as bool, and is int"]),
        ({"by_name": {"a": {"other": 1}}}, ["by_name.name.other is not documented"]),
        ({"other": 1}, ["other is not documented"]),
    ],
)
def test_results_are_compared_with_their_documentation(result, found):
    assert differences(DOCS, [result]) == found


def test_gaps_are_told():
    value = {"sample": 1, "type": "dict", "description": "x", "contains": {"b": {"type": "str"}}}
    assert list(gaps({"a": {**value, "returned": "always"}, "c": {"description": "x", "returned": "always"}})) == [
        "a.b has no description",
        "a.b has no returned",
        "c has no sample",
        "c has no type",
    ]
    assert list(gaps({"_value": value})) == ["_value.b has no description"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_return_value_is_documented(path):
    text, _line = documentation_of(path.read_text(encoding="utf-8"), "RETURN")
    assert list(gaps(yaml.safe_load(text))) == []


def test_a_value_that_says_something_is_preferred():
    assert value_for("a", [{"a": []}, {"b": 1}, {"a": [2]}, {"a": [3]}]) == [2]
    assert value_for("a", [{"a": None}, {"a": []}]) is None
    with pytest.raises(KeyError):
        value_for("a", [{"b": 1}])


def test_a_sample_is_less_of_the_value_and_nothing_else():
    value = {"rows": [{"a": 1, "b": 2}, {"a": 3, "b": 4}, {"a": 5, "b": 6}], "text": "1\n2\n3\n", "random": 7, "words": ["x"] * 9}
    manner = {"keep": {"rows": ["b"]}, "skip": {"rows": 1}, "rows": {"rows": 1}, "lines": {"text": 2}, "instead": {"random": 0}}
    assert cut(value, manner) == {"rows": [{"b": 4}], "text": "1\n2\n", "random": 0, "words": ["x"] * 6}
    assert cut(value, {})["rows"] == value["rows"][:2]


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "yes",
        "5.6",
        "2026-11-21T10:00:00Z",
        "10:30",
        " blank ",
        "a: b",
        "a #b",
        "- dash",
        "{{ no_template }}",
        "Escape\\x1b",
        "\x1b[31m\x7f",
        "日本 🎉",
        "line\nbreak\n",
        "word " * 60,
        "word " * 60 + "end",
        [],
        {},
        [1, "two", None, True],
        [[1], [{"a": []}]],
        {"a": {"b": {"c": {"d": 1}}}},
        {"1757": "Delivered", "null": "x", "a:b": "c"},
        [{"long": "x" * 90, "deep": [{"a": "y" * 90}]}, {}],
    ],
)
def test_what_is_written_can_be_read_again(value):
    lines = written("sample", value, 2)
    assert yaml.safe_load("\n".join(lines)) == {"sample": value}
    assert all(line.startswith("  ") for line in lines)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_only_samples_are_rewritten(path):
    text, _line = documentation_of(path.read_text(encoding="utf-8"), "RETURN")
    docs = yaml.safe_load(text)
    marked = with_samples(text, {name: f"other {name}" for name in docs})
    assert yaml.safe_load(marked) == {name: {**doc, "sample": f"other {name}"} for name, doc in docs.items()}
    assert [line for line in marked.splitlines() if line.startswith("#")] == [line for line in text.splitlines() if line.startswith("#")]
    without = with_samples(text.replace("  sample:", "  simple:"), dict.fromkeys(docs, 1))
    assert {name: doc["sample"] for name, doc in yaml.safe_load(without).items()} == dict.fromkeys(docs, 1)
