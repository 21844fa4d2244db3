# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters of searches: options from rows, the query from options, and every row on the simulator."""

from __future__ import annotations

from collections import Counter

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.filters import FLAG, LIST, NARROWS, NUMBER, TEXT, WIDENS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import MESSAGE_FILTERS, OPERATORS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_filters import L4TM, PROXY_SERVICES, SERVICES, SOCKS_PROXY, SORT_KEYS, WEB_FILTERS
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.message_tracking_info import MESSAGE_TRACKING_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.filter_options import MORE_FILTERS, constraints_of, filter_options, filter_query
from ansible_collections.asyncos.api.plugins.module_utils._task.web_tracking_info import WEB_TRACKING_INFO
from ansible_collections.asyncos.api.tests.simulator.tracking.filters import BASIC, COMPARED, EVENTS
from ansible_collections.asyncos.api.tests.simulator.tracking.filters import GROUPS as SIMULATED_GROUPS
from ansible_collections.asyncos.api.tests.unit.plugins.module_utils.task.inside import LOGIN, Inside

MAIL = {row.option: row for row in MESSAGE_FILTERS}
WEB = {row.option: row for row in WEB_FILTERS}
GROUPS = [["sender"], *(sorted({row.option, *row.needs}) for row in MESSAGE_FILTERS if row.needs)]
WINDOW = {"start": "2026-03-01T00:00Z", "end": "2026-03-01T12:00Z"}
EVERY_ROW = pytest.mark.parametrize("row", (*MESSAGE_FILTERS, *WEB_FILTERS), ids=lambda row: row.option)
MAIL_ROW = pytest.mark.parametrize("row", MESSAGE_FILTERS, ids=lambda row: row.option)

MAIL_OPTIONS = filter_options(MESSAGE_FILTERS, OPERATORS)
WEB_OPTIONS = filter_options(WEB_FILTERS)


def refusals(operation, **params):
    """What the argument spec has against parameters."""
    return ArgumentSpecValidator(operation.argument_spec(), **operation.constraints).validate({"host": "a", **LOGIN, **params}).error_messages


# Options


@EVERY_ROW
def test_every_row_is_an_option_of_its_type(row):
    option = {**MAIL_OPTIONS, **WEB_OPTIONS}[row.option]
    assert option.type == {TEXT: "str", FLAG: "bool", LIST: "list", NUMBER: "int"}[row.form]
    assert (option.elements == "str") is (row.form == LIST)
    assert option.default is None
    assert not option.required
    if row.form == FLAG:
        assert option.choices == ()
        assert any("V(false)" in text for text in option.description)
    else:
        assert option.choices == tuple(value.lower() for value in row.values)
    assert option.description[0].startswith("Event filter: " if row.effect == WIDENS else "Filter: ")
    assert all(f"O({other})" in " ".join(option.description) for other in row.needs)
    assert all(f"V({kind})" in " ".join(option.description) for kind in row.kinds)


@MAIL_ROW
def test_filters_that_are_compared_have_an_operator(row):
    operator = f"{row.option}_operator"
    if row.operator:
        assert MAIL_OPTIONS[operator].choices == OPERATORS
        assert list(MAIL_OPTIONS).index(operator) == list(MAIL_OPTIONS).index(row.option) + 1
        assert constraints_of(MESSAGE_FILTERS)["required_by"][operator] == [row.option]
        assert refusals(MESSAGE_TRACKING_INFO, product="esa", **{operator: "is"})
    else:
        assert operator not in MAIL_OPTIONS


def test_there_are_as_many_parameters_as_the_catalogue_of_the_api_counts():
    """About 70, with those that every search has: what is looked for, where, when and which page."""
    names = [name for row in MESSAGE_FILTERS for name in (row.wire, row.operator) if name]
    assert len(names) == len(set(names)) == 64


