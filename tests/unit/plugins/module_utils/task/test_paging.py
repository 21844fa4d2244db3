# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of one slice: how each of them is read, and when there are no more."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import SEARCHES
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.paging import MOST_REPEATS, MOST_UNREADABLE, Page, Pager, page_of
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import MOST, Overfull, Span

START = datetime(2026, 3, 1, 10, tzinfo=timezone.utc)
MINUTE = timedelta(minutes=1)
HOUR = Span(START, START + 60 * MINUTE)
MESSAGES, PROXY, SPAM = SEARCHES["messages"], SEARCHES["proxy_services"], SEARCHES["spam_quarantine"]


def rows(*numbers):
    """Messages, the later the higher their number."""
    return [
        {"attributes": {"serialNumber": "42", "icid": number, "mid": [number], "timestamp": int(START.timestamp()) + number, "subject": f"subject {number}"}}
        for number in numbers
    ]


def document(found, bad=0, total=None):
    meta = {"num_bad_records": bad, "totalCount": len(found) if total is None else total}
    return {"meta": meta, "data": found}


class Answers:
    """Stands in for a client: ``answer(offset, limit)`` makes the documents, ``queries`` are what was asked."""

    def __init__(self, answer):
        self.answer = answer
        self.queries = []

    def call(self, method, path, query):
        self.queries.append(query)
        found = self.answer(query["offset"], query["limit"])
        return type("Reply", (), {"json": lambda self: found})()

    def named(self, method, path):
        return nullcontext()

    @property
    def offsets(self):
        return [query["offset"] for query in self.queries]


def pages_of(everything, most=100, **facts):
    """An appliance that holds ``everything`` and gives at most so many rows in a page."""
    return Answers(lambda offset, limit: document(everything[offset : offset + min(limit, most)], **facts))


def pager(answers, search=MESSAGES, **facts):
    return Pager(answers, search, {}, encode=lambda record: record, **facts)


def numbers(found):
    return [item.value["icid"] for item in found.items]


@pytest.mark.parametrize(
    ("answer", "page"),
    [
        ({"meta": {"totalCount": 2, "num_bad_records": 1}, "data": [{"a": 1}, {}]}, Page([{"a": 1}, {}], 1, 2)),
        ({"data": []}, Page([], 0, None)),
        ({"data": {}, "meta": None}, Page([], 0, None)),
        ({}, Page([], 0, None)),
        ({"meta": {"totalCount": -1, "num_bad_records": None}, "data": [{}]}, Page([{}], 0, None)),
        ({"meta": {"totalCount": "many", "num_bad_records": "few"}, "data": [{}]}, Page([{}], 0, None)),
    ],
)
def test_pages_are_read(answer, page):
    assert page_of(answer) == page


@pytest.mark.parametrize(
    "answer",
    [[], [1], None, "text", {"meta": {}}, {"data": "text"}, {"data": None}, {"data": {"a": 1}}, {"data": 5}, {"data": ["text"]}, {"data": [{}, None]}],
    ids=repr,
)
def test_answers_of_another_shape_are_no_pages(answer):
    with pytest.raises(MalformedReply, match="list 'data'"):
        page_of(answer)


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 200, 250])
def test_pages_are_fetched_until_one_is_empty(count):
    answers = pages_of(rows(*range(count)))
    found = pager(answers).fetch(HOUR)
    assert numbers(found) == list(range(count))
    assert answers.offsets == [*range(0, count, 100), count]
    assert found.pages == len(answers.offsets)


def test_every_page_asks_for_the_span_the_search_and_the_filters():
    answers = pages_of([])
    Pager(answers, MESSAGES, {"senderIp": "192.0.2.1", "ciscoHost": "esa2"}, encode=len).fetch(HOUR)
    assert answers.queries == [
        {
            "searchOption": "messages",
            "ciscoHost": "esa2",
            "startDate": "2026-03-01T10:00:00.000Z",
            "endDate": "2026-03-01T11:00:00.000Z",
            "senderIp": "192.0.2.1",
            "offset": 0,
            "limit": 100,
        }
    ]


@pytest.mark.parametrize("total", [0, 1, 30, 10_000, -1])
def test_total_count_of_tracking_decides_nothing(total):
    assert numbers(pager(pages_of(rows(*range(250)), total=total)).fetch(HOUR)) == list(range(250))


