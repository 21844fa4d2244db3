# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports on the simulator: what is in the file, and what happens to it when something goes wrong."""

from __future__ import annotations

import csv
import errno
import gzip
import hashlib
import io
import json
import os
import stat
import threading

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError, LocalFileError
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting import draft as export_draft
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting import run as export_run
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.draft import Draft, open_draft
from ansible_collections.asyncos.api.plugins.module_utils._task.message_tracking_info import MESSAGE_TRACKING_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.searching import slices
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import META_FIELDS
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import AHEAD
from ansible_collections.asyncos.api.plugins.module_utils._task.tracking_export import TRACKING_EXPORT
from ansible_collections.asyncos.api.plugins.module_utils._task.web_tracking_info import WEB_TRACKING_INFO
from ansible_collections.asyncos.api.tests.simulator.faults import KINDS, SHAPES, Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, Fleet
from ansible_collections.asyncos.api.tests.unit.plugins.module_utils.task.inside import LOGIN, NOW, Inside

WINDOW = {"start": "2026-03-01T08:00Z", "end": "2026-03-01T11:00Z"}
RATE = 150


@pytest.fixture
def export(inside, tmp_path):
    """Exports messages to ``dest`` in a folder of the test's own: ``export("a.csv", search="l4tm")``."""

    def run(dest="out.jsonl", check_mode=False, appliance=None, **params):
        params = {"search": "messages", "dest": str(tmp_path / dest), **WINDOW, **params}
        return (appliance or run.appliance).run(TRACKING_EXPORT, check_mode, **params)

    run.appliance = inside(messages_per_hour=RATE)
    return run


@pytest.fixture
def folder(tmp_path):
    """The names in the folder of the test."""
    return lambda: sorted(path.name for path in tmp_path.iterdir())


@pytest.fixture
def often(monkeypatch):
    """A checkpoint after every slice."""
    monkeypatch.setattr(export_run, "CHECKPOINT_SECONDS", -1.0)


@pytest.fixture(scope="module")
def searched():
    """All records, as the module that searches finds them."""
    found = Inside(messages_per_hour=RATE)
    return found.run(MESSAGE_TRACKING_INFO, order="oldest_first", **WINDOW)["records"]


def records_in(path):
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    return [json.loads(line) for line in content.splitlines()]


# Content


def test_every_record_is_one_line_in_the_order_of_time(export, tmp_path, searched):
    result = export()
    assert records_in(tmp_path / "out.jsonl") == searched
    assert set(result["meta"]) == set(META_FIELDS)
    assert result["meta"]["returned"] == len(searched) > 400
    assert (result["changed"], result["resumed"], result["left_out_fields"], export.appliance.warnings) == (True, False, [], [])


def test_texts_are_those_of_the_appliance(export, tmp_path):
    """A fifth of the simulated subjects are hostile."""
    export()
    subjects = [message.subject for message, _gateway in export.appliance.truth("messages", "2026-03-01T08:00:00Z", "2026-03-01T11:00:00Z")]
    assert [record["subject"] for record in records_in(tmp_path / "out.jsonl")] == subjects
    everything = "".join(subjects)
    assert all(sample in everything for sample in ("請求書", "🎉", "\x07", "\x00", "\u2028", "\r", "=HYPERLINK"))


def test_tables_have_the_columns_of_the_catalogue_and_one_row_for_each_record(export, tmp_path, searched):
    result = export("out.csv")
    rows = list(csv.DictReader(io.StringIO(_text(tmp_path / "out.csv"), newline="")))
    assert [row["timestamp_utc"] for row in rows] == [record["timestamp_utc"] for record in searched]
    assert [row["mid"] for row in rows] == ["; ".join(map(str, record["mid"])) for record in searched]
    assert result["left_out_fields"] == []
    formulas = [row["subject"] for record, row in zip(searched, rows) if record["subject"].startswith(("=", "+", "-", "@"))]
    assert len(formulas) > 10
    assert all(subject.startswith("'") for subject in formulas)
    assert {row["sbrs"] for row in rows} >= {record["sbrs"] for record in searched if record["sbrs"].startswith("-")}


