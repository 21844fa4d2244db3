# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The messages before and after an action, as lines of text: one for each message that is acted on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.characters import is_unseen
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.batches import Fate, Ledger, totals_of
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.target import COPY, DELAY, MOVE, Target

REPLACEMENT = "?"
"""Stands for a character that is not shown. It is in ASCII, because logs are read anywhere."""


def diff_of(targets: Sequence[Target], ledger: Ledger, fates: Mapping[int, Fate], params: Mapping[str, Any]) -> dict[str, str]:
    """The difference as Ansible shows it. Messages of which it is not known whether they were acted on are counted, not listed."""
    before, after = [], []
    for target in targets:
        acted = fates[target.mid].acted_in() if target.mid in fates else []
        if acted:
            before.append(_line(target, target.quarantines if target.known else acted))
            after += _after(target, acted, params)
    for place, sent, touched in totals_of(done for done in ledger.done if done.fate is None):
        which = f"of which {touched} were acted on"
        before.append(_joined(f"{sent} messages", plain(place), which))
        after += [_joined(before[-1], _note(params))] if params["action"] in (COPY, DELAY) else []
        after += [_joined(f"{sent} messages", plain(params["destination"]), which)] if params["action"] == MOVE else []
    header = f"{params['action']}, quarantine_type {params['quarantine_type']}"
    return {"before_header": header, "after_header": header, "before": _text(before), "after": _text(after)}


def _after(target: Target, acted: Sequence[str], params: Mapping[str, Any]) -> list[str]:
    """The line of a message after the action in the quarantines ``acted``; none if it has left all that are known."""
    if params["action"] in (COPY, DELAY):
        return [_joined(_line(target, target.quarantines if target.known else acted), _note(params))]
    left = [name for name in target.quarantines if name not in acted]
    if params["action"] == MOVE:
        left = list(dict.fromkeys([*left, params["destination"]]))
    return [_line(target, left)] if left else []


def _note(params: Mapping[str, Any]) -> str:
    return plain(f"delayed by {params['delay']}" if params["action"] == DELAY else f"copied to {', '.join(params['recipients'])}")


def _line(target: Target, places: Iterable[str]) -> str:
    return _joined(str(target.mid), plain(", ".join(places)), plain(target.sender), plain(target.subject))


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def plain(text: str) -> str:
    """``text`` of strangers in one line: blanks as one space, and no character that a terminal would obey."""
    return "".join(REPLACEMENT if is_unseen(character) else character for character in " ".join(text.split()))
