# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Web tracking over the wire: services, filters, orders, windows and rows."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any
from urllib.parse import quote

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_filters import (
    L4TM,
    PROXY_SERVICES,
    SOCKS_PROXY,
    SORT_KEYS,
    TRANSACTION_STATUSES,
    WEB_FIELDS,
    WEB_FILTERS,
)
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec
from ansible_collections.asyncos.api.tests.simulator.tracking.web_filters import SERIAL, SERVICES

NOW = datetime(2026, 3, 1, 12, 0, 30, tzinfo=timezone.utc).timestamp()


def date(hours_ago: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:00.000Z", time.gmtime(NOW - 30 - hours_ago * 3600))


def address(service: str = PROXY_SERVICES, start: float = 13, end: float = 1, page: str = "&offset=0&limit=9999", **more: str) -> str:
    """A search over a window given in hours before :data:`NOW`."""
    extra = "".join(f"&{name}={quote(value, safe='')}" for name, value in more.items())
    query = f"startDate={date(start)}&endDate={date(end)}&device_type=wsa&filterBy={service}&filterOperator=is"
    return f"web-tracking/web_transaction?{query}{page}{extra}"


def rows(client: Any, *arguments: Any, **more: Any) -> list[dict[str, Any]]:
    answer = client.get(address(*arguments, **more))
    assert answer.status == 200, answer.raw
    found = [row["attributes"] for row in answer.json["data"]]
    assert answer.json["meta"] == {"totalCount": len(found)}
    return found


@pytest.fixture(autouse=True)
def fixed_clocks(fleet: Any) -> None:
    for appliance in fleet:
        appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))
        appliance.settings.page_limit = 10_000


def records(client: Any, service: str) -> list[Any]:
    """All records of the window, without a search."""
    kind = SERVICES[service].kind
    population = client.appliance.tracking[service]
    timeline = population.timeline(getattr(client.appliance.settings, kind.rate))
    end = int(NOW) - 30
    return [population.record(number, timeline) for number in timeline.between(end - 13 * 3600, end - 3600 + 1)]


def written(client: Any, found: list[Any]) -> list[dict[str, Any]]:
    return [record.attributes(client.appliance.serial) for record in reversed(found)]


@pytest.mark.parametrize("service", SERVICES)
def test_rows_have_the_fields_of_the_service(wsa: Any, service: str) -> None:
    found = rows(wsa, service)
    assert set(found[0]) == set(WEB_FIELDS[service])
    assert found == written(wsa, records(wsa, service))
    assert len(found) > 300
    assert {row["serialNo"] for row in found} == {wsa.appliance.serial}


def test_types_are_the_recorded_ones(wsa: Any) -> None:
    found = rows(wsa)
    for row in found:
        assert {name for name, value in row.items() if isinstance(value, int)} - {"ampFileVerdict"} == {"timestamp", "bandwidth", "relatedTransCount"}
        assert row["wbrsScore"] == "-" or -10 <= float(row["wbrsScore"]) <= 10
        assert row["ampFileVerdict"] == "-" or row["ampFileVerdict"] in range(1, 6)
        assert row["ampVerdict"] in ("-", "0", "1")
        assert (row["fileName"] == "-") == (row["fileSHA"] == "-") == (row["ampFileVerdict"] == "-")
    assert {"ALLOW", "ALLOW_DEFAULT"} < {row["transactionStatus"] for row in found}
    assert {row["policyType"] for row in found} == {"Access", "Decryption"}


def test_pages_are_parts_of_one_list(wsa: Any) -> None:
    whole = rows(wsa, L4TM)
    pages = [rows(wsa, L4TM, page=f"&offset={offset}&limit=50") for offset in range(0, len(whole) + 50, 50)]
    assert [row for page in pages for row in page] == whole
    assert pages[-1] == []
    wsa.appliance.settings.page_limit = 100
    assert rows(wsa, L4TM) == whole[:100]


@pytest.mark.parametrize("half", [{"page": "&offset=0"}, {"page": "&limit=5"}, {"orderBy": "url"}, {"orderDir": "asc"}])
def test_half_of_a_pair_gives_no_data_and_no_error(wsa: Any, half: dict[str, str]) -> None:
    assert rows(wsa, **half) == []


