# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Log subscriptions and their files as data, on the simulator."""

from __future__ import annotations

import json

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply, NotFound, PermissionDenied
from ansible_collections.asyncos.api.plugins.module_utils._task.log_info import LOG_INFO
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.logs.archive import files_of
from ansible_collections.asyncos.api.tests.simulator.logs.subscriptions import subscription


def truth(appliance, name):
    """The files of a subscription, without any request."""
    return files_of(appliance.appliance, subscription(appliance.appliance, name))


def paths(appliance):
    return [note.path.partition("/v2.0/")[2] for note in appliance.appliance.requests if not note.path.endswith("/login")]


@pytest.mark.parametrize("product", ["esa", "sma"])
def test_subscriptions_come_with_their_own_fields(inside, product):
    appliance = inside(product)
    result = appliance.run(LOG_INFO)
    assert result["changed"] is False
    assert {"name": "mail_logs", "type": "Text Mail Logs", "retrievalMethod": "manual"} in result["subscriptions"]
    assert result["meta"] == {"start": None, "end": None, "returned": len(result["subscriptions"]), "files": 0, "bytes": 0}
    assert paths(appliance) == ["config/logs/subscriptions"]


def test_subscriptions_of_a_web_appliance_have_a_name_and_no_secret(inside):
    appliance = inside("wsa")
    logs = appliance.appliance.configuration.part("log_subscriptions")
    logs[0]["retrieval_method"] = {"method": "ftp_push", "ftp_push": {"ftp_host": "192.0.2.7", "ftp_username": "logs", "ftp_password": "Hidden-1"}}
    result = appliance.run(LOG_INFO)
    assert [record["name"] for record in result["subscriptions"]] == [record["log_name"] for record in logs]
    assert result["subscriptions"][0]["retrieval_method"]["ftp_push"]["ftp_host"] == "192.0.2.7"
    assert "Hidden-1" not in json.dumps(result)


@pytest.mark.parametrize(
    ("given", "words"), [({"files": True}, "pushes its logs"), ({"retrieval_method": "manual"}, "cannot be asked for by retrieval_method")]
)
def test_what_a_web_appliance_does_not_have_is_refused(inside, given, words):
    appliance = inside("wsa")
    with pytest.raises(InputError, match=words):
        appliance.run(LOG_INFO, **given)
    assert len(appliance.appliance.requests) == 0


def test_retrieval_method_is_asked_of_the_appliance(inside):
    appliance = inside()
    records = appliance.run(LOG_INFO, retrieval_method="scp_push")["subscriptions"]
    assert [record["name"] for record in records] == ["archive_mail"]
    assert appliance.appliance.requests[-1].query == "retrievalMethod=scp_push"


def test_files_come_oldest_first_with_their_times(inside):
    appliance = inside()
    result = appliance.run(LOG_INFO, subscriptions=["mail_logs"], files=True)
    [record] = result["subscriptions"]
    expected = truth(appliance, "mail_logs")
    assert [(file["name"], file["size"], file["modificationDate"]) for file in record["files"]] == [(f.name, len(f.content), f.changed) for f in expected]
    assert record["files"][-2]["modificationDate_utc"] == "2026-03-01T12:00:00Z"
    assert [file["finished"] for file in record["files"]] == [True] * (len(expected) - 1) + [False]
    assert all("fileHash" not in file for file in record["files"])
    assert result["meta"]["files"] == len(expected)
    assert result["meta"]["bytes"] == sum(len(file.content) for file in expected)


def test_hashes_on_request(inside):
    appliance = inside()
    [record] = appliance.run(LOG_INFO, subscriptions=["mail_logs"], files=True, hashes=True)["subscriptions"]
    assert [file["fileHash"] for file in record["files"]] == [file.hash for file in truth(appliance, "mail_logs")]


def test_window_and_names_choose_files(inside):
    appliance = inside()
    result = appliance.run(LOG_INFO, subscriptions=["mail_*"], files=True, start="2026-02-28T12:00Z", end="2026-03-01T00:00Z", names=["*.s", "x"])
    [record] = result["subscriptions"]
    assert [file["modificationDate_utc"] for file in record["files"]] == [f"2026-0{day}:00:00Z" for day in ("2-28T12", "2-28T18", "3-01T00")]
    assert (result["meta"]["start"], result["meta"]["end"]) == ("2026-02-28T12:00:00Z", "2026-03-01T00:00:00Z")


