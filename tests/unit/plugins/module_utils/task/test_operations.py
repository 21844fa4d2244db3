# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The operations from task parameters to results, on the simulator."""

from __future__ import annotations

import base64
import json

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import reports_of
from ansible_collections.asyncos.api.plugins.module_utils._task import perform as perform_module
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Operation
from ansible_collections.asyncos.api.plugins.module_utils._task.perform import perform
from ansible_collections.asyncos.api.plugins.module_utils._task.report_info import REPORT_INFO, _truncated
from ansible_collections.asyncos.api.plugins.module_utils._task.request import REQUEST
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec

SUMMARY = "mail_incoming_traffic_summary"
KEYED = "mail_policy_incoming"


@pytest.fixture
def do(fleet):
    """The result of an operation with task parameters; ``do.warnings`` are those of the last call."""

    def run(operation, appliance="esa1", check_mode=False, **parameters):
        found = fleet[appliance] if isinstance(appliance, str) else appliance
        connection = {
            "host": "127.0.0.1",
            "port": found.port,
            "scheme": found.spec.scheme,
            "product": found.spec.product,
            "username": "auditor",
            "password": "Auditor-Demo-1",
            "ca_path": fleet.ca_path,
            "timeout": 5,
            "retries": 0,
        }
        validator = ArgumentSpecValidator(operation.argument_spec(), **operation.constraints)
        checked = validator.validate({**connection, **parameters})
        assert checked.error_messages == []
        run.warnings = []
        return perform(operation, checked.validated_parameters, check_mode, run.warnings.append)

    return run


# Reports


def test_reports_come_as_data_under_their_names(do):
    result = do(REPORT_INFO, reports=[SUMMARY, {"name": KEYED, "counter": "recipients_matched", "top": 2}])
    assert "failed" not in result
    assert result["changed"] is False
    assert result["failed_items"] == []
    summary, keyed = result["reports"][SUMMARY], result["reports"][KEYED]
    assert summary["counters"]["blocked_reputation"] >= 0
    assert set(keyed["rows"][0]) == {"key", "recipients_matched"}
    assert len(keyed["rows"]) == keyed["meta"]["returned"] <= 2


def test_meta_says_what_was_asked(do):
    meta = do(REPORT_INFO, reports=[KEYED], start="2026-01-02T10:30+01:00", end="2026-01-02T11:30Z", top=1)["reports"][KEYED]["meta"]
    assert (meta["start"], meta["end"]) == ("2026-01-02T09:00:00Z", "2026-01-02T12:00:00Z")
    assert meta["query"] == {"device_type": "esa", "top": 1}
    assert meta["counter"] is None
    assert (meta["total_count"], meta["bad_records"]) == (None, 0)


def test_top_that_is_reached_counts_as_truncated(do):
    rows = do(REPORT_INFO, reports=[{"name": KEYED, "top": 1}])["reports"][KEYED]
    assert (len(rows["rows"]), rows["meta"]["truncated"]) == (1, True)


def test_entry_may_be_a_name_with_a_counter(do, fleet):
    do(REPORT_INFO, reports=[f"{KEYED}/recipients_matched"])
    assert fleet["esa1"].requests[-1].path.endswith(f"reporting/{KEYED}/recipients_matched")


def test_labels_tell_two_questions_about_one_report_apart(do):
    today, week = {"name": SUMMARY, "label": "today"}, {"name": SUMMARY, "label": "week", "last": "7d"}
    reports = do(REPORT_INFO, reports=[today, week], last="1d")["reports"]
    assert reports["week"]["meta"]["start"] < reports["today"]["meta"]["start"]
    assert {report["name"] for report in reports.values()} == {SUMMARY}


def test_window_of_an_entry_replaces_the_whole_window_of_the_task(do):
    reports = do(REPORT_INFO, reports=[{"name": SUMMARY, "start": "2026-01-02", "end": "2026-01-02"}], last="1d")["reports"]
    assert reports[SUMMARY]["meta"]["end"] == "2026-01-03T00:00:00Z"


