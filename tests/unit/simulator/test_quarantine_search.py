# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Searching quarantines over the wire: windows, filters, order, pages and the forms of rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, UserSpec
from ansible_collections.asyncos.api.tests.simulator.quarantine import filters, query
from ansible_collections.asyncos.api.tests.simulator.quarantine.holdings import store_of
from ansible_collections.asyncos.api.tests.simulator.spec import DEFAULT_USERS

ALWAYS = "startDate=2000-01-01T00:00:00.000Z&endDate=2100-01-01T00:00:00.000Z"
TIME = "%d %b %Y %H:%M (GMT +00:00)"


def path(kind: str, more: str = "", window: str = ALWAYS) -> str:
    return f"quarantine/messages?{window}&quarantineType={kind}{more}"


def search(client: Any, kind: str, more: str = "", window: str = ALWAYS) -> list[dict[str, Any]]:
    """The rows as flat objects, checked for being as many as they say."""
    answer = client.get(path(kind, more, window))
    assert answer.status == 200, client.appliance.requests[-1].complaint
    assert answer.json["meta"] == {"totalCount": len(answer.json["data"])}
    return [{"mid": row["mid"], **row["attributes"]} for row in answer.json["data"]]


def mids(rows: list[dict[str, Any]]) -> list[int]:
    return [row["mid"] for row in rows]


def complaint(client: Any) -> str:
    return str(client.appliance.requests[-1].complaint)


@pytest.mark.parametrize("name", ["esa", "sma"])
def test_spam_row(request: pytest.FixtureRequest, name: str) -> None:
    rows = search(request.getfixturevalue(name), "spam")
    assert len(rows) == 40
    for row in rows:
        assert list(row) == ["mid", "envelopeRecipient", "toAddress", "subject", "date", "fromAddress", "size"]
        assert isinstance(row["mid"], int)
        assert all(isinstance(row[key], list) and row[key] for key in ("envelopeRecipient", "toAddress", "fromAddress"))
        assert re.fullmatch(r"\d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d \(GMT \+00:00\)", row["date"])
        assert re.fullmatch(r"\d+\.\d\d[KM]", row["size"])


def test_pvo_row(sma: Any, fleet: Any) -> None:
    rows = search(sma, "pvo")
    assert len(rows) == 40
    for row in rows:
        assert set(row) == {
            "mid", "sender", "recipient", "subject", "received", "scheduledExit", "size", "inQuarantines", "originatingEsaIp",
            "esaHostName", "esaMid", "quarantineForReason", "quarantineForReasonDict",
        }  # fmt: skip
        assert row["inQuarantines"].split(",") == [each["quarantineName"] for each in row["quarantineForReasonDict"]]
        assert row["quarantineForReason"] == [reason for each in row["quarantineForReasonDict"] for reason in each["reason"]]
        assert datetime.strptime(row["scheduledExit"], TIME) > datetime.strptime(row["received"], TIME)  # noqa: DTZ007
        assert (row["esaHostName"], row["originatingEsaIp"]) == ("esa1.example.com", fleet["esa1"].address)
    assert {row["inQuarantines"].count(",") for row in rows} == {0, 1, 2}


def test_subjects_are_hostile(esa: Any) -> None:
    subjects = [row["subject"] for kind in ("spam", "pvo") for row in search(esa, kind)]
    for needed in (r"[^\x00-\x7f]", r"[\x00-\x1f]", r"\A=", r"\A\Z"):
        assert any(re.search(needed, subject) for subject in subjects), needed


def test_messages_are_spread_over_two_weeks_of_the_appliances_clock(esa: Any) -> None:
    esa.appliance.clock.set(datetime(2031, 5, 20, 12, tzinfo=timezone.utc))
    for kind, key in (("spam", "date"), ("pvo", "received")):
        times = [datetime.strptime(row[key], TIME) for row in search(esa, kind)]  # noqa: DTZ007
        assert times == sorted(times, reverse=True)
        assert datetime(2031, 5, 19) < times[0] < datetime(2031, 5, 20, 12)  # noqa: DTZ001
        assert datetime(2031, 5, 6) < times[-1] < datetime(2031, 5, 8)  # noqa: DTZ001


