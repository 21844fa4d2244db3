# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where examples run, and what is said about their results."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.asyncos.api.tests.examples.blocks import PLAYS, TASKS, Block, blocks_of
from ansible_collections.asyncos.api.tests.examples.hosts import product_of, segments
from ansible_collections.asyncos.api.tests.examples.judging import complaints
from ansible_collections.asyncos.api.tests.examples.plays import elsewhere, plays_of, tasks_of
from ansible_collections.asyncos.api.tests.examples.surroundings import Surroundings, stale, surroundings

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("task", "product"),
    [
        ({"asyncos.api.request": {"product": "sma", "path": "x"}}, "sma"),
        ({"asyncos.api.request": {"path": "x"}}, "esa"),
        ({"asyncos.api.config": {"resource": "bypass_proxy"}}, "wsa"),
        ({"asyncos.api.config": {"resource": "url_lists"}}, "esa"),
        ({"asyncos.api.config_info": {"resources": ["dns", {"name": "domain_map"}]}}, "wsa"),
        ({"asyncos.api.config_info": {"resources": "all"}}, "esa"),
        ({"asyncos.api.report_info": {"reports": ["web_services_summary"]}}, "wsa"),
        ({"asyncos.api.web_tracking_info": None}, "wsa"),
        ({"asyncos.api.tracking_export": {"search": "l4tm"}}, "wsa"),
        ({"asyncos.api.quarantine_message": {"search": {"last": "1d"}}}, "esa"),
        ({"ansible.builtin.debug": {"msg": "x"}}, ""),
    ],
)
def test_a_task_runs_where_the_catalogue_says(task, product):
    assert product_of(task) == product


def test_tasks_of_others_stay_with_the_one_before():
    web = {"asyncos.api.web_tracking_info": {}}
    shown, named = {"ansible.builtin.debug": {}}, {"name": "There", "asyncos.api.request": {}}
    assert segments([shown, web, shown, named], {"There": "esa2"}) == [("wsa1", [shown, web, shown]), ("esa2", [named])]


def test_folders_are_moved_and_nothing_else():
    before = {"a": ["/srv/x", "/var/tmp", "see /srv/y", "/work/srv/z", "http://host/srv/x", "{{ root }}/srv/x", 3]}
    assert elsewhere(before, "/r") == {"a": ["/r/srv/x", "/r/var/tmp", "see /r/srv/y", "/work/srv/z", "http://host/srv/x", "{{ root }}/srv/x", 3]}


def block(task, kind=TASKS):
    return Block("docs/x.md", 7, kind, "", [task])


def record(status="ok", result=None, task="Do it", action="asyncos.api.config", example="docs/x.md:7#0", check_mode=False):
    return {
        "play": "docs/x.md:7",
        "task": task,
        "action": action,
        "example": example,
        "check_mode": check_mode,
        "host": "esa1",
        "status": status,
        "result": result or {"changed": True},
    }


CHANGE = {"name": "Do it", "asyncos.api.config": {"resource": "url_lists"}}
SHOW = {"name": "Show", "ansible.builtin.debug": {"var": "x"}}
DONE = record(result={"changed": False}, example="docs/x.md:7#0 again")


@pytest.mark.parametrize(
    ("task", "records", "around", "words"),
    [
        (CHANGE, [record(), DONE], {}, None),
        (CHANGE, [record("failed", {"msg": "no"})], {}, "docs/x.md:7: task 'Do it' on esa1: failed: no"),
        (CHANGE, [record("failed", {"msg": "no"})], {"fails": {"Do it": "so"}}, None),
        (CHANGE, [record(), DONE], {"fails": {"Do it": "so"}}, "docs/x.md: task 'Do it' did not fail"),
        (CHANGE, [record("skipped")], {}, "docs/x.md:7: task 'Do it' was skipped"),
        (CHANGE, [record("skipped"), record(), DONE], {}, None),
        (CHANGE, [record(example="docs/x.md:7#1")], {}, "docs/x.md:7: task 'Do it' was not run"),
        (CHANGE, [], {}, "nothing was run of docs/x.md:7"),
        (CHANGE, [record(result={"changed": False})], {}, "docs/x.md:7: task 'Do it' changed nothing"),
        (CHANGE, [record(result={"changed": False})], {"unchanged": {"Do it": "so"}}, None),
        (CHANGE, [record(), DONE], {"unchanged": {"Do it": "so"}}, "docs/x.md:7: task 'Do it' changed something, which it should not"),
        (CHANGE, [record(check_mode=True, result={"changed": False})], {}, None),
        (CHANGE, [record(), record(example="docs/x.md:7#0 again")], {}, "docs/x.md:7: task 'Do it' changed something when it was run again"),
        (SHOW, [record(action="ansible.builtin.debug", task="Show", result={"x": "VARIABLE IS NOT DEFINED!"})], {}, "an expression gave no value"),
        (SHOW, [record("unreachable", {"msg": "gone"}, task="Show")], {}, "unreachable: gone"),
    ],
)
def test_what_is_wrong_with_results(task, records, around, words):
    found = complaints([block(task)], {"docs/x.md": Surroundings(**around)}, records)
    assert [words in sentence for sentence in found][:1] == ([True] if words else [])


def test_a_play_has_to_do_something():
    played = block({"hosts": "all", "roles": ["asyncos.api.report"]}, PLAYS)
    assert complaints([played], {}, [record("skipped", example=None)]) == ["docs/x.md:7: nothing of the play was run"]


def test_what_changes_something_is_run_twice_and_the_rest_is_not():
    def marks(task, **around):
        tasks = plays_of("docs/x.md", [block(task)], Surroundings(**around))[-1]["tasks"]
        return [each["vars"]["example_task"] for each in tasks]

    assert marks({**CHANGE, "register": "x"}) == ["docs/x.md:7#0", "docs/x.md:7#0 again"]
    assert marks(CHANGE, again={"Do it": "so"}) == marks({**CHANGE, "check_mode": True}) == marks(SHOW) == ["docs/x.md:7#0"]


def test_the_table_holds_nothing_stale():
    blocks = blocks_of(ROOT)
    names: dict[str, set[str]] = {}
    for each in blocks:
        names.setdefault(each.page, set()).update(str(task.get("name", "")) for task in tasks_of(each))
    assert stale(surroundings(), blocks, names) == []
    wrong = {"docs/gone.md": Surroundings(), "docs/facts.md": Surroundings(not_run={"gone:": "x"}, again={"Gone": "x"}, hosts={"Gone": "esa1"})}
    assert len(stale(wrong, blocks, names)) == 4