@pytest.mark.parametrize(("service", "key"), [(service, key) for service, keys in SORT_KEYS.items() for key in keys])
def test_orders(wsa: Any, service: str, key: str) -> None:
    field = {"page_Resources_Count": "relatedTransCount", "decision_Result": "transactionStatus", "src_Ip": "srcIP"}.get(key, key.replace("_", ""))
    whole = rows(wsa, service)
    for direction in ("asc", "desc"):
        found = rows(wsa, service, orderBy=key, orderDir=direction)
        values = [row[field] for row in found]
        assert values == sorted(values, reverse=direction == "desc")
        assert sorted(map(repr, found)) == sorted(map(repr, whole))
        assert rows(wsa, service, page="&offset=20&limit=30", orderBy=key, orderDir=direction) == found[20:50]
    assert len(set(values)) > 1


def test_the_order_by_time_does_not_depend_on_the_usual_one(wsa: Any) -> None:
    newest_first = rows(wsa, L4TM)
    wsa.appliance.settings.tracking_newest_first = False
    assert rows(wsa, L4TM) == newest_first[::-1]
    assert rows(wsa, L4TM, orderBy="timestamp", orderDir="desc") == newest_first


def test_names_and_values_are_those_of_the_catalogue() -> None:
    for name, service in SERVICES.items():
        assert service.names == {row.wire for row in WEB_FILTERS if not row.kinds or name in row.kinds}
        assert tuple(service.sort_keys) == SORT_KEYS[name]
        assert service.choices["transactionStatus"] == TRANSACTION_STATUSES[name]
        for row in WEB_FILTERS:
            if row.values and row.wire in service.texts and row.wire != "transactionStatus":
                assert set(service.choices[row.wire]) == set(row.values)


PLAIN = [(service, name) for service, facts in SERVICES.items() for name in facts.texts if name not in ("wbrsScore", "transactionStatus")]


@pytest.mark.parametrize(("service", "name"), PLAIN)
def test_filters(wsa: Any, service: str, name: str) -> None:
    texts = SERVICES[service].texts[name]
    everything = records(wsa, service)
    values = {text for record in everything for text in texts(record)} - {"-", "-1", "0", "all"}
    value = sorted(values)[0]
    wanted = [record for record in everything if value in texts(record)]
    assert rows(wsa, service, **{name: value}) == written(wsa, wanted)
    assert 0 < len(wanted) < len(everything)


@pytest.mark.parametrize(("service", "status"), [(service, status) for service, statuses in TRANSACTION_STATUSES.items() for status in statuses])
def test_statuses(wsa: Any, service: str, status: str) -> None:
    found = rows(wsa, service, transactionStatus=status)
    field = {PROXY_SERVICES: "transactionStatus", L4TM: "l4tmAction", SOCKS_PROXY: "socksDecisionResult"}[service]
    texts = {row[field].lower() for row in found}
    starts = {"allow_monitor": "monitor", "allow_warn": "warn"}.get(status, status)
    assert found
    assert all(text.startswith(starts) for text in texts) or (status == "all" and len(texts) > 1)


def test_reputation_ranges(wsa: Any) -> None:
    everything = rows(wsa)
    scored = [row for row in everything if row["wbrsScore"] != "-"]
    assert rows(wsa, wbrsScore="-3,3") == [row for row in scored if -3 <= float(row["wbrsScore"]) <= 3]
    assert rows(wsa, wbrsScore="no score") == [row for row in everything if row["wbrsScore"] == "-"]
    for refused in ("3,-3", "-11,0", "three", "1", ""):
        assert wsa.get(address(wbrsScore=refused)).message == "Invalid value for attribute - wbrsScore."


def test_verdict_lists(wsa: Any) -> None:
    assert rows(wsa, ampFileVerdict="1,3") == [row for row in rows(wsa) if row["ampFileVerdict"] in (1, 3)]
    assert wsa.get(address(ampFileVerdict="6")).message == "Invalid value for attribute - ampFileVerdict."


def test_filters_narrow(wsa: Any) -> None:
    both = rows(wsa, hostName="www.example.com", transactionStatus="allow")
    site, allowed = rows(wsa, hostName="www.example.com"), rows(wsa, transactionStatus="allow")
    assert both == [row for row in site if row in allowed]
    assert 0 < len(both) < len(site)


