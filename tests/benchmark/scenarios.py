# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The scenarios of the benchmark: what is compared, with how many queries, and which ratio is the least to reach."""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import reports_of

MANY = 50
FEW = 5
SINGLE = 10


@dataclass(frozen=True)
class Side:
    """One way of doing the work: a play, and the queries that it makes."""

    name: str
    play: str


@dataclass(frozen=True)
class Scenario:
    """Two sides that get the same answers. ``floor`` is the least ratio theirs/ours that the project promises itself."""

    key: str
    title: str
    ours: Side
    theirs: Side
    floor: float
    reports: int
    hosts: int = 1
    delay_ms: int = 0
    forks: int = 5
    concurrency: int = 8
    rounds: int = 3

    @property
    def queries(self) -> int:
        return self.reports * self.hosts


_SINGLE = Side("report_info, one query a task", "single_report_info.yml")
_MANY = Side("report_info, one task", "many_report_info.yml")
_BASIC = Side("uri, Basic, one task a query", "uri_basic.yml")
_JWT = Side("uri, login and query", "uri_jwt.yml")

SCENARIOS: tuple[Scenario, ...] = (
    Scenario("single_vs_uri_basic", "single query per task, against uri with Basic", _SINGLE, _BASIC, 8, SINGLE, rounds=5),
    Scenario("single_vs_uri_jwt", "single query per task, against uri with login", _SINGLE, _JWT, 16, SINGLE, rounds=5),
    Scenario("fifty_vs_uri_0ms", "50 queries of one appliance, 0 ms, 8 at once", _MANY, _BASIC, 50, MANY),
    Scenario("fifty_vs_uri_50ms", "50 queries of one appliance, 50 ms, 8 at once", _MANY, _BASIC, 0, MANY, delay_ms=50),
    Scenario("fleet20_vs_uri", "20 appliances, 5 queries each, 50 ms, forks 10", _MANY, _BASIC, 12, FEW, hosts=20, delay_ms=50, forks=10),
)


def report_names(count: int) -> list[str]:
    """The first ``count`` mail reports of the catalogue that answer a plain question."""
    return [report.name for report in reports_of("esa").values() if report.shape in ("summary", "keyed")][:count]
