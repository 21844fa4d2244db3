# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Log files as files: only what is new, checked, whole or not at all, and never outside of the folder."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import stat
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, NotFound
from ansible_collections.asyncos.api.plugins.module_utils._task.log_download import LOG_DOWNLOAD
from ansible_collections.asyncos.api.plugins.module_utils._task.logs import incoming as incoming_module
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.files import LogFile
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.logs import archive, resource
from ansible_collections.asyncos.api.tests.simulator.logs.subscriptions import subscription

FILE = "logs/mail_logs/*"


def truth(appliance, name="mail_logs"):
    """The files of a subscription, without any request."""
    return archive.files_of(appliance.appliance, subscription(appliance.appliance, name))


def saved(appliance, name="mail_logs"):
    return [file for file in truth(appliance, name) if file.name.endswith(".s")]


def content(folder):
    """Everything below ``folder``, hidden or not, by its path from there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def downloads(appliance):
    return [note.path for note in appliance.appliance.requests if note.status == 200 and is_download(note.path)]


def is_download(path):
    return bool(re.search(r"/v2\.0/logs/[^/]+/[^/]+$", path))


@pytest.fixture
def get(tmp_path):
    """Download into an empty folder: ``get(appliance, last="1d")``."""

    def run(appliance, check_mode=False, client=None, **params):
        given = {"subscriptions": ["mail_logs"], "dest": str(tmp_path), **params}
        return appliance.run(LOG_DOWNLOAD, check_mode, client, **given)

    return run


# What comes


@pytest.mark.parametrize("product", ["esa", "sma"])
def test_finished_files_come_as_they_are(inside, get, tmp_path, product):
    appliance = inside(product)
    result = get(appliance)
    expected = saved(appliance)
    assert content(tmp_path) == {f"mail_logs/{file.name}": file.content for file in expected}
    assert result["changed"] is True
    assert result["failed_items"] == []
    assert result["dest"] == str(tmp_path)
    first = result["files"][0]
    assert first == {
        "subscription": "mail_logs",
        "name": expected[0].name,
        "path": str(tmp_path / "mail_logs" / expected[0].name),
        "state": "downloaded",
        "size": len(expected[0].content),
        "sha256": expected[0].hash,
        "modified": "2026-02-22T18:00:00Z",
        "finished": True,
        "verified": "hash",
    }
    assert result["files"][-1]["state"] == "left_out"
    assert result["counts"] == {
        "downloaded": len(expected),
        "unchanged": 0,
        "would_download": 0,
        "left_out": 1,
        "failed": 0,
        "bytes": sum(len(file.content) for file in expected),
    }


def test_files_are_private_and_have_the_time_of_the_appliance(inside, get, tmp_path):
    appliance = inside()
    old = os.umask(0)
    try:
        get(appliance)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "mail_logs").stat().st_mode) == 0o700
    for file in saved(appliance):
        facts = (tmp_path / "mail_logs" / file.name).stat()
        assert (stat.S_IMODE(facts.st_mode), facts.st_mtime) == (0o600, file.changed)


def test_second_run_downloads_nothing(inside, get, tmp_path):
    appliance = inside()
    get(appliance)
    before = content(tmp_path)
    appliance.appliance.requests.clear()
    result = get(appliance)
    assert result["changed"] is False
    assert {file["state"] for file in result["files"]} == {"unchanged", "left_out"}
    assert result["diff"]["before"] == result["diff"]["after"] == ""
    assert downloads(appliance) == []
    assert content(tmp_path) == before


def test_later_run_brings_only_what_is_new(inside, get):
    appliance = inside()
    get(appliance)
    appliance.appliance.requests.clear()
    appliance.now += timedelta(hours=6)
    result = get(appliance)
    assert [file["name"] for file in result["files"] if file["state"] == "downloaded"] == ["mail_logs.@20260301T120000.s"]
    assert len(downloads(appliance)) == 1


def test_files_that_the_appliance_no_longer_has_stay(inside, get, tmp_path):
    appliance = inside()
    get(appliance)
    before = content(tmp_path)
    appliance.now += timedelta(days=30)
    get(appliance)
    assert before.items() <= content(tmp_path).items()


def test_check_mode_tells_the_same_and_writes_nothing(inside, get, tmp_path):
    appliance = inside()
    foreseen = get(appliance, check_mode=True)
    assert list(tmp_path.iterdir()) == []
    assert downloads(appliance) == []
    done = get(appliance)
    assert foreseen["diff"] == done["diff"]
    assert foreseen["counts"]["would_download"] == done["counts"]["downloaded"]
    assert foreseen["counts"]["bytes"] == done["counts"]["bytes"]
    assert get(appliance, check_mode=True)["changed"] is False


def test_difference_has_a_line_for_each_file(inside, get):
    appliance = inside()
    lines = get(appliance)["diff"]["after"].splitlines()
    assert lines == [f"mail_logs/{file.name}  {len(file.content)} bytes" for file in saved(appliance)]


def test_window_names_and_patterns_choose(inside, get, tmp_path):
    appliance = inside()
    result = get(appliance, subscriptions=["mail_*", "c*i_logs"], start="2026-02-28T18:00Z", end="2026-03-01T00:00Z", names=["*.@20260228*.s"])
    assert {(file["subscription"], file["name"]) for file in result["files"]} == {
        ("cli_logs", "cli_logs.@20260228T000000.s"),
        ("mail_logs", "mail_logs.@20260228T120000.s"),
        ("mail_logs", "mail_logs.@20260228T180000.s"),
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cli_logs", "mail_logs"]


def test_progress_is_told(inside, get, monkeypatch):
    monkeypatch.setattr("ansible_collections.asyncos.api.plugins.module_utils._task.progress.EVERY_SECONDS", -1.0)
    appliance = inside()
    get(appliance)
    assert len(appliance.told) == len(saved(appliance))
    assert "bytes downloaded" in appliance.told[-1]


# What is still being written


def test_current_file_comes_on_request_and_again_when_it_has_grown(inside, get, tmp_path):
    appliance = inside()
    current = tmp_path / "mail_logs" / "mail_logs.@20260301T120000.c"
    appliance.now += timedelta(hours=1)
    assert get(appliance, current=True)["files"][-1]["state"] == "downloaded"
    early = current.read_bytes()
    assert get(appliance, current=True)["changed"] is False
    appliance.now += timedelta(hours=1)
    result = get(appliance, current=True)
    assert (result["counts"]["downloaded"], result["files"][-1]["finished"]) == (1, False)
    assert current.read_bytes().startswith(early)
    assert len(current.read_bytes()) > len(early)
    assert f"mail_logs/{current.name}  {len(early)} bytes\n" == result["diff"]["before"]
    assert appliance.warnings == []


class Meanwhile:
    """Something that happens between the list and the first download."""

    def __init__(self, appliance, happens):
        self.wire = appliance.client()._transport
        self.happens = happens
        self.done = False

    def exchange(self, method, url, *more):
        if is_download(url) and not self.done:
            self.done = True
            self.happens()
        return self.wire.exchange(method, url, *more)


def meanwhile(appliance, happens):
    client = appliance.client(concurrency=1)
    client._transport = Meanwhile(appliance, happens)
    return client


def forward(appliance, **duration):
    def move():
        appliance.now += timedelta(**duration)

    return move


def test_file_that_grows_after_it_was_listed_is_accepted_as_it_came(inside, get, tmp_path):
    appliance = inside()
    appliance.now += timedelta(hours=1)
    listed = len(truth(appliance)[-1].content)
    result = get(appliance, names=["*.c"], current=True, client=meanwhile(appliance, forward(appliance, hours=1)))
    [file] = result["files"]
    came = Path(file["path"]).read_bytes()
    assert (file["state"], file["verified"], file["size"]) == ("downloaded", "hash", len(came))
    assert len(came) > listed
    assert file["sha256"] == hashlib.sha256(came).hexdigest()
    assert len(downloads(appliance)) == 1


def test_file_that_is_renamed_after_it_was_listed_is_told(inside, get):
    appliance = inside()
    result = get(appliance, names=["*.c"], current=True, client=meanwhile(appliance, forward(appliance, hours=7)))
    assert result["failed"] is True
    assert result["files"][0]["state"] == "failed"
    assert "Appliances rename a log file when they begin a new one" in result["failed_items"][0]["msg"]


def call_otherwise(monkeypatch):
    """Names of files that do not tell whether they are finished."""
    there = archive.files_of
    monkeypatch.setattr(resource, "files_of", lambda *who: [replace(file, name=file.name.rpartition(".")[0]) for file in there(*who)])


@pytest.mark.parametrize(("settled", "state"), [("10m", "downloaded"), ("1h", "left_out")])
def test_name_that_does_not_tell_is_judged_by_its_age(inside, get, monkeypatch, settled, state):
    call_otherwise(monkeypatch)
    appliance = inside()
    appliance.now += timedelta(minutes=30)
    result = get(appliance, last="2h", end=None, settled=settled)
    assert [file["state"] for file in result["files"]] == [state, "left_out"]


def test_age_is_counted_on_the_clock_of_the_appliance(inside, get, monkeypatch):
    """It is 20 minutes ahead: what it changed 15 minutes ago by its own clock is settled, though that lies in the future here."""
    call_otherwise(monkeypatch)
    appliance = inside()
    monkeypatch.setattr(appliance.appliance.clock, "now", lambda: appliance.now.timestamp() + 1200 - 330)
    result = get(appliance, settled="10m")
    assert result["files"][-2]["modified"] == "2026-03-01T12:00:00Z"
    assert result["files"][-2]["state"] == "downloaded"
    assert "The clock of inside:6080 (esa) is 14 minutes ahead of the one here." in appliance.warnings


# What is checked


def test_damaged_file_is_fetched_once_more(inside, get, tmp_path):
    appliance = inside()
    appliance.appliance.faults.add(Fault("damage", path=FILE))
    result = get(appliance)
    assert "failed" not in result
    assert len(downloads(appliance)) == len(saved(appliance)) + 1
    assert content(tmp_path) == {f"mail_logs/{file.name}": file.content for file in saved(appliance)}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("damage", path="logs/mail_logs/*T000000.s", times=0), "was downloaded 2 times, and is otherwise than its SHA-256 on the appliance says"),
        (Fault("bad_json", path="logs/mail_logs/*T000000.s", times=0), "was downloaded 2 times, and has "),
        (Fault("not_json", path="logs/mail_logs/*T000000.s", times=0), "was downloaded 2 times, and has "),
        (Fault("empty", path="logs/mail_logs/*T000000.s", times=0), "was downloaded 2 times, and has 2 bytes, where the appliance lists "),
    ],
    ids=["damage", "too-short", "web-page", "empty-object"],
)
def test_file_that_stays_wrong_is_not_kept_and_loses_no_other(inside, get, tmp_path, fault, words):
    appliance = inside()
    appliance.appliance.faults.add(fault)
    result = get(appliance, last="1d")
    assert (result["failed"], result["changed"]) == (True, True)
    [item] = result["failed_items"]
    assert words in item["msg"]
    assert (item["name"], item["error"]["kind"], item["error"]["attempts"]) == ("mail_logs.@20260301T000000.s", "malformed_reply", 2)
    assert len(content(tmp_path)) == 4
    assert "1 of 7 lists and files could not be had; the first: GET logs/mail_logs/" in result["msg"]
    assert get(appliance, last="1d", ignore_failed_items=True).get("failed") is None


def test_wrong_file_does_not_replace_a_good_one(inside, get, tmp_path):
    appliance = inside()
    get(appliance)
    before = content(tmp_path)
    (tmp_path / "mail_logs" / saved(appliance)[0].name).chmod(0o640)
    os.truncate(tmp_path / "mail_logs" / saved(appliance)[0].name, 5)
    appliance.appliance.faults.add(Fault("damage", path=FILE, times=0))
    assert get(appliance)["failed"] is True
    assert content(tmp_path) == {**before, f"mail_logs/{saved(appliance)[0].name}": saved(appliance)[0].content[:5]}


def test_changed_file_here_is_replaced_with_a_warning(inside, get, tmp_path):
    appliance = inside()
    get(appliance)
    first = tmp_path / "mail_logs" / saved(appliance)[0].name
    first.write_bytes(b"x" * len(saved(appliance)[0].content))
    result = get(appliance)
    assert result["counts"]["downloaded"] == 1
    assert first.read_bytes() == saved(appliance)[0].content
    [warning] = appliance.warnings
    assert warning.startswith(f"There was another content or time in {tmp_path} where the appliance has finished a file")
    assert f"it is replaced: mail_logs/{first.name}. " in warning
    assert "each needs a folder of its own" in warning


def test_without_hash_size_and_time_are_compared(inside, get, tmp_path):
    appliance = inside()
    result = get(appliance, verify=False)
    assert {file["verified"] for file in result["files"]} == {"size", None}
    assert "computeHash" not in "".join(note.query for note in appliance.appliance.requests)
    assert appliance.warnings == []
    assert get(appliance, verify=False)["changed"] is False
    first = tmp_path / "mail_logs" / saved(appliance)[0].name
    os.utime(first, (1, 1))
    assert get(appliance, verify=False)["counts"]["downloaded"] == 1


def test_appliance_that_gives_no_hash_is_warned_of(inside, get, monkeypatch):
    monkeypatch.setattr(archive.LogFile, "hash", property(lambda file: ""))
    appliance = inside()
    result = get(appliance)
    assert result["counts"]["downloaded"] == len(saved(appliance))
    number, first = len(saved(appliance)), saved(appliance)[0].name
    assert appliance.warnings == [f"The appliance gave no SHA-256 of mail_logs/{first} and {number - 1} more: only sizes were compared."]
    assert get(appliance)["changed"] is False


def test_vanished_file_is_told(inside, get):
    appliance = inside()
    appliance.appliance.faults.add(Fault("status", path=FILE, code=404, message="Not Found."))
    [item] = get(appliance, ignore_failed_items=True)["failed_items"]
    assert (item["subscription"], item["error"]["kind"]) == ("mail_logs", "not_found")
    assert "It was listed a moment ago." in item["msg"]


def test_wrong_password_is_tried_once(inside, get):
    appliance = inside()
    with pytest.raises(Exception, match="Invalid username or passphrase"):
        get(appliance, client=appliance.client(password="wrong"))
    assert len(appliance.appliance.requests) == 1


# What is refused


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"dest": "logs"}, "dest logs is a relative path"),
        ({"dest": "/nonexistent/logs"}, "dest /nonexistent/logs is no folder. Make it first"),
        ({"dest": "/etc/passwd"}, "is no folder"),
        ({"subscriptions": []}, "subscriptions is empty"),
        ({"max_size": "much"}, "max_size is 'much'. Give a number with K, M, G or T"),
        ({"settled": "soon"}, "settled is 'soon'"),
        ({"last": "1y"}, "last is '1y'"),
    ],
)
def test_bad_input_is_refused_before_any_request(inside, get, given, words):
    appliance = inside()
    with pytest.raises(InputError, match=words):
        get(appliance, **given)
    assert len(appliance.appliance.requests) == 0


def test_web_appliance_is_refused(inside, get):
    with pytest.raises(InputError, match="not of wsa. A Secure Web Appliance pushes its logs"):
        get(inside("wsa"))


@pytest.mark.parametrize("check_mode", [True, False])
def test_more_than_max_size_is_refused_before_anything_is_downloaded(inside, get, tmp_path, check_mode):
    appliance = inside()
    with pytest.raises(InputError, match="max_size is 1K. Nothing was downloaded"):
        get(appliance, check_mode, max_size="1K")
    assert list(tmp_path.iterdir()) == []
    assert downloads(appliance) == []


def test_what_is_there_does_not_count_for_max_size(inside, get):
    appliance = inside()
    get(appliance)
    assert get(appliance, max_size="1K")["changed"] is False


def test_more_than_max_size_is_cut_off_though_less_was_listed(inside, get, tmp_path, monkeypatch):
    monkeypatch.setattr(resource, "_entry", lambda call, row, file, hashed: {"name": file.name, "size": 10, "modificationDate": file.changed})
    result = get(inside(), names=["*T000000.s"], last="1d", max_size="1K")
    assert "more came than max_size allows" in result["msg"]
    assert content(tmp_path) == {}


@pytest.mark.parametrize("name", ["../evil", "/evil", ".evil", "a\x1b[31mb", "a/b"])
def test_subscription_whose_name_leaves_the_folder_is_refused(inside, get, tmp_path, name):
    appliance = inside()
    dest = tmp_path / "dest"
    dest.mkdir()
    appliance.appliance.configuration.part("mail_log_subscriptions").append({"name": name, "type": "Text Mail Logs", "retrievalMethod": "manual"})
    result = get(appliance, subscriptions=["*"], names=["mail_logs*", "*evil*"], dest=str(dest))
    assert [item["subscription"] for item in result["failed_items"]] == [name]
    assert "It is not used as the name of a file here." in result["failed_items"][0]["msg"]
    assert "\x1b" not in result["msg"]
    assert [path.name for path in tmp_path.iterdir()] == ["dest"]
    assert [path.name for path in dest.iterdir()] == ["mail_logs"]


@pytest.mark.parametrize("name", ["../evil.s", "/evil.s", ".evil.s", "a\nb.s", ""])
def test_file_whose_name_leaves_the_folder_is_refused(inside, get, tmp_path, monkeypatch, name):
    entry = resource._entry
    good = saved(inside())[-1].name

    def bad(call, row, file, hashed):
        return {**entry(call, row, file, hashed), **({} if file.name == good else {"name": name})}

    monkeypatch.setattr(resource, "_entry", bad)
    dest = tmp_path / "dest"
    dest.mkdir()
    result = get(inside(), last="8h", dest=str(dest), current=True)
    assert [(item["name"], item["error"]["kind"]) for item in result["failed_items"]] == [(name, "malformed_reply")]
    assert [file["path"] for file in result["files"] if file["state"] == "failed"] == [None]
    assert content(tmp_path) == {f"dest/mail_logs/{good}": saved(inside())[-1].content}


def test_address_that_the_appliance_gives_is_not_followed(inside, get, monkeypatch):
    entry = resource._entry
    monkeypatch.setattr(resource, "_entry", lambda *arguments: {**entry(*arguments), "downloadUrl": "https://evil.example/steal"})
    appliance = inside()
    assert get(appliance)["failed_items"] == []
    assert all(path.startswith("/esa/api/v2.0/logs/mail_logs/mail_logs.@") for path in downloads(appliance))


# What stands in the way here


def test_link_is_replaced_and_not_followed(inside, get, tmp_path):
    appliance = inside()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("precious")
    (tmp_path / "mail_logs").mkdir()
    place = tmp_path / "mail_logs" / saved(appliance)[0].name
    place.symlink_to(elsewhere)
    get(appliance)
    assert elsewhere.read_text() == "precious"
    assert not place.is_symlink()


def test_link_in_place_of_a_folder_is_refused(inside, get, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "mail_logs").symlink_to(elsewhere)
    result = get(inside(), last="8h")
    assert "mail_logs is a link" in result["msg"]
    assert list(elsewhere.iterdir()) == []


def test_link_in_place_of_the_unfinished_file_is_refused(inside, get, tmp_path):
    appliance = inside()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("precious")
    (tmp_path / "mail_logs").mkdir()
    (tmp_path / "mail_logs" / f".{saved(appliance)[-1].name}.part").symlink_to(elsewhere)
    assert get(appliance, last="8h")["failed_items"][0]["error"]["kind"] == "local_file_error"
    assert elsewhere.read_text() == "precious"


def test_file_in_place_of_a_folder_is_told(inside, get, tmp_path):
    (tmp_path / "mail_logs").write_text("precious")
    result = get(inside(), last="8h")
    assert result["error"]["kind"] == "local_file_error"
    assert (tmp_path / "mail_logs").read_text() == "precious"


def test_folder_in_place_of_a_file_is_told(inside, get, tmp_path):
    appliance = inside()
    place = tmp_path / "mail_logs" / saved(appliance)[-1].name
    place.mkdir(parents=True)
    result = get(appliance, last="2h")
    assert f"writing {place} failed: Is a directory" in result["msg"]
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_two_downloads_of_one_file_at_once_are_refused(inside, get, tmp_path):
    appliance = inside()
    (tmp_path / "mail_logs").mkdir()
    part = tmp_path / "mail_logs" / f".{saved(appliance)[-1].name}.part"
    with part.open("ab") as other:
        other.write(b"half")
        other.flush()
        fcntl.flock(other, fcntl.LOCK_EX)
        result = get(appliance, last="8h")
        assert f"another download writes {part} at this moment" in result["msg"]
        assert part.read_bytes() == b"half"
    assert get(appliance, last="8h")["counts"]["downloaded"] == 1
    assert not part.exists()


def test_rest_of_a_killed_download_is_written_over(inside, get, tmp_path):
    appliance = inside()
    (tmp_path / "mail_logs").mkdir()
    (tmp_path / "mail_logs" / f".{saved(appliance)[0].name}.part").write_bytes(b"x" * 10**6)
    get(appliance)
    assert content(tmp_path) == {f"mail_logs/{file.name}": file.content for file in saved(appliance)}


def test_full_disk_is_told_and_leaves_nothing_half(inside, get, tmp_path, monkeypatch):
    appliance = inside()
    opened = incoming_module.Incoming.__init__

    class Full:
        def truncate(self, size):
            pass

        def write(self, piece):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(incoming_module.Incoming, "__init__", lambda incoming, path, file, *more: opened(incoming, path, Full(), *more))
    result = get(appliance)
    assert result["error"]["kind"] == "local_file_error"
    assert "failed: No space left on device. Make room, or choose another place" in result["msg"]
    assert result["changed"] is False
    assert content(tmp_path) == {}
    assert len(downloads(appliance)) <= appliance.client().settings.concurrency < len(saved(appliance)), "the others are not begun"
    assert len(result["failed_items"]) == len(saved(appliance))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_may_not_be_written_to_is_refused(inside, get, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="may not write into"):
        get(inside())


# On real connections


@pytest.fixture
def connected(fleet, connect, tmp_path):
    """The same over TLS: ``connected(Fault(...), deadline=5)``; the job's clock is the real one."""

    def run(*faults, subscriptions=("cli_logs",), **facts):
        fleet["esa1"].faults.clear()
        for fault in faults:
            fleet["esa1"].faults.add(fault)
        given = {"subscriptions": list(subscriptions), "dest": str(tmp_path), "settled": "10m", "max_size": "1G", "verify": True}
        rest = dict.fromkeys(("names", "last", "start", "end"))
        params = {**given, **rest, "current": False, "ignore_failed_items": False, "product": "esa"}
        return LOG_DOWNLOAD.run(Job(connect(**facts), params, False, lambda words: None))

    return run