def _text(path):
    return path.read_bytes().decode("utf-8")


def test_chosen_fields(export, tmp_path, searched):
    export("a.csv", fields=["mid", "nowhere", "sender"], escape_formulas=False)
    assert _text(tmp_path / "a.csv").splitlines()[:2] == ["mid,nowhere,sender", f"{searched[0]['mid'][0]},,{searched[0]['sender']}"]
    export("a.jsonl", fields=["sender"])
    assert records_in(tmp_path / "a.jsonl") == [{"sender": record["sender"]} for record in searched]


def test_fields_that_a_table_has_no_column_for_are_reported(export, monkeypatch):
    monkeypatch.setattr("ansible_collections.asyncos.api.plugins.module_utils._task.exporting.plan.columns_for", lambda fields: ["mid", "subject"])
    result = export("a.csv")
    assert "senderIp" in result["left_out_fields"]
    assert "mid" not in result["left_out_fields"]
    assert "no column for: allIcid, " in export.appliance.warnings[0]
    assert export("b.csv", fields=["mid"])["left_out_fields"] == []


def test_records_that_lack_fields(export, tmp_path):
    export.appliance.settings.sparse_percent = 100
    export("a.jsonl")
    export("a.csv")
    every = [message.mids for message, _gateway in export.appliance.truth("messages", "2026-03-01T08:00:00Z", "2026-03-01T11:00:00Z")]
    records = records_in(tmp_path / "a.jsonl")
    assert sorted(record["mid"] for record in records) == sorted(every)
    assert any("subject" not in record for record in records)
    rows = list(csv.DictReader(io.StringIO(_text(tmp_path / "a.csv"), newline="")))
    assert [row["subject"] == "" for row in rows] == ["subject" not in record for record in records]


def test_bad_records_are_counted(export, searched):
    export.appliance.settings.bad_records_percent = 20
    meta = export()["meta"]
    assert meta["bad_records"] > 20
    assert len(searched) <= meta["returned"] + meta["bad_records"] <= len(searched) + meta["slices"]


def test_filters_and_other_searches(export, inside, tmp_path):
    export("a.jsonl", filters={"message_direction": "incoming"})
    assert {record["direction"] for record in records_in(tmp_path / "a.jsonl")} == {"incoming"}
    wsa = inside("wsa")
    for service in ("proxy_services", "l4tm", "socks_proxy"):
        export(f"{service}.jsonl", appliance=wsa, search=service)
        found = wsa.run(WEB_TRACKING_INFO, search=service, order="oldest_first", **WINDOW)["records"]
        assert records_in(tmp_path / f"{service}.jsonl") == found
    export("c.csv", search="rejected_connections")
    assert "senderGroup" in _text(tmp_path / "c.csv").splitlines()[0]


@pytest.mark.parametrize("search", ["spam_quarantine", "pvo_quarantine"])
def test_quarantines(export, tmp_path, search):
    result = export(search=search, start=None, end=None)
    records = records_in(tmp_path / "out.jsonl")
    assert len(records) == result["meta"]["returned"] == 40
    assert len({record["mid"] for record in records}) == 40


# The file


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz", "a.csv.gz"])
def test_the_same_again_is_the_same_file_and_no_change(export, tmp_path, folder, name):
    first = export(name)
    before = (tmp_path / name).stat()
    second = export(name)
    assert (first["changed"], second["changed"]) == (True, False)
    assert (tmp_path / name).stat().st_ino == before.st_ino
    other = export(f"b{name[1:]}")
    assert {first["checksum"], second["checksum"], other["checksum"]} == {hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}
    assert first["size"] == second["size"] == before.st_size
    assert folder() == [name, f"b{name[1:]}"]


