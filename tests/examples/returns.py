# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compares what RETURN says with what examples returned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Docs = Mapping[str, Mapping[str, Any]]

TYPES: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "float": (float, int), "bool": (bool,), "list": (list,), "dict": (dict,), "raw": (object,)}

FILTERS = "_value"
"""What a filter returns, always."""

ANSIBLES_OWN = frozenset(
    "changed failed msg warnings deprecations invocation exception skipped skip_reason attempts results item ansible_loop_var false_condition "
    "failed_when_result".split()
)
"""Keys of results that need no documentation."""

NULL = "V(null)"
"""Who reads this in a description knows that there may be nothing there, and so of what is in it."""

OPEN = "appliance's own"
"""Who reads this in the description of a dictionary knows that it may have more keys than are named."""

ANY_KEY = "Its key is"
"""Stands in the description of the one key that represents all."""


def gaps(returned: Docs) -> Iterator[str]:
    """What a reader misses in RETURN."""
    for name, doc in returned.items():
        if "sample" not in doc:
            yield f"{name} has no sample"
        yield from _gaps(name, doc, ("description", "type") if name == FILTERS else ("description", "type", "returned"))


def _gaps(name: str, doc: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if key not in doc:
            yield f"{name} has no {key}"
    for inner, its in (doc.get("contains") or {}).items():
        yield from _gaps(f"{name}.{inner}", its, keys)


def differences(returned: Docs, results: Iterable[Mapping[str, Any]]) -> list[str]:
    """Each difference once."""
    found = []
    for result in results:
        own = {name: value for name, value in result.items() if not name.startswith("_ansible") and name not in ANSIBLES_OWN}
        found += list(_in_dict("", returned, own, "", False))
    return list(dict.fromkeys(found))


def _in_dict(place: str, docs: Docs, values: Mapping[str, Any], said: str, is_open: bool) -> Iterator[str]:
    for name, value in values.items():
        path = f"{place}.{name}".lstrip(".")
        doc = docs.get(name) or _for_any_key(docs)
        if doc:
            yield from _in_value(path if name in docs else f"{place}.{next(iter(docs), '')}".lstrip("."), doc, value, said)
        elif not is_open:
            yield f"{path} is not documented"
    for name, doc in docs.items():
        if doc.get("returned") == "always" and name not in values and ANY_KEY not in _words(doc):
            yield f"{place}.{name} is not there, although it is documented as returned always".lstrip(".")


def _for_any_key(docs: Docs) -> Mapping[str, Any]:
    only = next(iter(docs.values())) if len(docs) == 1 else {}
    return only if ANY_KEY in _words(only) else {}


def _in_value(path: str, doc: Mapping[str, Any], value: Any, said: str) -> Iterator[str]:
    is_open = OPEN in _words(doc)
    said = f"{said} {_words(doc)}"
    kind = str(doc.get("type"))
    if value is None:
        if NULL not in said:
            yield f"{path} can be null, which is not documented"
        return
    if not _fits(kind, value):
        yield f"{path} is documented as {kind}, and is {type(value).__name__}"
        return
    for each in value if isinstance(value, list) else [value]:
        if isinstance(value, list) and "elements" in doc and not _fits(str(doc["elements"]), each):
            yield f"elements of {path} are documented as {doc['elements']}, and are {type(each).__name__}"
        elif isinstance(each, Mapping) and doc.get("contains"):
            yield from _in_dict(path, doc["contains"], each, said, is_open)


def _fits(kind: str, value: Any) -> bool:
    return isinstance(value, TYPES[kind]) and (kind in ("bool", "raw") or not isinstance(value, bool))


def _words(doc: Mapping[str, Any]) -> str:
    description = doc.get("description") or ""
    return re.sub(r"\s+", " ", description if isinstance(description, str) else " ".join(description))
