# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reports over the wire: addresses, parameters, windows and forms."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import reports_of
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import Report
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec
from ansible_collections.asyncos.api.tests.simulator.reporting.counters import is_fact
from ansible_collections.asyncos.api.tests.simulator.reporting.table import counters_of

SUMMARY = "mail_incoming_traffic_summary"
KEYED = "mail_incoming_domain_detail"
POLICY = "mail_policy_incoming"


def date(hours_ago: int) -> str:
    moment = datetime.now(timezone.utc).replace(minute=0) - timedelta(hours=hours_ago)
    return moment.strftime("%Y-%m-%dT%H:00:00.000Z")


def address(name: str, start: int = 48, end: int = 24, more: str = "", device_type: str = "esa") -> str:
    """The address of a report for a window given in hours before now."""
    return f"reporting/{name}?startDate={date(start)}&endDate={date(end)}&device_type={device_type}{more}"


def merged(result: Any) -> dict[str, int]:
    return {name: value for pair in result for name, value in pair.items()}


def sums(rows: dict[str, list[dict[str, int]]], counter: str) -> int:
    return sum(value for pair in rows[counter] for value in pair.values())


def counts(row: Report) -> bool:
    """Whether a report counts anything: graphs have nothing to show of facts."""
    return any(not is_fact(row.name, counter) for counter in counters_of(row))


@pytest.mark.parametrize("product", ["esa", "wsa", "sma"])
def test_every_report_of_the_catalogue_is_answered_in_every_form(fleet: Any, client_for: Any, product: str) -> None:
    client = client_for(fleet[f"{product}1"], fleet.ca_path)
    for name, row in reports_of(product).items():
        for form in ("", "&query_type=graph", "&query_type=export"):
            answer = client.get(address(name, 72, 24, form, {"mail": "esa", "web": "wsa"}[row.family]))
            assert answer.status == 200, (name, form, answer.raw)
            assert answer.json["data"]["type"] == name
            assert answer.result or (form.endswith("graph") and not counts(row)), (name, form)


def test_summary_is_a_list_of_single_key_objects(esa: Any) -> None:
    answer = esa.get(address(SUMMARY))
    assert answer.json["meta"] == {"totalCount": -1}
    assert all(len(pair) == 1 for pair in answer.result)
    assert [*merged(answer.result)] != sorted(merged(answer.result))
    assert answer.body == esa.get(address(SUMMARY)).body


def test_summary_adds_up(esa: Any) -> None:
    found = merged(esa.get(address(SUMMARY)).result)
    assert len(found) == 26
    assert found["total_recipients"] == found["total_clean_recipients"] + found["total_threat_recipients"] + found["total_graymail_recipients"]
    assert found["blocked_reputation"] > found["detected_virus"] > 0


def test_counter_call_names_the_counter(esa: Any) -> None:
    answer = esa.get(address(f"{SUMMARY}/detected_amp"))
    assert answer.json["data"]["type"] == "detected_amp"
    assert [*merged(answer.result)] == ["detected_amp"]
    assert merged(answer.result).items() <= merged(esa.get(address(SUMMARY)).result).items()


def test_keyed_lists_have_the_same_order(esa: Any) -> None:
    result = esa.get(address(KEYED)).result
    orders = {tuple(key for pair in pairs for key in pair) for pairs in result.values()}
    assert len(orders) == 1
    assert len(result) == 27


def test_a_day_is_the_sum_of_its_hours(esa: Any) -> None:
    day = merged(esa.get(address(SUMMARY, 48, 24)).result)
    hours = [merged(esa.get(address(f"{SUMMARY}/total_recipients", hour, hour - 1)).result) for hour in range(48, 24, -1)]
    assert day["total_recipients"] == sum(hour.get("total_recipients", 0) for hour in hours)


def test_graph_and_export_add_up_to_the_total(esa: Any) -> None:
    total = esa.get(address(KEYED)).result
    graph = esa.get(address(KEYED, more="&query_type=graph")).result
    export = esa.get(address(KEYED, more="&query_type=export")).result
    place = export["counter_names"].index("total_recipients")
    assert sums(graph, "total_recipients") == sums(total, "total_recipients")
    assert sum(line[place] for interval in export["time_intervals"] for line in interval["counter_values"]) == sums(total, "total_recipients")


def test_export_form(esa: Any) -> None:
    export = esa.get(address("mail_users_detail", more="&query_type=export")).result
    first = export["time_intervals"][0]
    assert list(first) == ["begin_time", "end_time", "begin_timestamp", "end_timestamp", "keys", "counter_values"]
    assert len(first["keys"]) == len(first["counter_values"])
    assert len(first["counter_values"][0]) == len(export["counter_names"])
    starts = [interval["begin_timestamp"] for interval in export["time_intervals"]]
    assert starts == sorted(starts)
    assert len(starts) == 24


