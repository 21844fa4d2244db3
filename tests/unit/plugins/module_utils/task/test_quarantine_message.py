# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Acting on quarantined messages: what is sent, what is known afterwards, and what is never done."""

from __future__ import annotations

import json
import re

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply, NotFound, ReplyTimeout, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._task import progress
from ansible_collections.asyncos.api.plugins.module_utils._task.perform import perform
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.batches import MOST_PER_CALL, Done, Fate, Ledger, _touched, act, body_for
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.diff import diff_of
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.outcome import about_places
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import hint_on_names
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.target import (
    Batch,
    Target,
    listed,
    number_of,
    plan_for,
    target_of_details,
    target_of_row,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine_message import QUARANTINE_MESSAGE
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import META_FIELDS
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.quarantine.holdings import store_of
from ansible_collections.asyncos.api.tests.simulator.quarantine.state import quarantine_state

NOBODY = 999_999

NO_QUARANTINE = (
    "Either there is no quarantine {} (names must be written exactly as the appliance has them, and quarantines can be removed), "
    "or another parameter of the task is wrong."
)


@pytest.fixture
def do(fleet):
    """The result of an action on the quarantines of esa1; ``do.warnings`` are those of the last call, ``do.told`` is what it said on the way."""

    def run(appliance="esa1", check_mode=False, **parameters):
        found = fleet[appliance]
        connection = {"host": "127.0.0.1", "port": found.port, "product": found.spec.product, "ca_path": fleet.ca_path, "timeout": 5, "retries": 0}
        account = {"username": "admin", "password": "Admin-Demo-1"}
        validator = ArgumentSpecValidator(QUARANTINE_MESSAGE.argument_spec(), **QUARANTINE_MESSAGE.constraints)
        checked = validator.validate({**connection, **account, **parameters})
        assert checked.error_messages == []
        run.warnings, run.told = [], []
        return perform(QUARANTINE_MESSAGE, checked.validated_parameters, check_mode, run.warnings.append, run.told.append)

    return run


@pytest.fixture
def state(fleet):
    return lambda appliance="esa1": quarantine_state(fleet[appliance])


@pytest.fixture
def spam_mids(state):
    return [row["mid"] for row in state()["spam"]]


@pytest.fixture
def places(state):
    """The quarantines of each message of esa1, by its id, at the start."""
    return {row["mid"]: row["attributes"]["inQuarantines"].split(",") for row in state()["pvo"]}


def writes(fleet, appliance="esa1"):
    return [(entry.method, json.loads(entry.body)) for entry in fleet[appliance].requests if entry.method != "GET" and "quarantine" in entry.path]


def shown_mids(text):
    """The ids of the messages that one side of a difference shows."""
    return [int(line.split("  ")[0]) for line in text.splitlines()]


def deeds(state):
    return [(deed["action"], deed["mid"], deed["quarantine"]) for deed in state()["deeds"]]


# What is to be done


def test_message_is_acted_on_in_every_quarantine_it_sits_in():
    targets = [Target(1, ("A", "B")), Target(2, ("B",))]
    assert plan_for(targets, "release", None, None, False).batches == [Batch("A", (1,)), Batch("B", (1, 2))]


@pytest.mark.parametrize(
    ("targets", "action", "named", "batches", "missed"),
    [
        ([Target(1, ("A", "B"))], "release", ["B"], [Batch("B", (1,))], []),
        ([Target(1, ("A",)), Target(2, ("B",))], "release", ["B"], [Batch("B", (2,))], [1]),
        ([Target(1, known=False), Target(2, known=False)], "delete", ["A", "B"], [Batch("A", (1, 2)), Batch("B", (1, 2))], []),
        ([Target(1, there=False)], "delete", None, [], [1]),
        ([Target(1, there=False)], "delete", ["A"], [], [1]),
        ([Target(1, ())], "delete", None, [], [1]),
        ([Target(1, ("A", "X"))], "move", None, [Batch("A", (1,))], []),
        ([Target(1, ("X",))], "move", None, [], []),
        ([Target(1, ("X",))], "move", ["A"], [], []),
        ([Target(1, ("B",))], "move", ["A"], [], [1]),
        ([Target(1, ("A",))], "delete", ["A", "A"], [Batch("A", (1,))], []),
    ],
)
def test_plan_in_quarantines(targets, action, named, batches, missed):
    plan = plan_for(targets, action, named, "X", False)
    assert (plan.batches, plan.missed) == (batches, missed)


def test_spam_quarantine_has_no_name():
    plan = plan_for([Target(1), Target(2, there=False), Target(3, known=False)], "release", None, None, True)
    assert (plan.batches, plan.missed) == ([Batch("", (1, 3))], [2])


# The difference


DONE = Ledger([Done(Batch("A", (1,)), 1)])


def diff(targets, ledger=DONE, **params):
    given = {"quarantine_type": "pvo", "action": "release", "destination": None, "delay": None, "recipients": None, **params}
    return diff_of(targets, ledger, ledger.fates(), given)


@pytest.mark.parametrize(
    ("params", "after"),
    [
        ({"action": "release"}, "1  B  a@x.example  Hi\n"),
        ({"action": "delete"}, "1  B  a@x.example  Hi\n"),
        ({"action": "move", "destination": "C"}, "1  B, C  a@x.example  Hi\n"),
        ({"action": "move", "destination": "B"}, "1  B  a@x.example  Hi\n"),
        ({"action": "delay", "delay": "8h"}, "1  A, B  a@x.example  Hi  delayed by 8h\n"),
        ({"action": "copy", "recipients": ["x@y", "z@y"]}, "1  A, B  a@x.example  Hi  copied to x@y, z@y\n"),
    ],
)
def test_difference_shows_where_a_message_is_afterwards(params, after):
    header = f"{params['action']}, quarantine_type pvo"
    before = "1  A, B  a@x.example  Hi\n"
    assert diff([Target(1, ("A", "B"), "a@x.example", "Hi")], **params) == {"before_header": header, "after_header": header, "before": before, "after": after}


def test_message_that_left_every_quarantine_is_gone_from_the_difference():
    assert diff([Target(1, ("A",), "a@x.example", "Hi")])["after"] == ""


def test_message_that_is_not_touched_is_not_in_the_difference():
    shown = diff([Target(1, ("A",)), Target(2, ("A",)), Target(3, there=False)])
    assert (shown["before"], shown["after"]) == ("1  A\n", "")


def test_message_that_was_not_looked_up_is_shown_where_it_was_acted_on():
    assert diff([Target(1, known=False)])["before"] == "1  A\n"
    assert diff([Target(1, known=False)], action="move", destination="C")["after"] == "1  C\n"


@pytest.mark.parametrize(
    ("params", "after"),
    [
        ({"action": "release"}, ""),
        ({"action": "move", "destination": "C"}, "5 messages  C  of which 3 were acted on\n"),
        ({"action": "delay", "delay": "8h"}, "5 messages  A  of which 3 were acted on  delayed by 8h\n"),
    ],
)
def test_messages_of_which_it_is_not_known_are_counted(params, after):
    ledger = Ledger([Done(Batch("A", (1, 2)), 1), Done(Batch("A", (3, 4, 5)), 2), Done(Batch("A", (6, 7)), 0)])
    shown = diff([Target(mid, known=False) for mid in range(1, 8)], ledger, **params)
    assert (shown["before"], shown["after"]) == ("5 messages  A  of which 3 were acted on\n", after)


def test_strangers_words_stay_in_their_line_and_do_not_reach_the_terminal():
    target = Target(1, ("A",), "a@x", "Hi\r\n2  A\u2028\x85now\t\x1b[2J\u202e\udc80 \u00fc")
    assert diff([target])["before"] == "1  A  a@x  Hi 2 A now ?[2J?? \u00fc\n"


@pytest.mark.parametrize(
    ("params", "body"),
    [
        ({"action": "delete"}, {"quarantineType": "pvo", "quarantineName": "A", "mids": [1]}),
        ({"action": "release"}, {"action": "release", "quarantineType": "pvo", "quarantineName": "A", "mids": [1]}),
        (
            {"action": "move", "destination": "B"},
            {"action": "move", "quarantineType": "pvo", "quarantineName": "A", "destinationQuarantineName": "B", "mids": [1]},
        ),
        ({"action": "delay", "delay": "8h"}, {"action": "delay", "quarantineType": "pvo", "quarantineName": "A", "delay": "8h", "mids": [1]}),
        ({"action": "copy", "recipients": ["r"]}, {"action": "copy", "quarantineType": "pvo", "quarantineName": "A", "recipients": ["r"], "mids": [1]}),
    ],
)
def test_body_is_spelt_as_the_appliance_wants_it(params, body):
    given = {"quarantine_type": "pvo", "destination": None, "delay": None, "recipients": None, **params}
    assert body_for(given, Batch("A", (1,))) == body


def test_row_tells_its_quarantines_in_either_form():
    assert target_of_row({"mid": "5", "inQuarantines": "A, File Analysis"}).quarantines == ("A", "File Analysis")
    assert target_of_row({"mid": 5, "quarantineForReasonDict": [{"quarantineName": "A", "reason": []}, "x"]}).quarantines == ("A",)
    both = {"mid": 5, "inQuarantines": "Mail, odd,B", "quarantineForReasonDict": [{"quarantineName": "Mail, odd"}, {"quarantineName": "B"}]}
    assert target_of_row(both).quarantines == ("Mail, odd", "B")
    assert target_of_row({"mid": 5, "inQuarantines": "A", "quarantineForReasonDict": []}).quarantines == ("A",)
    assert target_of_row({"mid": 5, "fromAddress": ["a", "b"], "subject": None}) == Target(5, (), "a, b", "")


def test_details_tell_quarantines_sender_and_subject():
    details = {"quarantineDetails": [{"quarantineName": "A"}, {}], "messageDetails": {"sender": "s", "subject": "t"}}
    assert target_of_details(5, details) == Target(5, ("A",), "s", "t")


@pytest.mark.parametrize("mid", [None, "x", [1]])
def test_row_without_an_id_is_an_error(mid):
    with pytest.raises(MalformedReply):
        number_of({"mid": mid})


def test_sentence_names_the_first_few():
    assert listed([Target(mid, known=False) for mid in range(1, 9)]) == "1, 2, 3, 4, 5 and 3 more"
    assert listed([Target(1, (), "a@b", "Bell\x07")]) == "1 ('Bell\\x07' from a@b)"
    assert listed([Target(mid, known=False) for mid in range(1, 9)], 40).endswith("5 and 35 more")


@pytest.mark.parametrize("document", [[], {}, {"data": {}}, {"data": {"totalCount": "1"}}, {"data": {"totalCount": True}}, {"data": []}])
def test_answer_without_a_count_is_an_error(document):
    with pytest.raises(MalformedReply):
        _touched(document, 2)


@pytest.mark.parametrize("count", [-1, 3])
def test_count_that_cannot_be_is_an_error(count):
    with pytest.raises(MalformedReply, match=f"totalCount {count} for 2 messages"):
        _touched({"data": {"totalCount": count}}, 2)


def test_count_is_found_with_and_without_its_wrapper():
    assert _touched({"data": {"totalCount": 2}}, 2) == _touched({"action": "copy", "totalCount": 2}, 3) == 2


# Spam


@pytest.mark.parametrize("action", ["release", "delete"])
def test_spam_by_ids(do, state, spam_mids, action):
    result = do(quarantine_type="spam", action=action, mids=spam_mids[:3])
    assert result["changed"] is True
    assert result["counts"] == {"asked": 3, "calls": 1, "sent": 3, "touched": 3, "untouched": 0}
    assert result["acted"] == [{"quarantine": None, "sent": 3, "touched": 3}]
    assert [(message["touched"], message["acted_in"]) for message in result["messages"]] == [(True, [])] * 3
    assert deeds(state) == [(action, mid, "") for mid in spam_mids[:3]]
    lines = [f"{entry['mid']}  {entry['sender']}  {' '.join(entry['subject'].split())}" for entry in result["messages"]]
    assert result["diff"]["before"].splitlines() == lines
    assert all(entry["sender"] and entry["subject"] for entry in result["messages"])
    assert result["diff"]["after"] == ""
    assert do.warnings == []


def test_ids_given_twice_are_sent_once(do, fleet, spam_mids):
    do(quarantine_type="spam", action="delete", mids=[spam_mids[0], spam_mids[1], spam_mids[0]])
    assert writes(fleet)[0][1]["mids"] == spam_mids[:2]


def test_releasing_twice_is_neither_a_change_nor_an_error(do, spam_mids):
    do(quarantine_type="spam", action="release", mids=spam_mids[:2])
    result = do(quarantine_type="spam", action="release", mids=spam_mids[:2])
    assert (result["changed"], "failed" in result) == (False, False)
    assert (result["counts"]["touched"], result["counts"]["untouched"]) == (0, 2)
    assert result["untouched_mids"] == spam_mids[:2]
    assert (
        f"Nothing happened to 2 of the messages asked for: they are not, or no longer, where the action looked for them. Among them: {spam_mids[0]}, "
        in do.warnings[0]
    )


def test_id_that_is_not_there_is_named_and_the_others_are_done(do, state, spam_mids):
    result = do(quarantine_type="spam", action="release", mids=[NOBODY, spam_mids[0]])
    assert result["changed"] is True
    assert result["untouched_mids"] == [NOBODY]
    assert [(message["mid"], message["touched"]) for message in result["messages"]] == [(NOBODY, False), (spam_mids[0], True)]
    assert deeds(state) == [("release", spam_mids[0], "")]


def test_search_and_act(do, state, fleet):
    wanted = [row["mid"] for row in state()["spam"] if "Invoice" in row["attributes"]["subject"]]
    result = do(quarantine_type="spam", action="delete", search={"subject": "Invoice"})
    assert sorted(mid for _action, mid, _place in deeds(state)) == sorted(wanted)
    assert result["counts"]["touched"] == len(wanted) > 0
    again = do(quarantine_type="spam", action="delete", search={"subject": "Invoice"})
    assert (again["changed"], again["counts"]["asked"]) == (False, 0)


def test_window_that_was_searched_is_in_the_result(do):
    result = do(quarantine_type="spam", action="delete", search={"subject": "Invoice", "start": "2026-01-01", "end": "2026-01-02T03:04Z"})
    facts = {"search": "spam_quarantine", "start": "2026-01-01T00:00:00Z", "end": "2026-01-02T03:04:00Z", "returned": 0, "truncated": False}
    assert result["meta"] == {**dict.fromkeys(META_FIELDS, 0), **facts, "slices": 1, "pages": result["meta"]["pages"]}


def test_ids_have_no_window(do, spam_mids):
    assert do(quarantine_type="spam", action="delete", mids=spam_mids[:1])["meta"] == dict.fromkeys(META_FIELDS)


def test_search_without_a_window_that_finds_nothing_says_how_far_it_looked(do):
    meta = do(quarantine_type="spam", action="delete", search={"subject": "no such subject"})["meta"]
    words = "The search found nothing. It gives no window, so only the last 30 days were searched, from {start} to {end}: "
    assert do.warnings == [words.format(**meta) + "older messages are found with last or start."]


@pytest.mark.parametrize("search", [{"subject": "none", "last": "30d"}, {"subject": "none", "start": "2026-01-01"}, {"subject": "Invoice"}])
def test_search_with_a_window_or_with_messages_says_nothing(do, search):
    do(quarantine_type="spam", action="delete", search=search)
    assert do.warnings == []


# Policy, virus and outbreak quarantines


def test_every_quarantine_of_a_message_is_named_and_acted_in(do, state, places):
    mid, names = next((mid, names) for mid, names in places.items() if len(names) > 1)
    result = do(quarantine_type="pvo", action="release", mids=[mid])
    assert deeds(state) == [("release", mid, name) for name in names]
    assert result["messages"][0]["quarantines"] == result["messages"][0]["acted_in"] == names
    assert result["acted"] == [{"quarantine": name, "sent": 1, "touched": 1} for name in names]
    assert result["counts"]["calls"] == len(names)


def test_named_quarantine_only(do, state, places):
    mid, names = next((mid, names) for mid, names in places.items() if len(names) > 1)
    result = do(quarantine_type="pvo", action="delete", mids=[mid], quarantines=[names[1]])
    assert deeds(state) == [("delete", mid, names[1])]
    left = [name for name in names if name != names[1]]
    assert result["diff"]["after"].startswith(f"{mid}  {', '.join(left)}  ")


def test_quarantines_of_the_search_are_those_acted_in(do, state, places):
    result = do(quarantine_type="pvo", action="delete", search={"quarantines": ["Policy"]})
    assert {place for _action, _mid, place in deeds(state)} == {"Policy"}
    assert result["counts"]["touched"] == sum("Policy" in names for names in places.values())
    assert [item["quarantine"] for item in result["acted"]] == ["Policy"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"action": "move", "destination": "Legal Hold"}, "move"),
        ({"action": "delay", "delay": "8h"}, "delay"),
        ({"action": "copy", "recipients": ["a@b.example"]}, "copy"),
    ],
)
def test_other_actions(do, state, places, more, words):
    mid = next(mid for mid, names in places.items() if names == ["Policy"])
    result = do(quarantine_type="pvo", mids=[mid], **more)
    assert result["changed"] is True
    assert deeds(state) == [(words, mid, "Policy")]


