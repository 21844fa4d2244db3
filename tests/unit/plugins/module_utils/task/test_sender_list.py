# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Safelists and blocklists: what has to be written, and what becomes of it on the simulator."""

from __future__ import annotations

import json

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.sender_views import PAGE_SIZE, VIEWS
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.perform import perform
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_list import SENDER_LIST
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_list_info import SENDER_LIST_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_list_plan import Step, Wanted, shortfall, steps_for, wanted_from
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_list_rows import Row, Rows, read_rows
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.quarantine.state import sender_lists_state
from ansible_collections.asyncos.api.tests.simulator.refusals import Refusal

BY_RECIPIENT, BY_SENDER = VIEWS["recipient"], VIEWS["sender"]
NEW = "somebody.new@example.com"


@pytest.fixture
def do(fleet):
    """The result of an operation with task parameters; ``do.warnings`` are those of the last call."""

    def run(operation, appliance="esa1", check_mode=False, **parameters):
        found = fleet[appliance]
        connection = {"host": "127.0.0.1", "port": found.port, "product": found.spec.product, "ca_path": fleet.ca_path, "timeout": 5, "retries": 0}
        account = {"username": "admin", "password": "Admin-Demo-1"}
        checked = ArgumentSpecValidator(operation.argument_spec(), **operation.constraints).validate({**connection, **account, **parameters})
        assert checked.error_messages == []
        run.warnings = []
        return perform(operation, checked.validated_parameters, check_mode, run.warnings.append)

    return run


@pytest.fixture
def change(do):
    """The result of a change of the safelist of esa1."""
    return lambda **parameters: do(SENDER_LIST, **{"list": "safelist", **parameters})


@pytest.fixture
def pairs(fleet):
    """The pairs on the safelist of esa1 as they are."""
    return lambda name="safelist", appliance="esa1": sorted(map(tuple, sender_lists_state(fleet[appliance])[name]))


@pytest.fixture
def a_row(pairs):
    """A recipient with at least two senders."""
    by_recipient = {}
    for recipient, sender in pairs():
        by_recipient.setdefault(recipient, []).append(sender)
    return next((recipient, senders) for recipient, senders in by_recipient.items() if len(senders) > 1)


def writes(fleet, appliance="esa1"):
    """The bodies of the writes to sender lists in the request log."""
    return [(entry.method, json.loads(entry.body)) for entry in fleet[appliance].requests if entry.method != "GET" and "list" in entry.path]


# What has to be written


@pytest.mark.parametrize(
    ("state", "others", "row", "step"),
    [
        ("present", ("a",), None, Step("r", "add", ("a",), (), ("a",))),
        ("present", ("a", "b"), ("A",), Step("R", "append", ("b",), ("A",), ("A", "b"))),
        ("present", ("a",), ("x", "A"), Step("R", "", (), ("x", "A"), ("x", "A"))),
        ("exact", ("a",), None, Step("r", "add", ("a",), (), ("a",))),
        ("exact", ("a",), ("A",), Step("R", "", (), ("A",), ("A",))),
        ("exact", ("a",), ("A", "b"), Step("R", "edit", ("a",), ("A", "b"), ("a",))),
        ("exact", ("a", "b"), ("A",), Step("R", "edit", ("a", "b"), ("A",), ("a", "b"))),
        ("absent", ("a",), None, Step("r")),
        ("absent", ("a",), ("x",), Step("R", "", (), ("x",), ("x",))),
        ("absent", ("a",), ("x", "A"), Step("R", "edit", ("x",), ("x", "A"), ("x",))),
        ("absent", ("a", "b"), ("A",), Step("R", "delete", (), ("A",), ())),
        ("absent", None, ("A", "x"), Step("R", "delete", (), ("A", "x"), ())),
        ("absent", None, None, Step("r")),
    ],
)
def test_step_is_the_least_that_makes_the_row_right(state, others, row, step):
    rows = [Row("other", ("a",)), *([Row("R", row)] if row is not None else [])]
    assert steps_for(Wanted(state, ("r",), others), rows) == [step]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"state": "present", "recipients": [], "senders": ["a"]}, "recipients is an empty list"),
        ({"state": "present", "recipients": ["r"], "senders": []}, "senders is an empty list"),
        ({"state": "present", "recipients": ["r"], "senders": None}, "senders is not given"),
        ({"state": "exact", "recipients": ["r"], "senders": []}, "would empty the rows"),
        ({"state": "absent", "recipients": ["r"], "senders": []}, "Leave senders away to remove whole rows"),
        ({"state": "absent", "recipients": [], "senders": None}, "recipients is an empty list"),
        ({"state": "absent", "recipients": None, "senders": None}, "recipients is an empty list"),
        ({"state": "absent", "recipients": [" "], "senders": None}, "recipients has an empty address"),
        ({"state": "absent", "recipients": ["r"], "senders": ["a", ""]}, "senders has an empty address"),
    ],
)
def test_empty_lists_are_refused(parameters, words):
    with pytest.raises(InputError) as caught:
        wanted_from(parameters, BY_RECIPIENT)
    assert words in str(caught.value)