def test_compressed_files_hold_the_same(export, tmp_path):
    export("a.jsonl")
    export("a.jsonl.gz")
    packed = (tmp_path / "a.jsonl.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "a.jsonl").read_bytes()
    assert (packed[3], packed[4:8]) == (0, bytes(4)), "a name or a time in the header would make the same content another file"


def test_no_records_are_an_empty_file(export, tmp_path, folder):
    export.appliance.settings.idle = True
    assert (export()["changed"], export("a.csv")["changed"]) == (True, True)
    assert (tmp_path / "out.jsonl").read_bytes() == b""
    assert (tmp_path / "a.csv").read_bytes().count(b"\n") == 1
    assert folder() == ["a.csv", "out.jsonl"]


def test_mode(export, tmp_path, monkeypatch):
    def mode(name):
        return stat.S_IMODE((tmp_path / name).stat().st_mode)

    old = os.umask(0)
    try:
        export("a.jsonl")
        export("b.jsonl.gz", mode="0644")
    finally:
        os.umask(old)
    assert (mode("a.jsonl"), mode("b.jsonl.gz")) == (0o600, 0o644)
    assert export("a.jsonl", mode="0640")["changed"] is True
    assert mode("a.jsonl") == 0o640
    assert export("a.jsonl", mode="0640")["changed"] is False


def test_unfinished_records_are_private(export, tmp_path, monkeypatch):
    seen = []
    save = Draft.save
    monkeypatch.setattr(Draft, "save", lambda self, state: save(self, state) or seen.extend(stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()))
    export(mode="0644")
    assert set(seen) == {0o600}


def test_another_content_replaces_the_file_in_one_step(export, tmp_path, monkeypatch):
    export()
    old = (tmp_path / "out.jsonl").read_bytes()
    seen = []
    write = Draft.write
    monkeypatch.setattr(Draft, "write", lambda self, lines: seen.append((tmp_path / "out.jsonl").read_bytes() == old) or write(self, lines))
    assert export(filters={"message_direction": "incoming"})["changed"] is True
    assert seen
    assert all(seen)
    assert (tmp_path / "out.jsonl").read_bytes() != old


def test_check_mode_writes_nothing_and_says_what_would_be_asked(export, folder, tmp_path):
    result = export(check_mode=True)
    assert (result["changed"], result["checksum"], result["meta"]["returned"], result["resumed"]) == (True, None, None, False)
    assert result["msg"].startswith("Would export messages from 2026-03-01T08:00:00Z to 2026-03-01T11:00:00Z to ")
    assert (result["meta"]["start"], result["meta"]["end"]) == ("2026-03-01T08:00:00Z", "2026-03-01T11:00:00Z")
    assert folder() == []
    assert len([entry for entry in export.appliance.appliance.requests if "tracking" in entry.path]) == 1
    export(check_mode=True, cursor=str(tmp_path / "c.json"))
    assert folder() == []


def test_check_mode_meets_what_the_appliance_refuses(export):
    with pytest.raises(AsyncOSError) as refused:
        export(check_mode=True, filters={"more_filters": {"noSuchThing": "x"}})
    assert refused.value.kind == "request_rejected"


def test_results_have_the_same_keys_in_check_mode(export):
    assert set(export(check_mode=True)) == {*export(), "msg"}


def test_progress_is_told(export, monkeypatch):
    monkeypatch.setattr("ansible_collections.asyncos.api.plugins.module_utils._task.progress.EVERY_SECONDS", 0.0)
    export()
    assert len(export.appliance.told) > 3
    assert export.appliance.told[-1].startswith("inside:6080 (esa): export of messages: 4")
    assert "written up to 2026-03-01T1" in export.appliance.told[-1]


def test_memory_holds_a_few_slices_only(export, monkeypatch):
    """Slices are counted from their first page until they are written."""
    export.appliance.settings.messages_per_hour = 600
    held, most = [0], []
    fetch, add = export_run.Pager.fetch, export_run.Writer.add

    def counted(self, span):
        held[0] += 1
        most.append(held[0])
        return fetch(self, span)

    def written(self, done):
        add(self, done)
        held[0] -= 1

    monkeypatch.setattr(slices, "AIM", 100)
    monkeypatch.setattr(export_run.Pager, "fetch", counted)
    monkeypatch.setattr(export_run.Writer, "add", written)
    workers = export_run.THREADS_PER_CALL * 2
    client = export.appliance.client(concurrency=2)
    result = export(client=client, start="2026-02-28T20:00Z")
    assert result["meta"]["slices"] > 2 * AHEAD * workers
    assert max(most) <= AHEAD * workers


# Targets that cannot be written


@pytest.mark.parametrize(("dest", "words"), [("missing/out.jsonl", "No such file"), ("file/out.jsonl", "Not a directory")])
def test_folders_that_are_none(export, tmp_path, dest, words):
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalFileError, match=words) as refused:
        export(dest)
    assert "Its folder has to exist" in refused.value.hint
    assert len(export.appliance.appliance.requests) == 0


