#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: message_tracking_info
short_description: Search messages in message tracking
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Finds messages, or rejected connections, that passed a Secure Email Gateway (ESA), or those that a Secure Email and Web Manager
    (SMA) knows about, with every filter that is known of the API.
  - Filters narrow the search, a message has to pass all of them. Event filters widen it, a message has to pass one of them, and
    with a second event filter there are more messages, not fewer. Both kinds together find messages that pass all filters and
    one of the event filters.
  - The window is searched in slices that adapt to what the appliance can answer in time, several at once, and each slice page by
    page until there are no more. So all messages are found, however many there are.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: none
options:
  # BEGIN RENDERED options of message_tracking_info
  last:
    description:
      - 'The time before now to search: a number with V(m), V(h), V(d) or V(w), such as V(90m), V(1d) or V(30d).'
      - When neither O(last) nor O(start) is given, V(1d).
    type: str
  start:
    description:
      - Beginning of the time to search, in ISO 8601, such as V(2026-11-20), V(2026-11-20T10:30Z) or V(2026-11-20T10:30+01:00).
      - 'Without a zone it is UTC. The API takes full minutes only: the window is rounded outwards, and RV(meta) says to what.'
    type: str
  end:
    description:
      - End of the time to search, in the form of O(start). A date alone means the end of that day.
      - When it is left out, now.
    type: str
  limit:
    description:
      - The largest number of records to return. RV(meta.truncated) and a warning say when there were more.
      - Records are held in memory and become part of the result. For very many of them there is M(asyncos.api.tracking_export).
    type: int
    default: 10000
  order:
    description:
      - The order of the records by time, and with O(limit) which of them are returned.
    type: str
    choices:
      - newest_first
      - oldest_first
    default: newest_first
  search:
    description:
      - 'What to look for: V(messages), or V(rejected_connections), which never became messages.'
    type: str
    choices:
      - messages
      - rejected_connections
    default: messages
  cisco_host:
    description:
      - The one gateway whose messages are looked for. When it is left out, all that the appliance knows.
    type: str
  sender:
    description:
      - 'Filter: the envelope sender.'
    type: str
  sender_operator:
    description:
      - How O(sender) is compared. When it is left out, V(contains).
    type: str
    choices:
      - contains
      - is
      - begins_with
  recipient:
    description:
      - 'Filter: the envelope recipient.'
    type: str
  recipient_operator:
    description:
      - How O(recipient) is compared. When it is left out, V(contains).
    type: str
    choices:
      - contains
      - is
      - begins_with
  subject:
    description:
      - 'Filter: the subject.'
    type: str
  subject_operator:
    description:
      - How O(subject) is compared. When it is left out, V(contains).
    type: str
    choices:
      - contains
      - is
      - begins_with
  attachment_name:
    description:
      - 'Filter: the name of an attachment.'
    type: str
  attachment_name_operator:
    description:
      - How O(attachment_name) is compared. When it is left out, V(contains).
    type: str
    choices:
      - contains
      - is
      - begins_with
  domain_name:
    description:
      - 'Filter: the domain of the sender.'
    type: str
  domain_name_operator:
    description:
      - How O(domain_name) is compared. When it is left out, V(contains).
    type: str
    choices:
      - contains
      - is
      - begins_with
  reply_to:
    description:
      - 'Filter: the Reply-To header.'
    type: str
  reply_to_operator:
    description:
      - How O(reply_to) is compared. When it is left out, V(contains).
    type: str
    choices:
      - contains
      - is
      - begins_with
  file_sha256:
    description:
      - 'Filter: the SHA-256 of an attachment.'
    type: str
  sender_ip:
    description:
      - 'Filter: the IP address of the sending host.'
    type: str
  message_id_header:
    description:
      - 'Filter: the Message-ID header.'
    type: str
  mid:
    description:
      - 'Filter: the message ID (MID) that the appliance gave.'
    type: int
  message_direction:
    description:
      - 'Filter: the direction of the mail.'
    type: str
    choices:
      - incoming
      - outgoing
  message_delivered:
    description:
      - 'Event filter: messages that were delivered.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  hard_bounced:
    description:
      - 'Event filter: messages that hard bounced.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  soft_bounced:
    description:
      - 'Event filter: messages that soft bounced.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  spam_positive:
    description:
      - 'Event filter: messages found to be spam.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  suspect_spam:
    description:
      - 'Event filter: messages suspected to be spam.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  quarantined_as_spam:
    description:
      - 'Event filter: messages sent to the spam quarantine.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  virus_positive:
    description:
      - 'Event filter: messages with a virus.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  graymail:
    description:
      - 'Event filter: graymail.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  contained_malicious_urls:
    description:
      - 'Event filter: messages with malicious URLs.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  contained_neutral_urls:
    description:
      - 'Event filter: messages with neutral URLs.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  in_outbreak_quarantine:
    description:
      - 'Event filter: messages in the outbreak quarantine.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  dane_failure:
    description:
      - 'Event filter: messages whose delivery failed for DANE.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  safeprint_ext:
    description:
      - 'Event filter: messages with an attachment that was safe-printed for its extension.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
    type: bool
  delivery_status:
    description:
      - 'Event filter: the last state of delivery.'
    type: str
    choices:
      - delivered
      - dropped
      - aborted
      - bounced
  quarantine_status:
    description:
      - 'Event filter: the kind of quarantine that the message went to.'
    type: str
    choices:
      - policy
      - amp
      - av
      - unclassified
      - dlp
      - outbreak
  quarantined_to:
    description:
      - 'Event filter: the names of quarantines that the message went to.'
    type: list
    elements: str
  dlp_violations_names:
    description:
      - 'Event filter: the name of the DLP policy that was violated.'
    type: str
  dlp_violations_severities:
    description:
      - 'Event filter: the severity of the DLP violation.'
    type: str
    choices:
      - critical
      - high
      - medium
      - low
  dlp_action:
    description:
      - 'Event filter: what was done for a DLP violation.'
    type: str
    choices:
      - delivered
      - encrypted
      - dropped
  dmarc_from:
    description:
      - 'Event filter: the From domain that DMARC looked at.'
    type: str
  dmarc_action:
    description:
      - 'Event filter: the result of DMARC.'
    type: str
    choices:
      - none
      - quarantine
      - reject
      - passed
      - failed
  etf_sources:
    description:
      - 'Event filter: the source of an external threat feed that matched.'
    type: str
  etf_iocs:
    description:
      - 'Event filter: the kind of indicator of a threat feed that matched.'
    type: str
    choices:
      - file_hash
      - url
      - domain
  smime:
    description:
      - 'Event filter: the result of S/MIME.'
    type: str
    choices:
      - smime_successful
      - smime_failed
  app_forwarding:
    description:
      - 'Event filter: the result of forwarding to Advanced Phishing Protection.'
    type: str
    choices:
      - app_success
      - app_failed
  forged_email_detection:
    description:
      - 'Event filter: the entry of the forged email dictionary that matched.'
    type: str
  geo_location:
    description:
      - 'Event filter: the country of the sending host.'
    type: str
  ip_reputation:
    description:
      - 'Event filter: the IP reputation of the sending host, a whole number.'
    type: int
  message_filters:
    description:
      - 'Event filter: the name of a message filter that matched.'
    type: str
  outbreak_filters_url_rewritten_by_of:
    description:
      - 'Event filter: a URL that Outbreak Filters rewrote.'
    type: str
  outbreak_filters_vof_threat_category:
    description:
      - 'Event filter: the threat category of Outbreak Filters.'
    type: str
  sdr_categories:
    description:
      - 'Event filter: the category ids of Sender Domain Reputation.'
    type: list
    elements: str
  sdr_threat_levels:
    description:
      - 'Event filter: the threat level ids of Sender Domain Reputation.'
    type: list
    elements: str
  threat_name:
    description:
      - 'Event filter: the name of a threat.'
    type: str
  url_categories:
    description:
      - 'Event filter: the categories of URLs in the message.'
    type: list
    elements: str
  url_reputation:
    description:
      - 'Event filter: the reputation of a URL in the message.'
    type: str
  content_filters_name:
    description:
      - 'Event filter: the name of a content filter.'
      - Needs O(content_filters_direction) and O(content_filters_action).
    type: str
  content_filters_direction:
    description:
      - 'Event filter: the direction that the content filter works in.'
      - Needs O(content_filters_name) and O(content_filters_action).
    type: str
    choices:
      - inbound
      - outbound
  content_filters_action:
    description:
      - 'Event filter: what the content filter did.'
      - Needs O(content_filters_name) and O(content_filters_direction).
    type: str
    choices:
      - stopped
  advanced_malware_protection:
    description:
      - 'Event filter: the verdict of Advanced Malware Protection (AMP).'
      - Needs O(advanced_malware_protection_mailflow_direction).
    type: str
    choices:
      - amp_clean
      - amp_malicious
      - amp_unknown
      - amp_unscannable
      - amp_lowrisk
  advanced_malware_protection_mailflow_direction:
    description:
      - 'Event filter: the direction of the mail that AMP looked at.'
      - Needs O(advanced_malware_protection).
    type: str
    choices:
      - incoming
      - outgoing
  macro_file_types_detected:
    description:
      - 'Event filter: the types of files in which macros were found.'
      - Needs O(macro_mailflow_direction).
    type: list
    elements: str
  macro_mailflow_direction:
    description:
      - 'Event filter: the direction of the mail in which macros were found.'
      - Needs O(macro_file_types_detected).
    type: str
    choices:
      - inbound
      - outbound
  web_interaction_tracking_urls:
    description:
      - 'Event filter: a rewritten URL that a user clicked.'
      - Needs O(web_interaction_tracking_mailflow_direction).
    type: str
  web_interaction_tracking_mailflow_direction:
    description:
      - 'Event filter: the direction of the mail whose URL was clicked.'
      - Needs O(web_interaction_tracking_urls).
    type: str
    choices:
      - inbound
      - outbound
  mail_policy_name:
    description:
      - 'Event filter: the name of a mail policy.'
      - Needs O(mail_policy_direction).
    type: str
  mail_policy_direction:
    description:
      - 'Event filter: the direction of the mail policy.'
      - Needs O(mail_policy_name).
    type: str
    choices:
      - inbound
      - outbound
  more_filters:
    description:
      - Query parameters that are sent as they are, spelt as the API wants them, for filters that are newer than this collection.
      - A parameter that one of the options stands for, or that the search itself decides, is refused here.
    type: dict
    default: {}
  # END RENDERED options of message_tracking_info
