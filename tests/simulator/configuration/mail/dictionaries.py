# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``config/dictionaries``: dictionaries and their words (forms: sources XSOAR, TN226294).

That a dictionary which a message filter asks cannot be deleted, that words are unique, and what PUT of words means are inferred.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...refusals import invalid_value
from ...wire import Reply, success
from . import message_filters
from .levels import changing, reading
from .requests import Row, added, bit, check_new, check_no_twins, deleted, fields_of, filled_list, in_use, listed, named, text, updated, whole_number

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

PART = "dictionaries"
PREFIX = "prefix"
HIGHEST_WEIGHT = 10
_DEFINITION = ("encoding", "ignorecase", "wholewords", "words")


def seed(_appliance: Appliance) -> list[Row]:
    return [
        _row("competitors", 1, 1, [["rival", 1], ["contender", 2]]),
        _row("payment_terms", 1, 0, [["iban", 3], ["überweisung", 1], ["*credit", 5, PREFIX], ["*ssn", 10, PREFIX]]),
        _row("profanity", 1, 1, [["darn", 1], ["blast", 1], ["bother", 2]]),
    ]


def _row(name: str, ignorecase: int, wholewords: int, words: list[list[Any]]) -> Row:
    return {"name": name, "encoding": "utf-8", "ignorecase": ignorecase, "wholewords": wholewords, "words": words}


def dictionaries(call: Call) -> Reply:
    return listed([_shown(row) for row in reading(call, PART)])


def dictionary(call: Call) -> Reply:
    """One dictionary: read, made, replaced or deleted."""
    name = call.variables["name"]
    if call.request.method == "GET":
        return success({"data": _shown(named(call, reading(call, PART), name, "dictionary"))})
    with changing(call, PART) as rows:
        return {"POST": _add, "PUT": _replace, "DELETE": _delete}[call.request.method](call, rows, name)


def _add(call: Call, rows: list[Row], name: str) -> Reply:
    """What is left out of a new dictionary has the values that the command line suggests (inferred)."""
    check_new(rows, name, "dictionary")
    given = fields_of(call, _DEFINITION, ("words",))
    rows.append({"name": name, **_definition({"encoding": "utf-8", "ignorecase": 1, "wholewords": 1, **given})})
    return added()


def _replace(call: Call, rows: list[Row], name: str) -> Reply:
    """The whole dictionary, perhaps under another name. That nothing may be left out is inferred: clients send everything."""
    row = named(call, rows, name, "dictionary")
    given = fields_of(call, (*_DEFINITION, "name"), _DEFINITION)
    new_name = text(given.get("name", name), "name")
    if new_name != name:
        check_new(rows, new_name, "dictionary")
    row.update(_definition(given), name=new_name)
    return updated()


def _delete(call: Call, rows: list[Row], name: str) -> Reply:
    row = named(call, rows, name, "dictionary")
    users = message_filters.users_of(call.appliance, "dictionary-match", name)
    if users:
        raise in_use(name, f"the message filter {users[0]}")
    rows.remove(row)
    return deleted()


def dictionary_words(call: Call) -> Reply:
    """Words of a dictionary: added, given other weights, or taken out. Nothing happens if any of them is refused (inferred)."""
    with changing(call, PART) as rows:
        row = named(call, rows, call.variables["name"], "dictionary")
        given = fields_of(call, ("words",), ("words",))["words"]
        return {"POST": _add_words, "PUT": _change_words, "DELETE": _delete_words}[call.request.method](row, given)


def _add_words(row: Row, given: Any) -> Reply:
    row["words"] = _checked_words([*row["words"], *_entries(filled_list(given, "words"))])
    return added()


def _change_words(row: Row, given: Any) -> Reply:
    entries = {entry[0]: entry for entry in _entries(filled_list(given, "words"))}
    _check_there(row, list(entries))
    row["words"] = [entries.get(entry[0], entry) for entry in row["words"]]
    return updated()


def _delete_words(row: Row, given: Any) -> Reply:
    terms = [text(term, "words") for term in filled_list(given, "words")]
    _check_there(row, terms)
    row["words"] = [entry for entry in row["words"] if entry[0] not in terms]
    return deleted()


def _check_there(row: Row, terms: list[str]) -> None:
    there = {entry[0] for entry in row["words"]}
    missing = [term for term in terms if term not in there]
    if missing:
        raise invalid_value("words", f"the dictionary {row['name']!r} has no word {missing[0]!r}")


def _definition(given: Any) -> Row:
    return {
        "encoding": text(given["encoding"], "encoding"),
        "ignorecase": bit(given["ignorecase"], "ignorecase"),
        "wholewords": bit(given["wholewords"], "wholewords"),
        "words": _checked_words(_entries(given["words"])),
    }


def _entries(given: Any) -> list[list[Any]]:
    if not isinstance(given, list):
        raise invalid_value("words", "words is not a list")
    return [_entry(entry) for entry in given]


def _entry(entry: Any) -> list[Any]:
    """``[term]``, ``[term, weight]`` or ``[*identifier, weight, "prefix"]``, always with its weight."""
    if not isinstance(entry, list) or not 1 <= len(entry) <= 3:
        raise invalid_value("words", f"{entry!r} is not like [term, weight]")
    term = text(entry[0], "words")
    weight = whole_number(entry[1], "words", 0, HIGHEST_WEIGHT) if len(entry) > 1 else 1
    if len(entry) < 3:
        return [term, weight]
    if entry[2] != PREFIX or not re.match(r"\*\w", term):
        raise invalid_value("words", f"{entry!r}: prefix goes with smart identifiers only, which begin with an asterisk")
    return [term, weight, PREFIX]


def _checked_words(entries: list[list[Any]]) -> list[list[Any]]:
    check_no_twins((entry[0] for entry in entries), "words")
    return entries


def _shown(row: Row) -> Row:
    smart = sum(entry[0].startswith("*") for entry in row["words"])
    return {**row, "words_count": {"term_count": len(row["words"]) - smart, "smart_identifier_count": smart}}
