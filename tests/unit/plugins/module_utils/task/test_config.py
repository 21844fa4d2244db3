# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration from the task to the appliance and back: what is written, what is told, and what is never sent."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from requests.structures import CaseInsensitiveDict

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import CREATE, DICT, LIST, NEVER
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError, PermissionDenied, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._task.config import CONFIG
from ansible_collections.asyncos.api.plugins.module_utils._task.config_info import CONFIG_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import error_dict
from ansible_collections.asyncos.api.tests.simulator.faults import Fault

from .inside import Inside, Wire
from .test_config_calling import value_of

ADMIN = {"username": "admin", "password": "Admin-Demo-1"}
WRITABLE = [(row.name, product) for row in CONFIGURATION.values() if row.can_change for product in row.resource.products]
SCOPES = {"policy_members": {"policy": "PARTNERS"}}
ONE_AT_A_TIME = {"local_quarantines": ["Policy", "Virus"]}

UNUSED = {"smart_licenses"}
"""Parts that list what is only possible: nothing of it is there on an appliance that is not registered."""


class OnlyReads(Wire):
    """A way to the appliance on which nothing but reading passes."""

    def exchange(self, method, url, headers, body, until, sink=None):
        assert method == "GET", f"{method} {url}"
        return super().exchange(method, url, headers, body, until, sink)


@pytest.fixture
def esa():
    return Inside("esa")


@pytest.fixture
def wsa():
    return Inside("wsa")


def run(inside, name, config=None, state="merged", check_mode=False, client=None, **more):
    """The result of the operation. The appliance's log of requests begins anew."""
    inside.appliance.requests.clear()
    return inside.run(CONFIG, check_mode, client or inside.client(**ADMIN), resource=name, config=config, state=state, scope=SCOPES.get(name), **more)


def looking_only(inside):
    """A client that cannot write. It has no login to make."""
    client = inside.client(**ADMIN, auth="basic")
    client._transport = OnlyReads(inside.appliance)
    return client


def changes(inside):
    """The calls that change something, as the appliance got them."""
    return [entry for entry in inside.appliance.requests if entry.method != "GET" and not entry.path.endswith("/login")]


def verbs(inside):
    return [entry.method for entry in changes(inside)]


def complaints(inside):
    return [entry.complaint for entry in changes(inside) if entry.complaint]


def shown(inside, name):
    """A part as ``config_info`` returns it."""
    entry = {"name": name, **SCOPES.get(name, {}), **({"names": ONE_AT_A_TIME[name]} if name in ONE_AT_A_TIME else {})}
    return inside.run(CONFIG_INFO, client=inside.client(**ADMIN), resources=[entry])["configuration"][name]


# What was read can be given back.


@pytest.mark.parametrize("state", ["merged", "replaced"])
@pytest.mark.parametrize(("name", "product"), WRITABLE)
def test_what_is_read_can_be_given_back_and_is_no_change(name, product, state):
    inside = Inside(product)
    value = shown(inside, name)
    assert value
    result = run(inside, name, value, state, client=looking_only(inside))
    assert result["changed"] is False
    assert result["changes"] == result["failed_items"] == []
    assert result["diff"]["before"] == result["diff"]["after"]
    assert changes(inside) == []


# Check mode.


def other_item(row, item):
    """``item`` with another value under every key that can be set."""
    fields = {name: field for name, field in row.fields.items() if name not in row.key and field.only not in (CREATE, NEVER)}
    others = {name: [value for value in (value_of(field, number, name) for number in range(2)) if value != item.get(name)][0] for name, field in fields.items()}
    return {**others, **{name: item[name] for name in row.key}}


def wanted(row, value, state):
    """A task about a part that finds something to do."""
    if row.elements:
        return [value_of(row.elements, 1)] if state != "pruned" else value[:1]
    if state == "absent":
        return [{name: item[name] for name in row.key} for item in value if item[row.key[0]] not in row.permanent]
    if state == "pruned":
        items = [only_lists(item, row) for item in (value if row.is_list else [value])]
        items = [item for item in items if set(item) - set(row.key)]
        return items if row.is_list or not items else items[0]
    if not row.update:
        return [{name: value_of(row.fields[name]) for name in row.key}]
    return [other_item(row, item) for item in value[-1:]] if row.is_list else other_item(row, value)


def only_lists(item, row):
    lists = {
        name: item[name] for name, field in row.fields.items() if field.type == LIST and item.get(name) and isinstance(item[name], list) and not field.only
    }
    return {**lists, **{name: item[name] for name in row.key}}


def tasks():
    """Every part, product and state that the part has."""
    for name, product in WRITABLE:
        row = CONFIGURATION[name]
        yield from ((name, product, state) for state in ("merged", "replaced") if row.create or row.update)
        if row.elements or (row.update and wanted(row, shown(Inside(product), name), "pruned")):
            yield name, product, "pruned"
        if row.delete:
            yield name, product, "absent"


