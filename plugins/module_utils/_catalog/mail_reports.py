# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The reports on mail, answered by the ESA and, for its gateways, by the SMA.

Names and counters come from the appliance's own Swagger file (source SWG). ``shape`` and ``keyed_by`` are concluded
from the name unless a row says otherwise.
"""

from __future__ import annotations

from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, RECORDED, VENDOR, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import AVAILABILITY, KEYED, PARALLEL, SUMMARY, UNKNOWN, Report, names

_SWAGGER = Evidence(VENDOR, ("SWG",))


def _mail(name: str, shape: str, evidence: Evidence = _SWAGGER, **facts: Any) -> Report:
    return Report(name, "mail", shape, evidence, **facts)


MAIL_REPORTS: tuple[Report, ...] = (
    _mail(
        "advanced_phishing_protection_summary",
        SUMMARY,
        result_counters=names("failure success"),
    ),
    _mail(
        "mail_amp_file_analysis_by_filename",
        KEYED,
        keyed_by="file",
        counters=names("completed_timestamp console_url interim_verdict msg_direction run_id score status submit_timestamp url"),
    ),
    _mail(
        "mail_amp_reputation_update",
        KEYED,
        keyed_by="file sha256",
        counters=names("console_url filenames msg_direction old_disposition timestamped_tuple"),
    ),
    _mail(
        "mail_amp_threat_summary",
        SUMMARY,
        result_counters=names("incoming_malicious outgoing_malicious"),
    ),
    _mail(
        "mail_authentication_incoming_domain",
        KEYED,
        keyed_by="sender domain",
        counters=names("auth_disallow auth_fail auth_success cert_fail cert_fallback_fail cert_fallback_success cert_success noauth total"),
    ),
    _mail(
        "mail_authentication_incoming_domain_ip",
        KEYED,
        keyed_by="sender ip",
        counters=names("last_auth_disallow last_auth_fail last_auth_success last_cert_fail last_cert_fallback last_cert_success"),
    ),
    _mail(
        "mail_authentication_summary",
        SUMMARY,
        counters=names(
            "received_auth received_conn_auth_fail received_conn_auth_success received_conn_cert_fail "
            "received_conn_cert_success received_conn_noauth received_conn_total received_noauth received_total"
        ),
    ),
    _mail(
        "mail_content_filter_incoming",
        KEYED,
        keyed_by="content filter name",
        counters=names("recipients_matched"),
        shape_evidence=Evidence(CLIENT, ("JOS",)),
    ),
    _mail(
        "mail_content_filter_outgoing",
        KEYED,
        keyed_by="content filter name",
        counters=names("recipients_matched"),
    ),
    _mail(
        "mail_content_filter_users",
        KEYED,
        keyed_by="user address",
        counters=names("recipients_matched"),
    ),
    _mail(
        "mail_destination_domain_detail",
        KEYED,
        keyed_by="destination domain",
        counters=names(
            "conn_dane_fail conn_dane_success conn_last_tls_status conn_plain conn_tls_fail conn_tls_opt_fail "
            "conn_tls_opt_success conn_tls_success conn_tls_total delivered detected_amp detected_spam "
            "detected_virus encrypted_tls hard_bounces threat_content_filter total_clean_recipients "
            "total_recipients total_recipients_processed total_threat_recipients"
        ),
    ),
    _mail(
        "mail_dlp_outgoing_policy_detail",
        KEYED,
        keyed_by="DLP policy name",
        counters=names(
            "dlp_action_delivered dlp_action_dropped dlp_action_encrypted dlp_incidents_critical "
            "dlp_incidents_high dlp_incidents_low dlp_incidents_medium total_dlp_incidents"
        ),
    ),
    _mail(
        "mail_dlp_outgoing_traffic_summary",
        SUMMARY,
        counters=names("dlp_incidents_critical dlp_incidents_high dlp_incidents_low dlp_incidents_medium total_dlp_incidents"),
    ),
    _mail(
        "mail_dlp_users_policy_detail",
        KEYED,
        keyed_by="user address",
        counters=names(
            "outgoing_dlp_action_delivered outgoing_dlp_action_dropped outgoing_dlp_action_encrypted "
            "outgoing_dlp_action_quarantined outgoing_dlp_incidents_critical outgoing_dlp_incidents_high "
            "outgoing_dlp_incidents_low outgoing_dlp_incidents_medium total_dlp_incidents"
        ),
    ),
    _mail(
        "mail_dmarc_incoming_traffic_summary",
        SUMMARY,
        counters=names("dmarc_failed_none dmarc_failed_quarantined dmarc_failed_rejected dmarc_failed_total dmarc_passed dmarc_total_attempted"),
    ),
    _mail(
        "mail_env_sender_rate_limit",
        KEYED,
        keyed_by="envelope sender",
        counters=names("env_sender_incidents env_sender_rejected_rcpts"),
    ),
    _mail(
        "mail_env_sender_stats",
        KEYED,
        keyed_by="envelope sender",
        counters=names("num_msgs"),
    ),
    _mail(
        "mail_fed_content_filter_incoming",
        KEYED,
        keyed_by="forged sender",
        counters=names("recipients_matched"),
    ),
    _mail(
        "mail_hvm_msg_filter_stats",
        KEYED,
        keyed_by="message filter name",
        counters=names("num_matches"),
    ),
    _mail(
        "mail_incoming_amp_summary",
        SUMMARY,
        counters=names("blockedlist clamav_lowrisk clean custom_threshold lowrisk malware unknown unscannable"),
        shape_evidence=Evidence(CLIENT, ("JOS",)),
    ),
    _mail(
        "mail_incoming_domain_detail",
        KEYED,
        keyed_by="sender domain",
        counters=names(
            "blocked_dmarc blocked_invalid_recipient blocked_reputation blocked_sdr bulk_mail conn_plain "
            "conn_tls_fail conn_tls_opt_fail conn_tls_opt_success conn_tls_success conn_tls_total detected_amp "
            "detected_spam detected_virus encrypted_tls last_sender_group last_sender_group_name marketing_mail "
            "social_mail threat_content_filter total_accepted_connections total_clean_recipients "
            "total_graymail_recipients total_recipients total_rejected_connections total_threat_recipients "
            "total_throttled_recipients"
        ),
    ),
    _mail(
        "mail_incoming_domain_ip_detail",
        KEYED,
        keyed_by="sender ip",
        counters=names(
            "blocked_dmarc blocked_invalid_recipient blocked_reputation blocked_sdr bulk_mail detected_amp "
            "detected_spam detected_virus dns_verified last_sender_group last_sender_group_name marketing_mail "
            "sbrs_score social_mail threat_content_filter total_clean_recipients total_graymail_recipients "
            "total_recipients total_threat_recipients"
        ),
    ),
    _mail(
        "mail_incoming_hat_connections",
        KEYED,
        keyed_by="HAT policy",
        counters=names("total_hat_connections total_hat_messages"),
    ),
    _mail(
        "mail_incoming_ip_hostname_detail",
        KEYED,
        keyed_by="sender ip + hostname",
        counters=names(
            "blocked_dmarc blocked_invalid_recipient blocked_reputation blocked_sdr bulk_mail detected_amp "
            "detected_spam detected_virus dns_verified last_sender_group last_sender_group_name marketing_mail "
            "sbrs_score social_mail threat_content_filter total_clean_recipients total_graymail_recipients "
            "total_recipients total_threat_recipients"
        ),
        shape_evidence=Evidence(CLIENT, ("CHR",)),
    ),
    _mail(
        "mail_incoming_malware_threat_file_detail",
        KEYED,
        keyed_by="file sha256",
        counters=names("detected_amp"),
    ),
    _mail(
        "mail_incoming_malware_threat_file_detail_by_filename",
        KEYED,
        keyed_by="file name",
        counters=names("amp_verdict_time console_url detected_amp score threat_name threat_type upload_flag"),
    ),
    _mail(
        "mail_incoming_malware_threat_file_detail_summary",
        SUMMARY,
        counters=names("detected_amp detected_amp_files"),
    ),
    _mail(
        "mail_incoming_network_detail",
        KEYED,
        keyed_by="network owner",
        counters=names(
            "blocked_dmarc blocked_invalid_recipient blocked_reputation blocked_sdr bulk_mail detected_amp "
            "detected_spam detected_virus last_sender_group last_sender_group_name marketing_mail social_mail "
            "threat_content_filter total_accepted_connections total_clean_recipients total_graymail_recipients "
            "total_recipients total_rejected_connections total_threat_recipients total_throttled_recipients"
        ),
    ),
    _mail(
        "mail_incoming_network_domain_detail",
        KEYED,
        keyed_by="sender domain",
        counters=names(
            "blocked_dmarc blocked_invalid_recipient blocked_reputation blocked_sdr bulk_mail detected_amp "
            "detected_spam detected_virus marketing_mail social_mail threat_content_filter "
            "total_accepted_connections total_clean_recipients total_graymail_recipients total_recipients "
            "total_rejected_connections total_threat_recipients total_throttled_recipients"
        ),
    ),
    _mail(
        "mail_incoming_traffic_summary",
        SUMMARY,
        counters=names(
            "blocked_dmarc blocked_invalid_recipient blocked_reputation blocked_sdr bulk_mail detected_amp "
            "detected_spam detected_virus ims_spam_increment_over_case malicious_url marketing_mail social_mail "
            "threat_content_filter total_clean_recipients total_graymail_recipients total_recipients "
            "total_threat_recipients verif_decrypt_fail verif_decrypt_success"
        ),
        result_counters=names(
            "detected_spam_certain detected_spam_suspect detected_virus_per_msg failed_dkim failed_spf "
            "total_mailbox_auto_remediated_recipients total_spoofed_emails"
        ),
        shape_evidence=Evidence(RECORDED, ("XSOAR",)),
    ),
    _mail(
        "mail_incoming_urlclick_track_details",
        KEYED,
        keyed_by="url",
        counters=names("rewrite_reason"),
    ),
    _mail(
        "mail_incoming_web_interaction_track_malicious_users",
        KEYED,
        keyed_by="user",
        counters=names("users_count"),
    ),
    _mail(
        "mail_incoming_web_interaction_track_urls",
        KEYED,
        keyed_by="url",
        counters=names("allowed blocked msg_count unknown"),
    ),
    _mail(
        "mail_mailbox_auto_remediation",
        PARALLEL,
        keyed_by="remediation event",
        counters=names("action completed_timestamp filenames rcpts_failure rcpts_success"),
        result_counters=names("profile reason"),
        shape_evidence=Evidence(CLIENT, ("JOS",)),
    ),
    _mail(
        "mail_mar_summary",
        SUMMARY,
        result_counters=names("msgs_deleted msgs_forwarded msgs_forwarded_deleted msgs_total"),
        shape_evidence=Evidence(CLIENT, ("JOS",)),
    ),
    _mail(
        "mail_md_attachment_incoming_file_type",
        KEYED,
        keyed_by="file type",
        counters=names("total_recipients"),
    ),
    _mail(
        "mail_md_attachment_outgoing_file_type",
        KEYED,
        keyed_by="file type",
        counters=names("total_recipients"),
    ),
    _mail(
        "mail_mor_batch_summary",
        KEYED,
        keyed_by="batch",
        result_counters=names("msgs_deleted msgs_failed msgs_forwarded msgs_forwarded_deleted msgs_total"),
        note="The SMA 13.8 addendum lists these counters with an address of their own.",
    ),
    _mail(
        "mail_mor_summary",
        SUMMARY,
        result_counters=names("msgs_deleted msgs_forwarded msgs_forwarded_deleted"),
    ),
    _mail(
        "mail_msg_filter_stats",
        KEYED,
        keyed_by="message filter name",
        counters=names("num_matches"),
    ),
    _mail(
        "mail_outgoing_amp_summary",
        SUMMARY,
        counters=names("blockedlist clamav_lowrisk clean custom_threshold lowrisk malware unknown unscannable"),
    ),
    _mail(
        "mail_outgoing_malware_threat_file_detail_by_filename",
        KEYED,
        keyed_by="file name",
        counters=names("amp_verdict_time console_url detected_amp score threat_name threat_type upload_flag"),
    ),
    _mail(
        "mail_outgoing_malware_threat_file_detail_summary",
        SUMMARY,
        counters=names("detected_amp detected_amp_files"),
    ),
    _mail(
        "mail_outgoing_traffic_summary",
        SUMMARY,
        counters=names(
            "detected_amp detected_spam detected_virus ims_spam_increment_over_case malicious_url "
            "threat_content_filter total_clean_recipients total_dlp_incidents total_hard_bounces total_recipients "
            "total_recipients_delivered total_recipients_processed"
        ),
    ),
    _mail(
        "mail_outgoing_urlclick_track_details",
        KEYED,
        keyed_by="url",
        counters=names("rewrite_reason"),
    ),
    _mail(
        "mail_outgoing_web_interaction_track_malicious_users",
        KEYED,
        keyed_by="user",
        counters=names("users_count"),
    ),
    _mail(
        "mail_outgoing_web_interaction_track_urls",
        KEYED,
        keyed_by="url",
        counters=names("allowed blocked msg_count unknown"),
    ),
    _mail(
        "mail_policy_incoming",
        KEYED,
        Evidence(CLIENT, ("KET",)),
        keyed_by="mail policy name",
        counters=names("recipients_matched"),
        shape_evidence=Evidence(CLIENT, ("KET",)),
        note="The Swagger file lists the counter but not the group itself.",
    ),
    _mail(
        "mail_policy_outgoing",
        KEYED,
        Evidence(CLIENT, ("KET",)),
        keyed_by="mail policy name",
        counters=names("recipients_matched"),
        shape_evidence=Evidence(CLIENT, ("KET",)),
        note="The Swagger file lists the counter but not the group itself.",
    ),
    _mail(
        "mail_safeprint_details",
        UNKNOWN,
        result_counters=names("file_ext"),
    ),
    _mail(
        "mail_security_summary",
        SUMMARY,
        counters=names(
            "received_conn_plain received_conn_tls_fail received_conn_tls_opt_fail received_conn_tls_opt_success "
            "received_conn_tls_success received_conn_total received_encrypted_tls received_total "
            "received_unencrypted sent_conn_dane_fail sent_conn_dane_success sent_conn_plain sent_conn_tls_fail "
            "sent_conn_tls_opt_fail sent_conn_tls_opt_success sent_conn_tls_success sent_conn_total "
            "sent_encrypted_tls sent_total sent_unencrypted"
        ),
    ),
    _mail(
        "mail_sender_domain_detail",
        KEYED,
        keyed_by="sender domain",
        counters=names(
            "detected_amp detected_spam detected_virus threat_content_filter total_clean_recipients "
            "total_dlp_incidents total_recipients_processed total_threat_recipients"
        ),
    ),
    _mail(
        "mail_sender_domain_reputation",
        SUMMARY,
        counters=names("awful good neutral not_scanned poor tainted unknown unscannable weak"),
    ),
    _mail(
        "mail_sender_domain_threat_categories",
        KEYED,
        keyed_by="SDR category",
        counters=names("total_threat_messages"),
    ),
    _mail(
        "mail_sender_domain_threat_levels",
        KEYED,
        keyed_by="SDR threat level",
        result_counters=names("total_threats"),
    ),
    _mail(
        "mail_sender_group_detail",
        KEYED,
        keyed_by="sender group",
        counters=names("total_connections"),
    ),
    _mail(
        "mail_sender_group_summary",
        SUMMARY,
        counters=names("connections_accept connections_reject connections_relay connections_tcp_refuse"),
    ),
    _mail(
        "mail_sender_ip_hostname_detail",
        KEYED,
        keyed_by="sender ip + hostname",
        counters=names(
            "detected_amp detected_spam detected_virus threat_content_filter total_clean_recipients "
            "total_dlp_incidents total_recipients_processed total_threat_recipients"
        ),
        shape_evidence=Evidence(CLIENT, ("CHR",)),
    ),
    _mail(
        "mail_subject_stats",
        KEYED,
        keyed_by="subject",
        counters=names("num_msgs"),
    ),
    _mail(
        "mail_system_capacity",
        KEYED,
        keyed_by="time or host (unknown)",
        counters=names(
            "average_incoming_message_size_in_bytes average_memory_page_swapping "
            "average_outgoing_message_size_in_bytes bytes_in bytes_out incoming_connections incoming_messages "
            "outgoing_connections outgoing_messages overall_percent_cpu_usage "
            "overall_percent_cpu_usage_for_antispam overall_percent_cpu_usage_for_antivirus "
            "overall_percent_cpu_usage_for_mail_count overall_percent_cpu_usage_for_quarantine "
            "overall_percent_cpu_usage_for_reporting res_con_start_count workqueue_average_messages "
            "workqueue_average_time_spent workqueue_maximum_messages workqueue_messages_max"
        ),
    ),
    _mail(
        "mail_threatfeeds_indicator_summary",
        SUMMARY,
        counters=names("domain file_hash url"),
    ),
    _mail(
        "mail_threatfeeds_indicator_value_detail",
        KEYED,
        keyed_by="indicator",
        counters=names("ioc_consumed ioc_type"),
    ),
    _mail(
        "mail_threatfeeds_source_detail",
        KEYED,
        keyed_by="feed source",
        counters=names("domain_indicator file_hash_indicator ip_indicator total_messages_matched url_indicator"),
    ),
    _mail(
        "mail_url_analysis_summary",
        KEYED,
        keyed_by="url",
        result_counters=names("remediation_failure_count remediation_skipped_count remediation_success_count total_message_count url_convicted_timestamp"),
    ),
    _mail(
        "mail_url_category_summary",
        KEYED,
        keyed_by="url category",
        counters=names("incoming_count outgoing_count"),
    ),
    _mail(
        "mail_url_domain_summary",
        KEYED,
        keyed_by="url domain",
        counters=names("incoming_count outgoing_count"),
    ),
    _mail(
        "mail_url_reputation_summary",
        KEYED,
        keyed_by="reputation band",
        counters=names("incoming_count outgoing_count"),
    ),
    _mail(
        "mail_users_content_filter_incoming",
        KEYED,
        keyed_by="user address",
        counters=names("recipients_matched"),
    ),
    _mail(
        "mail_users_content_filter_outgoing",
        KEYED,
        keyed_by="user address",
        counters=names("recipients_matched"),
    ),
    _mail(
        "mail_users_detail",
        KEYED,
        keyed_by="user address",
        counters=names(
            "incoming_bulk_mail incoming_detected_amp incoming_detected_content_filter "
            "incoming_detected_ims_spam_increment_over_case incoming_detected_spam incoming_detected_virus "
            "incoming_graymail incoming_marketing_mail incoming_social_mail incoming_threat_content_filter "
            "incoming_total_clean_recipients incoming_total_recipients outgoing_detected_amp "
            "outgoing_detected_content_filter outgoing_detected_ims_spam_increment_over_case "
            "outgoing_detected_spam outgoing_detected_virus outgoing_threat_content_filter "
            "outgoing_total_clean_recipients outgoing_total_recipients"
        ),
        result_counters=names("total_dlp_incidents"),
        shape_evidence=Evidence(CLIENT, ("CHR", "SPL")),
    ),
    _mail(
        "mail_virus_type_detail",
        KEYED,
        keyed_by="virus name",
        counters=names("incoming_total_recipients outgoing_total_recipients total_recipients"),
    ),
    _mail(
        "mail_vof_specific_threat_summary",
        SUMMARY,
        result_counters=names("threat_detected_virus_or_malware"),
    ),
    _mail(
        "mail_vof_threat_details",
        KEYED,
        keyed_by="threat",
        counters=names("threat_detected"),
    ),
    _mail(
        "mail_vof_threat_summary",
        KEYED,
        keyed_by="threat",
        counters=names("threat_detected"),
    ),
    _mail(
        "mail_vof_threats_by_level",
        KEYED,
        keyed_by="threat level",
        counters=names("threat_detected"),
    ),
    _mail(
        "mail_vof_threats_by_threat_type",
        KEYED,
        keyed_by="threat type",
        counters=names("threat_detected"),
    ),
    _mail(
        "mail_vof_threats_by_time_threshold",
        KEYED,
        keyed_by="time band",
        counters=names("local_store_quarantine_message_exit quarantine_message_exit"),
    ),
    _mail(
        "mail_vof_threats_by_type",
        KEYED,
        keyed_by="type",
        counters=names("threat_detected"),
    ),
    _mail(
        "mail_vof_threats_rewritten_url",
        KEYED,
        keyed_by="url",
        counters=names("rewritten_url"),
    ),
    _mail(
        "reporting_system",
        AVAILABILITY,
        keyed_by="reporting availability",
        counters=names("begin_time end_time heartbeat"),
        note="An SMA has it for both families; only the mail side is in the Swagger file.",
    ),
)