def test_addresses_given_twice_count_once():
    wanted = wanted_from({"state": "present", "recipients": ["a@b.example", " A@B.example"], "senders": ["x", "X", "y"]}, BY_RECIPIENT)
    assert (wanted.addresses, wanted.others) == (("a@b.example",), ("x", "y"))


@pytest.mark.parametrize(
    ("step", "row", "state", "expected"),
    [
        (Step("r", "append", ("b",), ("a",), ("a", "b")), Row("r", ("A", "B")), "present", ""),
        (Step("r", "append", ("b",), ("a",), ("a", "b")), Row("r", ("a", "b", "c")), "present", ""),
        (Step("r", "append", ("b",), ("a",), ("a", "b")), Row("r", ("b",)), "present", "it lacks a"),
        (Step("r", "add", ("b",), (), ("b",)), None, "present", "it lacks b"),
        (Step("r", "edit", ("b",), ("a", "b"), ("b",)), Row("r", ("a", "b")), "absent", "it still has a"),
        (Step("r", "edit", ("b",), ("a", "b"), ("b",)), Row("r", ("a",)), "absent", "it lacks b and it still has a"),
        (Step("r", "edit", ("b",), ("a", "b"), ("b",)), Row("r", ("b", "c")), "exact", "it still has c"),
        (Step("r", "delete", (), ("a",), ()), None, "absent", ""),
        (Step("r", "delete", (), ("a",), ()), Row("r", ("z",)), "absent", "it is still there"),
    ],
)
def test_shortfall_says_what_the_list_does_not_show(step, row, state, expected):
    assert shortfall(step, row, state) == expected


# Reading


def test_rows_of_all_pages_come_once(do, fleet, pairs):
    fleet["esa1"].settings.listed_recipients = PAGE_SIZE * 2 + 7
    result = do(SENDER_LIST_INFO, list="blocklist")
    assert len(result["entries"]) == result["meta"]["total_count"] == PAGE_SIZE * 2 + 7
    assert sorted((entry["recipient"], sender) for entry in result["entries"] for sender in entry["senders"]) == pairs("blocklist")
    assert (result["changed"], result["meta"]["complete"], do.warnings) == (False, True, [])


def test_both_views_show_the_same_pairs(do, pairs):
    entries = do(SENDER_LIST_INFO, "sma1", list="safelist", view_by="sender")["entries"]
    assert sorted((recipient, entry["sender"]) for entry in entries for recipient in entry["recipients"]) == pairs("safelist", "sma1")


def test_addresses_select_exact_rows(do, a_row):
    result = do(SENDER_LIST_INFO, list="safelist", addresses=[a_row[0].upper(), NEW, a_row[0][:-2]])
    assert [entry["recipient"] for entry in result["entries"]] == [a_row[0]]
    assert result["not_found"] == [NEW, a_row[0][:-2]]


def test_search_is_a_part_of_the_recipient(do, a_row):
    entries = do(SENDER_LIST_INFO, list="safelist", search=a_row[0][:5])["entries"]
    assert a_row[0] in [entry["recipient"] for entry in entries]
    assert all(a_row[0][:5] in entry["recipient"] for entry in entries)


def test_search_by_sender_is_refused_before_any_request(do, fleet):
    result = do(SENDER_LIST_INFO, list="safelist", search="x", view_by="sender")
    assert result["error"]["kind"] == "input_error"
    assert len(fleet["esa1"].requests) == 0