def test_moving_twice_is_no_change(do, places, fleet):
    mid = next(mid for mid, names in places.items() if names == ["Policy"])
    do(quarantine_type="pvo", action="move", mids=[mid], destination="Legal Hold")
    result = do(quarantine_type="pvo", action="move", mids=[mid], destination="Legal Hold")
    assert (result["changed"], result["counts"]["untouched"], do.warnings) == (False, 0, [])
    assert len(writes(fleet)) == 1


def test_manager_acts_as_a_gateway_does(do, state):
    mid = state("sma1")["pvo"][0]["mid"]
    assert do("sma1", quarantine_type="pvo", action="delete", mids=[mid])["changed"] is True
    assert mid not in [row["mid"] for row in state("sma1")["pvo"]]


def test_misspelt_quarantine_is_named_with_where_the_messages_are(do, fleet, places):
    mids = [next(mid for mid, names in places.items() if names == [name]) for name in ("Policy", "Outbreak")]
    result = do(quarantine_type="pvo", action="release", mids=mids, quarantines=["Polcy"])
    assert ("failed" in result, result["changed"], writes(fleet)) == (False, False, [])
    assert do.warnings[:2] == [
        f"{mids[0]} sits in Policy, not in Polcy; {mids[1]} sits in Outbreak, not in Polcy.",
        "None of the messages asked for sits in Polcy; they sit in Policy and Outbreak. Mind how names are spelt.",
    ]
    assert "Nothing happened to 2 of the messages" in do.warnings[2]