@pytest.mark.parametrize(("name", "product", "state"), list(tasks()))
def test_check_mode_sends_nothing_that_writes(name, product, state):
    inside = Inside(product)
    config = wanted(CONFIGURATION[name], shown(inside, name), state)
    before = inside.appliance.configuration.snapshot()
    try:
        result = run(inside, name, config, state, check_mode=True, client=looking_only(inside))
    except InputError as refused:
        assert (name, state) == ("policy_members", "pruned")
        assert "would be left without any row" in refused.said
    else:
        assert result["changed"] is (name not in UNUSED or state != "absent")
        assert result["failed_items"] == []
    assert inside.appliance.configuration.snapshot() == before


@pytest.mark.parametrize(("name", "product"), [pair for pair in WRITABLE if CONFIGURATION[pair[0]].delete and not CONFIGURATION[pair[0]].resource.variables])
def test_check_mode_deletes_nothing_when_everything_is_to_go(name, product):
    inside = Inside(product)
    before = inside.appliance.configuration.snapshot()
    result = run(inside, name, None, "absent", check_mode=True, client=looking_only(inside), delete_all=True)
    assert result["changed"] is (name not in UNUSED)
    assert inside.appliance.configuration.snapshot() == before


@pytest.mark.parametrize("force", ["on_change", "always"])
def test_check_mode_writes_no_secret_either(wsa, force):
    config = [{"log_name": "w3c_archive", "anonymization_passphrase": "Geheim-12345"}]
    result = run(wsa, "log_subscriptions", config, check_mode=True, client=looking_only(wsa), update_unseen=force)
    assert result["changed"] is (force == "always")


# Everything, by name.


@pytest.mark.parametrize(("name", "product"), [pair for pair in WRITABLE if CONFIGURATION[pair[0]].delete and not CONFIGURATION[pair[0]].resource.variables])
def test_everything_is_deleted_by_name(name, product):
    """The forms of the API that delete everything are never used: each call names something, and what is always there stays."""
    inside = Inside(product)
    row = CONFIGURATION[name]
    there = shown(inside, name)
    result = run(inside, name, None, "absent", delete_all=True)
    made = changes(inside)
    assert made or name in UNUSED
    for entry in made:
        assert "delete_all" not in (entry.body or "") + entry.query
        told = f"{entry.path} {entry.body} {parse_qs(entry.query)}"
        assert any(str(part) in told for item in there for key in row.key for part in (item[key] if isinstance(item[key], list) else [item[key]]))
    gone = [change["name"] for change in result["changes"]]
    left = [{key: item[key] for key in row.key} for item in shown(inside, name)]
    failed = [item["name"] for item in result["failed_items"]]
    assert [item for item in left if item in gone and name not in UNUSED] == []
    assert all(item in left for item in failed)
    assert [item for item in there if item[row.key[0]] in row.permanent] == [item for item in shown(inside, name) if item[row.key[0]] in row.permanent]


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("url_lists", {"state": "absent", "delete_all": True, "config": ["a"]}, "delete_all goes with state=absent and without config"),
        ("url_lists", {"delete_all": True}, "delete_all goes with state=absent and without config"),
        ("url_lists", {"state": "absent"}, "state=absent needs config"),
        ("url_lists", {"state": "absent", "config": []}, "config is empty"),
        ("url_lists", {"state": "absent", "config": [""]}, "config[0] has no name"),
        ("url_lists", {}, "state=merged needs config"),
        ("local_quarantines", {"state": "absent", "delete_all": True}, "local_quarantines cannot be listed, so delete_all does not know what there is"),
        ("policy_members", {"state": "absent", "config": [{}]}, "policy_members are settings, which cannot be absent"),
        ("file_hash_lists", {"state": "absent", "delete_all": True}, "no call is known to delete known_tools"),
        ("system_time", {"config": {"a": 1}}, "system_time can only be read: this collection has no call that changes it"),
        ("policy_members", {"state": "absent", "delete_all": True}, "policy_members has no items that could be deleted"),
        ("url_lsts", {"config": []}, "there is no configuration resource 'url_lsts'"),
        ("access_policies", {"config": []}, "access_policies is configuration of wsa, not of esa"),
        ("url_lists", {"config": [{"name": "a", "urls": ["x"]}, {"name": "a", "urls": ["y"]}]}, "config[0] and config[1] are both about a"),
        ("url_lists", {"config": [{"name": "a", "urls": [{"x": 1}]}]}, "config[0].urls[0] is a dictionary, but must be a text"),
        ("url_lists", {"config": [{"name": "a", "url": ["x"]}]}, "config[0] has no 'url'"),
        ("dictionaries", {"config": [{"name": "no", "new_name": "nor"}]}, "dictionaries has neither no nor nor, so nothing can be renamed"),
        ("file_hash_lists", {"config": [{"name": "known_tools", "list_type": "sha256"}]}, "list_type of known_tools is 'md5', and no call can change it"),
    ],
)
def test_what_cannot_be_wanted_is_refused_before_anything_is_written(esa, name, more, said):
    with pytest.raises(InputError) as refused:
        run(esa, name, client=looking_only(esa), **{"config": None, **more})
    assert refused.value.said.startswith(said)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("url_lsts", "Did you mean url_lists?"),
        ("config/url_lists", "Did you mean url_lists"),
        ("log_subscriptions", "There it is mail_log_subscriptions."),
        ("mail_log_subscriptions", "What is known of it: retrievalMethod is"),
    ],
)
def test_names_of_parts_that_are_close(esa, name, hint):
    with pytest.raises(InputError) as refused:
        run(esa, name, [])
    assert hint in refused.value.hint


