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
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_lists import rows as sender_list_rows
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_lists.plan import Step, Wanted, shortfall, steps_for, wanted_from
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_lists.rows import Row, Rows, read_rows
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.quarantine import sender_lists as simulated_lists
from ansible_collections.asyncos.api.tests.simulator.quarantine.state import sender_lists_state
from ansible_collections.asyncos.api.tests.simulator.refusals import Refusal
from ansible_collections.asyncos.api.tests.simulator.wire import success

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


@pytest.mark.parametrize("state", ["present", "absent", "exact"])
def test_row_that_another_one_equals_but_for_case_is_not_written(state):
    rows = [Row("a@x", ("s1",)), Row("b@x", ("s1",)), Row("A@x", ("s2",))]
    assert steps_for(Wanted("present", ("B@x",), ("s1",)), rows) == [Step("b@x", "", (), ("s1",), ("s1",))]
    for address in ("a@x", "A@x", "A@X"):
        with pytest.raises(InputError) as caught:
            steps_for(Wanted(state, ("b@x", address), ("s2",)), rows)
        assert "the list has rows for 'a@x' and 'A@x', which differ in case only" in str(caught.value)


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


END = {"data": []}


@pytest.mark.parametrize(
    "totals",
    [(3, 3, 3), (6, 6, 6), (2, 1, 0), (4, 2, 0), (None, None, None)],
    ids=["rows", "pairs", "rows-of-page", "pairs-of-page", "nothing"],
)
def test_empty_page_is_the_end_whatever_is_counted(totals):
    """Tracking counts the page in the same place, and the one recorded answer of a list could be either."""
    client = Pages(page("a", "b", total=totals[0]), page("c", total=totals[1]), page(total=totals[2]))
    found = read_rows(client, "safelist", BY_RECIPIENT)
    assert [row.address for row in found.rows] == ["a", "b", "c"]
    assert client.offsets == [0, 2, 3]
    assert found.is_whole
    assert found.total == (totals[2] or None)


@pytest.mark.parametrize("total", [None, 2, 9])
def test_appliance_that_ignores_the_offset_is_noticed(total):
    with pytest.raises(MalformedReply) as caught:
        read_rows(Pages(page("a", "b", total=total)), "safelist", BY_RECIPIENT)
    assert "repeats rows" in str(caught.value)


def test_list_without_end_is_noticed(monkeypatch):
    monkeypatch.setattr(sender_list_rows, "MOST_PAGES", 5)
    client = Pages(*(page(f"r{number}") for number in range(9)))
    with pytest.raises(MalformedReply) as caught:
        read_rows(client, "safelist", BY_RECIPIENT)
    assert "answered 5 pages of the list by recipient and no end" in str(caught.value)
    assert len(client.offsets) == 5


@pytest.mark.parametrize(
    ("totals", "whole"),
    [((None, None), True), ((2, 2), True), ((4, 4), True), ((2, 0), True), ((3, 3), False), ((3, 2), False), ((2, 1), False)],
)
def test_list_is_whole_if_rows_or_pairs_are_as_many_as_counted(totals, whole):
    assert read_rows(Pages(page("a", "b", total=totals[0]), page(total=totals[1])), "safelist", BY_RECIPIENT).is_whole is whole


def test_rows_of_one_address_are_one_row():
    def row(address, *senders):
        return {"recipientAddress": address, "senderList": list(senders)}

    first = {"meta": {"totalCount": 4}, "data": [row("a", "s1", "s2"), row("b", "s1"), row("a", "s2", "s3")]}
    second = {"meta": {"totalCount": 4}, "data": [row("a", "s4")]}
    found = read_rows(Pages(first, second, END), "safelist", BY_RECIPIENT)
    assert found.rows == [Row("a", ("s1", "s2", "s3", "s4")), Row("b", ("s1",))]
    assert found.is_whole


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


@pytest.fixture
def raw_rows(monkeypatch):
    """Lets every list show these rows as they are."""

    def show(*rows):
        data = [{"recipientAddress": address, "senderList": senders} for address, senders in rows]
        monkeypatch.setattr(simulated_lists, "_view", lambda call, pairs: success({"data": data[int(call.parameters["offset"]) :]}))

    return show


def test_pairs_in_another_row_of_the_address_are_not_lost(change, fleet, raw_rows):
    raw_rows(("a", ["s1", "s2"]), ("b", ["s1"]), ("a", ["s3"]))
    assert change(recipients=["a"], senders=["s1", "s3"], check_mode=True)["changed"] is False
    removed = change(recipients=["a"], senders=["s3"], state="absent", check_mode=True)
    assert removed["changes"] == [{"recipient": "a", "action": "edit", "senders": ["s1", "s2"]}]


def test_nothing_is_written_where_it_is_not_clear_which_row_is_meant(change, fleet, raw_rows):
    raw_rows(("a@x", ["s1"]), ("b@x", ["s1"]), ("A@x", ["s2"]))
    for check_mode in (True, False):
        result = change(recipients=["b@x", "a@x"], senders=["s3"], check_mode=check_mode)
        assert (result["failed"], result["error"]["kind"]) == (True, "input_error")
        assert "Nothing was written" in result["msg"]
    assert writes(fleet) == []


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
    fleet["esa1"].faults.add(Fault("status", method="GET", path="quarantine/safelist", code=500, skip=2, times=0))
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
