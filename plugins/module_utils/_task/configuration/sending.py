# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Making the calls, and what their answers say about each item.

WSA v2.0 answers HTTP 200 with ``res_code`` and lists of what worked and what did not, v3.0 answers 207 with such lists, the others fail as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    ApplianceFault,
    ApplianceUnavailable,
    AsyncOSError,
    ConnectionLost,
    NotFound,
    PartlyDone,
    PermissionDenied,
    ReplyTimeout,
    RequestRejected,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.calling import Write
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import Change

IN_DOUBT = (ConnectionLost, ReplyTimeout, ApplianceUnavailable, ApplianceFault)
"""Errors after which a change may have been made all the same."""

_ENDS_ALL = (PermissionDenied,)
_REFUSALS = (RequestRejected, NotFound)

Complaint = tuple[frozenset[str], str]
"""Every text that can be the name of an item, and what is said about it."""


@dataclass
class Sent:
    """What became of the calls: errors by the key of the change, and what appliances said beside success.

    ``unsettled`` are the keys of changes that were accepted, and did not come to their end.
    """

    errors: dict[tuple[str, ...], AsyncOSError] = field(default_factory=dict)
    unsettled: set[tuple[str, ...]] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)

    @property
    def in_doubt(self) -> bool:
        return any(isinstance(error, IN_DOUBT) for error in self.errors.values())


def send_all(client: Client, writes: Iterable[Write], settle: Callable[[Write], None]) -> Sent:
    """Make the calls one after the other, and ``settle`` each before the next.

    A change whose first call failed gets no further one, unless that puts back what the first may have taken away all the same.
    An error that ends all stands for the rest, too.
    """
    outcome = Sent()
    final: AsyncOSError | None = None
    waiting = list(writes)
    while waiting:
        write = waiting.pop(0)
        if final is not None:
            _note(outcome, write, final)
            continue
        if any(_ends_change(outcome.errors.get(change.key), write) for change in write.changes):
            continue
        accepted = False
        try:
            outcome.remarks += _remarks(_send(client, write))
            accepted = True
            settle(write)
        except AsyncOSError as exc:
            if accepted:
                outcome.unsettled |= {change.key for change in write.changes}
            if not accepted and write.apart and isinstance(exc, _REFUSALS) and not complaints_in(exc.details):
                waiting[:0] = write.apart
                continue
            final = _failed(client, write, exc, outcome)
    return outcome


def _ends_change(error: AsyncOSError | None, write: Write) -> bool:
    return error is not None and not (write.rescue and isinstance(error, IN_DOUBT))


def _failed(client: Client, write: Write, error: AsyncOSError, outcome: Sent) -> AsyncOSError | None:
    """Note an error, and put back what its call was to replace. Gives the error back if it ends all."""
    _note(outcome, write, error)
    if write.rescue:
        _rescue(client, write.rescue, outcome)
    return error if error.hopeless or isinstance(error, _ENDS_ALL) else None


def _send(client: Client, write: Write) -> Reply:
    return client.call(write.method, write.path, write.query, write.body, write.api_version, form=write.form)


def _rescue(client: Client, write: Write, outcome: Sent) -> None:
    try:
        _send(client, write)
        outcome.remarks.append(f"{_named(write.changes)} was put back as it was, because its new form was refused.")
    except AsyncOSError as exc:
        outcome.remarks.append(f"{_named(write.changes)} was to be removed and written anew, and could not be put back: {exc}")


def _named(changes: Sequence[Change]) -> str:
    return ", ".join(" ".join(map(str, change.label.values())) for change in changes)


def _remarks(reply: Reply) -> list[str]:
    """What a successful answer warns of (``meta.warning``: source XSOAR)."""
    document = reply.json_or_none() if reply.is_json else None
    meta = document.get("meta") if isinstance(document, dict) else None
    warning = meta.get("warning") if isinstance(meta, dict) else None
    return [str(warning)] if warning else []


def _note(outcome: Sent, write: Write, error: AsyncOSError) -> None:
    """An error for each change of a call: its own where the answer tells them apart. What the answer lists as done has none."""
    told = complaints_in(error.details) if isinstance(error, (PartlyDone, RequestRejected)) else []
    for change in write.changes:
        said = _said_of(change, told)
        if said is not None:
            outcome.errors[change.key] = RequestRejected(said, "", error.status, error.code).met_on(error.appliance, error.method, error.path, error.attempts)
        elif not (isinstance(error, PartlyDone) and told):
            outcome.errors[change.key] = error


def _said_of(change: Change, told: Sequence[Complaint]) -> str | None:
    """What is said about an item: by all that tells it from others, or else by the first of it, which is its name."""
    parts = [_texts(value) for value in change.label.values()]
    if not parts:
        return None
    whole = [words for about, words in told if all(part & about for part in parts)]
    named = [words for about, words in told if len(about) == 1 and parts[0] & about]
    return next(iter([*whole, *named]), None)


def complaints_in(details: Mapping[str, Any]) -> list[Complaint]:
    """What is said about single items."""
    told: list[Complaint] = []
    failures = details.get("failure_list")
    for entry in failures if isinstance(failures, list) else ():
        if isinstance(entry, dict):
            about = {name: value for name, value in entry.items() if name not in ("message", "status")}
            told.append((_texts(list(about.values())), _words(entry.get("message"), entry.get("status"))))
    parts = details.get("res_data")
    for name, failure in parts.items() if isinstance(parts, dict) else ():
        if name.endswith("_failure"):
            for entry in failure if isinstance(failure, list) else [failure]:
                told += _by_content(entry)
    return told


def _by_content(entry: Any) -> list[Complaint]:
    """``{content: item or names, error_msg}``: the items as objects on creation, the names on deletion (source XSOAR)."""
    if not isinstance(entry, dict):
        return []
    content = entry.get("content")
    words = _words(entry.get("error_msg"), None)
    if isinstance(content, dict):
        return [(_texts(list(content.values())), words)]
    return [(_texts(name), words) for name in (content if isinstance(content, list) else [content]) if name is not None]


def _texts(value: Any) -> frozenset[str]:
    """The texts and numbers in a value, as texts."""
    if isinstance(value, list):
        return frozenset(text for inner in value for text in _texts(inner))
    return frozenset((str(value),)) if isinstance(value, (str, int)) else frozenset()


def _words(message: Any, status: Any) -> str:
    return f"the appliance says {f'{status} ' if status else ''}'{str(message or 'nothing').rstrip('.')}'"