@pytest.mark.parametrize("operation", [MESSAGE_TRACKING_INFO, WEB_TRACKING_INFO], ids=["mail", "web"])
def test_operations_have_all_filters(operation):
    rows = MAIL_OPTIONS if operation is MESSAGE_TRACKING_INFO else WEB_OPTIONS
    assert set(rows) | set(MORE_FILTERS) < set(operation.options)
    assert not set(rows) & {"last", "start", "end", "limit", "order"}


@pytest.mark.parametrize("group", GROUPS[1:], ids=lambda group: group[0])
def test_groups_are_refused_unless_whole(group):
    value = {name: (MAIL[name].values[0].lower() if MAIL[name].values else "x") for name in group}
    assert refusals(MESSAGE_TRACKING_INFO, product="esa", **value) == []
    for missing in group:
        half = {name: value[name] for name in group if name != missing}
        assert refusals(MESSAGE_TRACKING_INFO, product="esa", **half), half


def test_groups_are_five():
    assert len({tuple(group) for group in GROUPS[1:]}) == 5
    assert sorted(constraints_of(MESSAGE_FILTERS)["required_together"]) == sorted(map(list, {tuple(group) for group in GROUPS[1:]}))


@EVERY_ROW
def test_values_are_written_in_small_letters_and_sent_as_the_wire_spells_them(row):
    for value in row.values:
        given = True if row.form == FLAG else value.lower()
        query = filter_query((row,), {row.option: given}, OPERATORS)
        assert query[row.wire] == value
        if value != value.lower():
            assert value not in {**MAIL_OPTIONS, **WEB_OPTIONS}[row.option].choices


# Queries


@EVERY_ROW
def test_rows_become_parameters_of_the_wire(row):
    given, sent = {TEXT: ("x", "x"), FLAG: (True, row.values[0] if row.values else True), LIST: (["a", "b c"], "a,b c"), NUMBER: (7, 7)}[row.form]
    query = filter_query((row,), {row.option: given}, OPERATORS)
    assert query == {**({row.operator: OPERATORS[0]} if row.operator else {}), row.wire: sent}


@pytest.mark.parametrize("value", [None, False], ids=repr)
@EVERY_ROW
def test_what_is_not_given_is_not_sent(row, value):
    assert filter_query((row,), {row.option: value}, OPERATORS) == {}
    assert filter_query((row,), {}, OPERATORS) == {}


@pytest.mark.parametrize("values", [[], [""], ["a", " "], ["a,b"]], ids=repr)
def test_lists_that_would_ask_for_something_else_are_refused(values):
    with pytest.raises(InputError, match="quarantined_to"):
        filter_query((MAIL["quarantined_to"],), {"quarantined_to": values})


def test_zero_is_a_number():
    assert filter_query((MAIL["ip_reputation"],), {"ip_reputation": 0}) == {"ipReputation": 0}


@EVERY_ROW
def test_empty_texts_are_refused(row):
    if row.form == TEXT:
        with pytest.raises(InputError, match=f"{row.option} is empty"):
            filter_query((row,), {row.option: ""}, OPERATORS)


@pytest.mark.parametrize("operator", [None, *OPERATORS])
def test_operators_default_to_the_first(operator):
    query = filter_query(MESSAGE_FILTERS, {"sender": "x", "sender_operator": operator}, OPERATORS)
    assert query == {"envelopeSenderfilterOperator": operator or "contains", "envelopeSenderfilterValue": "x"}


def test_operator_alone_is_not_sent():
    assert filter_query(MESSAGE_FILTERS, {"sender_operator": "is"}, OPERATORS) == {}


def test_more_filters_are_sent_as_they_are():
    assert filter_query(MESSAGE_FILTERS, {"mid": 5, "more_filters": {"newFilter": "A b"}}, OPERATORS) == {"ciscoMid": 5, "newFilter": "A b"}


@EVERY_ROW
def test_more_filters_are_not_for_what_an_option_stands_for(row):
    rows = MESSAGE_FILTERS if row in MESSAGE_FILTERS else WEB_FILTERS
    for wire in filter(None, (row.wire, row.operator)):
        with pytest.raises(InputError, match=f"more_filters has {wire}"):
            filter_query(rows, {"more_filters": {wire: "x"}}, OPERATORS)