def test_reset_brings_the_same_messages_back(esa: Any) -> None:
    before = [(row["mid"], row["subject"], row["sender"]) for row in search(esa, "pvo")]
    esa.write("DELETE", "quarantine/messages", {"quarantineType": "pvo", "quarantineName": "Policy", "mids": [mid for mid, _subject, _sender in before]})
    assert len(search(esa, "pvo")) < len(before)
    esa.appliance.reset()
    assert [(row["mid"], row["subject"], row["sender"]) for row in search(esa, "pvo")] == before


def test_seed_and_name_make_the_messages(client_of: Callable[..., Any]) -> None:
    def senders(name: str, seed: int) -> list[str]:
        return [row["sender"] for row in search(client_of(ApplianceSpec(name, "esa"), seed=seed), "pvo")]

    first = senders("one", 1)
    assert senders("one", 1) == first
    assert senders("one", 2) != first
    assert senders("two", 1) != first


def test_the_number_of_messages_is_a_setting(esa: Any) -> None:
    esa.appliance.settings.quarantined_spam = 2000
    assert len(search(esa, "spam")) == 2000
    assert len(search(esa, "pvo")) == 40
    esa.appliance.settings.idle = True
    assert search(esa, "spam") == []


class TestWindow:
    def test_only_messages_inside(self, esa: Any) -> None:
        rows = search(esa, "spam")
        start, end = (datetime.strptime(rows[place]["date"], TIME) for place in (20, 10))  # noqa: DTZ007
        found = search(esa, "spam", window=f"startDate={start:%Y-%m-%dT%H:%M}:00.000Z&endDate={end + timedelta(minutes=1):%Y-%m-%dT%H:%M}:00.000Z")
        assert mids(found) == mids(rows[10:21])

    @pytest.mark.parametrize(("received", "inclusive", "found"), [(0, True, True), (0, False, False), (1, True, False), (-1, False, True)])
    def test_the_end_is_a_setting(self, esa: Any, received: int, inclusive: bool, found: bool) -> None:
        """``received`` is in seconds after the end."""
        parameters = {"startDate": "2026-01-01T00:00:00.000Z", "endDate": "2026-01-01T00:30:00.000Z", "quarantineType": "spam"}
        end = datetime(2026, 1, 1, 0, 30, tzinfo=timezone.utc).timestamp()
        message = replace(store_of(esa.appliance).messages("spam")[0], received=end + received)
        assert query.ask(parameters, (), inclusive).selects(message) is found

    @pytest.mark.parametrize("window", ["startDate=2026-01-01T00:00:00.000Z", "endDate=2026-01-01T00:00:00.000Z", "offset=0&limit=10"])
    def test_both_dates_are_needed(self, esa: Any, window: str) -> None:
        answer = esa.get(path("spam", window=window))
        assert (answer.status, answer.message) == (404, "Missing attribute - startDate or endDate.")

    @pytest.mark.parametrize("end", ["2026-01-01T00:00:01.000Z", "2026-01-01T00:00:00.001Z"])
    def test_seconds_are_refused_in_recorded_words(self, esa: Any, end: str) -> None:
        answer = esa.get(path("spam", window=f"startDate=2026-01-01T00:00:00.000Z&endDate={end}"))
        assert (answer.status, answer.message) == (404, "startDate and endDate attribute supports only 00 seconds and 000 microseconds.")
        assert complaint(esa) == "endDate has seconds or fractions other than 0"

    def test_minutes_are_free(self, esa: Any) -> None:
        search(esa, "spam", window="startDate=2026-01-01T00:17:00.000Z&endDate=2026-01-01T00:59:00.000Z")

    def test_the_end_is_not_before_the_start(self, esa: Any) -> None:
        assert esa.get(path("spam", window="startDate=2026-01-02T00:00:00.000Z&endDate=2026-01-01T00:00:00.000Z")).status == 404
        assert complaint(esa) == "endDate is before startDate"