@pytest.mark.parametrize(
    ("scope", "said"),
    [(None, "policy_members needs policy in scope"), ({"policy": None}, "policy_members needs policy in scope"), ({"polcy": "x"}, "scope has polcy")],
)
def test_what_a_part_belongs_to(esa, scope, said):
    with pytest.raises(InputError) as refused:
        esa.run(CONFIG, client=looking_only(esa), resource="policy_members", config=[], scope=scope)
    assert refused.value.said.startswith(said)


@pytest.mark.parametrize(
    ("product", "release", "name", "said"),
    [("esa", "14.0", "url_lists", "15.0"), ("wsa", "12.5", "domain_map", "14.0"), ("wsa", "14.0", "routing_policies", "14.5")],
)
def test_a_part_that_the_release_does_not_have(product, release, name, said):
    inside = Inside(product, release=release)
    with pytest.raises(AsyncOSError) as refused:
        run(inside, name, [dict.fromkeys(CONFIGURATION[name].key, "a")])
    assert said in str(refused.value)
    assert changes(inside) == []


# Mail: once, and right from then on.


RULE = "if (recv-listener == 'InboundMail') { drop(); }"
ROW = {"sender_config": {"sender": {"domain_entries": ["@new.example"]}}, "receiver_config": {"operation": "and", "receiver": {"domain_entries": ["ANY"]}}}
QUARANTINE = {
    "quarantine_name": "Mine",
    "quarantine_type": "policy",
    "quarantine_retention_period": 5,
    "quarantine_retention_units": "days",
    "quarantine_automatic_action": True,
    "quarantine_normal_actions": {"quarantine_action": "delete"},
}

MAIL = {
    "url_lists": [
        ("merged", [{"name": "new", "urls": ["b.example", "a.example"]}, {"name": "partners", "urls": ["c.example"]}]),
        ("pruned", [{"name": "new", "urls": ["a.example"]}]),
        ("replaced", [{"name": "new", "urls": ["d.example"]}]),
        ("absent", ["new", "nobody"]),
    ],
    "dictionaries": [
        ("merged", [{"name": "new", "words": ["a", ["b", 5], ["*credit", 2, "prefix"]], "ignorecase": True, "wholewords": 0, "encoding": "utf-8"}]),
        ("merged", [{"name": "new", "words": [["b", 7], "c"]}]),
        ("merged", [{"name": "new", "ignorecase": False}]),
        ("pruned", [{"name": "new", "words": ["a"]}]),
        ("merged", [{"name": "new", "new_name": "newer"}]),
        ("replaced", [{"name": "newer", "words": ["only"]}]),
        ("absent", ["newer"]),
    ],
    "file_hash_lists": [
        ("merged", [{"name": "new", "list_type": "md5", "filehashes": ["a" * 32], "description": "d"}]),
        ("merged", [{"name": "new", "filehashes": ["A" * 32, "b" * 32]}]),
        ("replaced", [{"name": "new", "filehashes": ["c" * 32]}]),
    ],
    "message_filters": [
        ("merged", [{"name": "new", "rules_and_actions": RULE, "active": True, "order": 1}]),
        ("merged", [{"name": "new", "active": False}]),
        ("merged", [{"name": "new", "rules_and_actions": "if (true) { drop(); }"}]),
        ("absent", ["new"]),
    ],
    "policy_members": [("merged", [ROW]), ("pruned", [ROW]), ("replaced", [ROW])],
    "local_quarantines": [
        ("merged", [QUARANTINE]),
        ("merged", [{"quarantine_name": "Mine", "quarantine_retention_period": "7", "quarantine_users": ["admin"]}]),
        ("pruned", [{"quarantine_name": "Mine", "quarantine_users": ["admin"]}]),
        ("absent", ["Mine"]),
    ],
}


def mail(product="esa"):
    return [name for name, kind in WRITABLE if kind == product and name in MAIL]


def test_every_part_of_mail_is_tried():
    assert sorted(MAIL) == sorted(mail())


