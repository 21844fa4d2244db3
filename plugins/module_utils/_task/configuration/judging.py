# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the appliance shows after the calls: that alone says what was done, whatever the calls answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import CREATE, DELETE, DICT, UPDATE, Configuration, Field
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import ApplianceFault, AsyncOSError, InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.comparing import differing, grown, places, unseen_places
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import Change, Item, key_of, plan
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.sending import Sent
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import some


@dataclass(frozen=True)
class Judgement:
    """One change: whether it is ``done``, which places of it nobody can see, and what the failure is if it is not done.

    One that is ``unsettled`` was accepted and did not come to its end, which is a failure, too.
    ``grown`` are keys whose lists hold more than was written, though all that the task wants is there: somebody else wrote them, too.
    """

    change: Change
    done: bool
    unverified: tuple[str, ...] = ()
    error: AsyncOSError | None = None
    grown: tuple[str, ...] = ()
    shown: Item | None = field(default=None, repr=False)
    unsettled: bool = False

    @property
    def failed(self) -> bool:
        return self.unsettled or not self.done

    @property
    def touched(self) -> bool:
        """Whether the appliance has changed anything of it, even if that is not what the task wants."""
        if self.done or self.change.action != UPDATE or self.shown is None:
            return self.done or (self.change.action == CREATE and self.shown is not None)
        before = self.change.before or {}
        return any(self.shown.get(name) != before.get(name) for name in self.change.fields)


def judge(row: Configuration, changes: Sequence[Change], now: Sequence[Item], sent: Sent, state: str) -> list[Judgement]:
    """One judgement for each change that had something to do."""
    there = {key_of(row, item): item for item in now}
    judged = [_judged(row, change, there, sent.errors.get(change.key), state) for change in changes if change.action]
    return [replace(one, unsettled=one.change.key in sent.unsettled) for one in judged]


def _judged(row: Configuration, change: Change, there: Mapping[tuple[str, ...], Item], error: AsyncOSError | None, state: str) -> Judgement:
    if change.action == DELETE:
        left = there.get(change.key)
        return Judgement(change, left is None, error=error or _not_shown(row, change, "it is still there") if left is not None else None, shown=left)
    given = {**change.given, **{name: value for name, value in change.label.items() if name not in change.given}}
    shown = _found(row, change, there)
    if shown is None:
        return Judgement(change, False, error=error or _not_shown(row, change, "it is not there"))
    unseen, lacking = _unmet(row, given, shown, there, state)
    if lacking or (error and not _is_evident(row, change, unseen)):
        return Judgement(change, False, tuple(unseen), error or _not_shown(row, change, "; ".join(lacking)), shown=shown)
    after = change.after or {}
    more = [name for name in change.fields if grown(change.given.get(name), after.get(name), shown.get(name), row.fields.get(name))]
    return Judgement(change, True, tuple(unseen), error, tuple(more) if change.action == UPDATE else (), shown)


def _is_evident(row: Configuration, change: Change, unseen: Sequence[str]) -> bool:
    """Whether what the appliance shows can tell that the change was made: a new item, or a difference that can be seen."""
    return change.action == CREATE or any(name not in unseen for name in differing(change.before or {}, change.after or {}, row.fields))


def _found(row: Configuration, change: Change, there: Mapping[tuple[str, ...], Item]) -> Item | None:
    """The item as it is now, under its new name if it has got one."""
    fresh = change.given.get(f"new_{row.key[0]}") if row.key else None
    if fresh is not None:
        moved = there.get(key_of(row, {**change.label, row.key[0]: fresh}))
        if moved is not None:
            return moved
    return there.get(change.key)


def _unmet(row: Configuration, given: Item, shown: Item, there: Mapping[tuple[str, ...], Item], state: str) -> tuple[list[str], list[str]]:
    """The places of the task that cannot be seen, and what is not as it wants it, in words. It is asked once more what there is to do."""
    try:
        (again,) = plan(row, [given], list(there.values()), state)
    except (InputError, MalformedReply):  # the new name has gone to another item meanwhile, or what is there cannot be merged with any more
        fresh = [name for name in given if row.key and name == f"new_{row.key[0]}"]
        return [], [f"{name} is otherwise" for name in fresh or [name for name in given if name not in row.key]]
    wrong = {} if not again.action else {name: (again.after or {})[name] for name in again.fields}
    unseen = unseen_places(given, row.fields)
    lacking: list[str] = []
    for place, kind in places(wrong, shown, Field(DICT, fields=row.fields)):
        guessed = kind == "absent" and row.reading.evidence.confidence == INFERRED
        if guessed or kind == "unseen":
            unseen.append(place)
        else:
            lacking.append(_in_words(place, wrong, shown))
    return list(dict.fromkeys(unseen)), lacking


def _in_words(place: str, wanted: Item, shown: Item) -> str:
    """How a place differs. Single values are told, and a few entries of a list."""
    wish, found = _at(wanted, place), _at(shown, place)
    if isinstance(wish, (str, int, float)) and isinstance(found, (str, int, float)):
        return f"{place} is {found!r} instead of {wish!r}"
    if _are_texts(wish) and _are_texts(found):
        lacks, has = [text for text in wish if text not in found], [text for text in found if text not in wish]
        told = [f"{verb} {some(texts)}" for verb, texts in (("lacks", lacks), ("still has", has)) if texts]
        return f"{place} {' and '.join(told)}" if told else f"{place} is in another order"
    return f"{place} is otherwise"


def _at(value: Any, place: str) -> Any:
    for key in place.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _not_shown(row: Configuration, change: Change, why: str) -> AsyncOSError:
    what = " ".join(map(str, change.label.values())) or row.name
    said = f"the appliance accepted the {change.action} of {what}, but does not show it: {why}"
    return ApplianceFault(said, "Somebody else may have changed it meanwhile, or this release understands the call otherwise. Look at it with config_info.")