PREDICATES: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda own, part: own.find(part) >= 0,
    "is": lambda own, part: own == part,
    "begins_with": lambda own, part: own[: len(part)] == part,
    "ends_with": lambda own, part: own[-len(part) :] == part,
    "does_not_contain": lambda own, part: own.find(part) < 0,
}
PREDICATES.update(
    {
        "starts_with": PREDICATES["begins_with"],
        "matches_exactly": PREDICATES["is"],
        "does_not_start_with": lambda own, part: own[: len(part)] != part,
        "does_not_end_with": lambda own, part: own[-len(part) :] != part,
        "does_not_match": lambda own, part: own != part,
    }
)


def expected(rows: list[dict[str, Any]], key: str, operator: str, part: str) -> list[int]:
    """What a filter has to find: negated ones hold for all of several texts, the others for one of them."""
    combine = all if operator.startswith("does_not") else any
    texts = [(row["mid"], row[key] if isinstance(row[key], list) else [row[key]]) for row in rows]
    return [mid for mid, own in texts if combine(PREDICATES[operator](text.lower(), part) for text in own)]


@pytest.mark.parametrize("operator", filters.SPAM_OPERATORS)
@pytest.mark.parametrize(
    ("names", "key", "part"),
    [
        ("filterBy=from_address&filter{}", "fromAddress", "news@alpine.example"),
        ("filterBy=to_address&filter{}", "toAddress", "hugo"),
        ("filterBy=to_address&filter{}", "toAddress", "example.com"),
        ("filterBy=subject&filter{}", "subject", "invoice 4711"),
        ("envelopeRecipientFilter{}", "envelopeRecipient", "alice.adler@example.com"),
    ],
)
def test_spam_filters(esa: Any, operator: str, names: str, key: str, part: str) -> None:
    stem = names.format("")
    first, _and, last = stem.rpartition("&")
    more = f"&{first}&{last}Operator={operator}&{last}Value={quote(part)}"
    assert mids(search(esa, "spam", more)) == expected(search(esa, "spam"), key, operator, part)


@pytest.mark.parametrize("operator", filters.PVO_OPERATORS)
@pytest.mark.parametrize(
    ("stem", "key", "part"),
    [
        ("subject", "subject", "invoice"),
        ("subject", "subject", "=sum(a1:a9) of your account"),
        ("subject", "subject", "rechnung für märz"),
        ("envelopeRecipient", "recipient", "alice"),
        ("envelopeSender", "sender", "billing@lumen.example"),
    ],
)
def test_pvo_filters(esa: Any, operator: str, stem: str, key: str, part: str) -> None:
    more = f"&{stem}FilterBy={operator}&{stem}FilterValue={quote(part)}"
    assert mids(search(esa, "pvo", more)) == expected(search(esa, "pvo"), key, operator, part)


def test_filters_find_something(esa: Any) -> None:
    """Otherwise the tests above would compare nothing with nothing."""
    assert search(esa, "pvo", "&subjectFilterBy=starts_with&subjectFilterValue=INVOICE")
    assert search(esa, "pvo", f"&subjectFilterBy=contains&subjectFilterValue={quote('FÜR')}")
    assert search(esa, "spam", "&filterBy=from_address&filterOperator=ends_with&filterValue=.example")
    assert 0 < len(search(esa, "spam", "&envelopeRecipientFilterOperator=contains&envelopeRecipientFilterValue=alice")) < 40


def test_filters_narrow_together(esa: Any) -> None:
    one, other = "&subjectFilterBy=contains&subjectFilterValue=a", "&envelopeSenderFilterBy=contains&envelopeSenderFilterValue=news"
    both = set(mids(search(esa, "pvo", one))) & set(mids(search(esa, "pvo", other)))
    assert set(mids(search(esa, "pvo", one + other))) == both != set()


@pytest.mark.parametrize("text", ["File+Analysis,Policy", "File%20Analysis,Policy", "File%20Analysis%2CPolicy", "Policy,File+Analysis"])
def test_quarantines(esa: Any, text: str) -> None:
    rows = search(esa, "pvo")
    wanted = [row["mid"] for row in rows if {"File Analysis", "Policy"} & set(row["inQuarantines"].split(","))]
    assert mids(search(esa, "pvo", f"&quarantines={text}")) == wanted
    assert 0 < len(wanted) < len(rows)


