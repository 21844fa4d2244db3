# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What engines found out about a message, out of its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.fields import listed, mapping, text

Verdict = dict[str, str]

_SCANNED = re.compile(r"message \d+ scanned by (?P<by>[^\n]+?)[.:,]? (?:interim |final )?verdict: ?(?P<said>[^\n]+?)\.?", re.IGNORECASE)
"""Words of an event with a verdict. It has to begin so: subjects and file names in other events are words of strangers."""

_ENGINE = re.compile(r" engine$", re.IGNORECASE)
_URL = re.compile(r"message \d+ url: (?P<said>.+?)\.?", re.IGNORECASE | re.DOTALL)


def verdicts_of(sections: Mapping[str, Any], events: Iterable[Mapping[str, Any]]) -> list[Verdict]:
    """``{"by", "said"}`` of each engine. The last verdict of an engine counts, as the others were preliminary."""
    scanned: dict[str, str] = {}
    urls: dict[str, None] = {}
    for event in events:
        verdict = _SCANNED.fullmatch(event["text"])
        if verdict:
            scanned[_ENGINE.sub("", verdict["by"])] = verdict["said"]
        found = _URL.fullmatch(event["text"])
        if found:
            urls[found["said"]] = None
    several = [{"by": by, "said": said} for by, said in scanned.items()]
    return [*several, *_sender_domain(mapping(sections.get("details"))), *_dlp(mapping(sections.get("dlp"))), *({"by": "URL", "said": url} for url in urls)]


def _sender_domain(details: Mapping[str, Any]) -> Iterable[Verdict]:
    known = [("", text(details.get("sdrReputation"))), ("category ", text(details.get("sdrCategory"))), ("age ", text(details.get("sdrAge")))]
    said = ", ".join(f"{word}{value}" for word, value in known if value)
    if said:
        yield {"by": "Sender Domain Reputation", "said": said}


def _dlp(section: Mapping[str, Any]) -> Iterable[Verdict]:
    for violation in map(mapping, listed(section.get("dlpDetails"))):
        facts = [("policy ", violation.get("dlpPolicy")), ("severity ", violation.get("violationSeverity")), ("risk factor ", violation.get("riskFactor"))]
        said = ", ".join(f"{word}{text(value)}" for word, value in facts if text(value))
        if said:
            yield {"by": "DLP", "said": said}