@pytest.mark.parametrize(("kind", "times"), [("cut_body", 3), ("reset_after_headers", 3), ("reset_during_headers", 3), ("damage", 1)])
def test_broken_download_begins_anew(connected, tmp_path, kind, times):
    """Even if one file meets all of them: a broken connection is tried again three times, a wrong file once."""
    result = connected(Fault(kind, path="logs/cli_logs/*", times=times))
    assert result["failed_items"] == []
    for file in result["files"][:-1]:
        assert hashlib.sha256(Path(file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert not any(path.name.startswith(".") for path in tmp_path.rglob("*"))


def test_slow_download_ends_at_the_deadline_with_advice(connected, tmp_path, watch, monkeypatch):
    written = incoming_module.Incoming.write

    def slow(incoming, piece):
        written(incoming, piece)
        watch.now += 10

    monkeypatch.setattr(incoming_module.Incoming, "write", slow)
    result = connected(Fault("trickle", path="logs/cli_logs/*", seconds=0.001, times=0), deadline=30)
    assert "The deadline option (30 seconds) bounds the download of a whole file" in result["failed_items"][0]["msg"]
    assert content(tmp_path) == {}


def test_large_file_is_not_held_in_memory(answering, connect, tmp_path):
    """32 MiB arrive in pieces: far less than that is used. The sender's half is in another process's place: it is built before."""
    size = 32 * 1024 * 1024
    body = bytes(size)
    port = answering(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size + body)
    client = connect(port=port, scheme="http", auth="basic")
    file = LogFile("mail_logs", "mail.@1.s", size, None, hashlib.sha256(body).hexdigest(), {})
    with incoming_module.open_incoming(tmp_path / file.name, size, size, lambda number: None) as incoming:
        tracemalloc.start()
        client.call("GET", file.path, sink=incoming)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (incoming.size, incoming.sha256) == (size, file.sha256)
    assert peak < size / 8
    assert list(tmp_path.iterdir()) == []


def test_unknown_subscription_is_a_failed_item(connected):
    result = connected(subscriptions=("cli_log", "cli_logs"))
    assert [item["error"]["kind"] for item in result["failed_items"]] == [NotFound("").kind]
    assert result["counts"]["downloaded"] > 0
