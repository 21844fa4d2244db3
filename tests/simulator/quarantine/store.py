# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The state of the quarantines: which messages are there, and what was done to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from threading import Lock

from . import population
from .message import Message, Stay

SPAM = "spam"
PVO = "pvo"
RELEASE = "release"
DELETE = "delete"
DAYS_ELSEWHERE = 20
"""How long messages stay in quarantines that were added, whatever their definition says."""


@dataclass(frozen=True)
class Deed:
    """What was done to one message. ``quarantine`` is empty for spam; ``detail`` is the destination, the delay or the recipients."""

    action: str
    mid: int
    quarantine: str = ""
    detail: str = ""


class Store:
    """All messages in quarantine. Every method is safe to call from many threads; messages never change, they are replaced."""

    def __init__(self, origin: population.Origin, spam: int, pvo: int) -> None:
        self._lock = Lock()
        self._names = list(population.RETENTION_DAYS)
        self._messages: dict[str, dict[int, Message]] = {
            SPAM: {message.mid: message for message in population.spam(origin, spam)},
            PVO: {message.mid: message for message in population.pvo(origin, pvo)},
        }
        self._deeds: list[Deed] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The quarantines other than that for spam."""
        with self._lock:
            return tuple(self._names)

    @property
    def deeds(self) -> list[dict[str, object]]:
        """What was done, oldest first."""
        with self._lock:
            return [asdict(deed) for deed in self._deeds]

    def messages(self, kind: str) -> list[Message]:
        """The messages of one kind, oldest first."""
        with self._lock:
            return list(self._messages[kind].values())

    def find(self, kind: str, mid: int) -> Message | None:
        with self._lock:
            return self._messages[kind].get(mid)

    def leave_spam(self, action: str, mids: Iterable[int]) -> int:
        """Release or delete spam. The result is the number of messages that were there, as in all actions."""
        with self._lock:
            gone = [mid for mid in dict.fromkeys(mids) if self._messages[SPAM].pop(mid, None)]
            self._deeds += [Deed(action, mid) for mid in gone]
        return len(gone)

    def leave(self, action: str, name: str, mids: Iterable[int]) -> int:
        """Release or delete messages from one quarantine. They stay in the others that they sit in."""
        with self._lock:
            there = self._there(name, mids)
            for message in there:
                self._put(message.without(name))
            self._deeds += [Deed(action, message.mid, name) for message in there]
        return len(there)

    def move(self, name: str, destination: str, mids: Iterable[int], now: float) -> int:
        """Move messages. Where they sat in the destination before, they go on to do so as they did (inferred)."""
        days = population.RETENTION_DAYS.get(destination, DAYS_ELSEWHERE)
        with self._lock:
            there = self._there(name, mids)
            for message in there:
                stay = message.stays.get(destination, Stay(message.stays[name].reasons, now + days * population.DAY))
                self._put(message.without(name).with_stay(destination, stay))
            self._deeds += [Deed("move", message.mid, name, destination) for message in there]
        return len(there)

    def delay(self, name: str, seconds: int, mids: Iterable[int]) -> int:
        """Let messages leave later than scheduled."""
        with self._lock:
            there = self._there(name, mids)
            for message in there:
                stay = message.stays[name]
                self._put(message.with_stay(name, replace(stay, exit=stay.exit + seconds)))
            self._deeds += [Deed("delay", message.mid, name, str(seconds)) for message in there]
        return len(there)

    def copy(self, name: str, recipients: Sequence[str], mids: Iterable[int]) -> int:
        """Send copies of messages. They stay where they are."""
        with self._lock:
            there = self._there(name, mids)
            self._deeds += [Deed("copy", message.mid, name, ",".join(recipients)) for message in there]
        return len(there)

    def hold(self, kind: str, message: Message) -> None:
        """A message arrives. One with the same id is replaced."""
        with self._lock:
            self._messages[kind][message.mid] = message

    def add_quarantine(self, name: str) -> None:
        """A new quarantine, empty."""
        with self._lock:
            self._names.append(name)

    def remove_quarantine(self, name: str) -> bool:
        """Remove a quarantine; its messages go with it. False if there is none of this name."""
        with self._lock:
            if name not in self._names:
                return False
            self._names.remove(name)
            for message in [message for message in self._messages[PVO].values() if name in message.stays]:
                self._put(message.without(name))
        return True

    def _there(self, name: str, mids: Iterable[int]) -> list[Message]:
        messages = self._messages[PVO]
        return [messages[mid] for mid in dict.fromkeys(mids) if mid in messages and name in messages[mid].stays]

    def _put(self, message: Message) -> None:
        if message.stays:
            self._messages[PVO][message.mid] = message
        else:
            del self._messages[PVO][message.mid]


class Quarantine:
    """The store of an appliance, filled when it is first looked at: by then a test has set the clock."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._store: Store | None = None
        self._numbers = (0, 0)

    def reset(self) -> None:
        self._store = None

    def store(self, origin: population.Origin, spam: int, pvo: int) -> Store:
        """The store. Other numbers of messages than before fill it anew."""
        with self._lock:
            if self._store is None or self._numbers != (spam, pvo):
                self._store, self._numbers = Store(origin, spam, pvo), (spam, pvo)
            return self._store
