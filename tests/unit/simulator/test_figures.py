# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The numbers behind the reports: additive, believable, and the same in every run."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import REPORTS
from ansible_collections.asyncos.api.tests.simulator.reporting.counters import FACTS, SUMS, level, parts
from ansible_collections.asyncos.api.tests.simulator.reporting.curves import BOTS, JITTER, OFFICE, Curve, Rhythm
from ansible_collections.asyncos.api.tests.simulator.reporting.keys import OWN_HOST, POPULATIONS
from ansible_collections.asyncos.api.tests.simulator.reporting.ledger import Ledger
from ansible_collections.asyncos.api.tests.simulator.reporting.table import counters_of

NOON = 494_000
"""An hour in May 2026, counted from 1970."""

RHYTHMS = pytest.mark.parametrize("rhythm", [OFFICE, BOTS], ids=["office", "bots"])


@RHYTHMS
def test_curves_never_fall(rhythm: Rhythm) -> None:
    curve = Curve(rhythm, "test")
    values = [curve.upto(hour) for hour in range(NOON, NOON + 24 * 60)]
    assert all(later > earlier for earlier, later in zip(values, values[1:]))


@RHYTHMS
def test_curves_grow_by_one_an_hour_on_average(rhythm: Rhythm) -> None:
    curve = Curve(rhythm, "test")
    weeks = 168 * 20
    assert abs((curve.upto(NOON + weeks) - curve.upto(NOON)) / weeks - 1) < 0.02


@RHYTHMS
def test_chance_stays_below_what_would_make_curves_fall(rhythm: Rhythm) -> None:
    assert rhythm.swing < min(rhythm.days)
    assert JITTER < 1


def test_office_days_are_busier_than_weekends_and_nights() -> None:
    curve = Curve(OFFICE, "test")
    midnights = [24 * day for day in range(20_600, 20_600 + 28)]
    days = [curve.upto(start + 24) - curve.upto(start) for start in midnights]
    weekdays = [(start // 24 + 3) % 7 for start in midnights]
    assert min(size for size, day in zip(days, weekdays) if day < 5) > max(size for size, day in zip(days, weekdays) if day >= 5)
    start = midnights[0]
    assert curve.upto(start + 12) - curve.upto(start + 9) > 3 * (curve.upto(start + 3) - curve.upto(start))


def test_a_window_is_the_sum_of_its_hours() -> None:
    ledger = Ledger(1, "esa1")
    for report in ("mail_incoming_traffic_summary", "mail_users_detail"):
        present = counters_of(REPORTS[report])
        for counter in present:
            hourly = ledger.sums("mail", report, "", 1.0, counter, present, tuple(range(NOON, NOON + 75)))
            whole = ledger.sums("mail", report, "", 1.0, counter, present, (NOON, NOON + 74))
            assert sum(hourly) == whole[0]
            assert min(hourly) >= 0


@pytest.mark.parametrize("report", [row.name for row in REPORTS.values()])
def test_totals_are_the_sum_of_their_parts(report: str) -> None:
    row = REPORTS[report]
    present = counters_of(row)
    ledger = Ledger(1, "any")

    def value(counter: str) -> int:
        return ledger.sums(row.family, report, "key", 1.0, counter, present, (NOON, NOON + 24))[0]

    for counter in SUMS.keys() & set(present):
        assert value(counter) == sum(value(part) for part in parts(counter, present))


def test_parts_of_the_incoming_total() -> None:
    present = counters_of(REPORTS["mail_incoming_traffic_summary"])
    total = set(parts("total_recipients", present))
    assert total == {*parts("total_threat_recipients", present), *parts("total_graymail_recipients", present), "total_clean_recipients"}
    assert set(parts("detected_spam", present)) == {"detected_spam_certain", "detected_spam_suspect"}


def test_missing_totals_are_replaced_by_their_parts() -> None:
    present = ("total_recipients_processed", "detected_spam", "total_clean_recipients")
    assert set(parts("total_recipients_processed", present)) == {"detected_spam", "total_clean_recipients"}


def test_same_seed_same_figures_and_another_seed_others() -> None:
    def day(seed: int, name: str) -> list[int]:
        return Ledger(seed, name).sums("mail", "mail_policy_incoming", "DEFAULT", 0.5, "recipients_matched", (), tuple(range(NOON, NOON + 25)))

    assert day(1, "esa1") == day(1, "esa1")
    assert day(1, "esa1") != day(2, "esa1")
    assert day(1, "esa1") != day(1, "esa2")


def test_events_do_not_depend_on_the_window() -> None:
    ledger = Ledger(1, "esa1")
    month = ledger.events("mail_mailbox_auto_remediation", NOON, NOON + 720, 0.05)
    halves = [ledger.events("mail_mailbox_auto_remediation", *window, 0.05) for window in ((NOON, NOON + 300), (NOON + 300, NOON + 720))]
    assert month == halves[0] + halves[1]
    assert 10 < len(month) < 80


def test_levels_stay_within_their_limits() -> None:
    low, high = level("overall_percent_cpu_usage") or (0, 0)
    values = Ledger(1, "esa1").averages("mail_system_capacity", "esa1", "overall_percent_cpu_usage", tuple(range(NOON, NOON + 300)))
    assert low <= min(values) < max(values) <= high


def test_every_kind_of_key_of_the_catalogue_has_a_population() -> None:
    kinds = {row.keyed_by for row in REPORTS.values() if row.shape == "keyed"}
    assert kinds - {OWN_HOST} <= set(POPULATIONS)


def test_facts_are_counters_of_the_catalogue() -> None:
    known = {counter for row in REPORTS.values() for counter in row.known_counters}
    assert known >= FACTS
