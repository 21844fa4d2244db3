# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What kind of thing a counter is: a count with its usual share, a sum of others, a level, or a fact about a key.

Shares and relations are invented so that the numbers look like those of a middle-sized company.
"""

from __future__ import annotations

from collections.abc import Collection
from fnmatch import fnmatchcase
from functools import cache

from .chance import fraction, words

SUMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "total_recipients": (
        ("total_threat_recipients", "total_graymail_recipients", "total_clean_recipients"),
        ("incoming_total_recipients", "outgoing_total_recipients"),
    ),
    "total_recipients_processed": (("total_threat_recipients", "total_clean_recipients"),),
    "total_threat_recipients": (
        (
            "blocked_reputation",
            "blocked_invalid_recipient",
            "blocked_dmarc",
            "blocked_sdr",
            "detected_spam",
            "detected_virus",
            "detected_amp",
            "threat_content_filter",
            "malicious_url",
        ),
    ),
    "detected_spam": (("detected_spam_certain", "detected_spam_suspect"),),
    "total_graymail_recipients": (("bulk_mail", "marketing_mail", "social_mail"),),
    "incoming_graymail": (("incoming_bulk_mail", "incoming_marketing_mail", "incoming_social_mail"),),
    "incoming_total_recipients": (
        (
            "incoming_detected_spam",
            "incoming_detected_virus",
            "incoming_detected_amp",
            "incoming_threat_content_filter",
            "incoming_graymail",
            "incoming_total_clean_recipients",
        ),
    ),
    "outgoing_total_recipients": (
        (
            "outgoing_detected_spam",
            "outgoing_detected_virus",
            "outgoing_detected_amp",
            "outgoing_threat_content_filter",
            "outgoing_total_clean_recipients",
        ),
    ),
    "total_dlp_incidents": (
        ("dlp_incidents_critical", "dlp_incidents_high", "dlp_incidents_medium", "dlp_incidents_low"),
        ("outgoing_dlp_incidents_critical", "outgoing_dlp_incidents_high", "outgoing_dlp_incidents_medium", "outgoing_dlp_incidents_low"),
    ),
    "dmarc_failed_total": (("dmarc_failed_none", "dmarc_failed_quarantined", "dmarc_failed_rejected"),),
    "dmarc_total_attempted": (("dmarc_passed", "dmarc_failed_total"),),
    "conn_tls_total": (("conn_tls_success", "conn_tls_opt_success", "conn_tls_fail", "conn_tls_opt_fail"),),
    "received_conn_total": (
        ("received_conn_plain", "received_conn_tls_success", "received_conn_tls_opt_success", "received_conn_tls_fail", "received_conn_tls_opt_fail"),
        ("received_conn_auth_success", "received_conn_auth_fail", "received_conn_cert_success", "received_conn_cert_fail", "received_conn_noauth"),
    ),
    "received_total": (("received_encrypted_tls", "received_unencrypted"), ("received_auth", "received_noauth")),
    "sent_conn_total": (("sent_conn_plain", "sent_conn_tls_success", "sent_conn_tls_opt_success", "sent_conn_tls_fail", "sent_conn_tls_opt_fail"),),
    "sent_total": (("sent_encrypted_tls", "sent_unencrypted"),),
    "total": (("auth_success", "auth_fail", "auth_disallow", "cert_success", "cert_fail", "cert_fallback_success", "cert_fallback_fail", "noauth"),),
    "msgs_total": (("msgs_deleted", "msgs_forwarded", "msgs_forwarded_deleted", "msgs_failed"),),
    "total_messages_matched": (("domain_indicator", "file_hash_indicator", "ip_indicator", "url_indicator"),),
    "total_message_count": (("remediation_success_count", "remediation_failure_count", "remediation_skipped_count"),),
    "msg_count": (("allowed", "blocked", "unknown"),),
    "transaction_total": (("allowed_transaction_total", "high_risk_transaction_total"), ("transactions_completed", "transactions_blocked")),
    "high_risk_transaction_total": (
        (
            "blocked_by_admin_policy",
            "blocked_by_avc",
            "blocked_by_wbrs",
            "blocked_or_warned_by_webcat",
            "detected_by_amp",
            "detected_by_traffic_monitor",
            "detected_malware_total",
        ),
    ),
    "detected_malware_total": (("blocked_malware", "monitored_malware"),),
}
"""For each total the ways to make it up. The first way of which the report has a part is the one that holds."""

SHARES: tuple[tuple[str, float], ...] = (
    ("blocked_reputation", 0.42),
    ("blocked_invalid_recipient", 0.03),
    ("blocked_by_*", 0.008),
    ("blocked_or_warned_by_webcat", 0.02),
    ("*total_clean_recipients", 0.3),
    ("total_recipients_delivered", 0.29),
    ("*detected_spam_certain", 0.07),
    ("*detected_spam_suspect", 0.01),
    ("outgoing_detected_*", 0.0004),
    ("*detected_spam", 0.08),
    ("*detected_virus*", 0.0012),
    ("*detected_amp*", 0.0008),
    ("detected_by_amp", 0.0004),
    ("detected_by_traffic_monitor", 0.002),
    ("*malicious*", 0.001),
    ("*threat*", 0.004),
    ("*marketing_mail", 0.05),
    ("*social_mail", 0.02),
    ("*bulk_mail", 0.03),
    ("*dlp_incidents_critical", 0.0004),
    ("*dlp_*", 0.002),
    ("dmarc_passed", 0.2),
    ("*dmarc*", 0.008),
    ("*noauth", 0.4),
    ("*auth_success", 0.05),
    ("*cert_*", 0.002),
    ("*_conn_plain", 0.05),
    ("conn_plain", 0.03),
    ("*conn_tls_success", 0.25),
    ("*conn_tls_opt_success", 0.15),
    ("*tls_*fail", 0.004),
    ("*encrypted_tls", 0.35),
    ("*unencrypted", 0.03),
    ("connections_accept", 0.3),
    ("connections_*", 0.1),
    ("*connections", 0.35),
    ("*bytes*", 45_000.0),
    ("bandwidth*", 60_000.0),
    ("time_spent", 18.0),
    ("bw_not_limited", 0.2),
    ("allowed_transaction_total", 0.9),
    ("transactions_completed", 0.85),
    ("transactions_blocked", 0.06),
    ("*malware", 0.002),
    ("*_messages", 0.3),
    ("recipients_matched", 0.35),
    ("num_msgs", 0.2),
    ("delivered", 0.28),
    ("good", 0.2),
    ("neutral", 0.12),
)
"""The part of the traffic that a count makes up, by the first pattern that fits its name."""

LEVELS: tuple[tuple[str, float, float], ...] = (
    ("overall_percent_*_for_*", 1, 24),
    ("*percent*", 4, 62),
    ("average_*_size_in_bytes", 42_000, 155_000),
    ("average_memory_page_swapping", 0, 12),
    ("workqueue_average_time_spent", 1, 14),
    ("workqueue_average_messages", 2, 40),
    ("workqueue_m*", 12, 310),
)
"""Counters that do not add up, with their lowest and highest value. The value of a window is the average over its hours."""

FACTS = frozenset(
    words(
        "amp_verdict_time completed_timestamp conn_last_tls_status console_url dns_verified file_ext filenames interim_verdict ioc_type last_auth_disallow "
        "last_auth_fail last_auth_success last_cert_fail last_cert_fallback last_cert_success last_sender_group last_sender_group_name msg_direction "
        "old_disposition profile reason action rewrite_reason run_id sbrs_score score status submit_timestamp threat_name threat_type timestamped_tuple "
        "upload_flag url url_convicted_timestamp"
    )
)
"""Counters that say something about a key instead of counting."""

SUBJECT_IS_COUNT = frozenset({"mail_threatfeeds_indicator_summary"})
"""Reports whose counters bear the names of facts (``url``) but count."""


def is_fact(report: str, counter: str) -> bool:
    return counter in FACTS and report not in SUBJECT_IS_COUNT


@cache
def level(counter: str) -> tuple[float, float] | None:
    """Lowest and highest value of a counter that does not add up, None for all others."""
    return next(((low, high) for pattern, low, high in LEVELS if fnmatchcase(counter, pattern)), None)


@cache
def share(counter: str) -> float:
    known = next((size for pattern, size in SHARES if fnmatchcase(counter, pattern)), None)
    return known if known is not None else 0.0005 + 0.02 * fraction("share", counter) ** 2


def parts(counter: str, present: Collection[str]) -> tuple[str, ...]:
    """The counts that ``counter`` is the sum of; just itself when it stands alone. ``present`` are the counters of the report."""
    for way in SUMS.get(counter, ()):
        reached = [name for part in way for name in _present_parts(part, present)]
        if reached:
            return tuple(reached)
    return (counter,)


def _present_parts(counter: str, present: Collection[str]) -> tuple[str, ...]:
    """``counter`` or, when the report lacks it, what it is made of as far as the report has that."""
    if counter in present:
        return parts(counter, present)
    return tuple(name for way in SUMS.get(counter, ()) for part in way for name in _present_parts(part, present))