def test_a_folder_as_target(export, tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        export(".")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_nobody_may_write_to(export, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(LocalFileError, match="Permission denied"):
        export()


def test_two_exports_to_one_file_at_once(export, tmp_path):
    with open_draft(tmp_path / ".out.jsonl.part"):
        with pytest.raises(LocalFileError, match="another export writes"):
            export()
        assert len(export.appliance.appliance.requests) == 0
        assert export("other.jsonl")["changed"] is True
    assert export()["changed"] is True


def test_two_exports_with_one_cursor_at_once(export, tmp_path, folder):
    """The second one begins while the first one writes."""
    failures, write = [], Draft.write

    def meanwhile(self, lines):
        if not failures:
            with pytest.raises(LocalFileError) as refused:
                failures.append(None) or export("b.jsonl", cursor=str(tmp_path / "c.json"))
            failures.append(str(refused.value))
        return write(self, lines)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Draft, "write", meanwhile)
        export("a.jsonl", cursor=str(tmp_path / "c.json"))
    assert "another export uses the cursor file" in failures[1]
    assert folder() == ["a.jsonl", "c.json"]


# Disks that are full


class Full:
    """A raw file on a disk with so many bytes left. What still fits is written."""

    def __init__(self, file, left):
        self._file = file
        self.left = left

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._file.close()

    def write(self, data):
        fits = bytes(data)[: self.left]
        if not fits:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.left -= len(fits)
        return self._file.write(fits)


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv.gz"])
@pytest.mark.parametrize("left", [0, 1, 100, 5000, 100_000, 250_000])
def test_a_full_disk_is_a_clear_error_and_the_next_run_goes_on(export, tmp_path, folder, monkeypatch, left, name):
    """What was written of a slice when the disk was full must not stay, although the checkpoint still fits on the disk."""
    undisturbed = export(f"undisturbed{name[3:]}")
    init = Draft.__init__
    monkeypatch.setattr(Draft, "__init__", lambda self, path, file: init(self, path, Full(file, left)))
    with pytest.raises(LocalFileError, match="No space left on device") as failed:
        export(name)
    monkeypatch.undo()
    assert "Make room" in failed.value.hint
    assert not (tmp_path / name).exists()
    result = export(name)
    assert result["checksum"] == undisturbed["checksum"]
    assert result["resumed"] is ("are kept in" in failed.value.hint)
    assert folder() == sorted([name, f"undisturbed{name[3:]}"])


def test_a_disk_that_is_full_at_the_checkpoint(export, folder, monkeypatch, often):
    undisturbed = export("undisturbed.jsonl")

    def full(path, content):
        raise LocalFileError(f"writing {path} failed: No space left on device")

    monkeypatch.setattr(export_draft, "write_whole", full)
    with pytest.raises(LocalFileError, match="No space left"):
        export()
    monkeypatch.undo()
    assert export()["checksum"] == undisturbed["checksum"]
    assert folder() == ["out.jsonl", "undisturbed.jsonl"]


def test_a_disk_that_is_full_while_compressing(export, folder, monkeypatch):
    undisturbed = export("undisturbed.csv.gz")
    open_private = export_draft.open_private
    monkeypatch.setattr(export_draft, "open_private", lambda path, mode: Full(open_private(path, mode), 1000))
    with pytest.raises(LocalFileError, match="No space left"):
        export("out.csv.gz")
    monkeypatch.undo()
    result = export("out.csv.gz")
    assert (result["checksum"], result["resumed"]) == (undisturbed["checksum"], True)
    assert folder() == ["out.csv.gz", "undisturbed.csv.gz"]


def test_a_target_that_cannot_be_replaced(export, tmp_path, folder, monkeypatch):
    """It became a folder while records were fetched."""
    finish = Draft.finish
    monkeypatch.setattr(Draft, "finish", lambda self, mode, compressed: (tmp_path / "out.jsonl").mkdir() or finish(self, mode, compressed))
    with pytest.raises(LocalFileError):
        export()
    monkeypatch.undo()
    (tmp_path / "out.jsonl").rmdir()
    assert export()["resumed"] is True
    assert folder() == ["out.jsonl"]


# Going on


class Broken(Exception):
    """What no code of ours expects."""


@pytest.fixture
def interrupt(export, monkeypatch):
    """Interrupt an export when it has written so many slices: ``interrupt("out.jsonl", 3)``."""

    def run(dest="out.jsonl", slices=3, **params):
        written, add = [], export_run.Writer.add

        def counted(self, done):
            if len(written) == slices:
                raise Broken
            written.append(add(self, done))

        with monkeypatch.context() as patch:
            patch.setattr(export_run.Writer, "add", counted)
            with pytest.raises(Broken):
                export(dest, **params)

    return run


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.jsonl.gz"])
@pytest.mark.parametrize("slices", [1, 2, 4])
def test_an_interrupted_export_goes_on_and_ends_in_the_same_file(export, interrupt, tmp_path, folder, often, name, slices):
    undisturbed = export(f"undisturbed{name[3:]}")
    interrupt(name, slices)
    assert not (tmp_path / name).exists()
    export.appliance.appliance.requests.clear()
    result = export(name)
    assert (result["resumed"], result["checksum"]) == (True, undisturbed["checksum"])
    assert result["meta"]["returned"] == undisturbed["meta"]["returned"]
    assert "startDate=2026-03-01T08%3A00" not in "".join(entry.query for entry in export.appliance.appliance.requests)
    assert "startDate=2026-03-01T08:00" not in "".join(entry.query for entry in export.appliance.appliance.requests)
    assert "Goes on with an export that was interrupted" in export.appliance.warnings[0]
    assert folder() == sorted([name, f"undisturbed{name[3:]}"])


@pytest.mark.parametrize("rubbish", [b"", b"half of a li", b"x" * 100_000])
def test_what_came_after_the_last_checkpoint_is_cut_off(export, interrupt, tmp_path, often, rubbish):
    undisturbed = export("undisturbed.jsonl")
    interrupt()
    with (tmp_path / ".out.jsonl.part").open("ab") as file:
        file.write(rubbish)
    assert export()["checksum"] == undisturbed["checksum"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda part, state: state.write_bytes(b""),
        lambda part, state: state.write_bytes(b"{"),
        lambda part, state: state.write_bytes(b"[]"),
        lambda part, state: state.write_bytes(b'{"size": 5}'),
        lambda part, state: state.write_bytes(state.read_bytes().replace(b'"size"', b'"sise"')),
        lambda part, state: state.write_bytes(b"\xff\xfe"),
        lambda part, state: state.unlink(),
        lambda part, state: part.unlink(),
        lambda part, state: part.write_bytes(part.read_bytes()[:100]),
    ],
    ids=["empty", "no-json", "list", "little", "other-field", "no-text", "no-state", "no-lines", "few-lines"],
)
def test_what_cannot_be_relied_on_is_fetched_again(export, interrupt, tmp_path, folder, often, damage):
    undisturbed = export("undisturbed.jsonl")
    interrupt()
    damage(tmp_path / ".out.jsonl.part", tmp_path / ".out.jsonl.part.json")
    result = export()
    assert (result["resumed"], result["checksum"]) == (False, undisturbed["checksum"])
    assert folder() == ["out.jsonl", "undisturbed.jsonl"]


