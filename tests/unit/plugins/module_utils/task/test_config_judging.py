# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the appliance shows after the calls, and what that says about each change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import ConnectionLost, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.judging import judge
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import plan, unseen_in
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.sending import Sent

BROKEN = ConnectionLost("the connection broke")
LOST = "the appliance accepted the {} of {}, but does not show it: {}"


def judged(name, given, before, now, error=None, state="merged", force=False):
    """The only judgement on a task about one item."""
    row = CONFIGURATION[name]
    changes = plan(row, [given], before, state)
    changes = [change.because(unseen_in(row, change)) for change in changes] if force else changes
    (judgement,) = judge(row, changes, now, Sent(errors={changes[0].key: error} if error else {}), state)
    return judgement


def lists(**urls):
    return [{"name": name, "urls": found} for name, found in urls.items()]


A = {"name": "a", "urls": ["x"]}


@pytest.mark.parametrize("error", [None, BROKEN])
@pytest.mark.parametrize(
    ("given", "before", "now", "state"),
    [
        (A, [], lists(a=["x"]), "merged"),
        (A, lists(a=["y"]), lists(a=["y", "x"]), "merged"),
        (A, lists(a=["y"]), lists(a=["x"]), "replaced"),
        (A, lists(a=["x", "y"]), lists(a=["y"]), "pruned"),
        ({"name": "a"}, lists(a=["x"]), [], "absent"),
        (A, [], lists(a=["x", "z"]), "merged"),
    ],
)
def test_what_is_shown_is_done_whatever_the_call_answered(given, before, now, state, error):
    judgement = judged("url_lists", given, before, now, error, state)
    assert (judgement.done, judgement.failed) == (True, False)


@pytest.mark.parametrize(
    ("given", "before", "now", "state", "why"),
    [
        (A, [], [], "merged", LOST.format("create", "a", "it is not there")),
        (A, lists(a=["y"]), lists(a=["y"]), "merged", LOST.format("update", "a", "urls lacks x")),
        (A, lists(a=["y"]), lists(a=["y", "x"]), "replaced", LOST.format("update", "a", "urls still has y")),
        (A, lists(a=["x", "y"]), lists(a=["x"]), "pruned", LOST.format("update", "a", "urls still has x")),
        (A, lists(a=["y"]), [], "merged", LOST.format("update", "a", "it is not there")),
        ({"name": "a"}, lists(a=["x"]), lists(a=["x"]), "absent", LOST.format("delete", "a", "it is still there")),
    ],
)
def test_what_is_not_shown_is_not_done(given, before, now, state, why):
    accepted = judged("url_lists", given, before, now, None, state)
    assert accepted.failed
    assert accepted.error.said == why
    broken = judged("url_lists", given, before, now, BROKEN, state)
    assert broken.failed
    assert broken.error is BROKEN


def test_what_others_have_added_meanwhile_is_told():
    judgement = judged("url_lists", A, lists(a=["y"]), lists(a=["y", "x", "z"]))
    assert (judgement.done, judgement.grown) == (True, ("urls",))


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("smart_licenses", {"license_name": "l"}),
        ("dns_root", {"FQDN": "f", "domain": "d", "ip_address": "i"}),
        ("smtp_relay_hosts", {"host": "h", "port": "25"}),
    ],
)
def test_a_new_item_that_is_nothing_but_its_name_proves_itself(name, given):
    assert judged(name, given, [], [given], BROKEN).done


DOMAIN = {"domain_name": "old.example", "order": 1, "IP_addresses": ["192.0.2.1"]}
RENAMED = {"domain_name": "old.example", "new_domain_name": "new.example"}


@pytest.mark.parametrize(
    ("now", "done"),
    [
        ([{**DOMAIN, "domain_name": "new.example"}], True),
        ([DOMAIN], False),
        ([], False),
    ],
)
def test_new_names(now, done):
    assert judged("domain_map", RENAMED, [DOMAIN], now).done is done