def test_web_appliance_has_no_lists(do, fleet):
    for operation, more in ((SENDER_LIST_INFO, {}), (SENDER_LIST, {"recipients": ["a"], "senders": ["b"]})):
        assert "not of wsa" in do(operation, "wsa1", list="safelist", **more)["msg"]
    assert len(fleet["wsa1"].requests) == 0


def test_empty_list_is_no_error(do, fleet):
    fleet["esa1"].settings.listed_recipients = 0
    assert do(SENDER_LIST_INFO, list="safelist")["entries"] == []


class Pages:
    """A client that answers with these documents, the last one for ever, and notes the offsets."""

    def __init__(self, *documents):
        self.documents = list(documents)
        self.offsets = []

    def get(self, _path, query, read):
        self.offsets.append(query["offset"])
        assert len(self.offsets) < 20, "endless"
        return read(self.documents.pop(0) if len(self.documents) > 1 else self.documents[0])


def page(*addresses, total=None):
    meta = {} if total is None else {"meta": {"totalCount": total}}
    return {**meta, "data": [{"recipientAddress": address, "senderList": ["s1", "s2"]} for address in addresses]}


def test_pages_smaller_than_asked_are_read_to_the_end():
    client = Pages(page("a", "b", total=3), page("c", total=3))
    assert [row.address for row in read_rows(client, "safelist", BY_RECIPIENT).rows] == ["a", "b", "c"]
    assert client.offsets == [0, 2]


def test_without_a_count_an_empty_page_is_the_end():
    client = Pages(page("a"), page("b"), {})
    assert len(read_rows(client, "safelist", BY_RECIPIENT).rows) == 2


def test_appliance_that_ignores_the_offset_is_noticed():
    with pytest.raises(MalformedReply) as caught:
        read_rows(Pages(page("a", "b", total=9)), "safelist", BY_RECIPIENT)
    assert "repeats rows" in str(caught.value)


@pytest.mark.parametrize(("total", "whole"), [(None, True), (2, True), (4, True), (3, False)])
def test_list_is_whole_if_rows_or_pairs_are_as_many_as_counted(total, whole):
    assert Rows([Row("a", ("1", "2")), Row("b", ("1", "2"))], total).is_whole is whole


@pytest.mark.parametrize("document", [[], {"data": "x"}, {"data": [5]}, {"data": [{"recipientAddress": "a"}]}, {"data": [{"senderList": []}]}])
def test_answer_of_another_form_is_an_error(document):
    with pytest.raises(MalformedReply):
        read_rows(Pages(document), "safelist", BY_RECIPIENT)


def test_list_that_changes_while_it_is_read_is_told(do, fleet, monkeypatch):
    monkeypatch.setattr(Rows, "is_whole", False)
    assert do(SENDER_LIST_INFO, list="safelist")["meta"]["complete"] is False
    assert "somebody writes to the list" in do.warnings[0]
    result = do(SENDER_LIST, list="safelist", recipients=[NEW], senders=["x.example"])
    assert "somebody writes to the list" in result["msg"]
    assert "Nothing was written" in result["msg"]
    assert writes(fleet) == []


# Writing


def test_new_row_is_added(change, pairs, fleet):
    before = pairs()
    result = change(recipients=[NEW], senders=["x.example", "y@z.example"])
    assert result["changed"] is True
    assert result["entries"] == [{"recipient": NEW, "senders": ["x.example", "y@z.example"]}]
    assert result["changes"] == [{"recipient": NEW, "action": "add", "senders": ["x.example", "y@z.example"]}]
    assert pairs() == sorted([*before, (NEW, "x.example"), (NEW, "y@z.example")])
    assert [body["action"] for _method, body in writes(fleet)] == ["add"]


def test_sender_is_appended_to_a_row_and_the_others_stay(change, pairs, a_row, fleet):
    before = pairs()
    result = change(recipients=[a_row[0].upper()], senders=[a_row[1][0].upper(), "x.example"])
    assert result["changes"] == [{"recipient": a_row[0], "action": "append", "senders": ["x.example"]}]
    assert pairs() == sorted([*before, (a_row[0], "x.example")])
    assert sorted(result["diff"]["before"]["entries"][0]["senders"]) == a_row[1]
    assert set(result["diff"]["after"]["entries"][0]["senders"]) == {*a_row[1], "x.example"}