def test_export_of_hostname_reports(esa: Any) -> None:
    interval = esa.get(address("mail_incoming_ip_hostname_detail", more="&query_type=export")).result["time_intervals"][0]
    assert "keys" not in interval
    assert list(interval["counter_values"][0]) == ["counter_values", "key", "ip_domain"]


def test_export_of_a_summary(esa: Any) -> None:
    interval = esa.get(address(SUMMARY, more="&query_type=export")).result["time_intervals"][0]
    assert "keys" not in interval
    assert len(interval["counter_values"]) == 1


def test_intervals_are_days_beyond_two_days(esa: Any) -> None:
    intervals = esa.get(address(SUMMARY, 24 * 8, 24, "&query_type=export")).result["time_intervals"]
    assert len(intervals) in (7, 8)
    assert all(before["end_time"] == after["begin_time"] for before, after in zip(intervals, intervals[1:]))


def test_parallel_lists(esa: Any) -> None:
    result = esa.get(address("mail_mailbox_auto_remediation", 24 * 30, 0)).result
    assert {len(pairs) for pairs in result.values()} == {len(result["filenames"])}
    assert len(result["filenames"]) > 5


def keys_of(answer: Any) -> list[str]:
    return [key for pairs in list(answer.result.values())[:1] for pair in pairs for key in pair]


def test_top_order_and_pages(esa: Any) -> None:
    every = keys_of(esa.get(address(f"{KEYED}/total_recipients")))
    assert keys_of(esa.get(address(f"{KEYED}/total_recipients", more="&top=3"))) == every[:3]
    rising = esa.get(address(f"{KEYED}/total_recipients", more="&orderBy=total_recipients&orderDir=asc")).result["total_recipients"]
    assert [value for pair in rising for value in pair.values()] == sorted(value for pair in rising for value in pair.values())
    assert set(every) == {key for pair in rising for key in pair}
    page = esa.get(address(f"{KEYED}/total_recipients", more="&offset=2&limit=3"))
    assert keys_of(page) == every[2:5]
    assert page.json["meta"]["totalCount"] == len(every)
    assert keys_of(esa.get(address(f"{KEYED}/total_recipients", more="&offset=999&limit=3"))) == []


def test_filters(esa: Any) -> None:
    begins = keys_of(esa.get(address(KEYED, more="&filterBy=domain&filterOperator=begins_with&filterValue=example")))
    assert sorted(begins) == ["example.com", "example.net", "example.org"]
    assert keys_of(esa.get(address(KEYED, more="&filterBy=domain&filterOperator=is&filterValue=example.com"))) == ["example.com"]


def test_plus_is_no_blank(wsa: Any) -> None:
    def found(value: str) -> list[str]:
        return keys_of(wsa.get(address("web_webcat_detail", more=f"&filterBy=key&filterOperator=is&filterValue={value}", device_type="wsa")))

    assert found("Streaming%20Video") == ["Streaming Video"]
    assert found("Streaming+Video") == []


@pytest.mark.parametrize("half", ["offset=0", "limit=5", "orderBy=total_recipients", "orderDir=asc", "filterValue=a"])
def test_half_a_pair_gives_no_data(esa: Any, half: str) -> None:
    answer = esa.get(address(KEYED, more=f"&{half}"))
    assert (answer.status, answer.result) == (200, {})


DATES = f"startDate={date(48)}&endDate={date(24)}"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (f"{POLICY}?device_type=esa", "Missing attribute - duration or startDate or endDate."),
        (f"{POLICY}?device_type=esa&startDate={date(48)}", "Missing attribute - duration or startDate or endDate."),
        (f"{POLICY}?{DATES}", "Missing attribute - device_type."),
        (f"{POLICY}?{DATES}&device_type=esa&nonsense=1", "Unsupported attribute."),
        (f"{POLICY}?{DATES}&device_type=esa&device_name=esa1", "Unsupported attribute."),
        (f"{POLICY}?{DATES}&device_type=wsa", "Invalid value for attribute - device_type."),
        (f"{POLICY}?{DATES}&device_type=esa&top=many", "Invalid value for attribute - top."),
        (f"{POLICY}?{DATES}&device_type=esa&query_type=table", "Invalid value for attribute - query_type."),
        (f"{POLICY}?{DATES}&device_type=esa&orderBy=nonsense&orderDir=asc", "Invalid value for attribute - orderBy."),
        (f"{POLICY}?startDate=yesterday&endDate={date(24)}&device_type=esa", "Invalid value for attribute - startDate."),
        (f"{POLICY}?startDate=2026-02-31T00:00:00.000Z&endDate={date(24)}&device_type=esa", "Invalid value for attribute - startDate."),
        (f"{POLICY}?startDate={date(1)}&endDate={date(24)}&device_type=esa", "Invalid value for attribute - startDate or endDate."),
        (f"{POLICY}?startDate=2026-05-01T00:30:00.000Z&endDate={date(24)}&device_type=esa", "duration attribute supports only 00 minutes.."),
        (
            f"{POLICY}?startDate=2026-05-01T00:00:01.000Z&endDate={date(24)}&device_type=esa",
            "startDate and endDate attribute supports only 00 seconds and 000 microseconds.",
        ),
        (f"{POLICY}?duration=3w&device_type=esa", "Invalid value for attribute - duration."),
        (f"web_user_detail?{DATES}&device_type=wsa", "Not Found."),
        (f"{POLICY}/nonsense?{DATES}&device_type=esa", "Not Found."),
    ],
)
def test_refused_questions_are_404(esa: Any, target: str, message: str) -> None:
    answer = esa.get(f"reporting/{target}")
    assert (answer.status, answer.message) == (404, message)
    assert esa.appliance.requests[-1].complaint


