# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What becomes of configuration when something is merged into it, put in its place, or taken out of it."""

from __future__ import annotations

import itertools
import random
from copy import deepcopy

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import DICT, LIST, NUMBER, TEXTS, Field
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.comparing import differing, entry_key, lacking
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.merging import (
    MERGED,
    PRUNED,
    REPLACED,
    UNLICENSED,
    after,
    made_exclusive,
    without_unlicensed,
)

SERVER = Field(DICT, fields={"host": Field(), "port": Field(NUMBER), "tags": TEXTS})
FIELDS = {
    "size": Field(NUMBER),
    "sites": TEXTS,
    "hashes": Field(LIST, elements=Field(caseless=True)),
    "days": Field(LIST, elements=Field(), unites=False),
    "servers": Field(LIST, elements=SERVER, key=("host", "port")),
    "words": Field(LIST, elements=Field(LIST, unites=False), key=("0",)),
    "lists": Field(DICT, elements=TEXTS),
    "orders": Field(DICT, elements=Field(LIST, elements=Field(), unites=False)),
    "deep": Field(DICT, fields={"sites": TEXTS, "on": Field()}),
    "some": Field(LIST, choices=("select_all",), elements=Field()),
}
STATES = (MERGED, REPLACED, PRUNED)


@pytest.mark.parametrize(
    ("before", "given", "merged", "replaced", "pruned"),
    [
        ({"sites": ["a", "b"]}, {"sites": ["b", "c"]}, ["a", "b", "c"], ["b", "c"], ["a"]),
        ({"sites": ["a"]}, {"sites": []}, ["a"], [], ["a"]),
        ({"sites": ["a"]}, {"sites": ["c", "c", "a"]}, ["a", "c"], ["c", "a"], []),
        ({"sites": [1]}, {"sites": ["1", "2"]}, [1, "2"], ["1", "2"], []),
        ({"hashes": ["AA", "bb"]}, {"hashes": ["aa", "CC", "cc"]}, ["AA", "bb", "CC"], ["aa", "CC"], ["bb"]),
        ({"days": ["mon", "tue"]}, {"days": ["wed", "mon"]}, ["wed", "mon"], ["wed", "mon"], ["tue"]),
        ({"words": [["a", 1], ["b", 5]]}, {"words": [["b", 7], ["c", 1]]}, [["a", 1], ["b", 7], ["c", 1]], [["b", 7], ["c", 1]], [["a", 1]]),
        ({"some": ["x"]}, {"some": "select_all"}, "select_all", "select_all", ["x"]),
        ({"unknown": ["a"]}, {"unknown": ["b"]}, ["a", "b"], ["b"], ["a"]),
    ],
)
def test_lists(before, given, merged, replaced, pruned):
    (name,) = given
    found = [after(before, given, FIELDS, state)[name] for state in STATES]
    assert found == [merged, replaced, pruned]


@pytest.mark.parametrize("found", ["a, b", {"site": "a"}, 5, True])
@pytest.mark.parametrize("place", ["sites", "deep"])
def test_a_list_that_is_read_in_another_form_is_never_taken_for_an_empty_one(place, found):
    before, given = ({place: value} if place == "sites" else {place: {"sites": value}} for value in (found, ["c"]))
    for state in (MERGED, PRUNED):
        with pytest.raises(MalformedReply) as refused:
            after(before, given, FIELDS, state)
        assert refused.value.said.startswith("the appliance answers sites in a form that this collection does not know")
    assert after(before, given, FIELDS, REPLACED) == given


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("found", ["on", [{"on": "1"}]])
def test_a_dictionary_that_is_read_in_another_form_is_never_lost(state, found):
    with pytest.raises(MalformedReply):
        after({"deep": found}, {"deep": {"on": "2"}}, FIELDS, state)


def test_what_is_left_out_at_the_end_of_an_entry_stays():
    fields = {"words": Field(LIST, elements=Field(LIST, unites=False, open_ended=True), key=("0",))}
    before, given = {"words": [["a", 5, "x"], ["b", 1]]}, {"words": [["a"], ["b", 2], ["c"]]}
    for state in (MERGED, REPLACED):
        result = after(before, given, fields, state)
        assert result == {"words": [["a", 5, "x"], ["b", 2], ["c"]]}
        assert differing(before, result, fields) == ["words"]
        assert not differing({"words": [["a", 5, "x"], ["b", 2], ["c", 1]]}, result, fields)


def test_entries_of_another_form_stay():
    assert after({"servers": [["a", 1], "b"]}, {"servers": [server("a")]}, FIELDS, MERGED) == {"servers": [["a", 1], "b", server("a")]}


def server(host, port=1, **more):
    return {"host": host, "port": port, **more}