def test_an_sma_has_the_transactions_of_its_gateways(start_fleet: Callable[..., Any], client_for: Any) -> None:
    fleet = start_fleet(ApplianceSpec("wsa1", "wsa"), ApplianceSpec("wsa2", "wsa"), ApplianceSpec("esa1", "esa"), ApplianceSpec("sma1", "sma"))
    for appliance in fleet:
        appliance.clock.set(datetime.fromtimestamp(NOW, timezone.utc))
        appliance.settings.page_limit = 10_000
    one, two, sma = (client_for(fleet[name], fleet.ca_path) for name in ("wsa1", "wsa2", "sma1"))
    merged = rows(sma)
    assert [row["timestamp"] for row in merged] == sorted((row["timestamp"] for row in merged), reverse=True)
    assert sorted(map(repr, merged)) == sorted(map(repr, rows(one) + rows(two)))
    assert rows(sma, serialNo=fleet["wsa2"].serial) == rows(two)
    assert rows(sma, serialNo="4200") == []
    by_url = rows(sma, orderBy="url", orderDir="asc")
    assert [row["url"] for row in by_url] == sorted(row["url"] for row in merged)


def test_windows(wsa: Any) -> None:
    assert wsa.get(address().replace(":00:00.000Z", ":01:00.000Z", 1)).message == "duration attribute supports only 00 minutes.."
    missing = wsa.get("web-tracking/web_transaction?device_type=wsa&filterBy=l4tm&filterOperator=is")
    assert (missing.status, missing.message) == (404, "Missing attribute - duration or startDate or endDate.")
    lasting = wsa.get("web-tracking/web_transaction?duration=2h&device_type=wsa&filterBy=l4tm&filterOperator=is")
    assert lasting.json == wsa.get(address(L4TM, 2, 0)).json
    wsa.appliance.settings.end_inclusive = False
    assert all(row["timestamp"] < NOW - 30 - 3600 for row in rows(wsa))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("device_type=wsa", "device_type=esa"), "Invalid value for attribute - device_type."),
        (("device_type=wsa", ""), "Missing attribute - device_type."),
        (("filterBy=proxy_services", ""), "Missing attribute - filterBy."),
        (("filterBy=proxy_services", "filterBy=ftp"), "Invalid value for attribute - filterBy."),
        (("filterOperator=is", ""), "Missing attribute - filterOperator."),
        (("filterOperator=is", "filterOperator=contains"), "Invalid value for attribute - filterOperator."),
        (("&limit", "&l4tmPort=22&limit"), "Unsupported attribute."),
        (("&limit", "&colour=red&limit"), "Unsupported attribute."),
        (("&limit", "&transactionStatus=blocked&limit"), "Invalid value for attribute - transactionStatus."),
        (("&limit", "&orderBy=l4tm_Port&orderDir=asc&limit"), "Invalid value for attribute - orderBy."),
        (("&limit", "&orderBy=url&orderDir=up&limit"), "Invalid value for attribute - orderDir."),
        (("&limit", "&userRequest=True&limit"), "Invalid value for attribute - userRequest."),
        (("&limit", "&hostName=&limit"), "Invalid value for attribute - hostName."),
    ],
)
def test_refusals(wsa: Any, change: tuple[str, str], message: str) -> None:
    answer = wsa.get(address().replace(*change))
    assert (answer.status, answer.message) == (404, message)
    assert wsa.appliance.requests[-1].complaint


def test_socks_takes_no_serial_number(wsa: Any) -> None:
    assert wsa.get(address(SOCKS_PROXY, **{SERIAL: wsa.appliance.serial})).message == "Unsupported attribute."


def test_settings_of_tracking_hold_for_the_web_too(wsa: Any) -> None:
    whole = rows(wsa)
    settings = wsa.appliance.settings
    settings.wide_range_minutes = 60
    assert wsa.get(address()).status == 504
    settings.wide_range_minutes = 0
    settings.sparse_percent = 50
    assert 0.4 < sum(len(row) < len(full) for row, full in zip(rows(wsa), whole)) / len(whole) < 0.6
    settings.sparse_percent, settings.late_percent, settings.late_minutes = 0, 50, 60 * 24
    assert 0.4 < len(rows(wsa)) / len(whole) < 0.6
    settings.late_percent, settings.idle = 0, True
    assert rows(wsa) == []


def test_who_may_track_the_web(wsa: Any, sma: Any, esa: Any) -> None:
    assert wsa.get(address(), "auditor").status == 200
    refused = sma.get(address(), "helpdesk")
    assert (refused.status, sma.appliance.requests[-1].complaint) == (403, "the role Help Desk User has no access to web tracking")
    assert esa.get(address()).status == 404
