# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From an entry of a page to a record: one flat level, the appliance's own names, and times twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
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
    """A record with what is needed to sort it and to know it again. ``when`` is its time in ISO 8601, empty if it has none."""

    when: str
    identity: str
    value: Any

    @property
    def key(self) -> int:
        """The identity as a number of 64 bits."""
        return int.from_bytes(blake2b(self.identity.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def item_of(entry: Any, search: Search, encode: Callable[[dict[str, Any]], Any], met: Counter[str]) -> Item:
    """The item of an entry. ``met`` counts the entries of the same slice without an identity of their own.

    Two such entries may be equal in everything and still be two, so the second has another identity than the first.
    """
    record = record_of(entry)
    if search.identity and all(field in record for field in search.identity):
        identity = repr([record[field] for field in search.identity])
    else:
        content = json.dumps(record, sort_keys=True, separators=(",", ":"))
        met[content] += 1
        identity = f"{content}{met[content]}"
    return Item(record.get(twin(search.time_field)) or "", identity, encode(record))


class Recent:
    """Remembers the records that were last handed on, to find those that come twice at the seams of slices.

    ``known`` are keys from an earlier run. Memory is bounded: of more than ``most`` records the oldest are forgotten.
    """

    def __init__(self, known: Iterable[int] = (), most: int = 20_000) -> None:
        self._known = frozenset(known)
        self._recent: dict[int, None] = {}
        self._most = most

    def is_new(self, key: int) -> bool:
        """Whether the record was not met before. From now on it was."""
        if key in self._known or key in self._recent:
            return False
        self._recent[key] = None
        if len(self._recent) > self._most:
            del self._recent[next(iter(self._recent))]
        return True
