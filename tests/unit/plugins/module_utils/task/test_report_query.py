# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From one entry of the reports option to one call, or to the reason why it is refused before it is sent."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import REPORTS, products_of
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.query import report_query

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=timezone.utc)
DAY = {"startDate": "2026-11-20T07:00:00.000Z", "endDate": "2026-11-21T07:00:00.000Z"}


def asked(name, product="esa", **entry):
    return report_query({"name": name, **entry}, product, NOW)


def refusal(name, product="esa", **entry):
    with pytest.raises(InputError) as refused:
        asked(name, product, **entry)
    return str(refused.value)


def test_plain_question_has_window_and_device_type_only():
    question = asked("mail_incoming_traffic_summary")
    assert question.path == "reporting/mail_incoming_traffic_summary"
    assert question.query == {**DAY, "device_type": "esa"}
    assert question.label == question.name


def test_counter_follows_in_the_path():
    assert asked("mail_policy_incoming", counter="recipients_matched").path == "reporting/mail_policy_incoming/recipients_matched"


def test_label_is_the_key_of_the_result():
    assert asked("mail_policy_incoming", label="policies").label == "policies"


def test_every_parameter_has_its_name_on_the_wire():
    question = asked(
        "web_webcat_detail",
        "sma",
        query_type="export",
        top=10,
        filter_by="category",
        filter_operator="begins_with",
        filter_value="A",
        order_by="blocked",
        order_dir="desc",
        offset=0,
        limit=5,
        device_group_name="Hosted_Cluster",
        device_name="wsa1",
    )
    assert question.query == {
        **DAY,
        "device_type": "wsa",
        "query_type": "export",
        "top": 10,
        "filterBy": "category",
        "filterOperator": "begins_with",
        "filterValue": "A",
        "orderBy": "blocked",
        "orderDir": "desc",
        "offset": 0,
        "limit": 5,
        "device_group_name": "Hosted_Cluster",
        "device_name": "wsa1",
    }


@pytest.mark.parametrize(
    ("name", "product", "device_type"),
    [
        ("mail_policy_incoming", "esa", "esa"),
        ("web_services_summary", "wsa", "wsa"),
        ("mail_policy_incoming", "sma", "esa"),
        ("web_services_summary", "sma", "wsa"),
    ],
)
def test_device_type_follows_from_report_and_product(name, product, device_type):
    assert asked(name, product).query["device_type"] == device_type


def test_device_type_given_goes_first_for_reports_that_the_catalogue_lacks():
    assert asked("mail_tomorrow", "sma", device_type="wsa", allow_unknown=True).query["device_type"] == "wsa"


def test_device_type_of_the_other_family_is_refused():
    with pytest.raises(InputError, match="needs device_type esa, not wsa"):
        asked("mail_policy_incoming", "sma", device_type="wsa")


def test_misspelt_counter_to_order_by_is_refused_with_the_nearest():
    with pytest.raises(InputError, match="recipients_machted") as refused:
        asked("mail_policy_incoming", "esa", order_by="recipients_machted", order_dir="asc")
    assert "recipients_matched" in refused.value.hint


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_of_the_catalogue_can_be_asked_of_its_products_and_of_no_other(name):
    owners = products_of(REPORTS[name])
    assert all(asked(name, product).row is REPORTS[name] for product in owners)
    for other in set(PRODUCTS) - set(owners):
        assert f"report {name} is one of {' and '.join(owners)}, not of {other}" in refusal(name, other)


@pytest.mark.parametrize(
    ("name", "product", "nearest"),
    [
        ("mail_incoming_trafic_summary", "esa", "Did you mean mail_incoming_traffic_summary"),
        ("mail_policy_incomming", "sma", "Did you mean mail_policy_incoming"),
        ("web_service_summary", "wsa", "Did you mean web_services_summary"),
        ("web_webcat_details", "sma", "Did you mean web_webcat_detail"),
    ],
)
def test_misspelt_report_is_refused_with_the_nearest_names(name, product, nearest):
    sentence = refusal(name, product)
    assert f"there is no report '{name}' in the catalogue" in sentence
    assert nearest in sentence
    assert "allow_unknown=true" in sentence


def test_nearest_names_are_those_that_the_product_has():
    assert "Did you mean" not in refusal("mail_policy_incomming", "wsa")


def test_name_like_no_other_is_refused_without_a_guess():
    sentence = refusal("xyzzy")
    assert "Did you mean" not in sentence
    assert "allow_unknown=true" in sentence


def test_empty_name_is_refused():
    assert "there is no report ''" in refusal("")


def test_misspelt_counter_is_refused_with_the_nearest_names():
    sentence = refusal("mail_policy_incoming", counter="recipients_matchd")
    assert "report mail_policy_incoming has no counter 'recipients_matchd'" in sentence
    assert "Did you mean recipients_matched?" in sentence