@pytest.mark.parametrize(("product", "name"), [("esa", name) for name in mail()] + [("sma", name) for name in mail("sma")])
def test_what_is_written_once_is_right_from_then_on(product, name):
    inside = Inside(product)
    for state, config in MAIL[name]:
        before = inside.appliance.configuration.snapshot()
        foreseen = run(inside, name, config, state, check_mode=True, client=looking_only(inside))
        assert foreseen["changed"] is True
        done = run(inside, name, config, state)
        assert (done["changed"], done["failed_items"], complaints(inside)) == (True, [], [])
        assert [(each["name"], each["action"], sorted(each["fields"])) for each in done["changes"]] == [
            (each["name"], each["action"], sorted(each["fields"])) for each in foreseen["changes"]
        ]
        after = inside.appliance.configuration.snapshot()
        assert {part for part in after if after[part] != before[part]} == {name}
        assert run(inside, name, config, state, client=looking_only(inside))["changed"] is False


def test_nothing_of_the_others_is_lost(esa):
    before = {item["name"]: item for item in shown(esa, "url_lists")}
    run(esa, "url_lists", [{"name": "partners", "urls": ["new.example"]}])
    after = {item["name"]: item for item in shown(esa, "url_lists")}
    assert after["partners"]["urls"] == [*before["partners"]["urls"], "new.example"]
    assert {name: item for name, item in after.items() if name != "partners"} == {name: item for name, item in before.items() if name != "partners"}


def test_one_call_adds_a_row_and_leaves_the_others_alone(esa):
    run(esa, "policy_members", [ROW])
    (entry,) = changes(esa)
    assert (entry.method, json.loads(entry.body)) == ("POST", {"data": ROW})


def test_only_words_that_differ_are_sent(esa):
    run(esa, "dictionaries", [{"name": "new", "words": [["a", 1], ["b", 2], ["c", 3]]}])
    run(esa, "dictionaries", [{"name": "new", "words": [["b", 5], ["d", 1]]}], "replaced")
    assert [(entry.method, json.loads(entry.body)["data"]["words"]) for entry in changes(esa)] == [
        ("POST", [["d", 1]]),
        ("PUT", [["b", 5]]),
        ("DELETE", ["a", "c"]),
    ]


def test_names_are_taken_as_they_are(esa):
    for name in ("a, b", "a/b", "50% off?", "ümlaut #1"):
        config = [{"name": name, "urls": ["a.example"]}]
        assert run(esa, "url_lists", config)["failed_items"] == []
        assert run(esa, "url_lists", config)["changed"] is False
        assert run(esa, "url_lists", [name], "absent")["configuration"] == []
        assert name not in [item["name"] for item in shown(esa, "url_lists")]


def test_a_name_with_a_comma_is_not_deleted_where_it_would_be_two(wsa):
    policies = wsa.appliance.configuration.part("access_policies")
    policies.append({**policies[0], "policy_name": f"{policies[0]['policy_name']},x"})
    with pytest.raises(InputError, match="has a comma, which parts names in this call"):
        run(wsa, "access_policies", [f"{policies[0]['policy_name']},x"], "absent", client=looking_only(wsa))


# What fails, and what is known then.


GOOD, BAD = {"name": "good", "urls": ["a.example"]}, {"name": "bad", "urls": ["has blanks"]}


def test_one_item_fails_and_the_others_do_not(esa):
    result = run(esa, "url_lists", [BAD, GOOD])
    assert result["failed"] and result["changed"]
    assert [item["name"] for item in result["changes"]] == [{"name": "good"}]
    (failed,) = result["failed_items"]
    assert (failed["name"], failed["action"]) == ({"name": "bad"}, CREATE)
    assert "Invalid value for attribute - urls" in failed["msg"]
    assert result["msg"].startswith("1 of 2 changes could not be made; the first: POST config/url_lists/bad")
    assert [item["name"] for item in result["configuration"]] == ["good"]


def test_what_is_in_use_is_not_deleted_and_the_rest_is(esa):
    result = run(esa, "url_lists", ["bypass_urls", "test"], "absent")
    assert [item["name"] for item in result["changes"]] == [{"name": "test"}]
    assert [item["name"] for item in result["failed_items"]] == [{"name": "bypass_urls"}]
    assert "is in use by" in result["msg"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("committed", method="PUT"),
        Fault("committed", method="PUT", code=500),
        Fault("cut_body", method="PUT"),
        Fault("reset_after_headers", method="PUT"),
        Fault("reset_during_headers", method="PUT"),
        Fault("stall", method="PUT"),
        Fault("not_json", method="PUT", skip=1),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.code}",
)
@pytest.mark.parametrize(
    ("product", "name", "config"),
    [
        ("esa", "url_lists", [{"name": "test", "urls": ["n.example"]}]),
        ("wsa", "bypass_proxy", {"bypass_list": ["n.example"]}),
        ("wsa", "interfaces", {"strict_https_mode": False}),
        ("wsa", "access_policies", [{"policy_name": "Staff", "policy_description": "new"}]),
    ],
)
def test_a_change_that_was_made_is_one_whatever_became_of_the_answer(product, name, config, fault):
    inside = Inside(product)
    inside.appliance.faults.add(fault)
    result = run(inside, name, config)
    assert (result["changed"], result["failed_items"], "failed" in result) == (True, [], False)
    assert verbs(inside) == ["PUT"]
    if fault.skip == 0:
        assert "but the appliance shows the change" in "".join(inside.warnings)
    assert run(inside, name, config)["changed"] is False


