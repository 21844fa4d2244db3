# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where a message is now, as a word to decide on and a sentence to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.fields import first, text

HELD = "held"
PROBABLY_HELD = "probably_held"
QUARANTINED = "quarantined"
LEFT_QUARANTINE = "left_quarantine"
REMEDIATED = "remediated"
SEVERAL = "several"
UNKNOWN = "unknown"

_WORDS = (("deliver", "delivered"), ("drop", "dropped"), ("bounce", "bounced"), ("abort", "aborted"), ("quarantine", QUARANTINED))
"""Parts of tracking's words for the last state. ``Delivered`` and ``Dropped By Anti-Virus`` were seen (source STIX), the others are inferred."""


def states_of(record: Mapping[str, Any], details: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Tracking's last states, ``{"mid", "said"}`` by ascending id; the id is None where the state is that of the message as a whole.

    Searches tell the state of each id, details one text (sources NRPM, STIX).
    """
    said = record.get("messageStatus")
    if isinstance(said, Mapping) and said:
        ids = sorted(said, key=lambda mid: (not str(mid).isdecimal(), str(mid).zfill(20)))
        return [{"mid": int(mid) if str(mid).isdecimal() else None, "said": text(said[mid])} for mid in ids]
    words = text(first(None if isinstance(said, Mapping) else said, details.get("messageStatus")))
    return [{"mid": None, "said": words}] if words else []


def word_for(said: str) -> str:
    lowered = said.lower()
    if "not delivered" in lowered or "undeliver" in lowered:
        return UNKNOWN
    return next((word for part, word in _WORDS if part in lowered), UNKNOWN)


def now(
    states: Sequence[Mapping[str, Any]], held: Sequence[Mapping[str, Any]], remediated: Sequence[Mapping[str, str]], searches: Iterable[Mapping[str, Any]]
) -> dict[str, str]:
    """``{"state", "said"}``. What a quarantine or a mailbox tells is newer than tracking's last state."""
    words = {word_for(state["said"]) for state in states} or {UNKNOWN}
    state = words.pop() if len(words) == 1 else SEVERAL
    sentences = [_states(states), *map(_holding, held)]
    quarantined = state == QUARANTINED or (state == SEVERAL and QUARANTINED in {word_for(one["said"]) for one in states})
    if held:
        state = HELD if any(one["certain"] for one in held) else PROBABLY_HELD
    elif quarantined:
        left, sentence = _gone(list(searches))
        state = LEFT_QUARANTINE if left and state == QUARANTINED else state
        sentences.append(sentence)
    elif any(one["result"].lower().startswith("succe") for one in remediated):
        state = REMEDIATED
    sentences += [f"{one['action']} in the mailbox {one['mailbox']}: {one['result']}" for one in remediated]
    return {"state": state, "said": "; ".join(sentences)}


def _states(states: Sequence[Mapping[str, Any]]) -> str:
    """``Delivered``, or for a message that was split ``MID 8: Delivered, MID 9: Dropped By Anti-Virus``."""
    if len({state["said"] for state in states}) <= 1:
        return states[0]["said"] if states else "tracking tells no state"
    return ", ".join(f"MID {state['mid']}: {state['said']}" for state in states)


def _holding(held: Mapping[str, Any]) -> str:
    where = "the spam quarantine" if held["quarantine_type"] == "spam" else f"the quarantine {' and '.join(held['quarantines'])}".rstrip()
    sure = "held" if held["certain"] else "probably held (sender, recipient, subject and time are the same)"
    until = f", until {_readable(held['until'])}" if held["until"] else ""
    return f"{sure} in {where} of {held['appliance']} as MID {held['mid']}{until}"


def _gone(searches: Sequence[Mapping[str, Any]]) -> tuple[bool, str]:
    """Whether a message that was quarantined is not held any more, and the sentence about it."""
    if not searches:
        return False, "whether it is still held was not asked"
    doubts = [f"{one['appliance']} ({one['quarantine_type']}): {one['msg']}" for one in searches if one["msg"]]
    doubts += [f"{one['appliance']} ({one['quarantine_type']}) holds more messages than were looked through" for one in searches if one["truncated"]]
    if doubts:
        return False, f"not found in quarantine, but whether it is still held is not sure: {'; '.join(doubts)}"
    return True, "in no quarantine that was asked any more"


def _readable(time: Any) -> str:
    return f"{str(time)[:16].replace('T', ' ')} UTC"
