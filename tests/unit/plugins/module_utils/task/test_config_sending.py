# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Making calls, and what answers say about each item. Bodies marked as recorded are from public records of appliances (source XSOAR)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    AsyncOSError,
    AuthenticationError,
    ConnectionLost,
    PermissionDenied,
    ReplyTimeout,
    RequestRejected,
    Unreachable,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.verdict import verdict_on
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.calling import Place
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import everything, plan
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.sending import complaints_in, send_all
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.writers import WRITERS


class Scripted:
    """A client whose answers are given beforehand: a status with a document, or an error."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.calls = []

    def call(self, method, path, query=None, body=None, api_version="v2.0", sink=None, form=False):
        self.calls.append((method, path, body))
        answer = self.answers.pop(0)
        if isinstance(answer, AsyncOSError):
            raise answer
        status, document = answer
        body = b"" if document is None else json.dumps(document).encode()
        reply = Reply(status, "Reason", {"Content-Type": "application/json"}, body)
        error = verdict_on(reply)
        if error:
            raise error.met_on("here", method, path, 1)
        return reply


def sent(client, writes, settle=lambda write: None):
    return send_all(client, writes, settle)


def writes(name, given, current=(), state="merged"):
    row = CONFIGURATION[name]
    changes = plan(row, given, current, state)
    return WRITERS[row.writer](Place(row, row.resource.products[0]), changes)


def deletions(name, *names):
    row = CONFIGURATION[name]
    return WRITERS[row.writer](Place(row, row.resource.products[0]), everything(row, [{row.key[0]: each} for each in names]))


def said(outcome):
    return {" ".join(key): error.said for key, error in outcome.errors.items()}


TWO_DOMAINS = [{"domain_name": name, "IP_addresses": ["192.0.2.1"], "order": number} for number, name in enumerate(("test.example", "bad_name"), 1)]

RECORDED_V2 = {
    "created": (
        {"res_code": 201, "res_data": {"add_failure": [], "add_success": [{"domain_name": "test.example", "order": 1, "server_list": ["192.0.2.1"]}]}},
        {},
    ),
    "not created": (
        {
            "res_data": {
                "add_failure": [
                    {
                        "content": {"IP_addresses": "bad", "domain_name": "bad_name", "order": 2},
                        "error_msg": "Domain not saved. Error: {'domain_name': 'rules'}",
                    }
                ],
                "add_success": [],
            },
            "res_message": "Success: 0, Failure: 1",
            "res_code": 400,
        },
        {
            "test.example": "res_code 400 'Success: 0, Failure: 1'",
            "bad_name": "the appliance says 'Domain not saved. Error: {'domain_name': 'rules'}'",
        },
    ),
    "one of two": (
        {
            "res_data": {
                "add_failure": [{"content": {"IP_addresses": "bad", "domain_name": "bad_name", "order": 2}, "error_msg": "Domain not saved."}],
                "add_success": [{"domain_name": "test.example", "order": 1, "server_list": ["192.0.2.1"]}],
            },
            "res_message": "Success: 1, Failure: 1",
            "res_code": 206,
        },
        {"bad_name": "the appliance says 'Domain not saved'"},
    ),
}


@pytest.mark.parametrize("case", RECORDED_V2)
def test_creation_in_version_2(case):
    document, errors = RECORDED_V2[case]
    found = said(sent(Scripted((200, document)), writes("domain_map", TWO_DOMAINS)))
    assert list(found) == list(errors)
    assert all(text in found[name] for name, text in errors.items())


RECORDED_DELETION = {
    "res_data": {"delete_success": ["test.example"], "delete_failure": {"content": ["x1", "x2"], "error_msg": "It is not there."}},
    "res_message": "Success: 1, Failure: 2",
    "res_code": 206,
}


@pytest.mark.parametrize("status", [200, 206])
def test_some_of_a_deletion_in_version_2(status):
    outcome = sent(Scripted((status, RECORDED_DELETION)), deletions("domain_map", "test.example", "x1", "x2"))
    assert said(outcome) == dict.fromkeys(("x1", "x2"), "the appliance says 'It is not there'")
    assert not outcome.in_doubt


RECORDED_V3 = {
    "success_list": [{"status": 200, "message": "success", "profile_name": "a"}],
    "failure_list": [{"status": 404, "message": "profile_name 'b' doesn't exist", "profile_name": "b"}],
    "success_count": 1,
    "failure_count": 1,
}


def test_some_of_a_deletion_in_version_3():
    outcome = sent(Scripted((207, RECORDED_V3)), deletions("identification_profiles", "a", "b"))
    assert said(outcome) == {"b": "the appliance says 404 'profile_name 'b' doesn't exist'"}


def test_the_only_item_fails_in_version_3():
    document = {"success_list": [], "failure_list": [{"status": 400, "message": "Invalid ID profile: nope", "policy_name": "p1"}]}
    client = Scripted((207, document))
    outcome = sent(client, writes("access_policies", [{"policy_name": "p1"}]))
    assert said(outcome) == {"p1": "the appliance says 400 'Invalid ID profile: nope'"}
    assert len(client.calls) == 1


def test_success_without_a_body():
    assert sent(Scripted((204, None)), writes("access_policies", [{"policy_name": "p1"}])).errors == {}


REFUSED = (400, {"error": {"message": "No.", "code": "400"}})
OTHER_REFUSALS = {
    "http": REFUSED,
    "attribute": (404, {"error": {"message": "Invalid value for attribute - name.", "code": "404"}}),
    "not there": (404, {"error": {"message": "Not Found.", "code": "404"}}),
    "hidden": (200, {"res_message": "No recipient address records found.", "res_code": 400}),
}
DONE = (200, {"data": {"message": "done"}})


@pytest.mark.parametrize("answer", OTHER_REFUSALS.values(), ids=OTHER_REFUSALS)
def test_what_is_refused_as_a_whole_is_sent_item_by_item(answer):
    client = Scripted(answer, DONE, answer, DONE)
    outcome = sent(client, deletions("url_lists", "a", "b", "c"))
    assert [body["data"]["url_lists"] for _method, _path, body in client.calls] == [["a", "b", "c"], ["a"], ["b"], ["c"]]
    assert list(outcome.errors) == [("b",)]


def test_what_is_refused_item_by_item_is_not_sent_again():
    document = {"res_code": 400, "res_data": {"delete_failure": {"content": ["x1", "x2"], "error_msg": "No."}}}
    client = Scripted((200, document))
    assert list(sent(client, deletions("domain_map", "x1", "x2")).errors) == [("x1",), ("x2",)]
    assert len(client.calls) == 1


@pytest.mark.parametrize("answer", [ConnectionLost("broke"), ReplyTimeout("late"), (502, {}), (500, {}), (503, {})])
def test_what_may_have_been_done_is_not_sent_again(answer):
    client = Scripted(answer)
    outcome = sent(client, deletions("url_lists", "a", "b"))
    assert list(outcome.errors) == [("a",), ("b",)]
    assert outcome.in_doubt
    assert len(client.calls) == 1


def test_a_call_in_doubt_does_not_stop_the_others():
    client = Scripted((502, {}), DONE)
    outcome = sent(client, writes("url_lists", [{"name": name, "urls": ["u"]} for name in "ab"]))
    assert list(outcome.errors) == [("a",)]
    assert len(client.calls) == 2


@pytest.mark.parametrize("final", [Unreachable("gone"), AuthenticationError("who?"), PermissionDenied("not you")])
def test_an_error_that_ends_all_stands_for_the_rest(final):
    client = Scripted(DONE, final)
    outcome = sent(client, writes("url_lists", [{"name": name, "urls": ["u"]} for name in "abcd"]))
    assert outcome.errors == dict.fromkeys((("b",), ("c",), ("d",)), final)
    assert len(client.calls) == 2


def test_a_change_whose_first_call_failed_gets_no_further_one():
    before = {"group_name": "g", "proxy_servers": [{"host": "a", "port": 1, "retries": 2}], "load_balancing": "none"}
    given = {"group_name": "g", "proxy_servers": [{"host": "b", "port": 1, "retries": 2}], "load_balancing": "hash-based"}
    calls = writes("upstream_proxies", [given], [before], "replaced")
    assert [write.method for write in calls] == ["POST", "DELETE", "PUT"]
    client = Scripted(REFUSED)
    assert list(sent(client, calls).errors) == [("g",)]
    assert len(client.calls) == 1


FILTER = {"name": "f", "rules_and_actions": "old", "active": "true", "order": 3}
ANEW = [{"name": "f", "rules_and_actions": "new"}]


def texts(client):
    return [(method, (body or {}).get("data", {}).get("rules_and_actions")) for method, _path, body in client.calls]


def test_a_filter_whose_new_text_is_refused_is_put_back():
    client = Scripted(DONE, REFUSED, DONE)
    outcome = sent(client, writes("message_filters", ANEW, [FILTER]))
    assert texts(client) == [("DELETE", None), ("POST", "new"), ("POST", "old")]
    assert outcome.remarks == ["f was put back as it was, because its new form was refused."]
    assert isinstance(outcome.errors[("f",)], RequestRejected)


def test_a_filter_that_cannot_be_put_back():
    outcome = sent(Scripted(DONE, REFUSED, ConnectionLost("broke")), writes("message_filters", ANEW, [FILTER]))
    (remark,) = outcome.remarks
    assert remark.startswith("f was to be removed and written anew, and could not be put back: broke.")


def test_a_filter_that_is_not_removed_is_not_written():
    client = Scripted(REFUSED)
    sent(client, writes("message_filters", ANEW, [FILTER]))
    assert texts(client) == [("DELETE", None)]


@pytest.mark.parametrize("doubt", [(502, {}), ConnectionLost("broke"), ReplyTimeout("late")])
def test_a_filter_whose_removal_is_in_doubt_is_written(doubt):
    """It may be gone, and would be lost."""
    client = Scripted(doubt, DONE)
    outcome = sent(client, writes("message_filters", ANEW, [FILTER]))
    assert texts(client) == [("DELETE", None), ("POST", "new")]
    assert outcome.in_doubt


def test_warnings_beside_success_are_handed_on():
    answer = (201, {"data": {"message": "Added."}, "meta": {"warning": "Filter f has been marked invalid."}})
    assert sent(Scripted(answer), writes("message_filters", [FILTER])).remarks == ["Filter f has been marked invalid."]


@pytest.mark.parametrize("document", [None, [], "x", {"meta": []}, {"meta": {"warning": ""}}, {"meta": {}}])
def test_other_answers_warn_of_nothing(document):
    assert sent(Scripted((200, document)), writes("message_filters", [FILTER])).remarks == []


def test_what_does_not_come_to_its_end_is_unsettled():
    def settle(write):
        raise ReplyTimeout("still on its way")

    client = Scripted(DONE)
    outcome = sent(client, writes("smart_licenses", [{"license_name": "a"}, {"license_name": "b"}]), settle)
    assert outcome.unsettled == {("a",), ("b",)}
    assert len(client.calls) == 1


def test_each_call_is_settled_before_the_next():
    order = []
    client = Scripted(DONE, DONE)
    sent(client, writes("url_lists", [{"name": name, "urls": ["u"]} for name in "ab"]), lambda write: order.append(len(client.calls)))
    assert order == [1, 2]


ROOTS = [{"FQDN": name, "domain": "same.example", "ip_address": "192.0.2.1"} for name in ("a.example", "b.example")]


def test_a_complaint_goes_to_the_item_that_has_all_of_its_values():
    """The two items have a domain and an address in common."""
    entry = {"content": ROOTS[1], "error_msg": "No."}
    document = {"res_code": 206, "res_data": {"add_failure": [entry], "add_success": [ROOTS[0]]}}
    outcome = sent(Scripted((200, document)), writes("dns_root", ROOTS))
    assert list(outcome.errors) == [("b.example", "same.example", "192.0.2.1")]


@pytest.mark.parametrize(
    ("details", "about"),
    [
        ({}, []),
        ({"res_data": None}, []),
        ({"res_data": {"add_failure": []}}, []),
        ({"res_data": {"add_failure": ["text"]}}, []),
        ({"res_data": {"delete_failure": {"content": "x", "error_msg": "No"}}}, [{"x"}]),
        ({"res_data": {"delete_failure": {"content": ["x", None, 5]}}}, [{"x"}, {"5"}]),
        ({"res_data": {"update_failure": [{"content": {"domain": ["x", "y"], "ip": None}}]}}, [{"x", "y"}]),
        ({"failure_list": [{"policy_name": "p", "status": 400, "message": "m"}, "text"]}, [{"p"}]),
        ({"failure_list": None}, []),
        ({"failure_list": True}, []),
        ({"failure_list": {"a": 1}}, []),
    ],
)
def test_whatever_the_form_of_a_complaint(details, about):
    assert [set(names) for names, _words in complaints_in(details)] == about


def test_a_complaint_without_words():
    (complaint,) = complaints_in({"failure_list": [{"policy_name": "p", "status": 400}]})
    assert complaint[1] == "the appliance says 400 'nothing'"


def test_errors_of_items_bear_the_facts_of_the_call():
    outcome = sent(Scripted((207, RECORDED_V3)), deletions("identification_profiles", "a", "b"))
    error = outcome.errors[("b",)]
    assert (error.method, error.path, error.appliance, error.status) == ("DELETE", "web_security/identification_profiles", "here", 207)


def test_a_refusal_of_settings_is_that_of_the_whole():
    document = {"res_code": 400, "res_message": "No.", "res_data": {"update_failure": [{"content": {"bypass_list": ["x"]}, "error_msg": "Bad"}]}}
    calls = writes("bypass_proxy", [{"bypass_list": ["x"]}], [{"bypass_list": []}])
    outcome = sent(Scripted((200, document)), calls)
    assert isinstance(outcome.errors[()], RequestRejected)


def test_apart_is_for_calls_about_several():
    (write,) = deletions("url_lists", "a")
    assert write.apart == ()
    assert list(sent(Scripted(REFUSED), [replace(write)]).errors) == [("a",)]
