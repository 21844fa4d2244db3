# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What engines and filters found out about a message: the facts behind event filters and details."""

from __future__ import annotations

from dataclasses import dataclass

from ..reporting.chance import digits
from . import messages as die
from .messages import Message
from .vocabulary import (
    CONTENT_FILTERS,
    COUNTRIES,
    DLP_POLICIES,
    FEEDS,
    FILE_STEMS,
    FILE_TYPES,
    FORGED_NAMES,
    MACRO_TYPES,
    MESSAGE_FILTERS,
    SDR_CATEGORIES,
    SDR_LEVELS,
    SEVERITIES,
    THREAT_CATEGORIES,
    THREATS,
    URL_CATEGORIES,
)


@dataclass(frozen=True)
class File:
    """An attachment."""

    name: str
    sha256: str
    extension: str


@dataclass(frozen=True)
class Url:
    """A URL in a message. The words for its reputation are inferred."""

    text: str
    category: str
    reputation: str


def _file(place: int) -> File:
    extension = FILE_TYPES[place % len(FILE_TYPES)]
    return File(f"{FILE_STEMS[place % len(FILE_STEMS)]}_{place:03d}.{extension}", digits(64, "attachment", place), extension)


_FILES = tuple(map(_file, range(256)))


def attachments(message: Message) -> tuple[File, ...]:
    """What was found in files was found in at least one."""
    roll = message.dice[die.FILES]
    count = 1 if roll < 60 else 2 if roll < 80 else 0
    if not count and message.outcome.engine in ("virus", "amp"):
        count = 1
    first = message.dice[die.FILE_NAME]
    return tuple(_FILES[(first + place) % 256] for place in range(count))


def amp_verdict(message: Message) -> str:
    """The verdict of AMP, as its filter spells it; empty for messages without attachments."""
    if message.outcome.engine == "amp":
        return "amp_malicious"
    if not attachments(message):
        return ""
    roll = message.dice[die.FILE_VERDICT]
    return "amp_clean" if roll < 160 else "amp_unknown" if roll < 200 else "amp_unscannable" if roll < 228 else "amp_lowrisk"


def safe_printed(message: Message) -> bool:
    return message.dice[die.SAFEPRINT] < 24 and bool(attachments(message))


def macro_types(message: Message) -> list[str]:
    """The kinds of files in which macros were found."""
    return [MACRO_TYPES[file.extension] for file in attachments(message) if file.extension in MACRO_TYPES]


def url(message: Message) -> Url | None:
    roll = message.dice[die.URL]
    engine = message.outcome.engine
    if engine not in ("url", "outbreak") and roll >= 80:
        return None
    reputation = "Malicious" if engine == "url" else "Neutral" if roll % 2 else "Favorable"
    text = f"http://www.{message.stranger.partition('@')[2]}/{roll}"
    return Url(text, URL_CATEGORIES[message.dice[die.URL_KIND] % len(URL_CATEGORIES)], reputation)


def rewritten_url(message: Message) -> str:
    """The URL that Outbreak Filters replaced; empty without one."""
    found = url(message)
    return found.text if found and message.outcome.engine in ("url", "outbreak") else ""


def clicked_url(message: Message) -> str:
    return rewritten_url(message) if message.dice[die.CLICK] < 128 else ""


def outbreak_category(message: Message) -> str:
    return THREAT_CATEGORIES[message.dice[die.URL_KIND] % len(THREAT_CATEGORIES)] if message.outcome.engine == "outbreak" else ""


def threat_name(message: Message) -> str:
    return THREATS[message.dice[die.FILE_VERDICT] % len(THREATS)] if message.outcome.engine in ("virus", "amp", "outbreak") else ""


def dlp_policy(message: Message) -> str:
    """The policy for data loss prevention that a message violated; empty when it violated none."""
    return DLP_POLICIES[message.dice[die.DLP] % len(DLP_POLICIES)] if message.outcome.engine == "dlp" else ""


def dlp_severity(message: Message) -> str:
    return SEVERITIES[message.dice[die.DLP] // len(DLP_POLICIES) % len(SEVERITIES)] if message.outcome.engine == "dlp" else ""


def dmarc(message: Message) -> str:
    """The result of DMARC, as its filter spells it; empty for messages that it did not look at."""
    roll = message.dice[die.DMARC]
    if not message.incoming or roll >= 220:
        return ""
    return "none" if roll < 16 else "quarantine" if roll < 28 else "reject" if roll < 40 else "failed" if roll < 56 else "passed"


def dmarc_from(message: Message) -> str:
    return message.sender_domain if dmarc(message) else ""


def feed(message: Message) -> str:
    """The external threat feed that knew the message's file, URL or domain; empty for messages that none knew."""
    known = message.outcome.engine in ("url", "amp", "outbreak") and message.dice[die.FEED] < 160
    return FEEDS[message.dice[die.FEED] % len(FEEDS)] if known else ""


def indicator(message: Message) -> str:
    """What the threat feed knew."""
    if not feed(message):
        return ""
    return "file_hash" if message.outcome.engine == "amp" else "url" if message.dice[die.FEED] < 80 else "domain"


def smime(message: Message) -> str:
    roll = message.dice[die.SMIME]
    return "smime_successful" if roll < 8 else "smime_failed" if roll < 12 else ""


def forwarding(message: Message) -> str:
    """How handing it over to Advanced Phishing Protection went."""
    roll = message.dice[die.FORWARDING]
    return "" if not message.incoming else "app_success" if roll < 12 else "app_failed" if roll < 18 else ""


def forged_name(message: Message) -> str:
    roll = message.dice[die.FORGED]
    return FORGED_NAMES[roll % len(FORGED_NAMES)] if message.incoming and roll < 10 else ""


def content_filter(message: Message) -> str:
    """The content filter that stopped the message; empty for all others."""
    return CONTENT_FILTERS[message.dice[die.CONTENT_FILTER] % len(CONTENT_FILTERS)] if message.outcome.engine == "content filter" else ""


def message_filter(message: Message) -> str:
    roll = message.dice[die.MESSAGE_FILTER]
    return MESSAGE_FILTERS[roll % len(MESSAGE_FILTERS)] if roll < 30 else ""


def sdr_category(message: Message) -> int:
    """The place of the category in the list of them, from 1; 0 for mail of one's own."""
    if not message.incoming:
        return 0
    return message.dice[die.SENDER_REPUTATION] % (len(SDR_CATEGORIES) - 1) + 1 if message.outcome.bad else len(SDR_CATEGORIES)


def sdr_level(message: Message) -> int:
    """The threat level of the sender's domain, from 1, the worst; 0 for mail of one's own."""
    if not message.incoming:
        return 0
    roll = message.dice[die.SENDER_REPUTATION]
    return roll % 2 + 1 if message.outcome.bad else roll % (len(SDR_LEVELS) - 2) + 3


def country(message: Message) -> str:
    return COUNTRIES[(message.dice[die.NETWORK] % 3 + message.dice[die.HOST]) % len(COUNTRIES)] if message.incoming else ""


def way(message: Message) -> str:
    """The direction, as filters about policies spell it."""
    return "inbound" if message.incoming else "outbound"
