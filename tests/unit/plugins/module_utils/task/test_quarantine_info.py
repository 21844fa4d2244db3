# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Quarantines as data, on the simulator."""

from __future__ import annotations

import base64
import hashlib
import json
import stat
from pathlib import Path

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, LocalFileError, MalformedReply, NotFound, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._task.perform import perform
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine import attachment as quarantine_attachment
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.attachment import (
    LONGEST_NAME,
    Attachment,
    _decoded,
    attachments_in,
    require_folder,
    safe_name,
    saved,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.details import _details, is_unknown_message
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine_info import QUARANTINE_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import META_FIELDS
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.quarantine.state import quarantine_state


@pytest.fixture
def ask(fleet):
    """The result of a question about the quarantines of esa1; ``ask.warnings`` are those of the last call."""

    def run(appliance="esa1", check_mode=False, **parameters):
        found = fleet[appliance]
        connection = {"host": "127.0.0.1", "port": found.port, "product": found.spec.product, "ca_path": fleet.ca_path, "timeout": 5, "retries": 0}
        account = {"username": "auditor", "password": "Auditor-Demo-1"}
        validator = ArgumentSpecValidator(QUARANTINE_INFO.argument_spec(), **QUARANTINE_INFO.constraints)
        checked = validator.validate({**connection, **account, **parameters})
        assert checked.error_messages == []
        run.warnings = []
        return perform(QUARANTINE_INFO, checked.validated_parameters, check_mode, run.warnings.append)

    return run


@pytest.fixture
def held(fleet):
    """The messages that esa1 holds, as flat rows."""

    def rows(kind, appliance="esa1"):
        return [{"mid": row["mid"], **row["attributes"]} for row in quarantine_state(fleet[appliance])[kind]]

    return rows


# Search


@pytest.mark.parametrize("kind", ["spam", "pvo"])
@pytest.mark.parametrize("appliance", ["esa1", "sma1"])
def test_search_brings_every_message_newest_first(ask, held, kind, appliance):
    result = ask(appliance, quarantine_type=kind)
    records = result["records"]
    assert sorted(record["mid"] for record in records) == sorted(row["mid"] for row in held(kind, appliance))
    time = "date_utc" if kind == "spam" else "received_utc"
    assert [record[time] for record in records] == sorted((record[time] for record in records), reverse=True)
    assert (result["changed"], result["failed_items"], result["meta"]["truncated"]) == (False, [], False)


def test_thousands_of_messages_come_page_by_page(ask, fleet):
    fleet["esa1"].settings.quarantined_spam = 1200
    result = ask(quarantine_type="spam")
    assert len({record["mid"] for record in result["records"]}) == 1200
    assert result["meta"]["pages"] >= 5


def test_limit_is_told(ask, held):
    result = ask(quarantine_type="pvo", limit=5, order="oldest_first")
    assert [record["mid"] for record in result["records"]] == [row["mid"] for row in held("pvo")][:5]
    assert result["meta"]["truncated"] is True
    assert "more than 5 records" in ask.warnings[0]


def test_filters_reach_the_appliance(ask, held):
    named = ask(quarantine_type="pvo", quarantines=["File Analysis"])["records"]
    assert {record["mid"] for record in named} == {row["mid"] for row in held("pvo") if "File Analysis" in row["inQuarantines"].split(",")}
    subject = "Invoice 4711"
    exact = ask(quarantine_type="spam", subject=subject, subject_operator="is")["records"]
    assert {record["mid"] for record in exact} == {row["mid"] for row in held("spam") if row["subject"] == subject}
    other = ask(quarantine_type="pvo", subject=subject, subject_operator="is_not")["records"]
    assert {record["mid"] for record in other} == {row["mid"] for row in held("pvo") if row["subject"] != subject}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"quarantine_type": "spam", "rules": True}, "rules can only be had of quarantine_type=pvo"),
        ({"quarantine_type": "spam", "attachments_dest": "/"}, "attachments_dest can only be had of"),
        ({"quarantine_type": "spam", "sender": "x"}, "sender is a filter of the policy"),
        ({"quarantine_type": "spam", "mids": [1], "subject": "x", "last": "1d"}, "mids is given together with last and subject"),
        ({"quarantine_type": "spam", "mids": [0]}, "mids has 0, which is no id"),
        ({"quarantine_type": "spam", "limit": 0}, "limit is 0"),
        ({"quarantine_type": "pvo", "attachments_dest": "/nowhere/at/all"}, "which is no folder"),
        ({"quarantine_type": "pvo", "attachments_dest": "files"}, "attachments_dest is 'files', which is relative"),
        ({"quarantine_type": "pvo", "attachments_dest": "."}, "Write it from the root"),
        ({"quarantine_type": "pvo", "last": "1y"}, "last is '1y'"),
    ],
    ids=str,
)
def test_bad_input_is_refused_before_any_request(ask, fleet, parameters, words):
    result = ask(**parameters)
    assert words in result["msg"]
    assert result["error"]["kind"] == "input_error"
    assert len(fleet["esa1"].requests) == 0


