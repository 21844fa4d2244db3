# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Incremental exports: each run brings what is new, late or not, and none brings a record again."""

from __future__ import annotations

import json
import stat
from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, ConnectionLost, InputError, LocalFileError
from ansible_collections.asyncos.api.plugins.module_utils._task import tracking_export
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting import run as export_run
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.cursor import Cursor, announce, commit, load_cursor, reserved
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.draft import Draft, checksum_of
from ansible_collections.asyncos.api.plugins.module_utils._task.tracking_export import TRACKING_EXPORT

START = "2026-03-01T08:00Z"
ASKED = {"host": "inside", "search": "messages"}


def at(clock, day=1):
    return datetime.fromisoformat(f"2026-03-{day:02}T{clock}+00:00").astimezone(timezone.utc)


@pytest.fixture
def chain(inside, tmp_path):
    """Runs of one export after the other: ``chain("10:00:30")`` runs at that time, ``chain.lines`` are those of all files."""

    def run(clock, appliance=None, **params):
        run.count += 1
        found = appliance or run.appliance
        found.now = clock if isinstance(clock, datetime) else at(clock)
        given = {"search": "messages", "dest": str(tmp_path / f"out {run.count:03}.jsonl"), "cursor": str(run.cursor), "start": START, **params}
        return found.run(TRACKING_EXPORT, **given)

    def lines():
        return [line for path in sorted(tmp_path.glob("out *")) for line in path.read_bytes().splitlines()]

    def everything(**params):
        """What one export brings now."""
        dest = tmp_path / "everything.jsonl"
        run.appliance.run(TRACKING_EXPORT, **{"search": "messages", "dest": str(dest), "start": START, **params})
        return dest.read_bytes().splitlines()

    run.count, run.cursor, run.lines, run.everything = 0, tmp_path / "cursor.json", lines, everything
    run.appliance = inside(messages_per_hour=120)
    return run


def assert_each_once(chain, **params):
    found = Counter(chain.lines())
    assert found == Counter(set(chain.everything(**params)))
    assert len(found) > 100


# Every record once


@pytest.mark.parametrize("settings", [{}, {"end_inclusive": False}, {"tracking_newest_first": False}, {"sparse_percent": 100}, {"page_limit": 9}], ids=str)
def test_each_record_is_in_one_file(chain, settings):
    for name, value in settings.items():
        setattr(chain.appliance.settings, name, value)
    results = [chain(clock) for clock in ("09:00:30", "09:00:50", "09:10:00", "10:30:00", "10:30:59")]
    assert_each_once(chain)
    assert [result["changed"] for result in results[:1] + results[2:4]] == [True, True, True]
    assert results[3]["meta"]["duplicates"] > 0


@pytest.mark.parametrize("overlap", ["31m", "45m", "3h"])
def test_late_records_come_with_a_later_run(chain, overlap):
    """A third of the records can be seen only half an hour after their time."""
    chain.appliance.settings.late_percent = 33
    first = chain("09:00:30", overlap=overlap)
    chain("09:20:30", overlap=overlap)
    before = len(chain.lines())
    assert len(chain.everything(end="2026-03-01T09:20Z")) <= before
    for clock in ("09:40:00", "10:05:30", "10:35:30"):
        chain(clock, overlap=overlap)
    chain.appliance.now = at("10:35:30")
    assert_each_once(chain)
    early = chain.appliance.truth("messages", "2026-03-01T08:00:00Z", "2026-03-01T09:00:30Z")
    assert first["meta"]["returned"] < len(early)


def test_what_is_later_than_the_overlap_is_not_looked_for(chain):
    """So that the test above shows the overlap and nothing else."""
    chain.appliance.settings.late_percent = 33
    for clock in ("09:00:30", "09:25:30", "10:00:30"):
        chain(clock, overlap="1m")
    assert len(chain.lines()) < len(chain.everything())


@pytest.mark.parametrize("step", [4, 7, 61])
def test_many_runs(chain, step):
    chain.appliance.settings.late_percent = 20
    for minutes in range(5, 130, step):
        chain(at("08:00:30") + timedelta(minutes=minutes))
    assert_each_once(chain)


def test_a_message_a_second(chain):
    """There is one at every seam, and at the place where the next run begins."""
    chain.appliance.settings.messages_per_hour = 3600
    for clock in ("08:05:30", "08:10:00", "08:12:00"):
        chain(clock, overlap="1m")
    assert_each_once(chain)