NOWHERE = [Target(3, there=False), Target(4, known=False), Target(5, ())]


@pytest.mark.parametrize(
    ("targets", "named", "destination", "words"),
    [
        ([Target(1, ("A",)), Target(2, ("B",)), *NOWHERE], ["A"], None, ["2 sits in B, not in A."]),
        ([Target(1, ("A", "B"))], ["A", "X"], None, ["None of the messages asked for sits in X; they sit in A and B. Mind how names are spelt."]),
        ([Target(1, ("A",)), Target(2, ("B", "C", "D"))], ["A", "E", "A"], None, ["2 sits in B, C and D, not in A or E.", "…in E; they sit in A, B, C and D…"]),
        ([Target(mid, ("B",)) for mid in range(1, 8)] + [Target(9, ("A",))], ["A"], None, ["…5 sits in B, not in A; and 2 more."]),
        ([Target(1, ("A",)), *NOWHERE], ["A"], None, []),
        ([Target(1, ("A",)), *NOWHERE], [], None, []),
        (NOWHERE, ["A"], None, []),
        ([Target(1, ("Hold",))], ["A"], "Hold", []),
        ([Target(1, ("Hold",)), Target(2, ("B",))], ["A"], "Hold", ["2 sits in B, not in A.", "…in A; they sit in Hold and B…"]),
    ],
)
def test_what_does_not_fit_between_names_and_places(targets, named, destination, words):
    said = about_places(targets, named, destination)
    assert len(said) == len(words)
    for one, expected in zip(said, words):
        assert expected.strip("…") in one if "…" in expected else one == expected