@pytest.mark.parametrize("fault", [Fault("status", method="PUT", code=503), Fault("status", method="PUT", code=500), Fault("not_json", method="PUT")])
def test_a_change_that_was_not_made_is_none_whatever_became_of_the_answer(esa, fault):
    esa.appliance.faults.add(fault)
    result = run(esa, "url_lists", [{"name": "test", "urls": ["n.example"]}])
    assert (result["changed"], len(result["failed_items"])) == (False, 1)
    assert verbs(esa) == ["PUT"]
    assert "n.example" not in str(shown(esa, "url_lists"))


@pytest.mark.parametrize("fault", [Fault("committed", method="DELETE"), Fault("stall", method="DELETE")])
def test_a_deletion_that_was_made(esa, fault):
    esa.appliance.faults.add(fault)
    result = run(esa, "url_lists", ["test", "partners"], "absent")
    assert (result["changed"], len(result["changes"]), result["failed_items"]) == (True, 2, [])


@pytest.mark.parametrize("fault", [Fault("committed", method="DELETE"), Fault("status", code=502, method="DELETE"), Fault("committed", method="POST")])
def test_a_filter_is_never_lost(esa, fault):
    """Its text is changed by removing and writing it."""
    run(esa, "message_filters", [{"name": "f", "rules_and_actions": RULE, "order": 1}])
    esa.appliance.faults.add(fault)
    result = run(esa, "message_filters", [{"name": "f", "rules_and_actions": "if (true) { drop(); }"}])
    (left,) = [item for item in shown(esa, "message_filters") if item["name"] == "f"]
    assert left["rules_and_actions"] in (RULE, "if (true) { drop(); }")
    assert result["changed"] is (left["rules_and_actions"] != RULE)
    assert ("failed" in result) is (left["rules_and_actions"] == RULE)


def test_an_appliance_that_goes_away_is_waited_for(wsa):
    """After a change of interfaces its services restart."""
    wsa.appliance.faults.add(Fault("committed", method="PUT"))
    wsa.appliance.faults.add(Fault("status", method="GET", code=503, skip=1, times=20))
    result = run(wsa, "interfaces", {"strict_https_mode": False})
    assert (result["changed"], result["failed_items"]) == (True, [])
    assert wsa.told
    assert all(": waiting for the appliance to answer again" in text for text in wsa.told)


def test_an_appliance_that_stays_away_is_given_up(wsa):
    wsa.appliance.faults.add(Fault("committed", method="PUT"))
    wsa.appliance.faults.add(Fault("status", method="GET", code=503, skip=1, times=0))
    result = run(wsa, "interfaces", {"strict_https_mode": False}, wait_timeout=60.0)
    assert result["failed"]
    assert result["changed"] is False
    assert result["msg"].startswith("0 of 1 changes were accepted, 1 may have been made all the same, but interfaces could not be read afterwards")
    assert result["failed_items"][0]["error"]["status"] == 502


def test_what_cannot_be_read_afterwards_is_told_from_the_answers(esa):
    esa.appliance.faults.add(Fault("status", method="GET", path="config/url_lists*", code=403, skip=1, times=0))
    result = run(esa, "url_lists", [GOOD, BAD])
    assert (result["failed"], result["changed"]) == (True, True)
    assert result["msg"].startswith("1 of 2 changes were accepted, but url_lists could not be read afterwards")
    assert result["error"]["kind"] == "permission_denied"
    assert [item["name"] for item in result["changes"]] == [{"name": "good"}]
    assert [item["name"] for item in result["failed_items"]] == [{"name": "bad"}]


def url_list(name, *urls):
    return {"name": name, "urls": list(urls), "used_by": ""}


def test_what_others_change_beside_it_stays(esa):
    lists = [url_list("test", "a1.example"), url_list("others", "o.example")]
    esa.appliance.faults.add(Fault("meddle", method="PUT", part="url_lists", value=lists))
    result = run(esa, "url_lists", [{"name": "test", "urls": ["n.example"]}])
    assert result["changed"] and esa.warnings == []
    assert {item["name"]: item["urls"] for item in shown(esa, "url_lists")} == {"test": ["a1.example", "n.example"], "others": ["o.example"]}