@pytest.mark.parametrize("search", ["proxy_services", "l4tm", "socks_proxy"])
def test_web_transactions_late_ones_too(chain, inside, search):
    """Windows end with a full hour, in the future; the overlap counts from the present all the same."""
    wsa = chain.appliance = inside("wsa", web_transactions_per_hour=120, l4tm_per_hour=120, socks_per_hour=120, late_percent=40, late_minutes=50)
    for clock in ("09:10:00", "09:55:00", "10:01:00", "10:58:00", "11:05:00"):
        chain(clock, search=search)
    wsa.now = at("11:05:00")
    assert_each_once(chain, search=search)


@pytest.mark.parametrize("overlaps", [["10m", "3h", "3h"], ["3h", "10m", "3h"], ["10m", "3h", "10m"]], ids=str)
def test_overlaps_may_change(chain, overlaps):
    for clock, overlap in zip(("10:00:30", "10:10:30", "10:20:30"), overlaps):
        chain(clock, overlap=overlap)
    assert_each_once(chain)


def test_a_clock_that_goes_back_brings_nothing_again(chain):
    for clock in ("10:00:30", "09:40:30", "10:00:50", "10:20:30"):
        chain(clock)
    assert_each_once(chain)
    assert load_cursor(chain.cursor, _asked(chain)).until == "2026-03-01T10:21:00Z"


def test_an_end_before_the_cursor_brings_nothing_again(chain):
    chain("10:00:30")
    chain("10:00:30", end="2026-03-01T09:30Z")
    chain("10:20:30")
    assert_each_once(chain)


def test_an_end_in_the_future_is_the_present(chain):
    result = chain("10:00:30", end="2026-03-02T00:00Z")
    assert result["meta"]["end"] == "2026-03-01T10:01:00Z"
    chain("10:30:30", end="2026-03-02T00:00Z")
    assert_each_once(chain)


def test_an_end_in_the_past_is_where_the_next_run_begins(chain):
    chain("10:00:30", end="2026-03-01T09:00Z")
    chain("10:00:30")
    assert_each_once(chain)


def test_the_beginning_is_that_of_the_first_run(chain):
    """The overlap does not reach back before it, and later runs do not heed it."""
    chain("10:00:30", start=None, last="10m", overlap="2h")
    result = chain("10:10:30", start=None, last="10m", overlap="2h")
    assert result["meta"]["start"] == "2026-03-01T09:50:00Z"
    assert sorted(set(chain.lines())) == sorted(chain.lines()) == sorted(set(chain.everything(start="2026-03-01T09:50Z")))


# The cursor


def _asked(chain):
    return json.loads(chain.cursor.read_text())["asked"]