@pytest.mark.parametrize("given", [{"names": ["*"]}, {"last": "1d"}, {"start": "2026-01-01"}, {"hashes": True}])
def test_options_about_files_need_files(inside, given):
    appliance = inside()
    with pytest.raises(InputError, match="can only be had with files=true"):
        appliance.run(LOG_INFO, **given)
    assert len(appliance.appliance.requests) == 0


def test_unknown_subscription_loses_no_other(inside):
    result = inside().run(LOG_INFO, subscriptions=["mail_lgos", "mail_logs"], files=True)
    assert result["failed"] is True
    assert [record["name"] for record in result["subscriptions"]] == ["mail_logs"]
    assert result["subscriptions"][0]["files"]
    [item] = result["failed_items"]
    assert (item["subscription"], item["name"], item["error"]["kind"]) == ("mail_lgos", None, "not_found")
    assert item["msg"] == "inside:6080 (esa): there is no log subscription 'mail_lgos'. Did you mean mail_logs or api_logs?"
    assert "1 of 2 log subscriptions could not be had" in result["msg"]


def test_unknown_subscription_may_be_tolerated(inside):
    result = inside().run(LOG_INFO, subscriptions=["nothing", "mail_logs"], ignore_failed_items=True)
    assert "failed" not in result
    assert result["failed_items"][0]["error"]["hint"] == "asyncos.api.log_info lists all log subscriptions."


def test_name_that_another_retrieval_method_has_is_told_so(inside):
    result = inside().run(LOG_INFO, subscriptions=["mail_logs"], retrieval_method="ftp_push")
    assert "there is no log subscription 'mail_logs' with retrieval_method ftp_push" in result["msg"]


def test_pattern_without_a_match_is_warned_of(inside):
    appliance = inside()
    result = appliance.run(LOG_INFO, subscriptions=["nothing*", "mail_logs", "mail_logs", "mail_l*"])
    assert [record["name"] for record in result["subscriptions"]] == ["mail_logs"]
    assert appliance.warnings == ["No log subscription matches 'nothing*'."]


def test_no_subscriptions_asked_for_are_none(inside):
    appliance = inside()
    assert appliance.run(LOG_INFO, subscriptions=[])["subscriptions"] == []
    assert appliance.warnings == []


def test_list_that_fails_loses_no_other(inside):
    appliance = inside()
    appliance.appliance.faults.add(Fault("status", path="logs/cli_logs", code=500, times=0))
    result = appliance.run(LOG_INFO, files=True)
    missing = [record["name"] for record in result["subscriptions"] if record["files"] is None]
    assert missing == [item["subscription"] for item in result["failed_items"]] == ["cli_logs"]
    assert result["failed_items"][0]["error"]["kind"] == "appliance_fault"


def test_refused_date_is_told_in_the_words_of_the_appliance(inside):
    appliance = inside()
    appliance.appliance.faults.add(Fault("status", path="logs/*", code=400, message="Bad startDate.", times=0))
    result = appliance.run(LOG_INFO, subscriptions=["mail_logs"], files=True, last="1d")
    assert "the appliance answered 400 'Bad startDate.'" in result["msg"]


def test_release_without_the_api_is_named(inside):
    with pytest.raises(NotFound, match=r"mail_log_subscriptions .*\b14\.0\b"):
        inside(release="13.5.1-277").run(LOG_INFO)


def test_role_without_logs_is_told(inside):
    appliance = inside()
    with pytest.raises(PermissionDenied, match="HelpDeskUser"):
        appliance.run(LOG_INFO, client=appliance.client(username="helpdesk", password="Helpdesk-Demo-1"))


@pytest.mark.parametrize("shape", ["data_list", "data_string"])
def test_answer_that_is_no_list_of_subscriptions_is_told(inside, shape):
    appliance = inside()
    appliance.appliance.faults.add(Fault("wrong_shape", path="config/logs/*", shape=shape))
    with pytest.raises(MalformedReply, match="GET config/logs/subscriptions on "):
        appliance.run(LOG_INFO)


def test_appliance_without_subscriptions_is_no_error(inside):
    appliance = inside()
    appliance.appliance.faults.add(Fault("empty", path="config/logs/*"))
    assert appliance.run(LOG_INFO, files=True)["subscriptions"] == []
