# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Counters that are no numbers: what they say about a key."""

from __future__ import annotations

from typing import Union

from .chance import between, digits, fraction, pick, whole
from .keys import FILES, HASHES, MALWARE, POPULATIONS, URLS

Fact = Union[str, int, float]

_CHOICES: dict[str, tuple[Fact, ...]] = {
    "action": ("delete", "forward", "forward and delete"),
    "conn_last_tls_status": ("Success", "Failed", "Not used"),
    "dns_verified": (1, 0),
    "file_ext": ("pdf", "docx", "xlsx", "pptx"),
    "interim_verdict": ("clean", "malicious", "unknown"),
    "ioc_type": ("domain", "file_hash", "url"),
    "last_sender_group": ("ALLOWED_LIST", "SUSPECTLIST", "UNKNOWNLIST", "BLOCKED_LIST"),
    "last_sender_group_name": ("ALLOWED_LIST", "SUSPECTLIST", "UNKNOWNLIST", "BLOCKED_LIST"),
    "msg_direction": ("incoming", "outgoing"),
    "old_disposition": ("unknown", "clean"),
    "profile": ("cloud-mailboxes", "on-premises"),
    "reason": ("", "Mailbox not found", "Message already deleted"),
    "rewrite_reason": ("Outbreak Filter", "Content Filter", "Message Filter"),
    "status": ("completed", "pending", "failed"),
    "threat_name": MALWARE,
    "threat_type": POPULATIONS["threat type"],
    "upload_flag": (0, 1),
    "url": URLS,
}

_TIMES = frozenset({"amp_verdict_time", "completed_timestamp", "submit_timestamp", "timestamped_tuple", "url_convicted_timestamp"})


def fact(counter: str, key: str, last_hour: int) -> Fact:
    """What ``counter`` says about ``key``. Times lie in ``last_hour``, the last full hour of the window, counted from 1970."""
    if counter in _TIMES:
        return last_hour * 3600 + whole(counter, key, last_hour) % 3600
    if counter == "console_url":
        return f"https://analysis.example.com/mask/{digits(32, key)}"
    if counter == "filenames":
        return pick(FILES, counter, key)
    if counter == "run_id":
        return digits(16, counter, key)
    if counter == "sbrs_score":
        return round(between(-10, 10, counter, key), 1)
    if counter == "score":
        return int(fraction(counter, key) * 101)
    if counter.startswith("last_"):
        return pick(_CHOICES.get(counter, (1, 0)), counter, key)
    return pick(_CHOICES.get(counter, HASHES), counter, key)