def test_counter_of_another_report_is_refused_with_that_reports_name():
    sentence = refusal("mail_policy_incoming", counter="detected_amp")
    assert "report mail_policy_incoming has no counter 'detected_amp'" in sentence
    assert "It is a counter of mail_" in sentence


def test_counters_of_reports_without_a_list_are_never_refused():
    question = asked("web_webcat_detail", "wsa", counter="anything")
    assert question.path == "reporting/web_webcat_detail/anything"


def test_likely_counters_are_hints_and_no_reason_to_refuse():
    assert REPORTS["web_services_summary"].likely_counters
    assert asked("web_services_summary", "wsa", counter="something_else").counter == "something_else"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"order_by": "x"}, "has order_by without order_dir"),
        ({"order_dir": "asc"}, "has order_dir without order_by"),
        ({"offset": 0}, "has offset without limit"),
        ({"limit": 5}, "has limit without offset"),
        ({"filter_by": "x"}, "has filter_by without filter_operator and filter_value"),
        ({"filter_by": "x", "filter_value": "y"}, "has filter_by, filter_value without filter_operator"),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) else "",
)
@pytest.mark.parametrize("allow_unknown", [False, True])
def test_half_a_pair_is_refused_because_appliances_answer_it_with_nothing(entry, words, allow_unknown):
    assert words in refusal("mail_policy_incoming", allow_unknown=allow_unknown, **entry)


@pytest.mark.parametrize(
    ("name", "entry", "refused"),
    [
        ("web_services_summary", {"top": 5}, "top"),
        ("web_services_summary", {"order_by": "x", "order_dir": "asc"}, "order_by"),
        ("web_port_detail", {"filter_by": "x", "filter_operator": "is", "filter_value": "y"}, "filter_by"),
        ("web_port_detail", {"device_name": "wsa1"}, "device_name"),
    ],
    ids=["top", "order", "filter", "device_name"],
)
def test_parameters_that_the_vendors_table_does_not_list_are_refused_with_the_source(name, entry, refused):
    sentence = refusal(name, "sma", **entry)
    assert f"report {name} does not take {refused} (sources: X125" in sentence
    assert "It takes " in sentence
    assert asked(name, "sma", allow_unknown=True, **entry)


def test_abilities_of_mail_reports_are_not_limited():
    assert asked("mail_incoming_traffic_summary", top=5, offset=0, limit=5)


@pytest.mark.parametrize("option", ["device_name", "device_group_name"])
@pytest.mark.parametrize(("name", "product"), [("mail_policy_incoming", "esa"), ("web_webcat_detail", "wsa")])
@pytest.mark.parametrize("allow_unknown", [False, True])
def test_only_an_sma_takes_devices(option, name, product, allow_unknown):
    assert f"has {option}, but only an sma knows other appliances" in refusal(name, product, allow_unknown=allow_unknown, **{option: "x"})


@pytest.mark.parametrize(
    ("name", "entry", "path"),
    [
        ("mail_of_tomorrow", {}, "reporting/mail_of_tomorrow"),
        ("mail_of_tomorrow", {"counter": "new one"}, "reporting/mail_of_tomorrow/new%20one"),
        ("mail_policy_incoming", {"counter": "new"}, "reporting/mail_policy_incoming/new"),
        ("../config/x", {}, "reporting/..%2Fconfig%2Fx"),
    ],
    ids=["report", "report-and-counter", "counter", "cannot-leave-reporting"],
)
def test_unknown_names_are_sent_when_allowed(name, entry, path):
    assert asked(name, allow_unknown=True, **entry).path == path


def test_report_of_another_product_is_sent_when_allowed():
    assert asked("web_services_summary", "esa", allow_unknown=True).query["device_type"] == "esa"


def test_sma_needs_a_device_type_for_an_unknown_report():
    assert "Give device_type: esa for mail, wsa for web" in refusal("x", "sma", allow_unknown=True)
    assert asked("x", "sma", allow_unknown=True, device_type="wsa").query["device_type"] == "wsa"


def test_window_of_the_entry_is_checked_too():
    assert "is not before end" in refusal("mail_policy_incoming", start="2026-11-20T10:00Z", end="2026-11-20T09:00Z")


@pytest.mark.parametrize("wrong", [{"top": 0}, {"top": -5}, {"offset": -1, "limit": 10}, {"offset": 0, "limit": 0}], ids=str)
def test_amounts_that_cannot_be_are_refused(wrong):
    with pytest.raises(InputError, match="but the least is"):
        report_query({"name": "mail_policy_incoming", **wrong}, "esa", NOW)
