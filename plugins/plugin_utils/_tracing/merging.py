# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which records are the same message: a gateway and its manager both know it, and it is to be told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.fields import first, known, numbers, text

Record = Mapping[str, Any]

MANAGER = "sma"
NEWEST_FIRST = "newest_first"


class Sighting(NamedTuple):
    """A record and the appliance that found it. Ids are those of the record."""

    appliance: str
    product: str
    place: int
    record: Record
    mids: list[int]
    icids: list[int]
    serial_number: str

    def is_of(self, others: Iterable[Sighting]) -> bool:
        return any(self.is_the_same_as(other) for other in others)

    def is_the_same_as(self, other: Sighting) -> bool:
        """The same gateway and a common id. Where both name a connection, it is the same one too: a gateway may begin to count anew."""
        if not self.serial_number or self.serial_number != other.serial_number:
            return False
        connected = bool(set(self.icids) & set(other.icids))
        if not self.mids and not other.mids:
            return connected
        return bool(set(self.mids) & set(other.mids)) and (connected or not self.icids or not other.icids)


def merged(answers: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One entry for each message (or rejected connection) in ``records`` of ``answers``, in no order.

    ``seen`` has one entry for each appliance that found it, gateways first: with the ids under which that appliance knows it.
    """
    groups: list[list[Sighting]] = []
    by_serial: dict[str, list[list[Sighting]]] = {}
    for sighting in _sightings(answers):
        candidates = by_serial.setdefault(sighting.serial_number, [])
        own = [group for group in candidates if sighting.is_of(group)]
        joined = [sighting, *(one for group in own for one in group)]
        for group in own:
            candidates.remove(group)
            groups.remove(group)
        candidates.append(joined)
        groups.append(joined)
    return [_message(sorted(group, key=lambda one: (one.product == MANAGER, one.place))) for group in groups]


def chosen(messages: Iterable[dict[str, Any]], limit: int, order: str) -> list[dict[str, Any]]:
    """At most ``limit`` messages, the newest or the oldest ones, in the order of time. Those without a time come last."""
    in_order = sorted(messages, key=lambda message: (not message["when"], message["when"] or "", message["serial_number"], message["mid"]))
    if len(in_order) <= limit:
        return in_order
    if order != NEWEST_FIRST:
        return in_order[:limit]
    timed = [message for message in in_order if message["when"]]
    return timed[-limit:] if len(timed) >= limit else in_order[:limit]


def _sightings(answers: Iterable[Mapping[str, Any]]) -> Iterable[Sighting]:
    place = 0
    for answer in answers:
        for record in answer["records"]:
            icids = numbers([*_several(record.get("icid")), *_several(record.get("allIcid"))])
            serial = text(record.get("serialNumber"))
            yield Sighting(str(answer["name"]), str(answer.get("product")), place, record, numbers(record.get("mid")), icids, serial)
            place += 1


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _message(group: Sequence[Sighting]) -> dict[str, Any]:
    by_appliance: dict[str, Sighting] = {}
    for one in group:
        by_appliance.setdefault(one.appliance, one)
    return {
        "when": first(*(one.record.get("timestamp_utc") for one in group)),
        "serial_number": group[0].serial_number,
        "mid": numbers([mid for one in group for mid in one.mids]),
        "icid": numbers([icid for one in group for icid in one.icids]),
        "record": _joined([one.record for one in group]),
        "seen": [_question(one) for one in by_appliance.values()],
    }


def _question(one: Sighting) -> dict[str, Any]:
    """An entry that message_info takes as it is. ``icid`` is the one of the record, as some releases know no other for it."""
    return {"appliance": one.appliance, "serial_number": one.serial_number, "mid": one.mids, "icid": numbers(one.record.get("icid"))}


def _joined(records: Sequence[Record]) -> dict[str, Any]:
    """The fields of all records. The first record that tells something about a field counts; what is told by id is put together."""
    fields: dict[str, Any] = {}
    for record in records:
        for name, value in record.items():
            if isinstance(value, Mapping) and isinstance(fields.get(name), dict):
                fields[name] = {**value, **fields[name]}
            elif not known(fields.get(name)):
                fields[name] = dict(value) if isinstance(value, Mapping) else value
    return fields
