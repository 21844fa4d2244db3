# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The few numbers of a fleet that come first: on the page, in the terminal, and for what comes after the play."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.comparison import Both, Comparison, changed_percent
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import Counters, Fleet


@dataclass(frozen=True)
class Headline:
    """A number, what it is a part of, and the numbers of both times over what can be compared."""

    name: str
    term: str
    more: str
    value: Any
    whole: Any = None
    bad: bool = False
    now: Any = None
    before: Any = None

    def facts(self) -> dict[str, Any]:
        return {"total": self.value, "compared": self.now, "before": self.before, "change_percent": changed_percent(self.now, self.before)}


Reading = Callable[[Counters], Any]


def _counter(name: str) -> Reading:
    return lambda counters: counters.get(name)


def blocked(counters: Counters) -> Any:
    """Web transactions that were not allowed; nothing if that is not known."""
    if not {"transaction_total", "allowed_transaction_total"} <= counters.keys():
        return None
    return max(counters["transaction_total"] - counters["allowed_transaction_total"], 0)


_RECIPIENTS, _TRANSACTIONS = _counter("total_recipients"), _counter("transaction_total")

_HEADLINES: tuple[tuple[str, str, str, str, Reading, Reading | None, bool], ...] = (
    ("incoming_mail", "mail_incoming", "Incoming mail", "recipients", _RECIPIENTS, None, False),
    ("threats", "mail_incoming", "Threats stopped", "of incoming mail", _counter("total_threat_recipients"), _RECIPIENTS, True),
    ("clean_mail", "mail_incoming", "Clean mail", "of incoming mail", _counter("total_clean_recipients"), _RECIPIENTS, False),
    ("outgoing_mail", "mail_outgoing", "Outgoing mail", "recipients", _RECIPIENTS, None, False),
    ("web_transactions", "web", "Web transactions", "requests", _TRANSACTIONS, None, False),
    ("web_blocked", "web", "Web blocked", "of transactions", blocked, _TRANSACTIONS, True),
    ("web_malware", "web", "Web malware", "detected", _counter("detected_malware_total"), None, False),
)
"""Name, the total that it is in, words, how it is read from the counters, what it is a part of, and whether it is bad news."""

_NONE = Both()


def headlines(fleet: Fleet, comparison: Comparison | None) -> list[Headline]:
    both: Mapping[str, Both] = comparison.totals if comparison else {}
    found = []
    for name, total, term, more, read, whole, bad in _HEADLINES:
        counters, compared = fleet.totals[total], both.get(total, _NONE)
        if counters:
            now, before = read(compared.now), read(compared.before)
            found.append(Headline(name, term, more, read(counters), whole(counters) if whole else None, bad, now, before))
    return found