@pytest.mark.parametrize("row", WEB_FILTERS, ids=lambda row: row.option)
@pytest.mark.parametrize("service", SERVICES)
def test_filters_of_another_service_are_refused_before_the_call(row, service):
    given = {row.option: True if row.form == FLAG else ["1"] if row.form == LIST else row.values[0].lower() if row.values else "x"}
    if service in row.kinds or not row.kinds:
        assert row.wire in filter_query(WEB_FILTERS, given, kind=service)
    else:
        with pytest.raises(InputError, match=f"not of {service}"):
            filter_query(WEB_FILTERS, given, kind=service)


def test_rows_are_listed_once():
    for rows in (MESSAGE_FILTERS, WEB_FILTERS):
        for facts in ([row.option for row in rows], [row.wire for row in rows if row.wire not in ("urlCategory",)]):
            assert [name for name, count in Counter(facts).items() if count > 1] == []


# Every row on the simulator: accepted, and finding what the row says

PER_HOUR = {"messages_per_hour": 60, "rejected_per_hour": 30, "web_transactions_per_hour": 60, "l4tm_per_hour": 40, "socks_per_hour": 40}

WEB_VALUES = {
    "host_name": "www.example.com",
    "application_name": "Webmail",
    "application_type": "Storage",
    "wbrs_score": "-3,3",
    "reputation_threat": "Phishing",
    "policy_name": "Employees",
    "amp_file_verdict": ["1", "2"],
    "l4tm_port": "25",
    "l4tm_dest_domain": "www.example.com",
    "socks_port": "22",
    "socks_domain": "www.example.com",
    "socks_policy_name": "Guests",
}
ELSEWHERE = {
    "malware_name": "malwareName",
    "amp_file_name": "fileName",
    "amp_sha": "fileSHA",
    "proxy_user": "user",
    "l4tm_user": "l4tmUser",
    "socks_user": "socksUser",
}


BASELINES = {"message_direction": "incoming", "message_delivered": True, "soft_bounced": True}


@pytest.fixture(scope="module")
def esa():
    """Half a day of mail, fetched once without a filter."""
    found = Inside(**PER_HOUR, page_limit=100)
    found.every = names(found.run(MESSAGE_TRACKING_INFO, **WINDOW)["records"])
    found.population = [message for message, _gateway in found.truth("messages", "2026-03-01T00:00:00Z", "2026-03-01T12:00:00Z")]
    assert len(found.every) == len(found.population) > 700
    found.by = {option: found_by(found, **{option: value})[0] for option, value in BASELINES.items()}
    return found


@pytest.fixture(scope="module")
def wsa():
    found = Inside("wsa", **PER_HOUR)
    found.every = {service: found.run(WEB_TRACKING_INFO, search=service, **WINDOW)["records"] for service in SERVICES}
    return found


TEXTS = {
    **BASIC,
    **EVENTS,
    **{name: texts for name, (_operator, texts) in COMPARED.items()},
    **{name: texts for group in SIMULATED_GROUPS for name, texts in group.items()},
}


def mail_values(esa, row):
    """Values for a filter and its group, as users write them, that some messages have and others have not."""
    group = [MAIL[name] for name in (row.option, *row.needs)]
    if row.form == FLAG:
        return {row.option: True}
    own = ({each.option: next(iter(TEXTS[each.wire](message)), "") for each in group} for message in esa.population)
    example = next(values for values in own if all(value not in ("", "N/A") for value in values.values()))
    return {name: _typed(MAIL[name], value) for name, value in example.items()}


def _typed(row, value):
    return [value] if row.form == LIST else int(value) if row.form == NUMBER else value.lower() if row.values else value


def sent(inside):
    assert [entry.complaint for entry in inside.appliance.requests if entry.complaint] == []
    return [entry.query for entry in inside.appliance.requests if "Date" in entry.query]


def names(records):
    return {repr(sorted(record.items(), key=str)) for record in records}


