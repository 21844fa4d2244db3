# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A login session: the token, whose it is, and until when it is good. And the places where one is kept."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.files import PRIVATE, file_errors, write_whole
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

_FILE = "{}.session"


@dataclass(frozen=True)
class Session:
    """What a login gave. ``expires`` is seconds since the epoch on the clock of this machine, 0 if unknown."""

    token: str = field(repr=False)
    role: str = ""
    expires: float = 0.0
    two_factor: bool = False


@dataclass(frozen=True)
class Refusal:
    """A login that the appliance refused ``at`` a time, so that the same credentials are not tried again at once."""

    credentials: str
    said: str
    kind: str
    hint: str
    status: int
    at: float


@dataclass(frozen=True)
class Kept:
    """What a store holds for one key."""

    session: Session | None = None
    refusal: Refusal | None = None


class SessionStore(Protocol):
    """Where sessions are kept, by key."""

    def lock(self, key: str) -> AbstractContextManager[None]:
        """Makes sure that only one login for ``key`` is under way."""

    def load(self, key: str) -> Kept:
        """What was saved last, empty if nothing was."""

    def save(self, key: str, kept: Kept) -> None:
        """Keep this in place of what was kept before."""


def session_key(settings: Settings) -> str:
    """One key for each appliance, product, user and password.

    Another password must not find the session of the right one. Four digits tell passwords apart, and are too few to find one.
    """
    owner = _digest(settings.origin, settings.product, settings.username)
    return f"{owner[:40]}-{_digest(owner, settings.password)[:4]}"


def session_file(settings: Settings) -> str:
    """Name of the file that a folder of sessions holds for one connection."""
    return _FILE.format(session_key(settings))


def credentials_digest(settings: Settings, key: str) -> str:
    """Tells credentials apart without holding them: slow to compute, so that a stolen digest is of little use."""
    secret = "\0".join((settings.password, settings.passcode)).encode()
    return base64.b64encode(hashlib.pbkdf2_hmac("sha256", secret, key.encode(), 100_000)).decode()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class MemoryStore:
    """Keeps sessions for as long as this process lives."""

    def __init__(self) -> None:
        self._entries: dict[str, Kept] = {}
        self._lock = threading.RLock()

    @contextmanager
    def lock(self, key: str) -> Iterator[None]:
        with self._lock:
            yield

    def load(self, key: str) -> Kept:
        return self._entries.get(key, Kept())

    def save(self, key: str, kept: Kept) -> None:
        self._entries[key] = kept


class FolderStore:
    """Keeps sessions in a private folder that the processes of one run share.

    The folder has mode 0700 and each file 0600; files are replaced atomically; a lock file for each key serialises logins.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            facts = self._folder.stat()
        except OSError as exc:
            raise InputError(f"the folder for tokens {folder!r} cannot be used: {exc.strerror}") from exc
        if facts.st_uid != os.getuid():
            raise InputError(f"the folder for tokens {folder!r} belongs to another user", "Give a folder of the user that the task runs as.")
        if facts.st_mode & 0o077:
            raise InputError(f"the folder for tokens {folder!r} is open to others", "Give a folder of your own with mode 0700.")

    @contextmanager
    def lock(self, key: str) -> Iterator[None]:
        import fcntl

        path = self._folder / f"{key}.lock"
        with file_errors("locking", path):
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE)
        try:
            with file_errors("locking", path):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def load(self, key: str) -> Kept:
        """What the file holds; nothing if there is none, or one that is damaged or of another version of this collection."""
        path = self._path(key)
        with file_errors("reading", path):
            try:
                entry = json.loads(path.read_text(encoding="utf-8"))
                session, refusal = entry.get("session"), entry.get("refusal")
                return Kept(Session(**session) if session else None, Refusal(**refusal) if refusal else None)
            except (FileNotFoundError, ValueError, TypeError, AttributeError):
                return Kept()

    def save(self, key: str, kept: Kept) -> None:
        write_whole(self._path(key), json.dumps(asdict(kept)).encode())

    def _path(self, key: str) -> Path:
        return self._folder / _FILE.format(key)