@pytest.mark.parametrize(
    ("urls", "changed", "words"),
    [
        (["a1.example", "n.example", "o.example"], True, "urls of test holds more than was written: somebody else may have changed it"),
        (["a1.example", "o.example"], True, ""),
        (["a1.example"], False, ""),
        (None, True, ""),
    ],
)
def test_what_others_change_right_after_it(esa, urls, changed, words):
    """What is read back decides: ours may be gone again."""
    lists = [] if urls is None else [url_list("test", *urls)]
    esa.appliance.faults.add(Fault("meddle", method="GET", path="config/url_lists*", skip=1, part="url_lists", value=lists))
    result = run(esa, "url_lists", [{"name": "test", "urls": ["n.example"]}])
    assert words in "".join(esa.warnings)
    ours = urls is not None and "n.example" in urls
    assert ("failed" in result) is not ours
    if not ours:
        assert "the appliance accepted the update of test, but does not show it" in result["msg"]


def test_what_others_remove_before_it_is_changed(esa):
    esa.appliance.faults.add(Fault("meddle", method="PUT", part="url_lists", value=[]))
    result = run(esa, "url_lists", [{"name": "test", "urls": ["n.example"]}])
    assert (result["changed"], len(result["failed_items"])) == (False, 1)


def test_a_role_that_may_only_read(esa):
    client = esa.client(username="auditor", password="Auditor-Demo-1")
    config = [{"name": name, "urls": ["a.example"]} for name in ("one", "two")]
    assert run(esa, "url_lists", config, client=client, check_mode=True)["changed"] is True
    result = run(esa, "url_lists", config, client=client)
    assert (result["changed"], result["error"]["kind"], len(result["failed_items"])) == (False, "permission_denied", 2)
    assert "of user auditor does not allow this call" in result["msg"]
    assert verbs(esa) == ["POST"]


def test_a_role_that_may_not_even_read(esa):
    with pytest.raises(PermissionDenied):
        run(esa, "url_lists", [GOOD], client=esa.client(username="helpdesk", password="Helpdesk-Demo-1"))


# Clusters.


def test_a_cluster_wants_the_level(esa):
    esa.settings.clustered = True
    result = run(esa, "url_lists", [GOOD])
    assert result["changed"] is False
    assert result["error"]["hint"].endswith("If the gateway is in a cluster, give mode.")


@pytest.mark.parametrize("level", [{"mode": "cluster"}, {"mode": "group", "group_name": "Main_Group"}, {"mode": "machine", "host_name": "esa1.example.com"}])
def test_levels_of_a_cluster(esa, level):
    esa.settings.clustered = True
    assert run(esa, "url_lists", [GOOD], **level)["changed"] is True
    assert run(esa, "url_lists", [GOOD], **level)["changed"] is False
    lists = {entry["name"] for entry in esa.appliance.configuration.part("url_lists")}
    assert ("good" in lists) is (level["mode"] == "cluster")
    assert all(f"{name}={value}" in entry.query for entry in esa.appliance.requests if "url_lists" in entry.path for name, value in level.items())


def test_a_level_where_there_is_no_cluster(esa):
    with pytest.raises(RequestRejected, match="mode"):
        run(esa, "url_lists", [GOOD], mode="cluster")


def test_parts_without_levels(wsa):
    with pytest.raises(InputError, match="bypass_proxy has no levels of a cluster"):
        run(wsa, "bypass_proxy", {"bypass_list": []}, mode="cluster")


# What is not seen, and what takes its time.


LOG = {
    "log_name": "mine",
    "log_type": "CLI Audit Logs",
    "log_file_name": "mine",
    "log_level": "debug",
    "retrieval_method": {"method": "ftp_push", "ftp_host": "ftp.example.com", "ftp_directory": "/", "ftp_username": "u", "ftp_password": "Geheim-4711"},
}


def test_secrets_are_written_with_new_items_and_with_what_changes_beside_them(wsa):
    created = run(wsa, "log_subscriptions", [LOG])
    assert (created["changed"], created["failed_items"]) == (True, [])
    assert "retrieval_method.ftp_password" in str(created["unverified"])
    assert "Geheim-4711" not in json.dumps(created)
    assert run(wsa, "log_subscriptions", [LOG])["changed"] is False
    run(wsa, "log_subscriptions", [{**LOG, "retrieval_method": {**LOG["retrieval_method"], "ftp_directory": "/other"}}])
    (entry,) = changes(wsa)
    assert "Geheim-4711" in entry.body or "ftp_password" in entry.body


def test_secrets_are_written_each_time_where_the_task_says_so(wsa):
    run(wsa, "log_subscriptions", [LOG])
    for _turn in range(2):
        result = run(wsa, "log_subscriptions", [LOG], update_unseen="always")
        assert (result["changed"], [change["fields"] for change in result["changes"]]) == (True, [["retrieval_method"]])
        assert verbs(wsa) == ["PUT"]
        assert result["unverified"] == [{"name": {"log_name": "mine"}, "fields": ["retrieval_method.ftp_password"]}]