@pytest.mark.parametrize(
    "other", [{"resume": False}, {"filters": {"message_direction": "incoming"}}, {"end": "2026-03-01T10:00Z"}, {"fields": ["mid"]}, {"format": "csv"}], ids=str
)
def test_another_question_begins_anew(export, interrupt, folder, often, other):
    undisturbed = export("undisturbed.jsonl", **other)
    interrupt()
    result = export(**other)
    assert (result["resumed"], result["checksum"]) == (False, undisturbed["checksum"])
    assert folder() == ["out.jsonl", "undisturbed.jsonl"]


def test_with_last_it_goes_on_to_the_new_end_as_long_as_there_is_no_gap(export, inside, interrupt, often):
    moment = {"start": None, "end": None, "last": "3h"}
    interrupt(**moment)
    export.appliance.now = NOW.replace(hour=14)
    result = export(**moment)
    assert (result["resumed"], result["meta"]["start"], result["meta"]["end"]) == (True, "2026-03-01T09:00:00Z", "2026-03-01T14:01:00Z")
    assert "The file now covers 2026-03-01T09:00:00Z to 2026-03-01T14:01:00Z." in export.appliance.warnings[0]
    export.appliance.now = NOW
    interrupt("late.jsonl", **moment)
    export.appliance.now = NOW.replace(hour=18)
    result = export("late.jsonl", **moment)
    assert (result["resumed"], result["meta"]["start"]) == (False, "2026-03-01T15:00:00Z")


