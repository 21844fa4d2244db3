# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report as a page. What stands where is in the templates beside this file; here is what they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ansible_collections.asyncos.api.plugins.plugin_utils._fleet import words
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import PARTIAL, UNANSWERED, Appliance
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.charts import OVER_TIME, Chart, Spark, chart, spark
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.comparison import Comparison
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.headlines import Headline, blocked
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.tables import Table, kinds, tables_of
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import MAIL, WEB, Counters, Fleet, is_on

TEMPLATES = Path(__file__).parent / "templates"
FEW = 6
"""So many appliances have their tables open."""

_CARD_ROWS = 5
_SMALL, _LARGE = 24, 60
_AT_MOST = 62
"""Intervals of charts; more are joined."""


@dataclass(frozen=True)
class Part:
    """One family of reports, over all appliances that count."""

    id: str
    title: str
    tone: str
    chart_title: str
    chart: Chart | None
    kinds: Sequence[Table]
    tables: Sequence[Table]


@dataclass(frozen=True)
class Card:
    """One appliance."""

    number: int
    name: str
    product: str
    state: str
    msg: str
    lacking: Sequence[str]
    left_out: str
    mail: Counters
    outgoing: Counters
    web: Counters
    small_charts: Sequence[Spark]
    charts: Sequence[Spark]
    tables: Sequence[Table]


def page(fleet: Fleet, lines: Sequence[Headline], comparison: Comparison | None, title: str, generated: str, top: int) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, undefined=StrictUndefined)
    environment.globals.update(words=words, nothing=words.NOTHING, blocked=blocked)
    return environment.get_template("report.html.j2").render(
        title=title,
        generated=generated,
        fleet=fleet,
        headlines=lines,
        compared=comparison if comparison and not comparison.msg else None,
        not_compared=comparison.msg if comparison else "",
        left_out=list(comparison.left_out().items()) if comparison else [],
        unanswered=[appliance for appliance in fleet.appliances if appliance.state == UNANSWERED],
        partial=[appliance for appliance in fleet.appliances if appliance.state == PARTIAL],
        parts=list(_parts(fleet, top)),
        cards=[_card(fleet, appliance, number) for number, appliance in enumerate(fleet.appliances, 1)],
        few=FEW,
    )


def _parts(fleet: Fleet, top: int) -> Iterator[Part]:
    incoming, web = fleet.totals["mail_incoming"], fleet.totals["web"]
    stopped = kinds("Why mail was stopped", "Recipients", words.MAIL_THREATS, incoming, incoming.get("total_recipients"))
    found = kinds("What was blocked or detected", "Count", words.WEB_THREATS, web, web.get("transaction_total"))
    for family, title, tone, chart_title, table in (
        (MAIL, "Mail", "good", "Incoming mail over time", stopped),
        (WEB, "Web", "web", "Web transactions over time", found),
    ):
        reports = list(fleet.reports(family))
        over_time = chart(family, [report for label, report in reports if label == OVER_TIME[family]], _AT_MOST)
        tables = list(tables_of(reports, top, fleet.window, fleet.counted(family)))
        if over_time or table or tables:
            yield Part(family, title, tone, chart_title, over_time, [table] if table else [], tables)


def _card(fleet: Fleet, appliance: Appliance, number: int) -> Card:
    return Card(
        number=number,
        name=appliance.name,
        product=appliance.product,
        state=appliance.state,
        msg=appliance.msg,
        lacking=[str(item["label"]) for item in appliance.failed_items],
        left_out=fleet.left_out(appliance),
        mail=appliance.counters("mail_incoming_traffic_summary"),
        outgoing=appliance.counters("mail_outgoing_traffic_summary"),
        web=appliance.counters("web_services_summary"),
        small_charts=list(_sparks(appliance, _SMALL)),
        charts=list(_sparks(appliance, _LARGE)),
        tables=list(tables_of(appliance.reports.items(), _CARD_ROWS, fleet.window)),
    )


def _sparks(appliance: Appliance, at_most: int) -> Iterator[Spark]:
    for family, title in ((MAIL, "Incoming mail of"), (WEB, "Web transactions of")):
        report: Mapping[str, Any] = appliance.reports.get(OVER_TIME[family], {})
        drawn = spark(f"{title} {appliance.name}", family, [report] if report and is_on(report, family) else [], at_most)
        if drawn:
            yield drawn
