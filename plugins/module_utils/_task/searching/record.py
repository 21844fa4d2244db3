# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From an entry of a page to a record: one flat level, the appliance's own names, and times twice."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import Search
from ansible_collections.asyncos.api.plugins.module_utils._task.times import utc_text

TIME_FIELDS = ("timestamp", "date", "received", "scheduledExit")


def twin(field: str) -> str:
    """The field beside ``field`` that holds its time in ISO 8601 and UTC."""
    return f"{field}_utc"


def record_of(entry: Any) -> dict[str, Any]:
    """The fields of an entry, those of ``attributes`` on the same level as ``mid``, and a twin of every time."""
    if not isinstance(entry, dict):
        return {"value": entry}
    attributes = entry.get("attributes")
    record = {**entry, **attributes} if isinstance(attributes, dict) else dict(entry)
    if isinstance(attributes, dict):
        del record["attributes"]
    for field in TIME_FIELDS:
        if field in record:
            record[twin(field)] = utc_text(record[field])
    return record


def columns_for(fields: Iterable[str]) -> list[str]:
    """``fields``, each time followed by its twin."""
    return [name for field in fields for name in ((field, twin(field)) if field in TIME_FIELDS else (field,))]


class Item(NamedTuple):
    """A record with what is needed to sort it and to know it again. ``when`` is its time in ISO 8601, empty if it has none.

    ``key`` stands for its identity: a number of 64 bits.
    """

    when: str
    key: int
    value: Any


NOTHING: tuple[Any, ...] = (None, "", "N/A", [])
"""How appliances write that they know nothing (sources NRPM, XSOAR)."""


def item_of(entry: Any, search: Search, encode: Callable[[dict[str, Any]], Any], met: Counter[str]) -> Item:
    """The item of an entry. ``met`` counts the entries of the same page without an identity of their own.

    Two such entries may be equal in everything and still be two, so the second has another identity than the first. On another
    page they are taken for the same: lists that move while they are read bring entries again.
    """
    record = record_of(entry)
    facts = [record.get(field) for field in search.identity]
    if facts and not any(fact in NOTHING for fact in facts):
        identity = repr(facts)
    else:
        content = json.dumps(record, sort_keys=True, separators=(",", ":"))
        met[content] += 1
        identity = f"{content}{met[content]}"
    return Item(record.get(twin(search.time_field)) or "", _number(identity), encode(record))


def _number(identity: str) -> int:
    return int.from_bytes(blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class Known:
    """Keys of records that were handed on: those of the last slices, and ``earlier`` ones.

    A record at the seam of two slices is in both of them. Memory is bounded by what slices hold.
    """

    def __init__(self, earlier: Iterable[int] = ()) -> None:
        self._earlier = frozenset(earlier)
        self._slices: deque[set[int]] = deque(maxlen=2)

    def new_of(self, items: Sequence[Item]) -> list[Item]:
        """Those items of the next slice that were not met before."""
        new = [item for item in items if item.key not in self._earlier and not any(item.key in keys for keys in self._slices)]
        self._slices.append({item.key for item in items})
        return new

    def forget_last(self) -> None:
        """Forget the last slice: its records could not be handed on."""
        self._slices.pop()

    @property
    def latest(self) -> list[int]:
        """The keys of the last slices: ``earlier`` for whoever goes on from here."""
        return sorted(set().union(*self._slices))