def test_check_mode_says_that_it_would_go_on_and_changes_nothing(export, interrupt, tmp_path, folder, often):
    interrupt()
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = export(check_mode=True)
    assert result["resumed"] is True
    assert result["meta"]["returned"] is None
    assert "Goes on with an export that was interrupted: " in result["msg"]
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_records_at_the_seam_of_two_runs_come_once(export, interrupt, tmp_path, often):
    """With a message a second there is one at every seam."""
    export.appliance.settings.messages_per_hour = 3600
    window = {"start": "2026-03-01T10:00Z", "end": "2026-03-01T10:40Z"}
    undisturbed = export("undisturbed.jsonl", **window)
    interrupt(slices=1, **window)
    result = export(**window)
    assert (result["resumed"], result["checksum"]) == (True, undisturbed["checksum"])
    assert len({record["mid"][0] for record in records_in(tmp_path / "out.jsonl")}) == undisturbed["meta"]["returned"]


@pytest.mark.parametrize("slices", [1, 2, 3, 4])
def test_records_without_a_time_are_at_the_same_place_after_an_interruption(export, interrupt, often, slices):
    export.appliance.settings.sparse_percent = 100
    undisturbed = export("undisturbed.jsonl")
    interrupt(slices=slices)
    assert export()["checksum"] == undisturbed["checksum"]


@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("minutes", [12, 25, 60])
def test_records_are_at_the_same_place_however_the_window_is_cut(export, minutes, newest_first):
    export.appliance.settings.tracking_newest_first = newest_first
    export.appliance.settings.sparse_percent = 50
    undisturbed = export("undisturbed.jsonl")
    export.appliance.settings.wide_range_minutes = minutes
    assert export()["checksum"] == undisturbed["checksum"]


# Faults on real connections, at a page in the middle