def test_releasing_twice_from_a_named_quarantine_is_green(do, places):
    mids = [mid for mid, names in places.items() if names == ["Policy"]][:2]
    do(quarantine_type="pvo", action="release", mids=mids, quarantines=["Policy"])
    result = do(quarantine_type="pvo", action="release", mids=mids, quarantines=["Policy"])
    assert ("failed" in result, result["changed"], len(do.warnings)) == (False, False, 1)


def test_name_in_a_search_is_a_filter_and_no_claim(do, state):
    do(quarantine_type="pvo", action="move", destination="Legal Hold", search={"quarantines": ["Virus"]})
    assert not any("Virus" in row["attributes"]["inQuarantines"] for row in state()["pvo"])
    result = do(quarantine_type="pvo", action="release", search={"quarantines": ["Policy", "Virus"]})
    assert (result["changed"], do.warnings) == (True, [])


# Not more than meant


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"mids": []}, "mids is an empty list, so there is nothing to act on"),
        ({"mids": [-1]}, "mids has -1"),
        ({"search": {}}, "search is empty, which would mean every message"),
        ({"search": {"more_filters": {}}}, "search is empty, which would mean every message"),
        ({"search": {"more_filters": {"newOne": "x"}}}, "search has only more_filters, which cannot be checked to narrow anything"),
        ({"search": {"subject": ""}}, "subject is empty"),
        ({"search": {"quarantines": []}}, "quarantines is"),
        ({"mids": [1], "action": "move", "destination": "x"}, "action move is not possible with the spam quarantine"),
        ({"mids": [1], "quarantines": ["Policy"]}, "there is only one spam quarantine"),
        ({"mids": [1], "destination": "x"}, "destination is given, but is an option of action move, not of release"),
        ({"mids": [1], "quarantine_type": "pvo", "quarantines": []}, "quarantines is an empty list"),
        ({"mids": [1], "quarantine_type": "pvo", "action": "move", "destination": " "}, "destination is empty"),
        ({"mids": [1], "quarantine_type": "pvo", "action": "copy", "recipients": [""]}, "recipients is empty"),
        ({"mids": [1], "max_messages": 0}, "max_messages is 0"),
        ({"mids": list(range(1, 102))}, "mids has 101 ids, but max_messages is 100; nothing was done. The first: 1, 2, 3, 4, 5 and 96 more"),
        ({"mids": [1], "product": "wsa"}, "not of wsa"),
    ],
    ids=str,
)
def test_refused_before_any_request(do, fleet, parameters, words):
    result = do(**{"quarantine_type": "spam", "action": "release", **parameters})
    assert words in result["msg"]
    assert result["error"]["kind"] == "input_error"
    assert len(fleet["esa1"].requests) == 0


