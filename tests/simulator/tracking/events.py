# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The life of a message, event by event, as details list it.

The order of events is recorded (source NRPM), and so are the words of the start and of the last reply; the other words are invented.
"""

from __future__ import annotations

from collections.abc import Iterable

from . import facts
from .messages import SIZE, Message
from .rows import time_text
from .vocabulary import SDR_LEVELS

Event = dict[str, object]


def listed(descriptions: Iterable[str], second: int, zone: str) -> list[Event]:
    """Events a second apart; the last one says that it is."""
    texts = list(descriptions)
    last = len(texts) - 1
    return [{"timestamp": time_text(second + place, zone), "description": text, "lastEvent": place == last} for place, text in enumerate(texts)]


def host_of(message: Message) -> str:
    """The name of the sending host."""
    return f"host-{message.sender_ip.rpartition('.')[2]}.{message.sender_domain}"


def kilobytes(message: Message) -> float:
    return 1 + message.dice[SIZE] * 1.37


def connection(message: Message) -> list[str]:
    yes = f"Connection (ICID {message.icid}) from {message.sender_ip}, host {host_of(message)} verified, was opened on the {message.direction} interface."
    return [yes, f"(ICID {message.icid}) ACCEPT sender group {message.sender_group} match sbrs SBRS {message.sbrs}."]


def life(message: Message) -> list[str]:
    """Everything from the connection to the end of the message."""
    return [*connection(message), *_arrival(message), *_checks(message), *_end(message)]


def _arrival(message: Message) -> list[str]:
    mid = message.mids[0]
    return [
        f"Start message {mid} on {message.direction} connection (ICID {message.icid}).",
        f"Message {mid} enqueued on {message.direction} connection (ICID {message.icid}) from {message.sender}.",
        *(f"Message {mid} on {message.direction} connection (ICID {message.icid}) added recipient ({recipient})." for recipient in message.recipients),
        f"Message {mid} contains message ID header '{message.message_id}'.",
        f"Message {mid} original subject on injection: {message.subject}",
        f"Message {mid} ({int(kilobytes(message) * 1024)} bytes) from {message.sender} ready.",
    ]


def _checks(message: Message) -> list[str]:
    mids = message.mids
    texts = [f"Message {mids[0]} was split: message {mid} goes to some of its recipients." for mid in mids[1:]]
    texts.append(f"Message {mids[0]} matched per-recipient policy {message.mail_policy} for {facts.way(message)} mail policies.")
    if facts.amp_verdict(message):
        texts.append(amp(message)[-1])
    if message.outcome.engine == "dlp":
        texts.append(f"Message {mids[0]} violated the DLP policy {facts.dlp_policy(message)}, severity {facts.dlp_severity(message)}.")
    texts.append(f"Message {mids[0]} scanned by Outbreak Filters. Verdict: {'Positive' if message.outcome.engine == 'outbreak' else 'Negative'}.")
    return texts


def _end(message: Message) -> list[str]:
    outcome, mid = message.outcome, message.mids[-1]
    if outcome.quarantine:
        return [f"Message {mid} quarantined to {outcome.quarantine}."]
    if outcome.status != "Delivered":
        return [f"Message {mid}: {outcome.status}."]
    texts = [f"Message {mid} queued for delivery."]
    texts.append(f"SMTP delivery connection (DCID {message.dcid}) opened from gateway.")
    texts += [f"(DCID {message.dcid}) Delivery started for message {mid} to {recipient}." for recipient in message.recipients]
    texts += [f"(DCID {message.dcid}) Delivery details: message {mid} sent to {recipient}." for recipient in message.recipients]
    return texts + [f"Message {mid} to {recipient} received remote SMTP response '2.6.0 Queued mail for delivery'." for recipient in message.recipients]


def amp(message: Message) -> list[str]:
    """What AMP found in each attachment. Empty for messages that it did not look at."""
    verdict = facts.amp_verdict(message)
    if not verdict:
        return []
    mid, word = message.mids[0], verdict.removeprefix("amp_").upper()
    texts = [f"File reputation query for message {mid}, file {file.name}, SHA-256 {file.sha256}." for file in facts.attachments(message)]
    return [*texts, f"Message {mid} scanned by Advanced Malware Protection engine. Final verdict: {word}."]


def urls(message: Message) -> list[str]:
    """What was found about URLs. Empty for messages without any."""
    found = facts.url(message)
    if found is None:
        return []
    mid = message.mids[0]
    texts = [f"Message {mid} URL: {found.text}, URL category: {found.category}.", f"Message {mid} URL: {found.text}, URL reputation: {found.reputation}."]
    rewritten = facts.rewritten_url(message)
    return [*texts, f"Message {mid} URL: {rewritten} rewritten by Outbreak Filters."] if rewritten else texts


def sender_reputation(message: Message) -> str:
    """What Sender Domain Reputation says; ``N/A`` for mail of one's own (inferred)."""
    level = facts.sdr_level(message)
    return SDR_LEVELS[level - 1] if level else "N/A"
