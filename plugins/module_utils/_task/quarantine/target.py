# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The messages that an action is about, and the quarantines in which it acts on them. Pure decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply

RELEASE = "release"
DELETE = "delete"
MOVE = "move"
DELAY = "delay"
COPY = "copy"

EVERYWHERE = ""
"""Stands for the name of a quarantine where there is only one, the spam quarantine."""

SHOWN = 5
"""How many messages a sentence names."""


@dataclass(frozen=True)
class Target:
    """One message. ``quarantines`` are those that it sits in; ``known`` says whether it was looked up, ``there`` whether it was found."""

    mid: int
    quarantines: tuple[str, ...] = ()
    sender: str = ""
    subject: str = ""
    known: bool = True
    there: bool = True

    def __str__(self) -> str:
        return f"{self.mid} ({self.subject!r} from {self.sender})" if self.known and self.there else str(self.mid)


def require_mids(mids: Iterable[int]) -> None:
    wrong = [mid for mid in mids if mid < 1]
    if wrong:
        raise InputError(f"mids has {wrong[0]}, which is no id of a message")


def number_of(record: Mapping[str, Any]) -> int:
    """The id of a record as a number; releases spell it either way."""
    try:
        return int(record["mid"])
    except (KeyError, TypeError, ValueError) as exc:
        raise MalformedReply(f"a message in quarantine has the mid {record.get('mid')!r}, which is no number") from exc


def target_of_row(record: Mapping[str, Any]) -> Target:
    """The target that a row of a search is. Names that are listed go before those joined by commas, because a name may hold a comma."""
    joined = record.get("inQuarantines")
    split = tuple(name.strip() for name in joined.split(",") if name.strip()) if isinstance(joined, str) else ()
    return Target(number_of(record), _names_in(record.get("quarantineForReasonDict")) or split, _sender(record), str(record.get("subject") or ""))


def target_of_details(mid: int, details: Mapping[str, Any]) -> Target:
    """The target that the details of a message describe."""
    inner = details.get("messageDetails")
    facts = inner if isinstance(inner, Mapping) else details
    return Target(mid, _names_in(details.get("quarantineDetails")), _sender(facts), str(facts.get("subject") or ""))


def _names_in(places: Any) -> tuple[str, ...]:
    """The quarantines that a list of them names, each once."""
    names = [str(place.get("quarantineName") or "") for place in places if isinstance(place, Mapping)] if isinstance(places, list) else []
    return tuple(name for name in dict.fromkeys(names) if name)


def _sender(facts: Mapping[str, Any]) -> str:
    sender = facts.get("sender") or facts.get("fromAddress") or ""
    return ", ".join(str(one) for one in sender) if isinstance(sender, list) else str(sender)


class Batch(NamedTuple):
    """The ids of one call. ``quarantine`` is empty for the spam quarantine."""

    quarantine: str
    mids: tuple[int, ...]

    def cut(self, most: int) -> list[Batch]:
        return [Batch(self.quarantine, self.mids[start : start + most]) for start in range(0, len(self.mids), most)]

    def facts(self) -> dict[str, Any]:
        return {"quarantine": self.quarantine or None, "mids": list(self.mids)}


@dataclass(frozen=True)
class Plan:
    """What is to be done: a batch for each quarantine. ``missed`` are the ids of which it is known that nothing can be done with them."""

    targets: list[Target]
    batches: list[Batch]
    missed: list[int]


def plan_for(targets: list[Target], action: str, named: Sequence[str] | None, destination: str | None, spam: bool) -> Plan:
    """The calls that the action needs. A message that is to be moved to where it is needs none, and is not missed."""
    by_place: dict[str, list[int]] = {}
    missed = []
    for target in targets:
        places = (EVERYWHERE,) if spam else _wanted_places(target, named)
        for place in places if target.there else ():
            if action != MOVE or place != destination:
                by_place.setdefault(place, []).append(target.mid)
        is_moved = action == MOVE and destination in target.quarantines
        if not target.there or (not places and not is_moved):
            missed.append(target.mid)
    return Plan(targets, [Batch(place, tuple(mids)) for place, mids in by_place.items()], missed)


def _wanted_places(target: Target, named: Sequence[str] | None) -> tuple[str, ...]:
    """The quarantines in which to act on a target: those named, or all it sits in."""
    if named is None:
        return target.quarantines
    return tuple(dict.fromkeys(name for name in named if not target.known or name in target.quarantines))


def listed(targets: Sequence[Target], total: int | None = None) -> str:
    """The first few targets in words; ``total`` is how many there are, if they are not all of them."""
    more = (total or len(targets)) - SHOWN
    return ", ".join(str(target) for target in targets[:SHOWN]) + (f" and {more} more" if more > 0 else "")
