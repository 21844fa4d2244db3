# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a search can be narrowed by: one row for each filter of a tracking resource, and what its name is on the wire."""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import Evidence

NARROWS = "narrows"
WIDENS = "widens"

EFFECTS: dict[str, str] = {
    NARROWS: "a record has to pass every one of these filters",
    WIDENS: "a record has to pass at least one of these filters: with each further one there are more records, not fewer",
}

TEXT = "text"
FLAG = "flag"
LIST = "list"
NUMBER = "number"


@dataclass(frozen=True)
class Filter:
    """One filter.

    ``option`` is its name for users, ``wire`` that of the query parameter. ``values`` are the values it takes, spelt as on the
    wire; users write them in small letters. ``operator`` is the wire's name of the parameter that says how to compare.
    ``needs`` are the options that have to be given with it, ``kinds`` the searches that take it (empty: all of the resource).
    """

    option: str
    wire: str
    meaning: str
    evidence: Evidence
    form: str = TEXT
    effect: str = NARROWS
    values: tuple[str, ...] = ()
    operator: str = ""
    needs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
