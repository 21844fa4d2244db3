# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The catalogue of reports: the counter groups under ``reporting/``, and how to find one by name."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import FROM_NAME, Evidence

SUMMARY = "summary"
KEYED = "keyed"
PARALLEL = "parallel"
AVAILABILITY = "availability"
UNKNOWN = "unknown"

SHAPES: dict[str, str] = {
    SUMMARY: "one number for each counter",
    KEYED: "a row for each key, with a value for each counter",
    PARALLEL: "rows that are told apart by their place only",
    AVAILABILITY: "the time for which the appliance holds data",
    UNKNOWN: "not known publicly",
}

ORDER = "order"
PAGING = "paging"
TOP = "top"
FILTER = "filter"
DEVICE_NAME = "device_name"

EVERY_ABILITY = frozenset({ORDER, PAGING, TOP, FILTER, DEVICE_NAME})


@dataclass(frozen=True)
class Report:
    """One report (the API calls it a counter group).

    ``counters`` have an address of their own below the report. ``result_counters`` are only seen in answers.
    ``abilities`` are the kinds of parameters that the report accepts; for web reports they come from a vendor table.
    ``evidence`` speaks for the name, the counters and the abilities, ``shape_evidence`` for ``shape`` and ``keyed_by``.
    """

    name: str
    family: str
    shape: str
    evidence: Evidence
    keyed_by: str = ""
    counters: tuple[str, ...] = ()
    result_counters: tuple[str, ...] = ()
    likely_counters: tuple[str, ...] = ()
    abilities: frozenset[str] = EVERY_ABILITY
    shape_evidence: Evidence = FROM_NAME
    note: str = ""

    @property
    def known_counters(self) -> tuple[str, ...]:
        """Counters that a source names. Empty when no source lists any: then every name has to be accepted."""
        return self.counters + self.result_counters


def names(text: str) -> tuple[str, ...]:
    """The words of ``text``, so that long lists of counters stay readable in a table."""
    return tuple(text.split())


def nearest(name: str, known: list[str], count: int = 3) -> list[str]:
    """Up to ``count`` of the ``known`` names that look most like ``name``, best first."""
    return get_close_matches(name, known, n=count, cutoff=0.6)