def test_one_failing_report_among_twenty_loses_no_other(do, fleet):
    names = list(reports_of("esa"))[:20]
    fleet["esa1"].faults.add(Fault("status", path=f"reporting/{names[7]}", code=500, times=0))
    result = do(REPORT_INFO, reports=names)
    assert result["failed"] is True
    assert list(result["reports"]) == names[:7] + names[8:]
    assert [(item["name"], item["error"]["kind"]) for item in result["failed_items"]] == [(names[7], "appliance_fault")]
    assert f"1 of 20 reports could not be had; the first: GET reporting/{names[7]} on " in result["msg"]


def test_failing_reports_can_be_left_to_the_playbook(do, fleet):
    fleet["esa1"].faults.add(Fault("status", path=f"reporting/{KEYED}", code=500, times=0))
    result = do(REPORT_INFO, reports=[SUMMARY, KEYED], ignore_failed_items=True)
    assert "failed" not in result
    assert list(result["reports"]) == [SUMMARY]
    assert result["failed_items"][0]["label"] == KEYED


def test_wrong_password_is_told_once_and_tried_once(do, fleet):
    result = do(REPORT_INFO, reports=[SUMMARY, KEYED, "mail_policy_outgoing"], password="wrong")
    assert result["failed"] is True
    assert result["msg"].count("Invalid username or passphrase") == 1
    assert result["error"]["kind"] == "authentication_error"
    assert len(result["failed_items"]) == 3
    assert len(fleet["esa1"].requests) == 1


def test_same_failure_of_all_reports_is_told_as_one(do, closed_port):
    result = do(REPORT_INFO, reports=[SUMMARY, KEYED], port=closed_port)
    assert result["msg"].startswith("POST login on 127.0.0.1:")
    assert "could not be had" not in result["msg"]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"reports": ["mail_incoming_trafic_summary"]}, "Did you mean mail_incoming_traffic_summary"),
        ({"reports": [f"{KEYED}/recipients_matchd"]}, "Did you mean recipients_matched"),
        ({"reports": [SUMMARY, SUMMARY]}, "is asked for more than once"),
        ({"reports": [["a"]]}, "Each entry is a name, or a dictionary"),
        ({"reports": [{"name": "mail_policy_incoming", "tpo": 1}]}, "entry 1 of reports (mail_policy_incoming) has the unknown key 'tpo'. Did you mean top"),
        ({"reports": [5]}, "Each entry is a name, or a dictionary"),
        ({"reports": [{"counter": "x"}]}, "a dictionary with the key name"),
        ({"reports": [{"name": SUMMARY, "colour": "x"}]}, "colour"),
        ({"reports": [{"name": SUMMARY, "top": "many"}]}, "top"),
        ({"reports": [{"name": SUMMARY, "last": "1d", "start": "2026-01-01"}]}, "last is given together with start"),
        ({"reports": [SUMMARY], "start": "2026-01-02", "end": "2026-01-01"}, "is not before end"),
        ({"reports": [SUMMARY], "last": "1y"}, "Give a number with m, h, d or w"),
        ({"reports": ["web_services_summary"]}, "is one of wsa and sma, not of esa"),
        ({"reports": [SUMMARY], "host": "https://esa1"}, "without scheme, port and path"),
        ({"reports": [SUMMARY], "password": ""}, "password not given"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, dict) else "",
)
def test_bad_input_is_refused_before_any_request(do, fleet, parameters, words):
    result = do(REPORT_INFO, **parameters)
    assert result["failed"] is True
    assert words in result["msg"]
    assert result["error"]["kind"] == "input_error"
    assert len(fleet["esa1"].requests) == 0


def test_no_reports_asked_for_are_no_reports(do, fleet):
    assert do(REPORT_INFO, reports=[])["reports"] == {}
    assert len(fleet["esa1"].requests) == 0


