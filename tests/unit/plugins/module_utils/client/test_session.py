# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where sessions are kept between threads, workers and processes of a run."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client import session as session_module
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, LocalFileError
from ansible_collections.asyncos.api.plugins.module_utils._client.session import (
    FolderStore,
    Kept,
    MemoryStore,
    Refusal,
    Session,
    credentials_digest,
    session_key,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

KEY = "0123456789abcdef"
SESSION = Session("secret-token", "Operator", 1795246080.5, two_factor=True)
REFUSAL = Refusal("digest", "the appliance answered 401", "AuthenticationError", "Check it.", 401, 1795246000.0)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=["memory", "folder"])
def store(request, tmp_path):
    return MemoryStore() if request.param == "memory" else FolderStore(str(tmp_path / "sessions"))


def test_store_gives_back_what_was_kept(store):
    assert store.load(KEY) == Kept()
    store.save(KEY, Kept(SESSION, REFUSAL))
    assert store.load(KEY) == Kept(SESSION, REFUSAL)


def test_store_keeps_keys_apart(store):
    store.save(KEY, Kept(SESSION))
    assert store.load("another") == Kept()


def test_later_session_replaces_the_earlier(store):
    store.save(KEY, Kept(SESSION))
    store.save(KEY, Kept(Session("newer")))
    assert store.load(KEY) == Kept(Session("newer"))


def test_lock_excludes_other_threads(store):
    inside = []

    def enter():
        with store.lock(KEY):
            inside.append("other")

    with store.lock(KEY):
        other = threading.Thread(target=enter)
        other.start()
        other.join(0.1)
        assert inside == []
    other.join(5)
    assert inside == ["other"]


def test_folder_and_files_are_for_their_owner_only(tmp_path):
    before = os.umask(0)
    try:
        store = FolderStore(str(tmp_path / "a" / "sessions"))
        store.save(KEY, Kept(SESSION, REFUSAL))
        with store.lock(KEY):
            pass
    finally:
        os.umask(before)
    folder = tmp_path / "a" / "sessions"
    assert mode(folder) == 0o700
    assert {path.suffix: mode(path) for path in folder.iterdir()} == {".session": 0o600, ".lock": 0o600}


def test_folders_of_two_stores_are_shared(tmp_path):
    FolderStore(str(tmp_path / "sessions")).save(KEY, Kept(SESSION))
    assert FolderStore(str(tmp_path / "sessions")).load(KEY) == Kept(SESSION)


@pytest.mark.parametrize("permissions", [0o750, 0o701, 0o755, 0o770, 0o777], ids=oct)
def test_folder_that_others_can_enter_is_refused(tmp_path, permissions):
    folder = tmp_path / "sessions"
    folder.mkdir()
    folder.chmod(permissions)
    with pytest.raises(InputError, match="is open to others") as refused:
        FolderStore(str(folder))
    assert "0700" in refused.value.hint


def test_folder_of_another_user_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(session_module.os, "getuid", lambda: os.geteuid() + 1)
    with pytest.raises(InputError, match="belongs to another user"):
        FolderStore(str(tmp_path / "sessions"))


def test_file_in_place_of_the_folder_is_refused_in_words(tmp_path):
    (tmp_path / "sessions").write_text("")
    with pytest.raises(InputError, match="cannot be used: File exists"):
        FolderStore(str(tmp_path / "sessions"))


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '"text"', "\x00", '{"session": {"token": "t", "colour": "blue"}}', '{"session": {"role": "no token"}}'],
    ids=["empty", "cut", "list", "null", "text", "binary", "of-another-version", "without-token"],
)
def test_damaged_file_counts_as_no_session(tmp_path, content):
    store = FolderStore(str(tmp_path / "sessions"))
    (tmp_path / "sessions" / f"{KEY}.session").write_text(content)
    assert store.load(KEY) == Kept()


def test_files_are_replaced_as_a_whole_and_full_disks_leave_nothing(tmp_path, monkeypatch):
    store = FolderStore(str(tmp_path / "sessions"))
    store.save(KEY, Kept(SESSION))

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LocalFileError, match="No space left on device"):
        store.save(KEY, Kept(Session("newer")))
    assert store.load(KEY) == Kept(SESSION)
    assert [path.name for path in (tmp_path / "sessions").iterdir()] == [f"{KEY}.session"]


@pytest.mark.parametrize(
    ("blocked", "use", "words"),
    [
        ("session", lambda store: store.load(KEY), "reading .* failed: Is a directory"),
        ("session", lambda store: store.save(KEY, Kept(SESSION)), "writing .* failed: Is a directory"),
        ("lock", lambda store: store.lock(KEY).__enter__(), "locking .* failed: Is a directory"),
    ],
    ids=["load", "save", "lock"],
)
def test_errors_of_files_are_told_in_words(tmp_path, blocked, use, words):
    store = FolderStore(str(tmp_path / "sessions"))
    (tmp_path / "sessions" / f"{KEY}.{blocked}").mkdir()
    with pytest.raises(LocalFileError, match=words):
        use(store)


def test_errors_of_whoever_holds_the_lock_stay_what_they_are(store):
    with pytest.raises(OSError, match="of another kind"), store.lock(KEY):
        raise OSError("of another kind")


TRY_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+") as file:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        print("free")
    except OSError:
        print("locked")
"""


def test_lock_excludes_other_processes(tmp_path):
    def seen_by_another_process(key=KEY):
        command = [sys.executable, "-c", TRY_LOCK, str(tmp_path / "sessions" / f"{key}.lock")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    store = FolderStore(str(tmp_path / "sessions"))
    with store.lock("another"), store.lock(KEY):
        assert seen_by_another_process() == "locked"
    assert seen_by_another_process() == "free"
    with store.lock("another"):
        assert seen_by_another_process() == "free"


def connection(**facts):
    return Settings(**{"host": "esa1", "product": "esa", "username": "auditor", "password": "secret-1", **facts})


@pytest.mark.parametrize(
    "facts",
    [{"host": "esa2"}, {"port": 443}, {"scheme": "http", "port": 6443}, {"product": "sma"}, {"username": "admin"}, {"password": "other"}],
    ids="-".join,
)
def test_key_differs_by_appliance_product_user_and_password(facts):
    assert session_key(connection(**facts)) != session_key(connection())


def test_key_is_the_same_for_a_fresh_passcode():
    assert session_key(connection(passcode="1")) == session_key(connection(passcode="2")) == session_key(connection())


def test_key_is_a_file_name():
    assert session_key(connection(username="../../x")).replace("-", "").isalnum()


def test_digest_tells_credentials_apart_without_holding_them():
    digests = {credentials_digest(connection(**facts), KEY) for facts in ({}, {"password": "b"}, {"passcode": "1"}, {"passcode": "2"})}
    assert len(digests) == 4
    assert not any("secret-1" in digest for digest in digests)
    assert credentials_digest(connection(), KEY) != credentials_digest(connection(), "another key")


def test_token_is_not_in_the_representation():
    assert "secret-token" not in repr(SESSION)


def test_refusals_hold_no_secret_in_the_file(tmp_path):
    settings = connection()
    store = FolderStore(str(tmp_path / "sessions"))
    store.save(KEY, Kept(None, Refusal(credentials_digest(settings, KEY), "no", "AuthenticationError", "", 401, 1.0)))
    text = (tmp_path / "sessions" / f"{KEY}.session").read_text()
    assert "secret-1" not in text
    assert set(json.loads(text)["refusal"]) == {"credentials", "said", "kind", "hint", "status", "at"}