def test_web_appliance_has_no_quarantines(ask, fleet):
    assert "not of wsa" in ask("wsa1", quarantine_type="spam")["msg"]
    assert len(fleet["wsa1"].requests) == 0


# Details


def test_details_go_with_each_record(ask):
    records = ask(quarantine_type="spam", details=True, last="5d")["records"]
    assert records
    assert all(record["details"]["mid"] == record["mid"] and "messageBody" in record["details"] for record in records)


def test_details_by_id(ask, held):
    first, second = held("pvo")[:2]
    result = ask(quarantine_type="pvo", mids=[second["mid"], first["mid"], second["mid"]])
    assert [record["mid"] for record in result["records"]] == [second["mid"], first["mid"]]
    places = result["records"][0]["details"]["quarantineDetails"]
    assert ",".join(place["quarantineName"] for place in places) == second["inQuarantines"]
    assert places[0]["received_utc"].endswith("Z")


@pytest.mark.parametrize("ignore", [False, True])
def test_one_failing_message_loses_no_other(ask, held, ignore):
    known = held("spam")[0]["mid"]
    result = ask(quarantine_type="spam", mids=[999999, known], ignore_failed_items=ignore)
    assert result.get("failed", False) is not ignore
    assert [record["details"] is None for record in result["records"]] == [True, False]
    (item,) = result["failed_items"]
    assert (item["mid"], item["what"], item["error"]["status"]) == (999999, "details", 404)
    assert "There is no message 999999 in this quarantine" in item["msg"]


def test_several_failures_are_counted(ask, held):
    result = ask(quarantine_type="spam", mids=[999998, held("spam")[0]["mid"], 999999])
    assert "2 of 3 details and attachments could not be had; the first: " in result["msg"]


@pytest.mark.parametrize("parameters", [{"mids": [999999]}, {"last": "5d"}], ids=["ids", "search"])
def test_meta_has_the_same_fields_with_and_without_a_search(ask, parameters):
    assert list(ask(quarantine_type="spam", **parameters)["meta"]) == list(META_FIELDS)


def test_meta_of_ids_says_that_nothing_was_searched(ask):
    meta = ask(quarantine_type="spam", mids=[999999, 999998])["meta"]
    assert meta == {**dict.fromkeys(META_FIELDS, 0), "search": "spam_quarantine", "start": None, "end": None, "returned": 2, "truncated": False}


def test_no_ids_are_no_records(ask, fleet):
    assert ask(quarantine_type="spam", mids=[])["records"] == []


@pytest.mark.parametrize("document", [[], {}, {"data": "x"}, {"data": [{}, {}]}])
def test_details_of_another_form_are_an_error(document):
    with pytest.raises(MalformedReply):
        _details(document)


def test_details_without_content_mean_that_there_is_no_such_message():
    with pytest.raises(RequestRejected) as caught:
        _details({"data": {}})
    assert is_unknown_message(caught.value)


