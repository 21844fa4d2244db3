# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How it can go with a message: what tracking says of it, and what the filters for events find.

Texts of states other than ``Delivered``, ``Dropped By Anti-Virus`` and ``Last State Not Available`` are invented, and so are the
digits of ``verdictChart``: eight of them are recorded, what each of them means is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")

SIDES = 256
"""A record's dice are bytes; a table with as many places as a byte has values is looked up without arithmetic."""


def weighted(*pairs: tuple[int, Item]) -> tuple[Item, ...]:
    """A table of :data:`SIDES` places, in which each item takes as many as its number says."""
    table = tuple(item for places, item in pairs for _place in range(places))
    if len(table) != SIDES:
        raise ValueError(f"The weights add up to {len(table)} instead of {SIDES}.")
    return table


def evenly(items: Sequence[Item]) -> tuple[Item, ...]:
    """A table of :data:`SIDES` places, shared by the items."""
    return tuple(items[place % len(items)] for place in range(SIDES))


@dataclass(frozen=True)
class Outcome:
    """The end of a message.

    ``events`` are the filters of yes or no that find it, spelt as on the wire. ``delivery`` and ``quarantine_kind`` are values of
    ``deliveryStatus`` and ``quarantineStatus``, ``quarantine`` is the name of the quarantine. ``engine`` is what stopped it or
    caught the eye: it decides about attachments, URLs and threats.
    """

    status: str
    delivery: str = ""
    events: frozenset[str] = frozenset()
    quarantine_kind: str = ""
    quarantine: str = ""
    engine: str = ""
    dlp_action: str = ""
    chart: str = "01101110"

    @property
    def bad(self) -> bool:
        return self.engine in ("spam", "virus", "amp", "outbreak", "url")


def _delivered(*events: str, engine: str = "", dlp_action: str = "", chart: str = "01101110") -> Outcome:
    return Outcome("Delivered", "DELIVERED", frozenset({"message_delivered", *events}), engine=engine, dlp_action=dlp_action, chart=chart)


def _dropped(by: str, *events: str, engine: str, dlp_action: str = "", chart: str = "01101110") -> Outcome:
    return Outcome(f"Dropped By {by}", "DROPPED", frozenset(events), engine=engine, dlp_action=dlp_action, chart=chart)


def _quarantined(kind: str, name: str, *events: str, engine: str, chart: str = "01101110") -> Outcome:
    return Outcome("Quarantined", "", frozenset(events), kind, name, engine, chart=chart)


_DELIVERED = _delivered()
_HARD_BOUNCED = Outcome("Hard Bounced", "BOUNCED", frozenset({"hardBounced"}), engine="bounce")
_SOFT_BOUNCED = Outcome("Soft Bounced", "", frozenset({"softBounced"}), engine="bounce")
_DANE_FAILURE = Outcome("Hard Bounced", "BOUNCED", frozenset({"hardBounced", "daneFailure"}), engine="dane")
_STOPPED = _dropped("Content Filters", engine="content filter")
_VIRUS_DROPPED = _dropped("Anti-Virus", "virusPositive", engine="virus", chart="01201110")

INCOMING = weighted(
    (150, _DELIVERED),
    (14, _delivered("graymail", engine="graymail", chart="01102110")),
    (10, _dropped("Anti-Spam", "spamPositive", engine="spam", chart="02101110")),
    (14, Outcome("Spam Quarantined", "", frozenset({"spamPositive", "quarantinedAsSpam"}), engine="spam", chart="02101110")),
    (8, _delivered("suspectSpam", engine="spam", chart="03101110")),
    (4, Outcome("Spam Quarantined", "", frozenset({"suspectSpam", "quarantinedAsSpam"}), engine="spam", chart="03101110")),
    (5, _VIRUS_DROPPED),
    (2, _quarantined("AV", "Virus", "virusPositive", engine="virus", chart="01201110")),
    (4, _dropped("AMP", engine="amp", chart="01121110")),
    (2, _quarantined("AMP", "File Analysis", engine="amp", chart="01121110")),
    (4, _quarantined("OUTBREAK", "Outbreak", "inOutbreakQuarantine", engine="outbreak", chart="01101120")),
    (4, _quarantined("POLICY", "Policy", engine="content filter")),
    (2, _quarantined("UNCLASSIFIED", "Unclassified", engine="content filter")),
    (4, _STOPPED),
    (6, _delivered("containedMaliciousUrls", engine="url", chart="01101112")),
    (6, _HARD_BOUNCED),
    (4, _SOFT_BOUNCED),
    (2, _DANE_FAILURE),
    (3, Outcome("Aborted", "ABORTED", engine="abort")),
    (8, Outcome("Last State Not Available")),
)

OUTGOING = weighted(
    (200, _DELIVERED),
    (8, _delivered(engine="dlp", dlp_action="delivered")),
    (8, _delivered(engine="dlp", dlp_action="encrypted")),
    (6, _dropped("DLP", engine="dlp", dlp_action="dropped")),
    (6, _quarantined("DLP", "Policy", engine="dlp")),
    (10, _HARD_BOUNCED),
    (6, _SOFT_BOUNCED),
    (4, _DANE_FAILURE),
    (4, _VIRUS_DROPPED),
    (4, _STOPPED),
)