def found_by(esa, **params):
    esa.appliance.requests.clear()
    records = esa.run(MESSAGE_TRACKING_INFO, **WINDOW, **params)["records"]
    return names(records), sent(esa)


@MAIL_ROW
def test_every_filter_of_mail_on_the_simulator(esa, row):
    """Accepted, and with a second filter: fewer records if it narrows, more if it widens."""
    given = mail_values(esa, row)
    found, queries = found_by(esa, **given)
    assert all(f"{MAIL[name].wire}=" in query for name in given for query in queries)
    assert set() < found < esa.every
    if row.option == "message_direction":
        assert found == esa.by["message_direction"]
    elif row.effect == NARROWS:
        both, _queries = found_by(esa, message_direction="incoming", **given)
        assert both == found & esa.by["message_direction"]
    else:
        other = "soft_bounced" if row.option == "message_delivered" else "message_delivered"
        both, _queries = found_by(esa, **given, **{other: True})
        assert both == found | esa.by[other]


@pytest.mark.parametrize("option", ["graymail", "dmarc_action", "mail_policy_name"])
def test_filters_that_narrow_narrow_those_that_widen(esa, option):
    given = mail_values(esa, MAIL[option])
    found, _queries = found_by(esa, **given)
    both, _queries = found_by(esa, **given, soft_bounced=True, message_direction="incoming")
    assert both == (found | esa.by["soft_bounced"]) & esa.by["message_direction"]


@MAIL_ROW
def test_every_value_of_every_filter_of_mail_is_accepted(esa, row):
    for value in row.values[1:]:
        found, queries = found_by(esa, **{**mail_values(esa, row), row.option: value.lower()})
        assert f"{row.wire}={value}" in queries[0]
        assert found < esa.every


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("option", [row.option for row in MESSAGE_FILTERS if row.operator])
def test_every_operator_is_accepted_and_finds_what_it_says(esa, option, operator):
    row = MAIL[option]
    whole = mail_values(esa, row)[option]
    value = {"is": whole, "begins_with": whole[:5], "contains": whole[1:-1]}[operator]
    found, queries = found_by(esa, **{option: value, f"{option}_operator": operator})
    assert all(f"{row.operator}={operator}" in query for query in queries)
    fits = {"is": str.__eq__, "begins_with": str.startswith, "contains": str.__contains__}[operator]
    wanted = [message for message in esa.population if any(fits(text.lower(), value.lower()) for text in TEXTS[row.wire](message))]
    assert len(found) == len(wanted) > 0


@pytest.mark.parametrize(("given", "finds"), [({"sender_ip": "a"}, True), ({"ip_reputation": -3}, True), ({"subject": "a"}, False)], ids=str)
def test_filters_of_rejected_connections(esa, given, finds):
    every = esa.run(MESSAGE_TRACKING_INFO, search="rejected_connections", **WINDOW)["records"]
    given = {name: every[0]["senderIp"] if value == "a" else value for name, value in given.items()}
    records = esa.run(MESSAGE_TRACKING_INFO, search="rejected_connections", **WINDOW, **given)["records"]
    assert (0 < len(records) < len(every)) is finds


def test_host_narrows_on_a_manager():
    sma = Inside("sma", messages_per_hour=20)
    every = sma.run(MESSAGE_TRACKING_INFO, **WINDOW)["records"]
    one = sma.run(MESSAGE_TRACKING_INFO, cisco_host="esa2", **WINDOW)["records"]
    assert names(one) == names(record for record in every if record["hostName"].startswith("esa2"))
    assert 0 < len(one) < len(every)
    assert len(sent(sma)) > 2


@pytest.mark.parametrize(
    ("service", "row"), [(service, row) for row in WEB_FILTERS for service in (row.kinds or SERVICES)], ids=lambda value: getattr(value, "option", value)
)
def test_every_filter_of_the_web_on_the_simulator(wsa, service, row):
    every = wsa.every[service]
    wsa.appliance.requests.clear()
    value = _web_value(wsa, service, row)
    found = wsa.run(WEB_TRACKING_INFO, search=service, **WINDOW, **{row.option: value})["records"]
    assert all(f"{row.wire}=" in query for query in sent(wsa))
    assert names(found) <= names(every)
    assert found
    assert len(found) < len(every) or row.option == "serial_no"