def test_nothing_but_a_secret_is_worth_a_word(wsa):
    result = run(wsa, "log_subscriptions", [{"log_name": "w3c_archive", "anonymization_passphrase": "Geheim-12345"}])
    assert result["changed"] is False
    (warning,) = wsa.warnings
    assert warning.startswith("anonymization_passphrase of log_subscriptions cannot be compared, so nothing was written")


def test_masked_secrets_that_are_given_back_are_not_written(wsa):
    value = shown(wsa, "user_info")
    assert "********" in str(value)
    result = run(wsa, "user_info", {**value, "server": "ZXVy", "client_secret": "bmV3"})
    assert (result["changed"], result["failed_items"]) == (True, [])
    assert "****" not in "".join(entry.body for entry in changes(wsa) if entry.body)


@pytest.mark.parametrize("token", ["good-token", "bad-token"])
def test_licences_are_waited_for(wsa, token):
    config = {"smart_license_status": True, "action": "register", "registration_token": token}
    result = run(wsa, "smart_licensing", config)
    assert token not in json.dumps(result) + "".join(wsa.told)
    assert any("ENABLE_REQUESTED" in text for text in wsa.told)
    assert wsa.waits
    if token == "good-token":
        assert (result["changed"], result["failed_items"]) == (True, [])
        assert run(wsa, "smart_licensing", config)["changed"] is False
        request = run(wsa, "smart_licenses", [{"license_name": "Secure Web Appliance HTTPs Decryption"}])
        assert (request["changed"], request["failed_items"]) == (True, [])
        assert request["configuration"][0]["auth_status"] == "In Compliance"
    else:
        assert "Registration Failed" in result["msg"]


def test_licences_that_take_too_long(wsa):
    result = run(wsa, "smart_licensing", {"smart_license_status": True}, wait_timeout=0.0)
    assert result["failed"]
    assert "after 0 seconds smart_licensing is still on its way" in result["msg"]


def test_licences_that_nobody_waits_for(wsa):
    result = run(wsa, "smart_licensing", {"smart_license_status": True}, wait=False)
    assert (result["changed"], "failed" in result, wsa.waits) == (True, False, [])


# Results.


def test_the_difference(wsa):
    before = shown(wsa, "bypass_proxy")
    result = run(wsa, "bypass_proxy", {"bypass_list": ["n.example"]})
    assert result["diff"] == {
        "before": {"bypass_proxy": before},
        "after": {"bypass_proxy": {**before, "bypass_list": [*before["bypass_list"], "n.example"]}},
    }
    assert result["changes"] == [{"name": {}, "action": "update", "fields": ["bypass_list"]}]
    assert result["configuration"] == result["diff"]["after"]["bypass_proxy"]


def test_rows_are_returned_as_a_list(esa):
    before = shown(esa, "policy_members")
    result = run(esa, "policy_members", [ROW])
    assert result["configuration"] == [*before, ROW]
    assert result["diff"] == {"before": {"policy_members": before}, "after": {"policy_members": [*before, ROW]}}


def test_foreseen_and_done_look_the_same(wsa):
    for name, config in (("bypass_proxy", {"bypass_list": ["n.example"]}), ("log_subscriptions", [LOG])):
        foreseen = run(wsa, name, config, check_mode=True)
        done = run(wsa, name, config)
        assert (foreseen["changes"], foreseen["unverified"]) == (done["changes"], done["unverified"])
        assert foreseen["diff"]["before"] == done["diff"]["before"]


def test_keys_that_this_collection_does_not_know_are_sent_where_the_task_says_so(wsa):
    with pytest.raises(InputError, match="config has no 'brand_new'"):
        run(wsa, "bypass_proxy", {"brand_new": 1}, client=looking_only(wsa))
    run(wsa, "bypass_proxy", {"brand_new": 1}, allow_unknown=True)
    assert [json.loads(entry.body) for entry in changes(wsa)] == [{"brand_new": 1}]


def test_every_kind_of_field_is_in_the_catalogue_of_these_tests():
    """``value_of`` makes values of all types: a new type would make these tests blind."""
    kinds = {field.type for row in CONFIGURATION.values() for field in row.fields.values()}
    assert {DICT, LIST} <= kinds
    for row in CONFIGURATION.values():
        for name, field in row.fields.items():
            assert value_of(field, 0, name) != value_of(field, 1, name) or (field.choices and len(field.choices) == 1) or not (field.fields or field.elements)