@pytest.mark.parametrize("most", [1, 7, 50, 99])
def test_an_appliance_that_cuts_pages_loses_nothing(most):
    answers = pages_of(rows(*range(120)), most=most)
    assert numbers(pager(answers).fetch(HOUR)) == list(range(120))


def test_an_appliance_with_larger_pages_than_asked_for_skips_nothing():
    answers = Answers(lambda offset, limit: document(rows(*range(offset, min(offset + 150, 320)))))
    assert set(numbers(pager(answers).fetch(HOUR))) == set(range(320))
    assert answers.offsets[:3] == [0, 100, 200]


def test_bad_records_take_their_place_in_a_page():
    """Every third record cannot be read; the offset counts it all the same."""
    everything = rows(*range(250))

    def answer(offset, limit):
        page = everything[offset : offset + limit]
        good = [row for row in page if row["attributes"]["icid"] % 3]
        return document(good, bad=len(page) - len(good))

    answers = Answers(answer)
    found = pager(answers).fetch(HOUR)
    assert numbers(found) == [number for number in range(250) if number % 3]
    assert found.bad_records == 84
    assert answers.offsets == [0, 100, 200, 250]


def test_a_page_of_nothing_but_bad_records_is_not_the_last():
    answers = Answers(lambda offset, limit: document([], bad=100) if offset < 300 else document(rows(*range(300, 310))[: max(0, 310 - offset)]))
    found = pager(answers).fetch(HOUR)
    assert (numbers(found), found.bad_records) == (list(range(300, 310)), 300)


def test_an_answer_without_content_ends_the_list_only_if_it_comes_twice():
    whole, hiccups = rows(*range(150)), [{}]
    once = Answers(lambda offset, limit: hiccups.pop() if offset == 100 and hiccups else document(whole[offset : offset + limit]))
    assert numbers(pager(once).fetch(HOUR)) == list(range(150))
    assert once.offsets == [0, 100, 100, 150]
    answers = Answers(lambda offset, limit: document(whole[:100]) if not offset else {})
    assert numbers(pager(answers).fetch(HOUR)) == list(range(100))
    assert answers.offsets == [0, 100, 100]


def test_bad_records_without_end_are_an_error():
    answers = Answers(lambda offset, limit: document([], bad=5))
    with pytest.raises(MalformedReply, match="cannot read"):
        pager(answers).fetch(Span(START, START + MINUTE))
    assert len(answers.queries) == MOST_UNREADABLE


def test_an_appliance_that_ignores_the_offset_is_an_error():
    answers = Answers(lambda offset, limit: document(rows(*range(30))))
    with pytest.raises(MalformedReply) as raised:
        pager(answers).fetch(HOUR)
    assert "gives the same records again and again before offset" in raised.value.said
    assert "ignore the offset" in raised.value.hint
    assert len(answers.queries) == MOST_REPEATS + 1


def test_live_data_that_shift_by_a_page_are_no_error():
    """A hundred messages arrive between two pages of a list that begins with the newest."""
    everything = rows(*range(250, -1, -1))
    arrivals = iter([0, *range(0, 100 * MOST_REPEATS - 100, 100), *[200] * 9])

    def answer(offset, limit):
        start = max(0, offset - next(arrivals))
        return document(everything[start : start + limit])

    found = pager(Answers(answer)).fetch(HOUR)
    assert sorted(numbers(found)) == list(range(251))
    assert found.duplicates > 100


def test_pages_in_turn_without_end_are_an_error():
    pages = [document(rows(*range(30))), document(rows(*range(30, 60)))]
    answers = Answers(lambda offset, limit: pages[len(answers.queries) % 2])
    with pytest.raises(MalformedReply):
        pager(answers).fetch(HOUR)


def test_entries_that_come_again_with_the_next_page_are_there_once():
    """A record without identity of its own: twice in a page it is two, again in the next page it is the same."""
    twice = [{"attributes": {"url": url}} for url in ("a", "b", "b")]
    answers = Answers(lambda offset, limit: document({0: twice, 3: [*twice[1:], {"attributes": {"url": "c"}}]}.get(offset, [])))
    found = pager(answers, PROXY).fetch(HOUR)
    assert sorted(item.value["url"] for item in found.items) == ["a", "b", "b", "c"]
    assert found.duplicates == 2


def test_a_quarantine_that_loses_messages_while_it_is_read_loses_no_other():
    everything = [{"mid": number, "attributes": {}} for number in range(1000)]

    def answer(offset, limit):
        left = everything if not offset else everything[100:]
        return document(left[offset : offset + limit], total=len(left))

    found = pager(Answers(answer), SPAM).fetch(HOUR)
    assert {item.value["mid"] for item in found.items} == set(range(1000))


