# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What has to be written so that a safelist or blocklist is as wanted. Pure decisions.

What the appliance's actions mean is inferred from their names and from help texts: ``add`` makes a row, ``append`` adds to
one, ``edit`` replaces all of one. So ``add`` is sent only for a row that is not there, and ``edit`` always carries everything
that is to stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.sender_views import View
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_lists.rows import Row, by_address, folded

PRESENT = "present"
ABSENT = "absent"
EXACT = "exact"

ADD = "add"
APPEND = "append"
EDIT = "edit"
DELETE = "delete"


@dataclass(frozen=True)
class Wanted:
    """What the task asks for: ``others`` is ``None`` where the whole row is meant."""

    state: str
    addresses: tuple[str, ...]
    others: tuple[str, ...] | None


@dataclass(frozen=True)
class Step:
    """What one row needs. ``action`` is empty if it is right already; ``sent`` goes along with it; ``before`` and ``after`` are all of the row."""

    address: str
    action: str = ""
    sent: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def change(self, view: View) -> dict[str, Any]:
        return {view.address: self.address, "action": self.action, view.others: list(self.sent)}


def wanted_from(params: Mapping[str, Any], view: View) -> Wanted:
    """The checked wish of the task. Raises :class:`InputError` for empty lists, which could mean anything."""
    state = params["state"]
    addresses = _distinct(view.addresses, params[view.addresses])
    given = params[view.others]
    if given is None and state == ABSENT:
        return Wanted(state, addresses, None)
    if given is None:
        raise InputError(f"{view.others} is not given, which state={state} needs")
    if not given and state == ABSENT:
        raise InputError(f"{view.others} is an empty list", f"Leave {view.others} away to remove whole rows.")
    if not given and state == EXACT:
        raise InputError(f"{view.others} is an empty list, which would empty the rows", f"Use state=absent without {view.others} to remove rows.")
    return Wanted(state, addresses, _distinct(view.others, given))


def _distinct(option: str, addresses: Sequence[Any] | None) -> tuple[str, ...]:
    """``addresses`` without repetitions, in their order."""
    if not addresses:
        raise InputError(f"{option} is an empty list", "Give at least one address.")
    kept: dict[str, str] = {}
    for address in addresses:
        if not folded(str(address)):
            raise InputError(f"{option} has an empty address")
        kept.setdefault(folded(str(address)), str(address).strip())
    return tuple(kept.values())


def steps_for(wanted: Wanted, rows: Iterable[Row]) -> list[Step]:
    """What each row needs, in the order of the task. Raises :class:`InputError` where it is not clear which row is meant."""
    known = by_address(rows)
    for address in wanted.addresses:
        _require_one(known.get(folded(address), ()))
    return [_step(wanted, address, row_at(address, known)) for address in wanted.addresses]


def _require_one(rows: Sequence[Row]) -> None:
    if len(rows) > 1:
        raise InputError(
            f"the list has rows for {' and '.join(repr(row.address) for row in rows)}, which differ in case only, so it is not clear which one is meant",
            "Nothing was written. Make one row of them on the appliance, or leave the address away.",
        )


def row_at(address: str, rows: Mapping[str, Sequence[Row]]) -> Row | None:
    """The row of an address among those by folded addresses; the one that is spelt alike, if there are several."""
    found = rows.get(folded(address), ())
    return next((row for row in found if row.address == address), found[0] if found else None)


def _step(wanted: Wanted, address: str, row: Row | None) -> Step:
    if row is None:
        others = wanted.others or ()
        return Step(address) if wanted.state == ABSENT else Step(address, ADD, others, (), others)
    if wanted.state == PRESENT:
        missing = minus(wanted.others or (), row.others)
        return Step(row.address, APPEND if missing else "", missing, row.others, row.others + missing)
    if wanted.state == EXACT:
        return _edited(row, wanted.others or ())
    return _edited(row, minus(row.others, wanted.others) if wanted.others else ())


def _edited(row: Row, after: tuple[str, ...]) -> Step:
    if not minus(row.others, after) and not minus(after, row.others) and after:
        return Step(row.address, "", (), row.others, row.others)
    return Step(row.address, EDIT, after, row.others, after) if after else Step(row.address, DELETE, (), row.others, ())


def minus(some: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Those of ``some`` that are not among ``others``, compared without case."""
    known = {folded(other) for other in others}
    return tuple(one for one in some if folded(one) not in known)


def shortfall(step: Step, row: Row | None, state: str) -> str:
    """What the list, read after the write, lacks of the step; empty if it is as it should be.

    Pairs that somebody else added in the meantime are no fault, unless the row was to be exact.
    """
    now = row.others if row else ()
    lost = minus(step.after, now)
    left = minus(now, step.after) if state == EXACT else minus(minus(now, step.after), minus(now, step.before))
    if step.action == DELETE and row:
        return "it is still there"
    words = [f"it lacks {', '.join(lost)}" if lost else "", f"it still has {', '.join(left)}" if left else ""]
    return " and ".join(word for word in words if word)