def test_an_unknown_quarantine_is_refused(esa: Any) -> None:
    answer = esa.get(path("pvo", "&quarantines=Policy,Elsewhere"))
    assert (answer.status, answer.message) == (404, "Invalid value for attribute - quarantines.")
    assert complaint(esa).startswith("there is no quarantine Elsewhere; there are Policy, Virus,")


def test_originating_gateway(start_fleet: Callable[..., Any], client_for: Any) -> None:
    fleet = start_fleet(ApplianceSpec("one", "esa"), ApplianceSpec("two", "esa"), ApplianceSpec("manager", "sma"))
    client = client_for(fleet["manager"], fleet.ca_path)
    rows = search(client, "pvo")
    assert {row["esaHostName"] for row in rows} == {"one.example.com", "two.example.com"}
    wanted = [row["mid"] for row in rows if row["esaHostName"] == "two.example.com"]
    assert mids(search(client, "pvo", f"&originatingEsaIp={fleet['two'].address}")) == wanted


class TestAttachments:
    @pytest.fixture
    def attachments(self, esa: Any) -> dict[int, list[dict[str, Any]]]:
        """The attachments of every message, newest first, from the details."""
        found = {}
        for row in search(esa, "pvo"):
            details = esa.get(f"quarantine/messages/details?mid={row['mid']}&quarantineType=pvo").json["data"]["attributes"]
            found[row["mid"]] = details["messagePartDetails"][1:]
        return found

    def test_name(self, esa: Any, attachments: Any) -> None:
        wanted = [mid for mid, parts in attachments.items() if any("invoice" in part["attachmentName"] for part in parts)]
        assert mids(search(esa, "pvo", "&attachmentName=INVOICE")) == wanted != []

    @pytest.mark.parametrize(
        ("more", "fits"),
        [
            ("more_than&attachmentSizeFromValue=20", lambda size: size > 20),
            ("less_than&attachmentSizeToValue=20", lambda size: size < 20),
            ("range&attachmentSizeFromValue=10&attachmentSizeToValue=30", lambda size: 10 <= size <= 30),
        ],
    )
    def test_size(self, esa: Any, attachments: Any, more: str, fits: Callable[[float], bool]) -> None:
        wanted = [mid for mid, parts in attachments.items() if any(fits(float(part["attachmentSize"][:-1])) for part in parts)]
        assert mids(search(esa, "pvo", f"&attachmentSizeFilterBy={more}")) == wanted
        assert 0 < len(wanted) < 40


class TestPages:
    def test_total_is_the_whole(self, esa: Any) -> None:
        every = mids(search(esa, "pvo"))
        pages = [esa.get(path("pvo", f"&offset={offset}&limit=15")).json for offset in (0, 15, 30, 45)]
        assert [page["meta"]["totalCount"] for page in pages] == [40] * 4
        assert [row["mid"] for page in pages for row in page["data"]] == every
        assert [len(page["data"]) for page in pages] == [15, 15, 10, 0]

    def test_total_counts_matches(self, esa: Any) -> None:
        answer = esa.get(path("pvo", "&quarantines=Outbreak&offset=0&limit=1")).json
        assert answer["meta"]["totalCount"] == len(search(esa, "pvo", "&quarantines=Outbreak")) > 1

    @pytest.mark.parametrize("more", ["&offset=0", "&limit=10", "&orderBy=size", "&orderDir=asc"])
    def test_half_a_pair_gives_no_data_and_no_error(self, esa: Any, more: str) -> None:
        for kind in ("spam", "pvo"):
            assert search(esa, kind, more) == []

    @pytest.mark.parametrize(
        ("kind", "order", "key"),
        [
            ("spam", "from_address", "fromAddress"),
            ("spam", "to_address", "toAddress"),
            ("spam", "subject", "subject"),
            ("pvo", "sender", "sender"),
            ("pvo", "subject", "subject"),
        ],
    )
    def test_texts_in_order(self, esa: Any, kind: str, order: str, key: str) -> None:
        for direction in ("asc", "desc"):
            own = [row[key] for row in search(esa, kind, f"&orderBy={order}&orderDir={direction}")]
            lower = [[text.lower() for text in value] if isinstance(value, list) else value.lower() for value in own]
            assert lower == sorted(lower, reverse=direction == "desc")
            assert lower[0] != lower[-1]

    @pytest.mark.parametrize(("kind", "order"), [("spam", "date"), ("spam", "size"), ("pvo", "received"), ("pvo", "scheduledExit"), ("pvo", "size")])
    def test_numbers_in_order(self, esa: Any, kind: str, order: str) -> None:
        def number(text: str) -> float:
            return float(text[:-1]) if order == "size" else datetime.strptime(text, TIME).timestamp()  # noqa: DTZ007

        for direction in ("asc", "desc"):
            own = [number(row[order]) for row in search(esa, kind, f"&orderBy={order}&orderDir={direction}")]
            assert own == sorted(own, reverse=direction == "desc")
            assert own[0] != own[-1]