@pytest.mark.parametrize("spelling", ["{0}-{1}-{2}T{3}:00:00.000Z", "{0}-{1}-{2}T{3}:00+00:00", "{0}-{1}-{2}T{3}%3A00%3A00.000Z"])
def test_spellings_of_dates(esa: Any, spelling: str) -> None:
    moment = datetime.now(timezone.utc) - timedelta(days=2)
    start = spelling.format(*moment.strftime("%Y %m %d %H").split())
    answer = esa.get(f"reporting/{POLICY}?startDate={start}&endDate={date(24)}&device_type=esa")
    assert answer.body == esa.get(address(POLICY)).body


def test_encoded_colons_can_be_refused(esa: Any) -> None:
    esa.appliance.settings.refuse_encoded_colon = True
    assert esa.get(address(POLICY)).status == 200
    assert esa.get(address(POLICY).replace(":", "%3A")).status == 404


def test_duration_ends_with_the_last_full_hour(esa: Any) -> None:
    assert esa.get(f"reporting/{POLICY}?duration=1d&device_type=esa").result == esa.get(address(POLICY, 24, 0)).result


def test_web_reports_take_what_the_vendor_lists(wsa: Any) -> None:
    assert wsa.get(address("web_services_summary", more="&top=3", device_type="wsa")).message == "Unsupported attribute."
    assert wsa.get(address("web_port_detail", more="&top=3", device_type="wsa")).status == 200
    refused = wsa.get(address("web_port_detail", more="&filterBy=port&filterOperator=is&filterValue=443", device_type="wsa"))
    assert refused.message == "Unsupported attribute."


@pytest.mark.parametrize(("start", "end"), [(24 * 300, 24 * 260), (-24, -48)], ids=["too old", "future"])
def test_no_data_outside_of_what_is_kept(esa: Any, start: int, end: int) -> None:
    assert esa.get(address(SUMMARY, start, end)).result == []
    assert esa.get(address(KEYED, start, end)).result == {}
    assert esa.get(address(KEYED, start, end, "&query_type=export")).result == {"counter_names": [], "time_intervals": []}


def test_data_follows_the_clock(esa: Any) -> None:
    esa.appliance.clock.offset_seconds = 30 * 86400
    assert esa.get(address(SUMMARY, -24, -48)).result != []


def test_idle_appliance(esa: Any) -> None:
    esa.appliance.settings.idle = True
    assert esa.get(address(SUMMARY)).result == []
    assert esa.get(address(KEYED)).result == {}


class TestManager:
    def fleet(self, client_of: Callable[..., Any], **options: Any) -> Any:
        gateways = [ApplianceSpec(name, "esa", scheme="http") for name in ("esa1", "esa2")]
        return client_of(ApplianceSpec("sma1", "sma", scheme="http", **options), ApplianceSpec("wsa1", "wsa", scheme="http"), *gateways)

    def total(self, client: Any, more: str = "") -> int:
        return sum(merged(client.get(address(f"{SUMMARY}/total_recipients", more=more)).result).values())

    def test_sums_what_it_manages(self, client_of: Callable[..., Any]) -> None:
        sma = self.fleet(client_of)
        one, two = (self.total(sma, f"&device_name={name}") for name in ("esa1", "esa2.example.com"))
        assert one != two
        assert self.total(sma) == one + two
        assert self.total(sma, "&device_group_name=Hosted_Cluster") == one + two
        assert self.total(sma, "&device_name=nobody") == 0
        assert self.total(sma, "&device_group_name=nobody") == 0

    def test_manages_only_what_the_spec_says(self, client_of: Callable[..., Any]) -> None:
        sma = self.fleet(client_of, manages=("esa2", "wsa1"), groups={"north": ("esa2",)})
        assert self.total(sma) == self.total(sma, "&device_name=esa2") == self.total(sma, "&device_group_name=north")
        assert self.total(sma, "&device_name=esa1") == 0

    def test_web_data_with_its_own_device_type(self, sma: Any, wsa: Any) -> None:
        web = address("web_services_summary", device_type="wsa")
        assert sma.get(web).result == wsa.get(web).result
        assert sma.get(address("web_services_summary")).message == "Invalid value for attribute - device_type."


def test_ninety_days_of_a_large_report_are_quick(esa: Any) -> None:
    start = time.monotonic()
    esa.get(address("mail_users_detail", 24 * 90, 0))
    assert time.monotonic() - start < 2