class Echoing(Wire):
    """A way to the appliance on which calls of one method are refused, in words that hold what is stored there."""

    def __init__(self, appliance, method):
        super().__init__(appliance)
        self.method = method

    def exchange(self, method, url, headers, body, until, sink=None):
        if method != self.method or "login" in url:
            return super().exchange(method, url, headers, body, until, sink)
        stored = {"log_name": "x", "retrieval_method": {"ftp_password": "Stored-1"}}
        document = {"res_code": 400, "res_message": "No", "res_data": {"update_failure": [{"content": stored, "error_msg": "No"}]}}
        return Reply(200, "OK", CaseInsensitiveDict({"Content-Type": "application/json"}), json.dumps(document).encode())


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_stored_secrets_that_come_with_a_refusal_are_not_shown(wsa, method):
    client = wsa.client(**ADMIN)
    client._transport = Echoing(wsa.appliance, method)
    job = wsa.job(CONFIG, client=client, resource="log_subscriptions", config=[{"log_name": "accesslogs", "log_level": "debug"}])
    try:
        told = CONFIG.run(job)
    except RequestRejected as exc:
        told = error_dict(exc)
    assert "No" in str(told)
    assert "Stored-1" not in str(told)


# Items with a number for their place.

PLACES = [
    ("domain_map", "domain_name", "order", {"IP_addresses": ["192.0.2.60"]}),
    ("url_categories", "category_name", "list_order", {"category_type": "Local", "sites": ["x.example"]}),
    ("identification_profiles", "profile_name", "order", {"status": "enable"}),
]


def placed(inside, name, key, order):
    return [item[key] for item in sorted((item for item in shown(inside, name) if item.get(order)), key=lambda item: item[order])]


@pytest.mark.parametrize(("name", "key", "order", "fresh"), PLACES)
def test_items_that_others_move_are_put_back_to_their_place(wsa, name, key, order, fresh):
    first, second = placed(wsa, name, key, order)[:2]
    config = [{key: "new.example", order: 1, **fresh}, {key: second, order: 2}]
    result = run(wsa, name, config)
    assert (result.get("failed"), result["changed"], result["failed_items"]) == (None, True, [])
    assert [change["name"] for change in result["changes"]] == [{key: "new.example"}]
    assert placed(wsa, name, key, order)[:3] == ["new.example", second, first]
    assert run(wsa, name, config, client=looking_only(wsa))["changed"] is False


@pytest.mark.parametrize("wish", [{"a": 4, "c": 2}, {"d": 1, "c": 2, "b": 3, "a": 4}, {"b": 4, "c": 1, "new": 2}, {"c": 3, "new": 1, "more": 2}])
def test_the_second_run_moves_nothing(wsa, wish):
    def domains(places):
        return [{"domain_name": f"{name}.example", "order": place, "IP_addresses": ["192.0.2.1"]} for name, place in places.items()]

    run(wsa, "domain_map", None, "absent", delete_all=True)
    run(wsa, "domain_map", domains({"a": 1, "b": 2, "c": 3, "d": 4}))
    config = domains(wish)
    result = run(wsa, "domain_map", config)
    assert (result.get("failed"), result["changed"]) == (None, True)
    assert run(wsa, "domain_map", config, client=looking_only(wsa))["changed"] is False


def test_an_item_that_cannot_be_put_back_is_a_failure(wsa):
    _first, second = placed(wsa, "domain_map", "domain_name", "order")[:2]
    wsa.appliance.faults.add(Fault("status", method="PUT", code=500, times=0))
    result = run(wsa, "domain_map", [{"domain_name": "new.example", "order": 1, "IP_addresses": ["192.0.2.60"]}, {"domain_name": second, "order": 2}])
    assert (result["failed"], result["changed"]) == (True, True)
    assert [item["name"] for item in result["changes"]] == [{"domain_name": "new.example"}]
    assert [(item["name"], item["error"]["status"]) for item in result["failed_items"]] == [({"domain_name": second}, 500)]


def test_two_items_for_one_place_are_refused(wsa):
    config = [{"domain_name": name, "order": 1, "IP_addresses": ["192.0.2.1"]} for name in ("a.example", "b.example")]
    with pytest.raises(InputError) as refused:
        run(wsa, "domain_map", config, client=looking_only(wsa))
    assert refused.value.said == "a.example and b.example both have order 1"


@pytest.mark.parametrize("state", ["merged", "replaced"])
def test_a_word_without_a_weight_keeps_the_one_that_it_has(esa, state):
    words = [["a", 5], ["*ssn", 3, "prefix"], ["b", 2]]
    run(esa, "dictionaries", [{"name": "d", "words": words}])
    assert not run(esa, "dictionaries", [{"name": "d", "words": ["a", ["*ssn"], "b"]}], state)["changed"]
    result = run(esa, "dictionaries", [{"name": "d", "words": ["a", ["*ssn", 4], "b", "new"]}], state)
    assert result["configuration"][0]["words"] == [["a", 5], ["*ssn", 4, "prefix"], ["b", 2], ["new", 1]]
    assert (result["failed_items"], esa.warnings) == ([], [])
    assert not run(esa, "dictionaries", [{"name": "d", "words": ["a", "new"]}])["changed"]