@pytest.mark.parametrize(
    ("before", "given", "merged", "replaced", "pruned"),
    [
        ([server("a", tags=["x"])], [server("a", tags=["y"])], [server("a", tags=["x", "y"])], [server("a", tags=["y"])], []),
        ([server("a", retries=3)], [server("a", tags=["y"])], [server("a", retries=3, tags=["y"])], [server("a", retries=3, tags=["y"])], []),
        ([server("a")], [server("a", 2)], [server("a"), server("a", 2)], [server("a", 2)], [server("a")]),
        ([server("a", "1")], [server("a", 1)], [server("a", 1)], [server("a", 1)], []),
        ([server("a"), server("b")], [server("b"), server("b", retries=1)], [server("a"), server("b", retries=1)], [server("b", retries=1)], [server("a")]),
    ],
)
def test_entries_with_a_key(before, given, merged, replaced, pruned):
    found = [after({"servers": before}, {"servers": given}, FIELDS, state)["servers"] for state in STATES]
    assert found == [merged, replaced, pruned]


@pytest.mark.parametrize(
    ("before", "given", "merged", "replaced", "pruned"),
    [
        ({"size": 1, "sites": ["a"]}, {"size": 2}, {"size": 2, "sites": ["a"]}, {"size": 2, "sites": ["a"]}, {"size": 2, "sites": ["a"]}),
        (
            {"lists": {"block": ["a"], "allow": ["b"]}},
            {"lists": {"block": ["c"]}},
            {"lists": {"block": ["a", "c"], "allow": ["b"]}},
            {"lists": {"block": ["c"], "allow": ["b"]}},
            {"lists": {"block": ["a"], "allow": ["b"]}},
        ),
        ({"orders": {"x": ["1", "2"]}}, {"orders": {"x": ["2", "1"]}}, {"orders": {"x": ["2", "1"]}}, {"orders": {"x": ["2", "1"]}}, {"orders": {"x": []}}),
        (
            {"deep": {"on": "1"}},
            {"deep": {"sites": ["a"]}},
            {"deep": {"on": "1", "sites": ["a"]}},
            {"deep": {"on": "1", "sites": ["a"]}},
            {"deep": {"on": "1"}},
        ),
        ({}, {"deep": {"sites": ["a"]}}, {"deep": {"sites": ["a"]}}, {"deep": {"sites": ["a"]}}, {}),
        ({}, {"sites": ["a"]}, {"sites": ["a"]}, {"sites": ["a"]}, {}),
        ({"deep": UNLICENSED}, {"deep": {"sites": ["a"]}}, {"deep": {"sites": ["a"]}}, {"deep": {"sites": ["a"]}}, {"deep": UNLICENSED}),
        ({"sites": ""}, {"sites": ["a"]}, {"sites": ["a"]}, {"sites": ["a"]}, {"sites": ""}),
        ({"sites": None}, {"sites": ["a"]}, {"sites": ["a"]}, {"sites": ["a"]}, {"sites": None}),
    ],
)
def test_dictionaries(before, given, merged, replaced, pruned):
    assert [after(before, given, FIELDS, state) for state in STATES] == [merged, replaced, pruned]


def test_a_word_for_everything_holds_what_is_merged_into_it():
    before = {"some": "select_all"}
    assert after(before, {"some": ["x"]}, FIELDS, MERGED) == before
    assert after(before, {"some": ["x"]}, FIELDS, REPLACED) == {"some": ["x"]}
    with pytest.raises(InputError, match="nothing can be taken out of select_all"):
        after(before, {"some": ["x"]}, FIELDS, PRUNED)


def some_value(field, chance):
    """A made-up value of a field, from few letters, so that values meet."""
    if field.type == LIST:
        return [some_value(field.elements or Field(), chance) for _number in range(chance.randrange(4))]
    if field.type == DICT:
        names = list(field.fields) or ["p", "q"]
        chosen = names if field.fields and chance.random() < 0.7 else chance.sample(names, chance.randrange(len(names) + 1))
        return {name: some_value(field.fields.get(name) or field.elements or Field(), chance) for name in chosen}
    return chance.randrange(3) if field.type == NUMBER else chance.choice("aAbc")


def pairs():
    """Configuration and a task about it, for every field above and every part of the catalogue."""
    chance = random.Random(4711)
    parts = [FIELDS, *(row.fields for row in CONFIGURATION.values() if row.can_change and row.fields)]
    for fields, _number in itertools.product(parts, range(12)):
        whole = Field(DICT, fields={name: field for name, field in fields.items() if field.type != LIST or not field.choices})
        yield whole.fields, some_value(whole, chance), some_value(whole, chance)


PAIRS = list(pairs())


@pytest.mark.parametrize("state", STATES)
def test_doing_it_twice_is_doing_it_once(state):
    for fields, before, given in PAIRS:
        once = after(before, given, fields, state)
        assert after(once, given, fields, state) == once
        assert differing(once, after(once, given, fields, state), fields) == []


@pytest.mark.parametrize("state", STATES)
def test_nothing_that_is_given_is_changed_on_the_way(state):
    for fields, before, given in PAIRS:
        kept = deepcopy((before, given))
        after(before, given, fields, state)
        assert (before, given) == kept