def test_doubtful_window_warns_and_is_asked_for(do):
    result = do(REPORT_INFO, reports=[SUMMARY], last="300d")
    assert "failed" not in result
    assert len(do.warnings) == 1
    assert "about 250 days" in do.warnings[0]


@pytest.mark.parametrize("product", ["esa", "wsa", "sma"])
@pytest.mark.parametrize("query_type", [None, "graph", "export"])
def test_every_report_of_the_catalogue_comes_in_every_form(do, product, query_type):
    """Whatever shape the simulator gives a report, it becomes data."""
    names = list(reports_of(product))
    result = do(REPORT_INFO, f"{product}1", reports=names, last="2h", concurrency=8, **({"query_type": query_type} if query_type else {}))
    assert result["failed_items"] == []
    assert list(result["reports"]) == names


def test_plain_http_warns(do, start_fleet):
    plain = start_fleet(ApplianceSpec("esa9", "esa", scheme="http"))["esa9"]
    assert "failed" not in do(REPORT_INFO, plain, reports=[SUMMARY])
    assert len(do.warnings) == 1
    assert "127.0.0.1 readably" in do.warnings[0]


@pytest.mark.parametrize("library", ["requests", "pyjwt"])
def test_missing_library_is_named(do, fleet, monkeypatch, library):
    monkeypatch.setitem(perform_module.MISSING, library, "Traceback of the import")
    result = do(REPORT_INFO, reports=[SUMMARY])
    assert result["failed"] is True
    assert library in result["msg"]
    assert result["exception"] == "Traceback of the import"


def test_bugs_keep_their_traceback(do, monkeypatch):
    monkeypatch.setattr(perform_module, "Client", lambda *_arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        do(REPORT_INFO, reports=[SUMMARY])


# Any call


def test_get_gives_the_answer_and_no_change(do):
    result = do(REQUEST, "sma1", path="config/appliances", query={"device_type": "sma"})
    assert (result["changed"], result["sent"], result["status"], result["reason"]) == (False, True, 200, "OK")
    assert list(result["json"]["data"]) == ["appliances"]
    assert result["headers"]["server"] == "API/2.0"
    assert result["content"] == ""


def test_get_is_sent_in_check_mode(do):
    assert do(REQUEST, path="login/privileges", check_mode=True)["sent"] is True


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_changes_are_not_sent_in_check_mode(do, fleet, method):
    result = do(REQUEST, path="config/anything", method=method, body={"a": 1}, check_mode=True)
    assert (result["changed"], result["sent"], result["status"]) == (True, False, None)
    assert len(fleet["esa1"].requests) == 0


def test_results_have_the_same_keys_whether_sent_or_not(do):
    sent = do(REQUEST, path="login/privileges")
    assert set(do(REQUEST, path="x", method="POST", check_mode=True)) == set(sent)


def test_successful_change_is_reported(do, answering):
    port = answering(b'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 43\r\n\r\n{"data": {"message": "Added Successfully"}}')
    result = do(REQUEST, path="config/x", method="POST", body={}, scheme="http", port=port, auth="basic", ca_path=None)
    assert (result["changed"], result["status"]) == (True, 201)


@pytest.mark.parametrize("path", ["login", "login/", "/esa/api/v2.0/login", "login/two_factor", "/login"])
def test_login_calls_are_refused_because_their_answer_is_a_secret(do, fleet, path):
    result = do(REQUEST, path=path, method="POST", body={"data": {}})
    assert "the path is a login call, whose answer is a secret" in result["msg"]
    assert len(fleet["esa1"].requests) == 0


def test_fresh_tokens_are_not_in_the_result(do, fleet):
    fleet["esa1"].settings.session_timeout_minutes = 4
    assert "eyJ" not in json.dumps(do(REQUEST, path="login/privileges"))


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Zeile mit ä".encode(), "Zeile mit ä"),
        (b"\xff\xfe\x00", base64.b64encode(b"\xff\xfe\x00").decode()),
        (b"", ""),
    ],
    ids=["text", "base64-if-no-text", "empty"],
)
def test_answer_that_is_not_json_is_content(do, answering, body, content):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nSet-Cookie: sid=1\r\nContent-Length: {len(body)}\r\n\r\n"
    port = answering(head.encode() + body)
    result = do(REQUEST, path="logs/x/y", scheme="http", port=port, auth="basic")
    assert (result["content"], result["json"]) == (content, None)
    assert set(result["headers"]) == {"content-type", "content-length"}