def test_one_pair_is_removed_by_edit(change, pairs, a_row, fleet):
    before = pairs()
    result = change(recipients=[a_row[0]], senders=[a_row[1][0].upper()], state="absent")
    assert result["changed"] is True
    assert pairs() == sorted(set(before) - {(a_row[0], a_row[1][0])})
    assert [body["action"] for _method, body in writes(fleet)] == ["edit"]


def test_row_goes_with_its_last_pair(change, pairs, a_row, fleet):
    before = pairs()
    change(recipients=[a_row[0]], senders=a_row[1], state="absent")
    assert pairs() == [pair for pair in before if pair[0] != a_row[0]]
    assert [method for method, _body in writes(fleet)] == ["DELETE"]


def test_whole_row_is_removed(change, pairs, a_row):
    before = pairs()
    result = change(recipients=[a_row[0], NEW], state="absent")
    assert pairs() == [pair for pair in before if pair[0] != a_row[0]]
    assert [item["action"] for item in result["changes"]] == ["delete"]
    assert result["entries"] == []


def test_exact_row(change, pairs, a_row):
    before = pairs()
    wanted = ["x.example", a_row[1][1]]
    change(recipients=[a_row[0]], senders=wanted, state="exact")
    assert pairs() == sorted([*(pair for pair in before if pair[0] != a_row[0]), *((a_row[0], sender) for sender in wanted)])


def test_view_by_sender_writes_the_same_pairs(do, pairs):
    before = pairs("blocklist", "sma1")
    result = do(SENDER_LIST, "sma1", list="blocklist", view_by="sender", senders=["x.example"], recipients=["a@b.example", "c@d.example"])
    assert result["entries"] == [{"sender": "x.example", "recipients": ["a@b.example", "c@d.example"]}]
    assert pairs("blocklist", "sma1") == sorted([*before, ("a@b.example", "x.example"), ("c@d.example", "x.example")])
    do(SENDER_LIST, "sma1", list="blocklist", view_by="sender", senders=["x.example"], state="absent")
    assert pairs("blocklist", "sma1") == before


@pytest.mark.parametrize(
    "parameters",
    [
        {"recipients": [NEW], "senders": ["x.example"]},
        {"recipients": [NEW], "senders": ["x.example", "y.example"], "state": "exact"},
        {"recipients": ["nobody@example.com"], "state": "absent"},
        {"senders": ["x.example"], "recipients": [NEW], "view_by": "sender", "state": "absent"},
    ],
    ids=str,
)
def test_second_run_changes_nothing_and_writes_nothing(change, fleet, pairs, parameters):
    change(**parameters)
    before, written = pairs(), len(writes(fleet))
    result = change(**parameters)
    assert (result["changed"], result["changes"], pairs(), len(writes(fleet))) == (False, [], before, written)


@pytest.mark.parametrize(("state", "more"), [("present", ["x.example"]), ("exact", ["x.example"]), ("absent", None)])
def test_check_mode_foresees_the_result_and_writes_nothing(change, pairs, a_row, fleet, state, more):
    before = pairs()
    parameters = {"recipients": [a_row[0], NEW], "state": state, **({"senders": more} if more else {})}
    foreseen = change(check_mode=True, **parameters)
    assert writes(fleet) == []
    assert pairs() == before
    done = change(**parameters)
    assert foreseen["changed"] is done["changed"] is True
    for result in (foreseen, done):
        for entry in (*result["entries"], *result["diff"]["after"]["entries"]):
            entry["senders"].sort()
    assert foreseen == done


def test_several_recipients_of_which_one_fails(change, pairs, fleet):
    before = pairs()
    fleet["esa1"].faults.add(Fault("status", method="POST", path="quarantine/safelist", code=500, skip=1))
    result = change(recipients=["a@b.example", "c@d.example", "e@f.example"], senders=["x.example"])
    assert (result["failed"], result["changed"]) == (True, True)
    assert "1 of 3 rows could not be changed; the first: POST quarantine/safelist on " in result["msg"]
    assert [(item["address"], item["action"], item["error"]["status"]) for item in result["failed_items"]] == [("c@d.example", "add", 500)]
    assert [entry["recipient"] for entry in result["entries"]] == ["a@b.example", "e@f.example"]
    assert pairs() == sorted([*before, ("a@b.example", "x.example"), ("e@f.example", "x.example")])