def _web_value(wsa, service, row):
    if row.form == FLAG:
        return True
    if row.option == "transaction_status":
        return "blocked" if service == L4TM else "block"
    if row.option == "socks_transport_protocol":
        return "udp"
    if row.values:
        return row.values[0].lower()
    if row.option == "serial_no":
        return wsa.appliance.serial
    if row.option == "url_category":
        return "Partners" if service == SOCKS_PROXY else wsa.every[PROXY_SERVICES][0]["webCategory"]
    if row.option in ELSEWHERE:
        return next(record[ELSEWHERE[row.option]] for record in wsa.every[service] if record[ELSEWHERE[row.option]] != "-")
    return WEB_VALUES[row.option]


@pytest.mark.parametrize("row", WEB_FILTERS, ids=lambda row: row.option)
def test_every_value_of_every_filter_of_the_web_is_accepted(wsa, row):
    wsa.appliance.requests.clear()
    for value in row.values[1:] if row.option != "transaction_status" else ():
        wsa.run(WEB_TRACKING_INFO, search=(row.kinds or (PROXY_SERVICES,))[0], **WINDOW, **{row.option: value.lower()})
    sent(wsa)


@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize(("service", "key"), [(service, key) for service, keys in SORT_KEYS.items() for key in keys])
def test_every_sort_key_is_accepted_and_sorts_by_the_appliance(wsa, service, key, direction):
    wsa.appliance.requests.clear()
    result = wsa.run(WEB_TRACKING_INFO, search=service, order_by=key, order_dir=direction, limit=30, **WINDOW)
    assert all(f"orderBy={key}&orderDir={direction}" in query for query in sent(wsa))
    assert (len(result["records"]), result["meta"]["truncated"], result["meta"]["slices"]) == (30, True, 1)
    times = [record["timestamp"] for record in result["records"]]
    if key == "timestamp":
        assert times == sorted(times, reverse=direction == "desc")


def test_statuses_sort_keys_and_products_that_do_not_fit_are_refused(wsa, esa):
    wsa.appliance.requests.clear()
    for words, params in {
        "transaction_status is blocked": {"transaction_status": "blocked"},
        "which l4tm does not have": {"search": "l4tm", "transaction_status": "allow"},
        "is not sorted by": {"order_by": "colour", "order_dir": "asc"},
        "limit is 0": {"limit": 0},
    }.items():
        with pytest.raises(InputError, match=words):
            wsa.run(WEB_TRACKING_INFO, **WINDOW, **params)
    with pytest.raises(InputError, match="not of wsa"):
        wsa.run(MESSAGE_TRACKING_INFO, **WINDOW)
    with pytest.raises(InputError, match="not of esa"):
        esa.run(WEB_TRACKING_INFO, **WINDOW)
    assert len(wsa.appliance.requests) == 0
    assert refusals(WEB_TRACKING_INFO, product="wsa", order_by="timestamp")


@pytest.mark.parametrize(
    ("product", "operation", "parameter"),
    [
        ("esa", MESSAGE_TRACKING_INFO, "startDate"),
        ("esa", MESSAGE_TRACKING_INFO, "searchOption"),
        ("esa", MESSAGE_TRACKING_INFO, "offset"),
        ("wsa", WEB_TRACKING_INFO, "filterBy"),
        ("wsa", WEB_TRACKING_INFO, "endDate"),
    ],
)
def test_what_the_search_itself_decides_is_not_for_more_filters(inside, product, operation, parameter):
    """Every slice would ask for the same window, or every page for the same offset."""
    with pytest.raises(InputError, match=f"more_filters has {parameter}, which an option stands for, or which the search itself decides"):
        inside(product).run(operation, more_filters={parameter: "x"})