def test_what_the_cursor_holds(chain, tmp_path):
    result = chain("10:00:30", filters={"message_direction": "incoming"})
    cursor = json.loads(chain.cursor.read_text())
    assert (cursor["since"], cursor["until"], cursor["form"]) == ("2026-03-01T09:00:00Z", "2026-03-01T10:01:00Z", 1)
    assert cursor["asked"] == {"appliance": "inside:6443", "product": "esa", "search": "messages", "filters": {"messageDirection": "incoming"}}
    assert (cursor["dest"], cursor["checksum"]) == (result["dest"], result["checksum"])
    assert 0 < len(cursor["keys"]) < result["meta"]["returned"]
    assert stat.S_IMODE(chain.cursor.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cursor.json", "out 001.jsonl"]


def test_without_new_records_no_file_is_written_and_the_cursor_moves(chain, tmp_path):
    chain.appliance.settings.idle = True
    result = chain("10:00:30")
    assert (result["changed"], result["dest"], result["checksum"], result["size"]) == (False, None, None, None)
    assert [path.name for path in tmp_path.iterdir()] == ["cursor.json"]
    assert load_cursor(chain.cursor, _asked(chain)).until == "2026-03-01T10:01:00Z"
    chain.appliance.settings.idle = False
    assert chain("10:30:30")["meta"]["start"] == "2026-03-01T09:00:00Z"


def test_check_mode_does_not_move_the_cursor(chain, tmp_path):
    chain("10:00:30")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    job = {"search": "messages", "dest": str(tmp_path / "x.jsonl"), "cursor": str(chain.cursor), "start": START}
    result = chain.appliance.run(TRACKING_EXPORT, check_mode=True, **job)
    assert result["meta"]["start"] == "2026-03-01T09:00:00Z"
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_exists_is_refused_and_nothing_is_lost(chain, tmp_path):
    chain("10:00:30")
    before = (tmp_path / "out 001.jsonl").read_bytes()
    with pytest.raises(InputError, match="every run needs a file of its own"):
        chain("10:20:30", dest=str(tmp_path / "out 001.jsonl"))
    assert (tmp_path / "out 001.jsonl").read_bytes() == before
    chain("10:20:30")
    assert_each_once(chain)


def test_a_file_that_appears_meanwhile_is_not_replaced(chain, tmp_path, monkeypatch):
    chain("10:00:30")
    finish, dest = Draft.finish, tmp_path / "out now.jsonl"
    monkeypatch.setattr(Draft, "finish", lambda self, *facts: dest.write_text("another's\n") and finish(self, *facts))
    with pytest.raises(InputError, match="every run needs a file of its own"):
        chain("10:20:30", dest=str(dest))
    monkeypatch.undo()
    assert dest.read_text() == "another's\n"
    dest.unlink()
    assert chain("10:20:30")["resumed"] is True
    assert_each_once(chain)


DAMAGES = {
    "empty": b"",
    "no-json": b"{",
    "no-text": b"\xff\xfe",
    "list": b"[]",
    "little": b'{"since": "2026-03-01T09:00:00Z"}',
    "more": b'{"asked": {}, "since": "2026-03-01T09:00:00Z", "until": "2026-03-01T10:00:00Z", "colour": "red"}',
    "asked": b'{"asked": [], "since": "2026-03-01T09:00:00Z", "until": "2026-03-01T10:00:00Z"}',
    "keys": b'{"asked": {}, "since": "2026-03-01T09:00:00Z", "until": "2026-03-01T10:00:00Z", "keys": ["a"]}',
    "no-keys": b'{"asked": {}, "since": "2026-03-01T09:00:00Z", "until": "2026-03-01T10:00:00Z", "keys": null}',
    "no-time": b'{"asked": {}, "since": "yesterday", "until": "2026-03-01T10:00:00Z"}',
    "number": b'{"asked": {}, "since": 5, "until": 6}',
    "turned": b'{"asked": {}, "since": "2026-03-01T10:00:00Z", "until": "2026-03-01T09:00:00Z"}',
    "dest": b'{"asked": {}, "since": "2026-03-01T09:00:00Z", "until": "2026-03-01T10:00:00Z", "dest": 5}',
    "form": b'{"asked": {}, "since": "2026-03-01T09:00:00Z", "until": "2026-03-01T10:00:00Z", "form": 2}',
}


@pytest.mark.parametrize("name", ["cursor.json", "cursor.json.next"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cursor_is_refused_and_kept(chain, tmp_path, damage, name):
    (tmp_path / name).write_bytes(DAMAGES[damage])
    with pytest.raises(LocalFileError, match="is damaged, or was not written by this version") as refused:
        chain("10:00:30")
    assert "Restore it from a backup, or remove it" in refused.value.hint
    assert (tmp_path / name).read_bytes() == DAMAGES[damage]
    assert len(chain.appliance.appliance.requests) == 0


def test_a_cursor_that_is_a_folder(chain, tmp_path):
    chain.cursor.mkdir()
    with pytest.raises(LocalFileError, match=r"cursor\.json failed: Is a directory"):
        chain("10:00:30")


def test_a_cursor_in_a_folder_that_is_none(chain, tmp_path):
    with pytest.raises(LocalFileError, match="No such file"):
        chain("10:00:30", cursor=str(tmp_path / "missing" / "c.json"))


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"filters": {"mid": 5}}, "filters differ"),
        ({"search": "rejected_connections"}, "search differ"),
        ({"search": "rejected_connections", "filters": {"sender_ip": "192.0.2.1"}}, "filters, search differ"),
        ({"host": "elsewhere"}, "appliance differ"),
    ],
    ids=str,
)
def test_a_cursor_of_another_search_is_refused_and_kept(chain, params, words):
    chain("10:00:30")
    before = chain.cursor.read_bytes()
    with pytest.raises(InputError, match=words) as refused:
        chain("10:20:30", **params)
    assert "Each search needs a cursor file of its own" in refused.value.hint
    assert chain.cursor.read_bytes() == before


def test_form_and_fields_may_change_from_run_to_run(chain, tmp_path):
    chain("10:00:30")
    chain("10:20:30", format="csv")
    rows = (tmp_path / "out 002.jsonl").read_bytes().decode()
    assert rows.startswith("timestamp,timestamp_utc")