def test_lost_answer_of_a_write_that_was_done_is_no_failure(change, do, fleet):
    fleet["esa1"].faults.add(Fault("cut_body", method="POST", path="quarantine/safelist"))
    result = change(recipients=[NEW], senders=["x.example"])
    assert ("failed" in result, result["changed"]) == (False, True)
    assert f"The call for {NEW} failed, but the list shows the change" in do.warnings[0]
    assert len(writes(fleet)) == 1


def test_secrets_that_an_appliance_echoes_are_not_in_the_warning(change, do, fleet, monkeypatch):
    """The write is done, but answered with an error that quotes the password."""
    pairs_type = type(fleet["esa1"].sender_lists.of("safelist", fleet["esa1"].settings.listed_recipients))
    append = pairs_type.append

    def append_and_complain(self, view, address, partners):
        append(self, view, address, partners)
        raise Refusal(500, "Not with Admin-Demo-1.", "")

    monkeypatch.setattr(pairs_type, "append", append_and_complain)
    assert change(recipients=[NEW], senders=["x.example"])["changed"] is True
    assert "Not with ********." in do.warnings[0]
    assert "Admin-Demo-1" not in do.warnings[0]


def test_write_that_does_nothing_is_found_out(change, fleet):
    fleet["esa1"].faults.add(Fault("empty", method="GET", path="quarantine/safelist", times=0))
    result = change(recipients=[NEW], senders=["x.example"])
    assert (result["failed"], result["changed"], result["error"]["kind"]) == (True, False, "appliance_fault")
    assert f"accepted the change of {NEW}, but the list does not show it: it lacks x.example" in result["msg"]


def test_append_that_replaces_is_found_out(change, fleet, a_row, monkeypatch):
    """If a release understands an action otherwise, what was lost is named."""
    pairs_type = type(fleet["esa1"].sender_lists.of("safelist", fleet["esa1"].settings.listed_recipients))
    append = pairs_type.append
    monkeypatch.setattr(pairs_type, "append", lambda self, view, address, partners: (self.remove(view, address), append(self, view, address, partners)))
    result = change(recipients=[a_row[0]], senders=["x.example"])
    assert result["failed"] is True
    assert f"it lacks {a_row[1][0]}" in result["msg"]


def test_list_that_cannot_be_read_after_the_writes(change, fleet):
    fleet["esa1"].faults.add(Fault("status", method="GET", path="quarantine/safelist", code=500, skip=1, times=0))
    result = change(recipients=[NEW, "a@b.example"], senders=["x.example"])
    assert (result["failed"], result["changed"]) == (True, True)
    assert "2 of 2 rows were written, but the list could not be read afterwards" in result["msg"]
    assert [item["recipient"] for item in result["changes"]] == [NEW, "a@b.example"]


def test_role_that_may_only_read_is_refused_once(change, fleet):
    result = change(recipients=[NEW, "a@b.example"], senders=["x.example"], username="auditor", password="Auditor-Demo-1")
    assert (result["failed"], result["changed"]) == (True, False)
    assert result["error"]["kind"] == "permission_denied"
    assert len(result["failed_items"]) == 2
    assert len(writes(fleet)) == 1


def test_wrong_password_is_an_error_of_the_task(change):
    assert change(recipients=[NEW], senders=["x"], password="wrong")["error"]["kind"] == "authentication_error"


def test_result_has_the_same_keys_whatever_happens(change, a_row):
    keys = {"changed", "entries", "changes", "failed_items", "diff"}
    assert set(change(recipients=[NEW], senders=["x.example"])) == keys
    assert set(change(recipients=[NEW], senders=["x.example"])) == keys
    assert set(change(recipients=[NEW], state="absent", check_mode=True)) == keys


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"recipients": ["a"]}, "missing"),
        ({"senders": ["a"], "state": "absent"}, "missing"),
        ({"recipients": ["a"], "state": "exact"}, "missing"),
        ({"recipients": ["a"], "state": "absent", "view_by": "sender"}, "missing"),
    ],
)
def test_arguments_that_are_needed(parameters, words):
    connection = {"host": "h", "product": "esa", "username": "u", "password": "p", "list": "safelist"}
    checked = ArgumentSpecValidator(SENDER_LIST.argument_spec(), **SENDER_LIST.constraints).validate({**connection, **parameters})
    assert words in checked.error_messages[0]