seealso:
  - module: asyncos.api.message_info
  - module: asyncos.api.tracking_export
"""

EXAMPLES = r"""
- name: What did one partner send us since yesterday, and was any of it spam or malicious
  asyncos.api.message_tracking_info:
    last: 1d
    sender: partner.example
    spam_positive: true
    virus_positive: true
  register: found

- name: Tell
  ansible.builtin.debug:
    msg: "{{ item.timestamp_utc }} {{ item.sender }} -> {{ item.recipient | join(', ') }}: {{ item.subject }}"
  loop: "{{ found.records }}"
  loop_control:
    label: "{{ item.mid[0] }}"

- name: Messages that one content filter stopped in an hour
  asyncos.api.message_tracking_info:
    start: "2026-11-20T10:00Z"
    end: "2026-11-20T11:00Z"
    content_filters_name: block-executables
    content_filters_direction: inbound
    content_filters_action: stopped

- name: Hosts that were turned away
  asyncos.api.message_tracking_info:
    search: rejected_connections
    last: 4h
    limit: 100
"""

RETURN = r"""
records:
  description:
    - The messages or rejected connections. Fields have the appliance's own names and forms, which differ between releases; none of
      them is sure to be there. C(timestamp_utc) is the time in ISO 8601, V(null) if it cannot be read.
    - A record can be given to M(asyncos.api.message_info) as it is.
  returned: success
  type: list
  elements: dict
  sample:
    - timestamp: 21 Nov 2026 08:47:16 (GMT +00:00)
      timestamp_utc: "2026-11-21T08:47:16Z"
      direction: incoming
      sender: hugo-duarte@partner.example.net
      recipient: [katja.evans@example.com]
      subject: Release plan 23567
      mid: [14494269]
      icid: 7247135
      messageStatus: {"14494269": Dropped By Anti-Spam}
      serialNumber: 4242ED504EBB93D54CF3-4CF318A09FA4