@pytest.mark.parametrize("check_mode", [False, True])
def test_search_that_finds_more_than_meant_fails_before_anything_is_done(do, fleet, state, check_mode):
    newest = state()["spam"][-1]["mid"]
    result = do(quarantine_type="spam", action="delete", search={"last": "30d"}, max_messages=10, check_mode=check_mode)
    assert result["failed"] is True
    assert f"the search finds 40 messages, but max_messages is 10; nothing was done. The first: {newest} (" in result["msg"]
    assert result["msg"].endswith("and 35 more. If they are all meant, raise max_messages.")
    assert result["error"]["details"] == {"messages": 40, "max_messages": 10}
    assert writes(fleet) == []
    assert do.warnings == []


def test_search_that_finds_as_many_as_allowed_is_done(do):
    assert do(quarantine_type="spam", action="delete", search={"last": "30d"}, max_messages=40)["counts"]["touched"] == 40


# Many


def test_ten_thousand_ids_go_in_batches(do, fleet, state):
    fleet["esa1"].settings.quarantined_spam = 10_000
    mids = [row["mid"] for row in state()["spam"]]
    result = do(quarantine_type="spam", action="delete", mids=mids, max_messages=10_000)
    assert result["counts"] == {"asked": 10_000, "calls": 10_000 // MOST_PER_CALL, "sent": 10_000, "touched": 10_000, "untouched": 0}
    assert state()["spam"] == []
    assert sum(entry.method == "GET" for entry in fleet["esa1"].requests) == 0


def test_progress_of_lookups_and_batches_is_told(do, spam_mids, monkeypatch):
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0)
    monkeypatch.setattr(act, "__defaults__", (30,))
    do(quarantine_type="spam", action="delete", mids=spam_mids)
    lookups, batches = do.told[:40], do.told[40:]
    assert re.search(r"\(esa\), of 40: 40 messages looked up, [\d,]+ per second$", lookups[-1])
    assert [re.search(r"delete: (\d+) messages sent, ", words)[1] for words in batches] == ["30", "40"]