@pytest.mark.parametrize(
    ("error", "unknown"),
    [
        (RequestRejected("the appliance answered 404 'Invalid value for attribute - mid.'", status=404), True),
        (RequestRejected("the appliance answered 404 'No such message.'", status=404), True),
        (RequestRejected("the appliance answered 404 'Invalid value for attribute - quarantineType.'", status=404), False),
        (RequestRejected("the appliance answered 400 'Invalid value for attribute - mid.'", status=400), False),
        (NotFound("the appliance answered 404 'Not Found.'", status=404), False),
    ],
    ids=["attribute", "message", "other-attribute", "other-status", "no-resource"],
)
def test_only_a_complaint_about_the_id_means_that_there_is_no_such_message(error, unknown):
    assert is_unknown_message(error) is unknown


def test_release_without_the_resource_is_not_told_as_a_missing_message(ask, fleet):
    fleet["esa1"].faults.add(Fault("status", path="quarantine/messages/details", code=404, message="Not Found.", times=0))
    result = ask(quarantine_type="spam", mids=[1])
    assert result["error"]["kind"] == "not_found"
    assert "There is no message" not in result["msg"]
    assert "release may not have this resource" in result["msg"]


# Rules


def test_rules_come_with_totals(ask):
    result = ask(quarantine_type="pvo", rules=True, last="1d")
    assert result["meta"]["rules_path"] == "quarantine/rules"
    assert set(result["rules_totals"]) == {"totalNumberOfMessages", "totalAverageMessageSize"}
    assert {"rid", "ruleId", "numberOfMessages", "totalSize"} <= set(result["rules"][0])


def test_rules_are_found_at_the_other_path(ask, fleet):
    fleet["esa1"].faults.add(Fault("status", path="quarantine/rules", code=404, message="Not Found.", times=0))
    result = ask(quarantine_type="pvo", rules=True, last="1d")
    assert result["meta"]["rules_path"] == "quarantine/messages/rules"
    assert result["rules"]


def test_rules_that_fail_otherwise_are_not_looked_for_elsewhere(ask, fleet):
    fleet["esa1"].faults.add(Fault("status", path="quarantine/rules", code=500, times=0))
    assert ask(quarantine_type="pvo", rules=True, last="1d")["error"]["status"] == 500
    assert not any("messages/rules" in entry.path for entry in fleet["esa1"].requests)


# Attachments


def test_attachments_become_files(ask, tmp_path):
    result = ask(quarantine_type="pvo", attachments_dest=str(tmp_path))
    assert result["changed"] is True
    listed = {(record["mid"], part["attachmentId"]) for record in result["records"] for part in record["details"]["messagePartDetails"][1:]}
    assert {(attachment["mid"], attachment["attachment_id"]) for attachment in result["attachments"]} == listed
    for attachment in result["attachments"]:
        path = Path(attachment["dest"])
        content = path.read_bytes()
        assert path.parent == tmp_path
        assert (len(content), hashlib.sha256(content).hexdigest()) == (attachment["size"], attachment["checksum"])
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(list(tmp_path.iterdir())) == len(listed)
    assert not (tmp_path.parent / "outside.txt").exists()


def test_attachments_that_are_there_already_are_no_change(ask, tmp_path):
    first = ask(quarantine_type="pvo", attachments_dest=str(tmp_path), last="5d")
    second = ask(quarantine_type="pvo", attachments_dest=str(tmp_path), last="5d")
    assert (first["changed"], second["changed"]) == (True, False)
    assert [{**attachment, "changed": False} for attachment in first["attachments"]] == second["attachments"]


def test_check_mode_tells_the_files_and_writes_none(ask, tmp_path):
    foreseen = ask(quarantine_type="pvo", attachments_dest=str(tmp_path), last="5d", check_mode=True)
    assert list(tmp_path.iterdir()) == []
    assert foreseen == ask(quarantine_type="pvo", attachments_dest=str(tmp_path), last="5d")


