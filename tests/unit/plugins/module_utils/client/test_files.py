# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files: whole or not at all, private, and locked by one at a time."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client import files
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import LocalFileError
from ansible_collections.asyncos.api.plugins.module_utils._client.files import file_errors, locked_file, open_private, write_whole

AS_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def full(*_arguments, **_facts):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("before", [None, b"old"], ids=["new", "replaced"])
def test_files_are_written_whole_and_private(tmp_path, before):
    path = tmp_path / "a.json"
    if before:
        path.write_bytes(before)
        path.chmod(0o666)
    write_whole(path, b"content")
    assert (path.read_bytes(), mode_of(path), names_in(tmp_path)) == (b"content", 0o600, ["a.json"])


def test_mode_can_be_another(tmp_path):
    write_whole(tmp_path / "a", b"", 0o640)
    assert mode_of(tmp_path / "a") == 0o640


@pytest.mark.parametrize("step", ["fsync", "fchmod", "fdopen"])
def test_what_fails_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(files.os, step, full)
    with pytest.raises(LocalFileError, match=r"writing .*a\.json failed: No space left on device"):
        write_whole(path, b"content")
    monkeypatch.undo()
    assert (path.read_bytes(), names_in(tmp_path)) == (b"old", ["a.json"])


def test_the_old_file_is_there_until_the_new_one_is_complete(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    seen = []
    monkeypatch.setattr(files.os, "fsync", lambda descriptor: seen.append(path.read_bytes()))
    write_whole(path, b"new")
    assert seen == [b"old", b"new"]


@pytest.mark.parametrize(("where", "words"), [("missing/a", "No such file"), ("file/a", "Not a directory")])
def test_folders_that_are_none(tmp_path, where, words):
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalFileError, match=words):
        write_whole(tmp_path / where, b"")
    with pytest.raises(LocalFileError, match=words) as refused, locked_file(tmp_path / where, "busy"):
        raise AssertionError
    assert "Its folder has to exist" in refused.value.hint


@AS_ROOT
def test_folders_that_nobody_may_write_to(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(LocalFileError, match="Permission denied"):
        write_whole(tmp_path / "a", b"")


def test_errors_of_files_name_what_was_done_and_the_file():
    with pytest.raises(LocalFileError) as raised, file_errors("reading", "/x/y", "Do better."):
        raise OSError(errno.EACCES, "Permission denied")
    assert (raised.value.kind, str(raised.value)) == ("local_file_error", "reading /x/y failed: Permission denied. Do better.")


def test_errors_without_words_of_the_system():
    with pytest.raises(LocalFileError, match="reading x failed: odd"), file_errors("reading", "x"):
        raise OSError("odd")


def test_other_errors_pass():
    with pytest.raises(ZeroDivisionError), file_errors("reading", "x"):
        _nothing = 1 / 0


def test_private_files_are_private_from_the_first_moment(tmp_path):
    with open_private(tmp_path / "a", "wb"):
        assert mode_of(tmp_path / "a") == 0o600


def test_only_one_has_a_lock(tmp_path):
    path = tmp_path / "a"
    with locked_file(path, "another one has it") as file:
        assert file.writable()
        with pytest.raises(LocalFileError, match="another one has it") as refused, locked_file(path, "another one has it"):
            raise AssertionError
    assert "Wait until it is done" in refused.value.hint
    with locked_file(path, "another one has it"):
        pass


def test_a_lock_ends_with_its_process(tmp_path):
    """However it ends."""
    path = tmp_path / "a"
    root = Path(files.__file__.partition(f"{os.sep}ansible_collections{os.sep}")[0])
    program = (
        f"import sys, os, pathlib; sys.path.insert(0, {str(root)!r})\n"
        f"from {files.__name__} import locked_file\n"
        f"with locked_file(pathlib.Path({str(path)!r}), 'busy'):\n    print('locked', flush=True); sys.stdin.read(1); os._exit(9)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout.readline() == b"locked\n"
        with pytest.raises(LocalFileError, match="busy"), locked_file(path, "busy"):
            raise AssertionError
        child.kill()
        child.wait()
        with locked_file(path, "busy"):
            pass


def test_what_was_in_a_file_is_still_there_when_it_is_locked(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with locked_file(path, "busy") as file:
        file.write(b"new")
    assert path.read_bytes() == b"oldnew"


def test_a_file_that_was_renamed_while_it_was_waited_for_is_opened_anew(tmp_path, monkeypatch):
    """Another export got the lock first, and put its file into place before it let go."""
    import fcntl

    path, moved = tmp_path / "a", []

    def flock(file, how):
        if not moved:
            moved.append(path.rename(tmp_path / "finished"))

    monkeypatch.setattr(fcntl, "flock", flock)
    with locked_file(path, "busy") as file:
        file.write(b"new")
    assert (path.read_bytes(), (tmp_path / "finished").read_bytes()) == (b"new", b"")


def test_links_and_files_of_others_are_not_written_to(tmp_path):
    """Somebody else who may write to the folder could have put them there."""
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "soft").symlink_to(victim)
    os.link(victim, tmp_path / "hard")
    for name in ("soft", "hard"):
        with pytest.raises(LocalFileError), files.locked_file(tmp_path / name, "busy"):
            pass
    assert victim.read_text() == "precious"


@pytest.mark.parametrize(("number", "ends_all"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EROFS, True), (errno.EACCES, False)])
def test_a_full_disk_ends_everything_else_and_one_bad_file_does_not(number, ends_all):
    with pytest.raises(LocalFileError) as caught, file_errors("writing", "a"):
        raise OSError(number, os.strerror(number))
    assert caught.value.hopeless is ends_all
