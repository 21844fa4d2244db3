# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The answers of version 3.0: 204 if all went well, otherwise 207 with what succeeded and what failed (forms: sources XSOAR, D14)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from ...wire import Reply, error_payload, json_bytes, success

Item = dict[str, Any]


class Failed(Exception):
    """An item that is not taken, with the status and the message that the appliance has for it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Refused(Exception):
    """A request that is refused as a whole."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    def reply(self) -> Reply:
        """An error without the usual key around it, and with a number as code (form: source D14)."""
        explanation = str(error_payload(self.status, self.message)["error"]["explanation"])  # type: ignore[index]
        payload = {"code": self.status, "message": self.message, "explanation": explanation}
        return Reply(self.status, json_bytes(payload), reason=self.message.removesuffix("."), complaint=self.message)


def found(name: str, value: Any) -> Reply:
    """The answer to most GETs: an object with one key."""
    return success({name: value})


def done() -> Reply:
    return Reply(204, b"", reason="No Content")


@dataclass
class Tally:
    """What became of the items of one call. ``key`` is what tells them apart."""

    key: str
    succeeded: list[Item] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)

    def note(self, name: Any, problem: Failed | None = None) -> None:
        if problem is None:
            self.succeeded.append({"status": 200, "message": "success", self.key: name})
        else:
            self.failed.append({"status": problem.status, "message": problem.message, self.key: name})

    def reply(self) -> Reply:
        if not self.failed:
            return done()
        payload = {
            "success_list": self.succeeded,
            "failure_list": self.failed,
            "success_count": len(self.succeeded),
            "failure_count": len(self.failed),
        }
        complaint = "; ".join(f"{entry[self.key]}: {entry['message']}" for entry in self.failed)
        return replace(success(payload), status=207, reason="Multi-Status", complaint=complaint)


def each(key: str, entries: Iterable[Any], name_of: Callable[[Any], Any], act: Callable[[Any], None]) -> Reply:
    """Do something with every entry: some may succeed while others fail."""
    tally = Tally(key)
    for entry in entries:
        try:
            act(entry)
        except Failed as problem:
            tally.note(name_of(entry), problem)
        else:
            tally.note(name_of(entry))
    return tally.reply()