def test_items_are_sorted_by_time_and_equal_times_always_the_same_way():
    everything = rows(5, 3, 9, 1)
    for row in everything:
        row["attributes"]["timestamp"] = int(START.timestamp()) + row["attributes"]["icid"] // 4
    once = numbers(pager(pages_of(everything)).fetch(HOUR))
    for order in (everything, everything[::-1]):
        found = pager(pages_of(order)).fetch(HOUR)
        assert numbers(found) == once
        assert once[2:] == [5, 9]
        assert [item.when[-3:-1] for item in found.items] == ["00", "00", "01", "02"]


@pytest.mark.parametrize(("count", "overfull"), [(MOST, False), (MOST + 1, True)])
def test_a_span_with_too_many_records_is_given_up_if_it_can_be_cut(count, overfull):
    answers = pages_of(rows(*range(count)))
    outcome = pager(answers).fetch(HOUR)
    assert (outcome == Overfull(HOUR)) is overfull
    assert len(answers.queries) == MOST // 100 + 1


def test_a_span_of_bad_records_is_given_up_as_well():
    answers = Answers(lambda offset, limit: document([], bad=100))
    assert pager(answers).fetch(HOUR) == Overfull(HOUR)
    assert len(answers.queries) == MOST // 100 + 1


def test_a_span_that_cannot_be_cut_is_read_to_its_end():
    minute = Span(START, START + MINUTE)
    assert len(pager(pages_of(rows(*range(MOST + 50)))).fetch(minute).items) == MOST + 50


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (250, 1), (251, 2), (500, 2), (501, 3)])
def test_quarantines_end_with_their_total(count, pages):
    everything = [{"mid": number, "attributes": {"date": "01 Mar 2026 10:00 (GMT)"}} for number in range(count)]
    answers = pages_of(everything, most=250, total=count)
    found = pager(answers, SPAM).fetch(HOUR)
    assert len(found.items) == count
    assert len(answers.queries) == pages


def test_quarantines_without_a_total_end_with_an_empty_page():
    answers = pages_of([{"mid": number} for number in range(300)], most=250, total=-1)
    assert len(pager(answers, SPAM).fetch(HOUR).items) == 300
    assert len(answers.queries) == 3


def test_quarantines_whose_total_is_too_high_end_with_an_empty_page():
    answers = pages_of([{"mid": number} for number in range(30)], total=1000)
    assert len(pager(answers, SPAM).fetch(HOUR).items) == 30


@pytest.mark.parametrize(("most", "taken", "pages"), [(1, 100, 1), (100, 100, 1), (101, 200, 2), (999, 250, 4)])
def test_first_records_in_the_order_of_the_answer(most, taken, pages):
    answers = pages_of(rows(*range(250, 0, -1)))
    found = pager(answers).first(HOUR, most)
    assert numbers(found) == list(range(250, 250 - taken, -1))
    assert len(answers.queries) == pages


def test_whoever_stops_gets_no_further_page():
    stop = threading.Event()

    def answer(offset, limit):
        stop.set()
        return document(rows(*range(offset, offset + limit)))

    answers = Answers(answer)
    pager(answers, stopped=stop.is_set).fetch(HOUR)
    assert len(answers.queries) == 1


def test_records_are_counted_page_by_page_and_encoded_once():
    counted, encoded = [], []
    Pager(pages_of(rows(*range(120))), MESSAGES, {}, encoded.append, count=counted.append).fetch(HOUR)
    assert counted == [100, 20]
    assert len(encoded) == 120


def test_slots_are_held_during_calls_only():
    slots = threading.BoundedSemaphore(1)
    free = []

    def answer(offset, limit):
        free.append(slots.acquire(blocking=False))
        return document(rows(*range(offset, 150))[:limit])

    def encode(record):
        free.append(slots.acquire(blocking=False))
        slots.release()

    Pager(Answers(answer), MESSAGES, {}, encode, slots).fetch(HOUR)
    assert free.count(False) == 3
    assert free.count(True) == 150


def test_page_size_is_that_of_the_search():
    answers = pages_of(rows(*range(45)))
    pager(answers, replace(MESSAGES, page_size=20)).fetch(HOUR)
    assert [query["limit"] for query in answers.queries] == [20] * 4