@pytest.fixture(scope="module")
def plain_fleet():
    with Fleet([ApplianceSpec("esa1", "esa", scheme="http", messages_per_hour=RATE)]) as fleet:
        yield fleet


@pytest.fixture
def wired(plain_fleet, export, watch):
    """The exporting appliance's clients talk to one on the network."""
    plain_fleet.reset()
    found = plain_fleet["esa1"]
    found.clock.now = NOW.timestamp
    settings = Settings("127.0.0.1", "esa", "http", found.port, timeout=0.3, **LOGIN)
    export.appliance.client = lambda **facts: Client(settings, None, watch.sleep, watch.monotonic, chance=lambda: 1.0)
    return found


@pytest.fixture(scope="module")
def checksum(tmp_path_factory):
    """Of the undisturbed file."""
    dest = tmp_path_factory.mktemp("undisturbed") / "out.jsonl"
    return Inside(messages_per_hour=RATE).run(TRACKING_EXPORT, search="messages", dest=str(dest), **WINDOW)["checksum"]


MIDDLE = {"path": "message-tracking/*", "skip": 6}
PARAMETERS = {"delay": {"seconds": 0.005}, "stall": {"seconds": 2}, "trickle": {"seconds": 0}, "meddle": {"part": "url_lists", "value": []}}
FAULTS = {
    **{kind: Fault(kind, **PARAMETERS.get(kind, {}), **({"skip": 7} if kind == "reset_before" else MIDDLE)) for kind in KINDS},
    **{f"status-{code}": Fault("status", code=code, **MIDDLE) for code in (400, 403, 404, 500, 504)},
    **{f"shape-{shape}": Fault("wrong_shape", shape=shape, **MIDDLE) for shape in SHAPES},
}
ENDS = {
    "not_json",
    "bad_json",
    "damage",
    "wrong_shape",
    "lock_user",
    "status-400",
    "status-403",
    "status-404",
    "shape-data_string",
    "shape-data_list",
    "shape-result_string",
    "shape-list",
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_end_in_the_same_file_at_once_or_with_the_next_run(export, wired, tmp_path, folder, checksum, name):
    wired.faults.add(FAULTS[name])
    if name in ENDS:
        with pytest.raises(AsyncOSError) as failed:
            export()
        assert failed.value.kind != "asyncos_error"
        assert not (tmp_path / "out.jsonl").exists()
        kept = "are kept in" in failed.value.hint
        assert folder() == ([".out.jsonl.part", ".out.jsonl.part.json"] if kept else [])
        wired.state.locked_users.discard("auditor")
        result = export()
        assert result["resumed"] is kept
    else:
        result = export()
    assert result["checksum"] == checksum
    assert folder() == ["out.jsonl"]
    assert sum(rule["hits"] for rule in wired.faults.report()) == 1
    assert [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPool")] == []


@pytest.mark.parametrize("skip", [0, 3, 9])
def test_a_token_may_expire_at_any_page(export, wired, checksum, skip):
    wired.faults.add(Fault("expire_token", path="message-tracking/*", skip=skip))
    assert export()["checksum"] == checksum
    assert wired.logins == 2


def test_errors_say_what_is_kept_and_what_to_do(export, wired, tmp_path):
    wired.faults.add(Fault("status", code=404, path="message-tracking/*", skip=8))
    with pytest.raises(AsyncOSError) as failed:
        export()
    records = json.loads((tmp_path / ".out.jsonl.part.json").read_text())["records"]
    assert f"{records} records up to 2026-03-01T" in failed.value.hint
    assert failed.value.hint.endswith(".out.jsonl.part: run the task again to go on from there.")


def test_failing_without_any_record_leaves_nothing_behind(export, wired, folder):
    wired.faults.add(Fault("status", code=404, path="message-tracking/*", times=0))
    with pytest.raises(AsyncOSError) as failed:
        export()
    assert folder() == []
    assert "kept" not in failed.value.hint
