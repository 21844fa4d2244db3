# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the ``messages`` option to the messages that are meant: by their ids, or as a search found them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_sections import SERIAL_NUMBER, Section
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import NOTHING

_FORM = "Give each as {mid: 1757, serial_number: ...}, or as a record of message_tracking_info."


@dataclass(frozen=True)
class Message:
    """One message. It has several ids if the appliance split it, and belongs to the gateway with this serial number."""

    mids: tuple[int, ...]
    serial_number: str
    icids: tuple[int, ...] = ()

    def query(self, section: Section, serial_name: str) -> dict[str, Any]:
        """The question for a section. Dates are left out: they do not restrict the lookup (source NRPM), and a client works without (XSOAR)."""
        name = serial_name if serial_name in section.serial_names else SERIAL_NUMBER
        return {"mid": list(self.mids), "icid": list(self.icids), name: self.serial_number}

    def facts(self) -> dict[str, Any]:
        return {"mid": list(self.mids), "icid": list(self.icids), "serial_number": self.serial_number}

    def __str__(self) -> str:
        icids = f" and icid {_listed(self.icids)}" if self.icids else ""
        return f"mid {_listed(self.mids)}{icids}"


def messages_from(entries: Sequence[Any], serial_number: str | None) -> list[Message]:
    """The messages in the order asked for, each once. ``serial_number`` is for those without their own."""
    if not entries:
        raise InputError("messages is empty", "Give at least one, or skip the task when a search has found nothing: when: found.records | length > 0.")
    found: dict[tuple[tuple[int, ...], str], Message] = {}
    for place, entry in enumerate(entries, 1):
        message = _message(place, entry, serial_number)
        found.setdefault((message.mids, message.serial_number), message)
    return list(found.values())


def _message(place: int, entry: Any, serial_number: str | None) -> Message:
    where = f"entry {place} of messages"
    given = entry if isinstance(entry, Mapping) else {"mid": entry} if isinstance(entry, (int, str)) else None
    if given is None:
        raise InputError(f"{where} is a {type(entry).__name__}", _FORM)
    if given.get("mid") in NOTHING:
        raise InputError(f"{where} has no mid", f"{_FORM} Records of rejected connections have none: there was no message.")
    mids = _ids(f"{where} has the mid", given["mid"])
    icids = () if given.get("icid") in NOTHING else _ids(f"{where} (mid {_listed(mids)}) has the icid", given["icid"])
    serials = (given.get("serial_number"), given.get(SERIAL_NUMBER), serial_number)
    serial = next((value for value in serials if value not in NOTHING), None)
    if not isinstance(serial, (str, int)):
        raise InputError(
            f"{where} (mid {_listed(mids)}) has no serial_number",
            "It is that of the gateway that handled the message. Give it with the message, or for all in the option serial_number.",
        )
    return Message(mids, str(serial), icids)


def _ids(what: str, value: Any) -> tuple[int, ...]:
    several = value if isinstance(value, (list, tuple)) else [value]
    if any(isinstance(one, bool) or not re.fullmatch(r"[0-9]{1,18}", str(one).strip()) for one in several):
        raise InputError(f"{what} {value!r}, which is not a whole number", "Ids are numbers, such as 1757, or a list of them.")
    return tuple(dict.fromkeys(int(one) for one in several))


def _listed(ids: tuple[int, ...]) -> str:
    return ", ".join(str(one) for one in ids)