@pytest.fixture
def interrupted(chain):
    """A run that fails when it has written everything up to about a time: ``interrupted("10:00:30", "09:55:00")``."""

    def run(clock, place):
        add = export_run.Writer.add

        def until_there(self, done):
            if done.span.end > at(place):
                raise ConnectionLost("it broke")
            add(self, done)

        chain.appliance.settings.wide_range_minutes = 5
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(export_run.Writer, "add", until_there)
            with pytest.raises(AsyncOSError, match="are kept in"):
                chain(clock)
        chain.appliance.settings.wide_range_minutes = 0

    return run


def test_failures_leave_the_cursor_where_it_was(chain, interrupted):
    chain("09:00:30")
    before = chain.cursor.read_bytes()
    interrupted("12:00:30", "10:30:00")
    assert chain.cursor.read_bytes() == before
    assert chain("12:30:30")["resumed"] is True
    chain("12:40:30")
    assert_each_once(chain)


@pytest.mark.parametrize("again", ["10:10:30", "10:50:30", "11:30:30", "13:30:30"])
def test_records_that_were_late_when_a_run_was_interrupted_come_with_a_later_one(chain, interrupted, again):
    """They became visible between the interruption and the run that goes on, which does not look there again."""
    chain.appliance.settings.late_percent = 33
    interrupted("10:00:30", "09:58:00")
    assert chain(again)["resumed"] is True
    for minutes in (10, 40):
        chain(at(again) + timedelta(minutes=minutes))
    assert_each_once(chain)


# What a killed run left


@pytest.fixture
def pending(tmp_path):
    """An announced cursor whose file is ``dest``."""
    path, dest = tmp_path / "cursor.json", tmp_path / "out.jsonl"
    old, new = (Cursor(ASKED, f"2026-03-01T{hour}:00:00Z", f"2026-03-01T{hour + 1}:00:00Z") for hour in (10, 11))
    announce(path, old)
    commit(path)
    dest.write_bytes(b"lines\n")
    announce(path, Cursor(ASKED, new.since, new.until, dest=str(dest), checksum=checksum_of(dest)))
    return path


def until(path):
    return load_cursor(path, ASKED).until


def test_an_announced_cursor_is_in_effect_when_its_file_is_in_place(pending):
    assert until(pending) == "2026-03-01T12:00:00Z"
    with reserved(pending):
        assert until(pending) == "2026-03-01T12:00:00Z"
        assert not pending.with_name("cursor.json.next").exists()


@pytest.mark.parametrize("change", [lambda dest: dest.unlink(), lambda dest: dest.write_bytes(b"another"), lambda dest: dest.write_bytes(b"")])
def test_an_announced_cursor_is_dropped_when_its_file_is_not(pending, change):
    change(pending.with_name("out.jsonl"))
    assert until(pending) == "2026-03-01T11:00:00Z"
    with reserved(pending):
        assert until(pending) == "2026-03-01T11:00:00Z"
        assert not pending.with_name("cursor.json.next").exists()


def test_an_announced_cursor_without_a_file_is_in_effect(pending):
    announce(pending, Cursor(ASKED, "2026-03-01T11:00:00Z", "2026-03-01T13:00:00Z"))
    assert until(pending) == "2026-03-01T13:00:00Z"


def test_the_first_cursor_may_be_an_announced_one(pending):
    pending.unlink()
    with reserved(pending):
        assert pending.exists()


def test_reading_a_cursor_changes_nothing(pending, tmp_path):
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    load_cursor(pending, ASKED)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_before_the_first_run_there_is_no_cursor(tmp_path):
    assert load_cursor(tmp_path / "none", ASKED) is None


def test_only_one_moves_the_cursor(pending):
    with reserved(pending), pytest.raises(LocalFileError, match="another export uses the cursor file"), reserved(pending):
        raise AssertionError
    with reserved(pending):
        pass
    assert not pending.with_name(".cursor.json.lock").exists()


def test_without_a_cursor_nothing_is_reserved(tmp_path):
    with reserved(None):
        assert list(tmp_path.iterdir()) == []


def test_a_cursor_moves_only_after_its_file_is_there(chain, tmp_path, monkeypatch):
    order = []
    for name in ("announce", "publish", "commit"):
        step = getattr(tracking_export, name)
        monkeypatch.setattr(tracking_export, name, lambda *facts, name=name, step=step, **more: order.append(name) or step(*facts, **more))
    chain("10:00:30")
    assert order == ["announce", "publish", "commit"]