# BEGIN RENDERED return value meta of a search
meta:
  description: What was really asked, and how complete the answer is.
  returned: success
  type: dict
  contains:
    search:
      description: What was searched.
      type: str
      returned: always
    start:
      description: Beginning of the window that was searched, in ISO 8601 and UTC.
      type: str
      returned: always
    end:
      description: Its end.
      type: str
      returned: always
    returned:
      description: Number of records returned.
      type: int
      returned: always
    truncated:
      description: Whether there were more records than the limit allows.
      type: bool
      returned: always
    slices:
      description: Number of parts that the window was searched in.
      type: int
      returned: always
    pages:
      description: Number of pages that were fetched.
      type: int
      returned: always
    bad_records:
      description: Number of records that the appliance itself could not read.
      type: int
      returned: always
    duplicates:
      description: Number of records that came twice and were dropped once.
      type: int
      returned: always
# END RENDERED return value meta of a search
  sample:
    search: messages
    start: "2026-11-20T10:00:00Z"
    end: "2026-11-21T10:00:00Z"
    returned: 15
    truncated: false
    slices: 1
    pages: 2
    bad_records: 0
    duplicates: 0
# BEGIN RENDERED return value error
error:
  description: The facts of the failure, for playbooks that decide on them.
  returned: failure
  type: dict
  contains:
    kind:
      description: What went wrong, as one of the kinds of the page on errors.
      type: str
      returned: always
    appliance:
      description: Host, port and product of the appliance, V(null) if none was asked.
      type: str
      returned: always
    method:
      description: HTTP method of the call that failed, V(null) if none was made.
      type: str
      returned: always
    path:
      description: Resource of the call that failed, V(null) if none was made.
      type: str
      returned: always
    status:
      description: HTTP status of the answer, V(null) if there was none.
      type: int
      returned: always
    code:
      description: The appliance's own code, V(null) if it gave none.
      type: str
      returned: always
    attempts:
      description: How often the call was made.
      type: int
      returned: always
    said:
      description: What happened.
      type: str
      returned: always
    hint:
      description: What to do about it, V(null) if nothing general can be said.
      type: str
      returned: always
    details:
      description: More facts, such as the role and its privileges when a permission is missing.
      type: dict
      returned: always
  sample:
    kind: not_found
    appliance: esa1.example.com:6443 (esa)
    method: GET
    path: reporting/mail_tomorrow
    status: 404
    code: '404'
    attempts: 1
    said: the appliance answered 404 'Not Found.'
    hint: The product or its release may not have this resource.
    details: {}
# END RENDERED return value error
"""

from ansible_collections.asyncos.api.plugins.module_utils._task.message_tracking_info import MESSAGE_TRACKING_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.module import run_module


def main() -> None:
    run_module(MESSAGE_TRACKING_INFO)


if __name__ == "__main__":
    main()