def test_one_failing_attachment_loses_no_other(ask, fleet, tmp_path):
    fleet["esa1"].faults.add(Fault("status", path="quarantine/messages/attachment", code=404, message="Invalid value for attribute - attachmentId.", skip=1))
    result = ask(quarantine_type="pvo", attachments_dest=str(tmp_path), concurrency=1)
    (item,) = result["failed_items"]
    assert result["failed"] is True
    assert item["what"].startswith("attachment ")
    assert len(result["attachments"]) == len(list(tmp_path.iterdir())) > 5


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("invoice.pdf", "invoice.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\run.exe", "run.exe"),
        ("..", "attachment"),
        ("", "attachment"),
        ("/", "attachment"),
        (" . hidden ", "hidden"),
        ("tab\tand\nline\x00.csv", "tabandline.csv"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("lone\ud800half", "lonehalf"),
        ("Prüfbericht 請.xlsx", "Prüfbericht 請.xlsx"),
        ("x" * 300 + ".docx", "x" * (LONGEST_NAME - 5) + ".docx"),
        ("ü" * 300, "ü" * (LONGEST_NAME // 2)),
        ("a." + "b" * 300, "a." + "b" * (LONGEST_NAME - 2)),
    ],
)
def test_names_of_strangers_become_harmless(name, expected):
    assert safe_name(name) == expected


def test_file_names_are_unique_by_their_numbers():
    assert Attachment(7, 2, "../a.txt").file_name == "7-2-a.txt"


def test_parts_that_are_no_attachments_are_left_out():
    body = "[message body]"
    parts = [{"attachmentId": 1, "attachmentName": body}, "x", {"attachmentId": "2", "attachmentName": None}, {"attachmentId": 3, "attachmentName": body}]
    assert attachments_in(5, {"messagePartDetails": parts}) == [Attachment(5, 2, ""), Attachment(5, 3, body)]
    assert attachments_in(5, {}) == []


@pytest.mark.parametrize("number", ["../1", None, "", "1\n", -1])
def test_number_of_an_attachment_has_to_be_one(number):
    with pytest.raises(MalformedReply):
        attachments_in(5, {"messagePartDetails": [{"attachmentId": number, "attachmentName": "a"}]})


def reply(body, kind="application/octet-stream"):
    return Reply(200, "OK", {"Content-Type": kind}, body)


def test_content_is_decoded_with_its_line_ends():
    content = bytes(range(256))
    assert _decoded(reply(base64.encodebytes(content))) == content
    assert _decoded(reply(b"")) == b""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (reply(b'{"error": {"message": "No such part."}}', "application/json"), "'No such part.'"),
        (reply(b"not base64!"), "is not valid base64"),
        (reply(b"abc"), "is not valid base64"),
    ],
)
def test_answer_that_is_no_attachment_is_an_error(answer, words):
    with pytest.raises(MalformedReply) as caught:
        _decoded(answer)
    assert words in str(caught.value)


def test_link_at_the_place_of_a_file_is_replaced_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "1-2-a").symlink_to(elsewhere)
    assert saved(str(folder), Attachment(1, 2, "a"), b"mine", check_mode=False)["changed"] is True
    assert not (folder / "1-2-a").is_symlink()


def test_full_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LocalFileError) as caught:
        saved(str(tmp_path), Attachment(1, 2, "a"), b"x", check_mode=False)
    assert "No space left on device" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_name_that_the_file_system_cannot_hold_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(quarantine_attachment, "safe_name", lambda name: "\ud800")
    with pytest.raises(LocalFileError):
        saved(str(tmp_path), Attachment(1, 2, "a"), b"x", check_mode=False)


def test_folder_that_may_not_be_written_to_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_arguments: False)
    with pytest.raises(InputError) as caught:
        require_folder(str(tmp_path))
    assert "may not write" in str(caught.value)


def test_secrets_that_an_appliance_echoes_are_taken_out(ask, fleet):
    fleet["esa1"].faults.add(Fault("status", path="quarantine/messages/details", code=400, message="Not with Auditor-Demo-1.", times=0))
    result = ask(quarantine_type="spam", mids=[1])
    assert "********" in result["msg"]
    assert "Auditor-Demo-1" not in json.dumps(result)
