# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters of ``message-tracking/messages``, and what is known about the records that it finds.

Names and values come from client code that works against AsyncOS 15 (source STIX) and from the vendor's Swagger file. That
event filters widen a search, and which of them work only together, is from the same client code.
"""

from __future__ import annotations

from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, INFERRED, RECORDED, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.filters import FLAG, LIST, NARROWS, NUMBER, WIDENS, Filter

MESSAGES = "messages"
REJECTED_CONNECTIONS = "rejected_connections"

OPERATORS = ("contains", "is", "begins_with")

_KNOWN = Evidence(CLIENT, ("STIX", "XSOAR"))
_IN_OR_OUT = ("inbound", "outbound")


def _basic(option: str, wire: str, meaning: str, **facts: Any) -> Filter:
    return Filter(option, wire, meaning, facts.pop("evidence", _KNOWN), effect=NARROWS, **facts)


def _compared(option: str, stem: str, meaning: str, small_f: bool = False) -> Filter:
    """A filter with an operator. Three of them spell ``filter`` with a small f, the others leave it out."""
    word = "filter" if small_f else ""
    return _basic(option, f"{stem}{word}Value", meaning, operator=f"{stem}{word}Operator")


def _event(option: str, wire: str, meaning: str, **facts: Any) -> Filter:
    return Filter(option, wire, meaning, Evidence(CLIENT, ("STIX",)), effect=WIDENS, **facts)


def _flag(option: str, wire: str, meaning: str) -> Filter:
    return _event(option, wire, meaning, form=FLAG)


MESSAGE_FILTERS: tuple[Filter, ...] = (
    _compared("sender", "envelopeSender", "the envelope sender", small_f=True),
    _compared("recipient", "envelopeRecipient", "the envelope recipient", small_f=True),
    _compared("subject", "subject", "the subject", small_f=True),
    _compared("attachment_name", "attachmentName", "the name of an attachment"),
    _compared("domain_name", "domainName", "the domain of the sender"),
    _compared("reply_to", "replyTo", "the Reply-To header"),
    _basic("file_sha256", "fileSha256", "the SHA-256 of an attachment"),
    _basic("sender_ip", "senderIp", "the IP address of the sending host"),
    _basic("message_id_header", "messageIdHeader", "the Message-ID header"),
    _basic("mid", "ciscoMid", "the message ID (MID) that the appliance gave", form=NUMBER),
    _basic(
        "message_direction",
        "messageDirection",
        "the direction of the mail",
        values=("incoming", "outgoing"),
        evidence=Evidence(INFERRED, ("STIX",)),
    ),
    _flag("message_delivered", "message_delivered", "messages that were delivered"),
    _flag("hard_bounced", "hardBounced", "messages that hard bounced"),
    _flag("soft_bounced", "softBounced", "messages that soft bounced"),
    _flag("spam_positive", "spamPositive", "messages found to be spam"),
    _flag("suspect_spam", "suspectSpam", "messages suspected to be spam"),
    _flag("quarantined_as_spam", "quarantinedAsSpam", "messages sent to the spam quarantine"),
    _flag("virus_positive", "virusPositive", "messages with a virus"),
    _flag("graymail", "graymail", "graymail"),
    _flag("contained_malicious_urls", "containedMaliciousUrls", "messages with malicious URLs"),
    _flag("contained_neutral_urls", "containedNeutralUrls", "messages with neutral URLs"),
    _flag("in_outbreak_quarantine", "inOutbreakQuarantine", "messages in the outbreak quarantine"),
    _flag("dane_failure", "daneFailure", "messages whose delivery failed for DANE"),
    _flag("safeprint_ext", "safeprintExt", "messages with an attachment that was safe-printed for its extension"),
    _event(
        "delivery_status",
        "deliveryStatus",
        "the last state of delivery",
        values=("DELIVERED", "DROPPED", "ABORTED", "BOUNCED"),
    ),
    _event(
        "quarantine_status",
        "quarantineStatus",
        "the kind of quarantine that the message went to",
        values=("POLICY", "AMP", "AV", "UNCLASSIFIED", "DLP", "OUTBREAK"),
    ),
    _event("quarantined_to", "quarantinedTo", "the names of quarantines that the message went to", form=LIST),
    _event("dlp_violations_names", "dlpViolationsNames", "the name of the DLP policy that was violated"),
    _event(
        "dlp_violations_severities",
        "dlpViolationsSeverities",
        "the severity of the DLP violation",
        values=("critical", "high", "medium", "low"),
    ),
    _event("dlp_action", "dlpAction", "what was done for a DLP violation", values=("delivered", "encrypted", "dropped")),
    _event("dmarc_from", "dmarcFrom", "the From domain that DMARC looked at"),
    _event("dmarc_action", "dmarcAction", "the result of DMARC", values=("none", "quarantine", "reject", "passed", "failed")),
    _event("etf_sources", "etfSources", "the source of an external threat feed that matched"),
    _event("etf_iocs", "etfIocs", "the kind of indicator of a threat feed that matched", values=("file_hash", "url", "domain")),
    _event("smime", "smime", "the result of S/MIME", values=("smime_successful", "smime_failed")),
    _event("app_forwarding", "appForwarding", "the result of forwarding to Advanced Phishing Protection", values=("app_success", "app_failed")),
    _event("forged_email_detection", "forgedEmailDetection", "the entry of the forged email dictionary that matched"),
    _event("geo_location", "geoLocation", "the country of the sending host"),
    _event("ip_reputation", "ipReputation", "the IP reputation of the sending host, a whole number", form=NUMBER),
    _event("message_filters", "messageFilters", "the name of a message filter that matched"),
    _event("outbreak_filters_url_rewritten_by_of", "outbreakFiltersUrlRewrittenByOf", "a URL that Outbreak Filters rewrote"),
    _event("outbreak_filters_vof_threat_category", "outbreakFiltersVofThreatCategory", "the threat category of Outbreak Filters"),
    _event("sdr_categories", "sdrCategories", "the category ids of Sender Domain Reputation", form=LIST),
    _event("sdr_threat_levels", "sdrThreatLevels", "the threat level ids of Sender Domain Reputation", form=LIST),
    _event("threat_name", "threatName", "the name of a threat"),
    _event("url_categories", "urlCategories", "the categories of URLs in the message", form=LIST),
    _event("url_reputation", "urlReputation", "the reputation of a URL in the message"),
    _event("content_filters_name", "contentFiltersName", "the name of a content filter", needs=("content_filters_direction", "content_filters_action")),
    _event(
        "content_filters_direction",
        "contentFiltersDirection",
        "the direction that the content filter works in",
        values=_IN_OR_OUT,
        needs=("content_filters_name", "content_filters_action"),
    ),
    _event(
        "content_filters_action",
        "contentFiltersAction",
        "what the content filter did",
        values=("stopped",),
        needs=("content_filters_name", "content_filters_direction"),
    ),
    _event(
        "advanced_malware_protection",
        "advancedMalwareProtection",
        "the verdict of Advanced Malware Protection (AMP)",
        values=("amp_clean", "amp_malicious", "amp_unknown", "amp_unscannable", "amp_lowrisk"),
        needs=("advanced_malware_protection_mailflow_direction",),
    ),
    _event(
        "advanced_malware_protection_mailflow_direction",
        "advancedMalwareProtectionMailflowDirection",
        "the direction of the mail that AMP looked at",
        values=("incoming", "outgoing"),
        needs=("advanced_malware_protection",),
    ),
    _event(
        "macro_file_types_detected",
        "macroFileTypesDetected",
        "the types of files in which macros were found",
        form=LIST,
        needs=("macro_mailflow_direction",),
    ),
    _event(
        "macro_mailflow_direction",
        "macroMailflowDirection",
        "the direction of the mail in which macros were found",
        values=_IN_OR_OUT,
        needs=("macro_file_types_detected",),
    ),
    _event(
        "web_interaction_tracking_urls",
        "webInteractionTrackingUrls",
        "a rewritten URL that a user clicked",
        needs=("web_interaction_tracking_mailflow_direction",),
    ),
    _event(
        "web_interaction_tracking_mailflow_direction",
        "webInteractionTrackingMailflowDirection",
        "the direction of the mail whose URL was clicked",
        values=_IN_OR_OUT,
        needs=("web_interaction_tracking_urls",),
    ),
    _event("mail_policy_name", "mailPolicyName", "the name of a mail policy", needs=("mail_policy_direction",)),
    _event("mail_policy_direction", "mailPolicyDirection", "the direction of the mail policy", values=_IN_OR_OUT, needs=("mail_policy_name",)),
)

ALL_HOSTS = "All_Hosts"

MESSAGE_FIELDS: tuple[str, ...] = (
    "timestamp",
    "hostName",
    "serialNumber",
    "direction",
    "mid",
    "icid",
    "allIcid",
    "dcid",
    "sender",
    "friendly_from",
    "replyTo",
    "recipient",
    "recipientMap",
    "subject",
    "finalSubject",
    "messageStatus",
    "mailPolicy",
    "senderIp",
    "senderDomain",
    "senderGroup",
    "sbrs",
    "messageID",
    "verdictChart",
    "morInfo",
    "morDetails",
    "isCompleteData",
)
"""Fields of a record, union of what AsyncOS 12.0 and 15.0 were recorded to give. None of them is sure to be there."""

REJECTED_CONNECTION_FIELDS: tuple[str, ...] = (
    "timestamp",
    "hostName",
    "serialNumber",
    "icid",
    "messageStatus",
    "rejected",
    "sbrs",
    "senderGroup",
    "senderIp",
)

FIELDS_EVIDENCE = Evidence(RECORDED, ("NRPM", "STIX", "XSOAR"))