def test_a_new_name_that_another_item_has_got_meanwhile():
    judgement = judged("domain_map", RENAMED, [DOMAIN], [DOMAIN, {**DOMAIN, "domain_name": "new.example"}], RequestRejected("the name is taken"))
    assert (judgement.failed, judgement.error.said) == (True, "the name is taken")


LOG = {"log_name": "l", "log_type": "t", "retrieval_method": {"method": "ftp_push", "ftp_host": "a"}}


def test_what_cannot_be_seen_is_told_by_its_place():
    given = {"log_name": "l", "retrieval_method": {"ftp_host": "b", "ftp_password": "x"}, "anonymization_passphrase": "y"}
    now = {**LOG, "retrieval_method": {"method": "ftp_push", "ftp_host": "b"}}
    judgement = judged("log_subscriptions", given, [LOG], [now])
    assert (judgement.done, set(judgement.unverified)) == (True, {"retrieval_method.ftp_password", "anonymization_passphrase"})


@pytest.mark.parametrize("given", [{"anonymization_passphrase": "y"}, {"retrieval_method": {"ftp_password": "x"}}])
def test_a_broken_call_about_nothing_that_can_be_seen_is_not_taken_for_done(given):
    given = {"log_name": "l", **given}
    assert judged("log_subscriptions", given, [LOG], [LOG], None, force=True).done
    judgement = judged("log_subscriptions", given, [LOG], [LOG], BROKEN, force=True)
    assert (judgement.done, judgement.error) == (False, BROKEN)


def test_keys_that_an_answer_turns_out_not_to_have_are_unverified_where_its_form_is_a_guess():
    given = {"log_name": "l", "log_level": "debug"}
    judgement = judged("log_subscriptions", given, [LOG], [LOG])
    assert (judgement.done, judgement.unverified) == (True, ("log_level",))


def test_keys_that_an_answer_should_have_are_lacking_where_its_form_is_known():
    given = {"domain_name": "old.example", "order": 5}
    assert judged("domain_map", given, [DOMAIN], [{"domain_name": "old.example", "IP_addresses": ["192.0.2.1"]}]).failed


def test_changes_that_were_none_are_not_judged():
    row = CONFIGURATION["url_lists"]
    assert judge(row, plan(row, [A], [A], "merged"), [], Sent(), "merged") == []


def test_what_was_accepted_and_did_not_come_to_its_end_is_a_failure():
    row = CONFIGURATION["smart_licenses"]
    given = {"license_name": "l"}
    changes = plan(row, [given], [], "merged")
    (judgement,) = judge(row, changes, [given], Sent(errors={("l",): BROKEN}, unsettled={("l",)}), "merged")
    assert (judgement.failed, judgement.error) == (True, BROKEN)
    assert not replace(judgement, unsettled=False).failed


@pytest.mark.parametrize(
    ("name", "given", "now", "why"),
    [
        ("overall_bandwidth_limit", {"bandwidth_limit": 5}, {"bandwidth_limit": 7}, "bandwidth_limit is 7 instead of 5"),
        ("dns", {"domain_search": [f"{number}" for number in range(7)]}, {"domain_search": ["6"]}, "domain_search lacks 0, 1, 2, 3, 4 and 1 more"),
        (
            "ocsp",
            {"ocsp_result_handling": {"error": "drop"}},
            {"ocsp_result_handling": {"error": "scan"}},
            "ocsp_result_handling.error is 'scan' instead of 'drop'",
        ),
    ],
)
def test_what_differs_is_told(name, given, now, why):
    judgement = judged(name, given, [{"other": 1}], [now])
    assert judgement.error.said == LOST.format("update", name, why)


@pytest.mark.parametrize("now", ["select_all", "x, y"])
def test_what_cannot_be_merged_with_any_more_is_not_as_wanted(now):
    before, now = ({"bypass_list": ["a"], "selected_categories": found} for found in (["x", "y"], now))
    judgement = judged("bypass_proxy", {"selected_categories": ["x"]}, [before], [now], state="pruned")
    assert (judgement.done, judgement.error.said) == (False, LOST.format("update", "bypass_proxy", "selected_categories is otherwise"))
