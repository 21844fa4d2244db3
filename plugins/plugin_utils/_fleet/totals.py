# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The appliances of a play -> what counts in its totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._counters import is_number, sum_counters
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import UNANSWERED, Appliance, Report

MAIL, WEB = "mail", "web"
GATEWAY = {MAIL: "esa", WEB: "wsa"}
"""The product, and ``device_type``, whose traffic a family of reports is on."""

_WORDS = {MAIL: "mail", WEB: "web traffic"}
MANAGER = "sma"
AUTO, ALWAYS, NEVER = "auto", "always", "never"

TOTALS = {
    "mail_incoming": (MAIL, "mail_incoming_traffic_summary"),
    "mail_outgoing": (MAIL, "mail_outgoing_traffic_summary"),
    "web": (WEB, "web_services_summary"),
}
"""The family of each total, and the label of the report that it is taken from."""

SUMMED = tuple(label for _family, label in TOTALS.values())

_WHOLES = {"allowed_transaction_total": "transaction_total"}
"""What is shown as the rest of a whole is counted by these parts."""

Counters = Mapping[str, Any]
Window = Mapping[str, str]


@dataclass(frozen=True)
class Fleet:
    """All appliances of the report, and whether managers count: their numbers are those of their gateways."""

    appliances: Sequence[Appliance]
    managers: str = AUTO

    def counts_managers(self, family: str) -> bool:
        """A gateway that did not answer is in the play all the same: its manager still has numbers of the others."""
        if self.managers == AUTO:
            return GATEWAY[family] not in self.products
        return self.managers == ALWAYS

    def counted(self, family: str) -> list[Appliance]:
        """The appliances whose numbers count in the totals of a family."""
        products = {GATEWAY[family], *([MANAGER] if self.counts_managers(family) else [])}
        return [appliance for appliance in self.appliances if appliance.product in products or appliance.product not in KNOWN]

    def reports(self, family: str) -> Iterator[tuple[str, Report]]:
        """Label and report of all that counts."""
        for appliance in self.counted(family):
            yield from ((label, report) for label, report in appliance.reports.items() if is_on(report, family))

    def left_out(self, appliance: Appliance) -> str:
        """What of a manager is not in the totals, as words; empty if all is."""
        families = [family for family in GATEWAY if not self.counts_managers(family)] if appliance.product == MANAGER else []
        return "not in the total" if len(families) == len(GATEWAY) else f"its {_WORDS[families[0]]} is not in the total" if families else ""

    @property
    def left_out_of_total(self) -> str:
        return next(filter(None, map(self.left_out, self.appliances)), "")

    @property
    def answered(self) -> int:
        return sum(appliance.state != UNANSWERED for appliance in self.appliances)

    @cached_property
    def products(self) -> set[str]:
        return {appliance.product for appliance in self.appliances}

    @cached_property
    def totals(self) -> dict[str, Counters]:
        return {name: summed(_counters(self.reports(family), label)) for name, (family, label) in TOTALS.items()}

    @cached_property
    def window(self) -> Window:
        """The time of the totals, or of all reports if there are none that totals are made of: others can have a time of their own."""
        reports = [(label, report["meta"]) for appliance in self.appliances for label, report in appliance.reports.items()]
        return window_of([meta for label, meta in reports if label in SUMMED] or [meta for _label, meta in reports])


KNOWN = (*GATEWAY.values(), MANAGER)


def summed(several: Iterable[Counters]) -> dict[str, Any]:
    """The sums of counters, without parts that not all have who have the whole: what they lack would look like the rest."""
    counters = list(several)
    sums = sum_counters(counters)
    for part, whole in _WHOLES.items():
        if any(is_number(one.get(whole)) and not is_number(one.get(part)) for one in counters):
            sums.pop(part, None)
    return sums


def window_of(metas: Iterable[Mapping[str, Any]]) -> Window:
    """From the first start to the last end; empty if there is none."""
    times = [(meta["start"], meta["end"]) for meta in metas]
    return {"start": min((start for start, _end in times), default=""), "end": max((end for _start, end in times), default="")}


def is_on(report: Report, family: str) -> bool:
    return bool(report["meta"]["query"].get("device_type") == GATEWAY[family])


def _counters(reports: Iterator[tuple[str, Report]], wanted: str) -> Iterator[Counters]:
    return (report["counters"] for label, report in reports if label == wanted)