@pytest.mark.parametrize(
    ("kind", "more", "message", "plain"),
    [
        ("all", "", "Invalid value for attribute - quarantineType.", "quarantineType is 'all' and not one of spam, pvo"),
        ("", "", "Missing attribute - quarantineType.", "the parameter quarantineType is missing"),
        ("spam", "&colour=red", "Unsupported attribute.", "the resource does not take: colour"),
        ("spam", "&quarantines=Policy", "Unsupported attribute.", "the resource does not take: quarantines"),
        ("pvo", "&filterBy=subject", "Unsupported attribute.", "the resource does not take: filterBy"),
        ("spam", "&filterBy=subject&filterOperator=is", "Missing attribute - filterValue.", "the parameter filterValue is missing"),
        ("spam", "&filterOperator=is&filterValue=x", "Missing attribute - filterBy.", "the parameter filterBy is missing"),
        ("spam", "&filterBy=size&filterOperator=is&filterValue=x", "Invalid value for attribute - filterBy.", "filterBy is 'size'"),
        ("spam", "&filterBy=subject&filterOperator=starts_with&filterValue=x", "Invalid value for attribute - filterOperator.", "'starts_with' and not one of"),
        ("pvo", "&subjectFilterValue=x", "Missing attribute - subjectFilterBy.", "the parameter subjectFilterBy is missing"),
        ("pvo", "&subjectFilterBy=begins_with&subjectFilterValue=x", "Invalid value for attribute - subjectFilterBy.", "'begins_with' and not one of"),
        ("pvo", "&attachmentSizeFilterBy=range&attachmentSizeFromValue=1", "Missing attribute - attachmentSizeToValue.", "is missing"),
        (
            "pvo",
            "&attachmentSizeFilterBy=more_than&attachmentSizeFromValue=1.5",
            "Invalid value for attribute - attachmentSizeFromValue.",
            "not a whole number",
        ),
        ("pvo", "&orderBy=date&orderDir=asc", "Invalid value for attribute - orderBy.", "orderBy is 'date'"),
        ("pvo", "&offset=-1&limit=5", "Invalid value for attribute - offset.", "not a whole number"),
    ],
)
def test_wrong_parameters(esa: Any, kind: str, more: str, message: str, plain: str) -> None:
    answer = esa.get(path(kind, more))
    assert (answer.status, answer.message) == (404, message)
    assert plain in complaint(esa)


def test_every_parameter_of_the_catalogue_is_taken() -> None:
    row = RESOURCES["quarantine_messages"]
    own = {name for names in filters.PARAMETERS.values() for name in names}
    assert own | set(query.ORDER) | set(query.PAGING) == set(row.optional)


def test_no_quarantine_on_a_web_appliance(wsa: Any) -> None:
    assert wsa.get(path("spam")).message == "Not Found."
    assert not [name for name in wsa.get("login/privileges").json["data"] if name.startswith("quarantine")]


@pytest.mark.parametrize(("user", "status"), [("admin", 200), ("operator", 200), ("auditor", 200), ("helpdesk", 200), ("guest", 403), ("tech", 403)])
def test_roles(client_of: Callable[..., Any], user: str, status: int) -> None:
    others = (UserSpec("guest", "Guest-Demo-1", "Guest"), UserSpec("tech", "Tech-Demo-1", "Technician"))
    client = client_of(ApplianceSpec("esa1", "esa", users=(*DEFAULT_USERS, *others)))
    assert client.get(path("pvo"), user).status == status
