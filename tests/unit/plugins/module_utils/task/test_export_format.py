# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as lines of JSON and CSV, with everything that senders of mail can put into them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.format import CsvLines, JsonLines

TEXTS = [
    "plain",
    "",
    "Rechnung für Müller",
    "請求書 🎉",
    'quotes " and , and ;',
    "tab\there",
    "line\nbreak",
    "return\rhere",
    "both\r\nhere",
    "\rfirst",
    "  blanks  ",
    "back\\slash",
    "separator\u2028here\u2029",
]


def csv_rows(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def cells(record, fields=("a",), **facts):
    lines = CsvLines(fields, **facts)
    return csv_rows(lines.header + lines.line(record))[1]


# JSON Lines


@pytest.mark.parametrize("text", [*TEXTS, "null\x00inside", "escape\x1b[31m", "half \ud800 pair", "other \udfff half", "next\x85line"], ids=repr)
def test_json_lines_hold_every_text_in_one_line(text):
    line = JsonLines().line({"subject": text, "mid": [1, 2]})
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert len(line.decode("utf-8").splitlines()) == 1
    assert json.loads(line.decode("utf-8")) == {"subject": text, "mid": [1, 2]}


def test_json_lines_are_compact_and_readable():
    assert JsonLines().line({"b": "ü", "a": [1, {"c": None}]}) == '{"b":"ü","a":[1,{"c":null}]}\n'.encode()
    assert JsonLines().header == b""


def test_json_lines_of_chosen_fields_are_in_their_order_and_null_where_missing():
    assert JsonLines(["b", "gone", "a"]).line({"a": 1, "b": 2, "c": 3}) == b'{"b":2,"gone":null,"a":1}\n'


def test_half_a_pair_in_a_field_that_is_not_chosen_does_not_matter():
    assert JsonLines(["a"]).line({"a": "ü", "b": "\ud800"}) == '{"a":"ü"}\n'.encode()


# CSV


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_tables_hold_every_text_in_its_cell(text):
    """A carriage return at the beginning is what a formula can begin with; it keeps its apostrophe."""
    assert cells({"a": text, "b": "x"}, ("a", "b")) == [f"'{text}" if text.startswith("\r") else text, "x"]


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_each_record_is_one_row(text):
    lines = CsvLines(("a", "b"))
    assert len(csv_rows(lines.header + b"".join(lines.line({"a": text, "b": text}) for _row in range(3)))) == 4


def test_lines_end_alike_everywhere():
    lines = CsvLines(("a",))
    assert lines.header == b"a\n"
    assert lines.line({"a": "x"}) == b"x\n"
    assert lines.line({"a": "x\r"}) == b'"x\r"\n'


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32), *range(127, 160)])
def test_control_characters_are_replaced(code):
    assert cells({"a": f"x{chr(code)}y"}) == ["x\N{REPLACEMENT CHARACTER}y"]


def test_half_surrogate_pairs_are_replaced():
    assert cells({"a": "x\ud800y"}) == ["x?y"]


FORMULAS = [
    "=1+1",
    "+49 30 1234",
    "-5 percent",
    "@everyone",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "+1+1",
    "-1-1",
    "--5",
    "1e5".replace("1", "+1"),
]


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_formulas_get_an_apostrophe(text):
    assert cells({"a": text}) == [f"'{text}"]
    assert cells({"a": [text, "x"]}) == [f"'{text}; x"]
    assert cells({"a": text}, escape_formulas=False) == [text]


@pytest.mark.parametrize("text", ["-5", "+5", "-0.5", "5", "-10.25", " =1", "a=1", "1=1", "'=1", "{=1}"])
def test_numbers_and_other_texts_are_left_as_they_are(text):
    assert cells({"a": text}) == [text]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (0, "0"),
        (-5, "-5"),
        (1.5, "1.5"),
        (True, "true"),
        ([], ""),
        ([1, 2], "1; 2"),
        (["a", None, "b"], "a; ; b"),
        (["a", ["b"]], '["a", ["b"]]'),
        ({"1": "ü"}, '{"1": "ü"}'),
        ([{"=a": "=1"}], '[{"=a": "=1"}]'),
        ("a\x00b", "a\N{REPLACEMENT CHARACTER}b"),
        ({"a": "\x00"}, '{"a": "\\u0000"}'),
    ],
    ids=repr,
)
def test_values_of_every_type_are_cells(value, cell):
    assert cells({"a": value}) == [cell]


def test_missing_fields_are_empty_cells():
    assert cells({"b": 1}, ("a", "b", "c")) == ["", "1", ""]
    assert cells({}, ("a",)) == [""]


def test_names_of_fields_that_are_no_plain_words():
    lines = CsvLines(("=a", "b,c", 'd"e'))
    assert csv_rows(lines.header)[0][1:] == ["b,c", 'd"e']
    assert len(csv_rows(lines.header + lines.line({"b,c": "x"}))) == 2


def test_fields_without_a_column_are_collected():
    lines = CsvLines(("a", "b"))
    for record in ({"a": 1, "b": 2}, {"a": 1}, {"a": 1, "new": 2}, {"a": 1, "b": 2, "newer": 3}):
        lines.line(record)
    assert lines.left_out == {"new", "newer"}