def test_failed_call_has_sentence_and_facts(do):
    result = do(REQUEST, path="config/nothing")
    assert result["failed"] is True
    assert result["msg"].startswith("GET config/nothing on 127.0.0.1:")
    assert (result["error"]["kind"], result["error"]["status"], result["error"]["code"]) == ("not_found", 404, "404")


def test_secrets_that_an_appliance_echoes_are_taken_out(do, fleet):
    fleet["esa1"].faults.add(Fault("status", path="login", code=401, message="User auditor may not use Auditor-Demo-1."))
    result = do(REQUEST, path="health")
    assert "may not use ********" in result["msg"]
    assert "Auditor-Demo-1" not in json.dumps(result)


def test_secrets_that_an_appliance_echoes_for_one_report_are_taken_out(do, fleet):
    fleet["esa1"].faults.add(Fault("status", path=f"reporting/{KEYED}", code=400, message="Not with Auditor-Demo-1."))
    result = do(REPORT_INFO, reports=[SUMMARY, KEYED])
    assert result["failed_items"][0]["error"]["said"].endswith("'Not with ********.'")
    assert "Auditor-Demo-1" not in json.dumps(result)


def test_secrets_are_taken_out_of_warnings_and_of_what_is_told(fleet):
    """Those of the login, too, which are not known before it."""
    told = []

    def run(job):
        job.client.call("GET", "login/privileges")
        for words in (job.warn, job.tell):
            words(f"It said {' and '.join(job.client.secrets)}.")
        return {"tokens": len(job.client.secrets) - 1}

    account = {"username": "auditor", "password": "Auditor-Demo-1"}
    connection = {"host": "127.0.0.1", "port": fleet["esa1"].port, "product": "esa", "ca_path": fleet.ca_path, **account}
    operation = Operation({}, run, {})
    params = ArgumentSpecValidator(operation.argument_spec()).validate(connection).validated_parameters
    assert perform(operation, params, False, told.append, told.append)["tokens"] >= 1
    assert told[0] == told[1]
    assert set(told[0].split()) == {"It", "said", "and", "********", "********."}


def test_token_folder_keeps_the_session_for_the_next_task(do, fleet, tmp_path):
    for _task in range(3):
        do(REQUEST, path="login/privileges", token_folder=str(tmp_path / "tokens"))
    assert fleet["esa1"].logins == 1


def test_open_token_folder_is_refused(do, tmp_path):
    tmp_path.chmod(0o755)
    assert "is open to others" in do(REQUEST, path="login/privileges", token_folder=str(tmp_path))["msg"]


@pytest.mark.parametrize(
    ("query", "rows", "total", "truncated"),
    [
        ({}, 5, None, False),
        ({"top": 5}, 5, None, True),
        ({"top": 5}, 4, None, False),
        ({"offset": 3, "limit": 2}, 2, 5, False),
        ({"offset": 0, "limit": 2}, 2, 5, True),
        ({"offset": 0, "limit": 2}, 2, None, True),
        ({"top": 3}, 0, None, False),
    ],
)
def test_truncated_says_whether_there_may_be_more_rows(query, rows, total, truncated):
    assert _truncated(query, rows, total) is truncated


def test_unknown_device_of_a_manager_is_warned_of(do):
    result = do(REPORT_INFO, "sma1", reports=["mail_incoming_traffic_summary"], device_name="nobody")
    assert result["reports"]["mail_incoming_traffic_summary"]["shape"] == "empty"
    assert any("device_name 'nobody'" in warning for warning in do.warnings)