def test_some_of_many_that_are_not_there_are_counted(do, spam_mids):
    mids = [*spam_mids, *range(NOBODY, NOBODY + 100)]
    result = do(quarantine_type="spam", action="release", mids=mids, max_messages=1000)
    assert (result["counts"]["touched"], result["counts"]["untouched"], result["untouched_mids"]) == (40, 100, [])
    assert "Nothing happened to 100 of the messages" in do.warnings[0]
    assert [(message["touched"], message["acted_in"]) for message in result["messages"]] == [(None, None)] * 140


def test_what_is_not_known_of_a_message_is_null(do, places, monkeypatch):
    monkeypatch.setattr(act, "__defaults__", (50,))
    here = [mid for mid, names in places.items() if "Policy" in names]
    mids = [*here, *range(NOBODY, NOBODY + 150 - len(here))]
    result = do(quarantine_type="pvo", action="release", mids=mids, quarantines=["Policy"], max_messages=1000)
    fates = [(message["touched"], message["acted_in"]) for message in result["messages"]]
    assert 0 < len(here) < 50
    assert fates == [(None, None)] * 50 + [(False, [])] * 100
    assert result["untouched_mids"] == mids[50:]


def test_message_that_is_touched_in_one_quarantine_is_not_untouched():
    ledger = Ledger([Done(Batch("Policy", (1, 2)), 2), Done(Batch("Virus", (1, 2)), 0), Done(Batch("Outbreak", (3,)), 0), Done(Batch("Virus", (3,)), 0)])
    fates = ledger.fates()
    assert {mid: (fate.touched, fate.acted_in()) for mid, fate in fates.items()} == {1: (True, ["Policy"]), 2: (True, ["Policy"]), 3: (False, [])}


