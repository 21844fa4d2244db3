# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Records as lines of a file: JSON Lines or CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

JSON_LINES = "jsonl"
CSV = "csv"

_FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")  # JSON leaves them as they are; many readers of lines end a line there
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ASCII = json.JSONEncoder(separators=(",", ":")).encode
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


class LineFormat(Protocol):
    """How records become lines. ``header`` is what the file begins with, ``unmet`` are chosen fields that no record has had yet."""

    fields: Sequence[str]
    header: bytes
    unmet: set[str]

    def line(self, record: dict[str, Any]) -> bytes:
        """One record as one line, with its line end."""


@dataclass
class JsonLines:
    """One JSON object a line, in UTF-8. ``fields`` chooses and orders them; empty keeps all."""

    fields: Sequence[str] = ()
    header: bytes = b""
    unmet: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.unmet = set(self.fields)

    def line(self, record: dict[str, Any]) -> bytes:
        if self.unmet:
            self.unmet.difference_update(record)
        chosen = {name: record.get(name) for name in self.fields} if self.fields else record
        text = _COMPACT(chosen)
        try:
            return f"{text if text.isascii() else _LINE_ENDS.sub(_escaped, text)}\n".encode()
        except UnicodeEncodeError:  # half a surrogate pair, which JSON can hold and UTF-8 cannot
            return f"{_ASCII(chosen)}\n".encode()


@dataclass
class CsvLines:
    """Comma-separated values in UTF-8 with a header. ``left_out`` collects the fields of records that have no column."""

    fields: Sequence[str]
    escape_formulas: bool = True
    left_out: set[str] = field(default_factory=set)
    header: bytes = b""
    unmet: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.header = _row([self._cell(name) for name in self.fields])
        self.unmet = set(self.fields)

    def line(self, record: dict[str, Any]) -> bytes:
        if self.unmet:
            self.unmet.difference_update(record)
        if len(record) > len(self.fields) or not record.keys() <= set(self.fields):
            self.left_out.update(record.keys() - set(self.fields))
        return _row([self._cell(record.get(name)) for name in self.fields])

    def _cell(self, value: Any) -> str:
        text = _CONTROL.sub(_UNREADABLE, _text(value))
        return f"'{text}" if self.escape_formulas and isinstance(value, (str, list)) and _is_formula(text) else text


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet would run ``text``. A sign alone is how appliances write that there is nothing."""
    return len(text) > 1 and text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text)


def _row(cells: Sequence[str]) -> bytes:
    """One row. The writer quotes what is part of its line end, and a lone carriage return would end a row for many readers."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return f"{buffer.getvalue()[:-2]}\n".encode("utf-8", "replace")


def _text(value: Any) -> str:
    """A value as a cell: several values joined with ``; ``, anything deeper as JSON, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(one, (dict, list)) for one in value):
        return "; ".join(_text(one) for one in value)
    return json.dumps(value, ensure_ascii=False)