@pytest.mark.parametrize("state", STATES)
def test_keys_that_are_not_given_stay(state):
    for fields, before, given in PAIRS:
        result = after(before, given, fields, state)
        assert {name: result[name] for name in before if name not in given} == {name: before[name] for name in before if name not in given}


def entries(value, field):
    """Every list in a value, with what is declared about it and the way to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            for path, entry, kind in entries(inner, field.fields.get(name) or field.elements or Field()):
                yield (name, *path), entry, kind
    if isinstance(value, list):
        yield (), value, field


def at(value, path):
    for name in path:
        value = value[name]
    return value


def test_merging_never_loses_an_entry():
    for fields, before, given in PAIRS:
        result = after(before, given, fields, MERGED)
        for path, there, field in entries(before, Field(DICT, fields=fields)):
            if field.key:
                assert {entry_key(entry, field) for entry in there} <= {entry_key(entry, field) for entry in at(result, path)}
            elif field.unites:
                assert lacking(there, at(result, path), field) == []


def test_merging_brings_every_entry_that_is_given():
    for fields, before, given in PAIRS:
        result = after(before, given, fields, MERGED)
        for path, there, field in entries(given, Field(DICT, fields=fields)):
            if field.key:
                assert {entry_key(entry, field) for entry in there} <= {entry_key(entry, field) for entry in at(result, path)}
            else:
                assert lacking(there, at(result, path), field) == []


def test_pruning_takes_nothing_but_what_is_given():
    for fields, before, given in PAIRS:
        lists = {name: value for name, value in given.items() if isinstance(value, list)}
        result = after(before, lists, fields, PRUNED)
        assert list(result) == list(before)
        for name, value in before.items():
            if isinstance(value, list) and name in lists:
                field = fields[name]
                assert lacking(result[name], value, field) == []
                gone = {entry_key(entry, field) for entry in lists[name]}
                assert [entry for entry in result[name] if field.key and entry_key(entry, field) in gone] == []
                assert field.key or lacking(lacking(value, lists[name], field), result[name], field) == []


ONE_OF = "filtering.cats"


@pytest.mark.parametrize(
    ("before", "given", "left"),
    [
        ({"block": ["a", "b"], "allow": ["c"]}, {"allow": ["a"]}, {"block": ["b"], "allow": ["c", "a"]}),
        ({"block": ["a"]}, {"allow": ["a"]}, {"block": [], "allow": ["a"]}),
        ({"block": ["a"], "monitor": {"b": {"limit": 1}, "c": {}}}, {"block": ["b"]}, {"block": ["a", "b"], "monitor": {"c": {}}}),
        ({"block": ["a"], "monitor": {}}, {"monitor": {"a": {"limit": 1}}}, {"block": [], "monitor": {"a": {"limit": 1}}}),
        ({"block": ["a"], "default": "a"}, {"allow": ["a"]}, {"block": [], "default": "a", "allow": ["a"]}),
        ({"block": ["a"], "allow": ["b"]}, {"block": ["b"], "allow": ["a"]}, {"block": ["b"], "allow": ["a"]}),
    ],
)
def test_what_enters_one_list_leaves_the_others(before, given, left):
    task = {"filtering": {"cats": given}}
    result = after({"filtering": {"cats": before}, "other": {"cats": before}}, task, {}, MERGED)
    found = made_exclusive(result, task, ONE_OF)
    assert {name: sorted(value) if isinstance(value, list) else value for name, value in found["filtering"]["cats"].items()} == {
        name: sorted(value) if isinstance(value, list) else value for name, value in left.items()
    }
    assert found["other"] == {"cats": before}


def test_lists_exclude_each_other_under_any_key():
    before = {"apps": {"Mail": {"block": ["a"], "monitor": {}}, "Games": {"block": ["a"], "monitor": {}}}}
    task = {"apps": {"Mail": {"monitor": {"a": {}}}}}
    found = made_exclusive(after(before, task, {}, MERGED), task, "apps.*")
    assert found == {"apps": {"Mail": {"block": [], "monitor": {"a": {}}}, "Games": {"block": ["a"], "monitor": {}}}}


@pytest.mark.parametrize("task", [{}, {"filtering": {}}, {"filtering": "x"}, {"other": {"cats": {"block": ["a"]}}}])
def test_lists_that_the_task_does_not_give_exclude_nothing(task):
    before = {"filtering": {"cats": {"block": ["a"], "allow": ["a"]}}}
    assert made_exclusive(before, task, ONE_OF) == before


def test_an_entry_in_two_lists_that_exclude_each_other_is_refused():
    task = {"filtering": {"cats": {"block": ["a", "b"], "allow": ["b"], "monitor": {}}}}
    with pytest.raises(InputError, match="b cannot be in block and in allow at once"):
        made_exclusive(after({}, task, {}, MERGED), task, ONE_OF)


def test_what_is_not_licensed_is_not_sent_along():
    value = {"state": UNLICENSED, "on": {"a": UNLICENSED, "b": "enable"}, "many": [{"c": UNLICENSED}, "d"]}
    assert without_unlicensed(value) == {"on": {"b": "enable"}, "many": [{}, "d"]}