@pytest.mark.parametrize(
    ("error", "places", "touched"),
    [
        (RequestRejected("no", status=404), {"A": True}, True),
        (ReplyTimeout("late"), {"A": True, "B": None}, True),
    ],
)
def test_call_that_failed_is_unknown_only_if_it_may_have_been_done(error, places, touched):
    fates = Ledger([Done(Batch("A", (1,)), 1)], Batch("B", (1, 2)), error, [Batch("C", (1,))]).fates()
    assert (fates[1].places, fates[1].touched) == (places, touched)
    assert fates.get(2) == (Fate({"B": None}) if isinstance(error, ReplyTimeout) else None)


def test_call_that_is_too_large_is_cut_until_it_fits(do, fleet, spam_mids, state):
    fleet["esa1"].settings.most_ids = 12
    result = do(quarantine_type="spam", action="delete", mids=spam_mids)
    assert result["counts"]["touched"] == 40
    assert [len(body["mids"]) for _method, body in writes(fleet)] == [40, 20, 10, 10, 10, 10]
    assert state()["spam"] == []


def test_single_id_that_is_too_large_is_an_error(do, fleet, spam_mids):
    fleet["esa1"].settings.most_ids = 0
    result = do(quarantine_type="spam", action="delete", mids=spam_mids[:1])
    assert result["error"]["status"] == 413


def test_batch_that_fails_in_the_middle_is_told_exactly(do, fleet, state, monkeypatch, spam_mids):
    monkeypatch.setattr(act, "__defaults__", (10,))
    fleet["esa1"].faults.add(Fault("status", method="DELETE", path="quarantine/messages", code=500, skip=2))
    result = do(quarantine_type="spam", action="delete", mids=spam_mids)
    assert (result["failed"], result["changed"]) == (True, True)
    details = result["error"]["details"]
    assert [(call["mids"], call["touched"]) for call in details["done"]] == [(spam_mids[:10], 10), (spam_mids[10:20], 10)]
    assert details["failed"] == {"quarantine": None, "mids": spam_mids[20:30], "outcome": "unknown"}
    assert details["not_sent"] == [{"quarantine": None, "mids": spam_mids[30:]}]
    assert len(writes(fleet)) == 3
    assert "20 messages were acted on before" in result["msg"]
    assert shown_mids(result["diff"]["before"]) == spam_mids[:20]
    assert result["diff"]["after"] == ""
    assert [message["touched"] for message in result["messages"]] == [True] * 20 + [None] * 10 + [False] * 10
    assert result["untouched_mids"] == []


@pytest.mark.parametrize("kind", ["cut_body", "reset_after_headers", "not_json", "bad_json", "wrong_shape", "empty"])
def test_lost_answer_is_never_followed_by_a_second_try(do, fleet, spam_mids, state, kind):
    fleet["esa1"].faults.add(Fault(kind, method="POST", path="quarantine/messages"))
    result = do(quarantine_type="spam", action="release", mids=spam_mids[:2], retries=3)
    assert result["failed"] is True
    assert result["error"]["details"]["failed"]["outcome"] == "unknown"
    assert len(writes(fleet)) == 1


def test_count_that_cannot_be_leaves_the_outcome_unknown(do, answering):
    body = b'{"data": {"action": "release", "totalCount": -1}}'
    port = answering(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    mids = list(range(1, 102))  # so many are not looked up
    result = do(quarantine_type="spam", action="release", mids=mids, max_messages=200, scheme="http", port=port, auth="basic")
    assert (result["failed"], result["changed"], result["error"]["kind"]) == (True, False, "malformed_reply")
    assert result["error"]["details"]["failed"]["outcome"] == "unknown"
    assert min(result["counts"].values()) >= 0


# Quarantines that vanished, and roles


def test_vanished_quarantine_is_a_clear_error(do, fleet, places):
    mid = next(mid for mid, names in places.items() if names == ["Policy"])
    store_of(fleet["esa1"]).remove_quarantine("Legal Hold")
    result = do(quarantine_type="pvo", action="release", mids=list(range(5000, 5101)), quarantines=["Legal Hold"], max_messages=200)
    assert f" {NO_QUARANTINE.format(repr('Legal Hold'))} 0 messages were acted on before" in result["msg"]
    assert result["error"]["details"]["failed"]["outcome"] == "refused"
    moved = do(quarantine_type="pvo", action="move", mids=[mid], destination="Legal Hold")
    assert NO_QUARANTINE.format("'Policy' or 'Legal Hold'") in moved["msg"]


def test_vanished_quarantine_in_a_search_is_a_clear_error(do, fleet):
    result = do(quarantine_type="pvo", action="release", search={"quarantines": ["Nowhere"]})
    assert result["msg"].endswith(f" {NO_QUARANTINE.format(repr('Nowhere'))}")


def test_release_without_the_resource_is_not_taken_for_a_wrong_parameter():
    hint = hint_on_names(NotFound("the appliance answered 404 'Not Found.'"), ["Policy"])
    assert hint.endswith("or the product or its release does not have this resource.")


def test_role_that_may_only_read(do, fleet, spam_mids):
    result = do(quarantine_type="spam", action="release", mids=spam_mids[:1], username="auditor", password="Auditor-Demo-1")
    assert result["error"]["kind"] == "permission_denied"
    assert result["error"]["details"]["role"] == "ReadOnlyOperator"
    assert result["error"]["details"]["done"] == []


def test_failed_lookup_ends_the_task_before_anything_is_done(do, fleet, spam_mids):
    fleet["esa1"].faults.add(Fault("status", path="quarantine/messages/details", code=500, skip=1))
    result = do(quarantine_type="spam", action="release", mids=spam_mids[:3])
    assert result["error"]["status"] == 500
    assert writes(fleet) == []


@pytest.mark.parametrize("words", ["Not Found.", "Invalid value for attribute - quarantineType."])
def test_release_without_the_resource_fails_the_task(do, fleet, spam_mids, words):
    fleet["esa1"].faults.add(Fault("status", path="quarantine/messages/details", code=404, message=words, times=0))
    result = do(quarantine_type="spam", action="release", mids=spam_mids[:2])
    assert (result["failed"], result["error"]["status"], writes(fleet)) == (True, 404, [])


# Check mode


@pytest.mark.parametrize(
    "parameters",
    [
        {"quarantine_type": "spam", "action": "release", "search": {"subject": "Invoice"}},
        {"quarantine_type": "pvo", "action": "release", "search": {"quarantines": ["Policy", "Virus"]}},
        {"quarantine_type": "pvo", "action": "move", "destination": "Legal Hold", "search": {"last": "30d"}},
        {"quarantine_type": "pvo", "action": "delay", "delay": "8h", "search": {"last": "5d"}},
        {"quarantine_type": "pvo", "action": "copy", "recipients": ["a@b.example"], "search": {"last": "5d"}},
        {"quarantine_type": "pvo", "action": "delete", "mids": [101, 102, NOBODY]},
        {"quarantine_type": "pvo", "action": "delete", "mids": [101, 102, 104], "quarantines": ["Legal Hold", "Virus"]},
    ],
    ids=str,
)
def test_check_mode_foresees_the_result_and_sends_nothing(do, fleet, state, parameters):
    before = state()
    foreseen = do(check_mode=True, **parameters)
    assert writes(fleet) == []
    assert state() == before
    done = do(**parameters)
    for result in (foreseen, done):
        assert set(result["meta"]) == set(META_FIELDS)
        result["meta"] = {**result["meta"], "start": None, "end": None}  # a minute may end in between
    assert foreseen == done
    assert done["changed"] is True


def test_many_ids_are_looked_up_in_check_mode(do, fleet, spam_mids):
    mids = [*spam_mids, *range(NOBODY, NOBODY + 100)]
    result = do(check_mode=True, quarantine_type="spam", action="release", mids=mids, max_messages=1000)
    assert shown_mids(result["diff"]["before"]) == spam_mids
    assert result["untouched_mids"] == mids[40:]
    assert writes(fleet) == []


@pytest.mark.parametrize(
    "parameters",
    [
        {"action": "move", "mids": [1]},
        {"action": "delay", "mids": [1]},
        {"action": "copy", "mids": [1]},
        {"action": "release"},
        {"action": "release", "mids": [1], "search": {}},
        {"action": "release", "search": {"subjekt": "x"}},
    ],
    ids=str,
)
def test_arguments_that_do_not_fit_together(parameters):
    connection = {"host": "h", "product": "esa", "username": "u", "password": "p", "quarantine_type": "pvo"}
    validator = ArgumentSpecValidator(QUARANTINE_MESSAGE.argument_spec(), **QUARANTINE_MESSAGE.constraints)
    assert validator.validate({**connection, **parameters}).error_messages
