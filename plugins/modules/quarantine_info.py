#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: quarantine_info
short_description: Search quarantines of Cisco ESA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Searches the spam quarantine, or the policy, virus and outbreak quarantines, of a Secure Email Gateway (ESA) or Secure Email and Web
    Manager (SMA), with every filter of the API, and returns all messages that are found.
  - Gets the details of messages, their attachments as files, and the rules that fill the quarantines.
  - Where quarantines are centralized, the manager holds the messages. Ask it, not the gateways.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
attributes:
  check_mode:
    support: full
    details:
      - Nothing on the appliance is changed in either mode. With O(attachments_dest), files are fetched to tell what they are, and not written.
  diff_mode:
    support: none
options:
  # BEGIN RENDERED options of quarantine_info
  quarantine_type:
    description:
      - 'Which quarantine: V(spam), the spam quarantine, or V(pvo), the policy, virus and outbreak quarantines.'
    type: str
    required: true
    choices:
      - spam
      - pvo
  mids:
    description:
      - The ids of messages to get the details of, instead of searching. Each is looked up by itself. An empty list gives no records.
    type: list
    elements: int
  last:
    description:
      - 'The time before now to search: a number with V(m), V(h), V(d) or V(w), such as V(90m), V(1d) or V(30d).'
      - When neither O(last) nor O(start) is given, V(30d).
    type: str
  start:
    description:
      - Beginning of the time to search, in ISO 8601, such as V(2026-11-20), V(2026-11-20T10:30Z) or V(2026-11-20T10:30+01:00).
      - 'Without a zone it is UTC. The API takes full minutes only: the window is rounded outwards.'
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
  from_address:
    description:
      - 'Filter: the From header.'
      - Only for V(spam).
    type: str
  from_address_operator:
    description:
      - How O(from_address) is compared. When it is left out, V(contains).
    type: str
    choices:
      - contains
      - is
      - begins_with
      - ends_with
      - does_not_contain
  to_address:
    description:
      - 'Filter: the To header.'
      - Only for V(spam).
    type: str
  to_address_operator:
    description:
      - How O(to_address) is compared. When it is left out, V(contains).
    type: str
    choices:
      - contains
      - is
      - begins_with
      - ends_with
      - does_not_contain
  subject:
    description:
      - 'Filter: the subject.'
    type: str
  subject_operator:
    description:
      - How O(subject) is compared. When it is left out, V(contains).
      - V(is_not), V(does_not_begin_with) and V(does_not_end_with) are only for V(pvo).
    type: str
    choices:
      - contains
      - is
      - begins_with
      - ends_with
      - does_not_contain
      - is_not
      - does_not_begin_with
      - does_not_end_with
  recipient:
    description:
      - 'Filter: the envelope recipient.'
    type: str
  recipient_operator:
    description:
      - How O(recipient) is compared. When it is left out, V(contains).
      - V(is_not), V(does_not_begin_with) and V(does_not_end_with) are only for V(pvo).
    type: str
    choices:
      - contains
      - is
      - begins_with
      - ends_with
      - does_not_contain
      - is_not
      - does_not_begin_with
      - does_not_end_with
  quarantines:
    description:
      - 'Filter: names of quarantines, of which the message is in one.'
      - Only for V(pvo).
    type: list
    elements: str
  sender:
    description:
      - 'Filter: the envelope sender.'
      - Only for V(pvo).
    type: str
  sender_operator:
    description:
      - How O(sender) is compared. When it is left out, V(contains).
    type: str
    choices:
      - contains
      - is
      - begins_with
      - ends_with
      - does_not_contain
      - is_not
      - does_not_begin_with
      - does_not_end_with
  originating_esa_ip:
    description:
      - 'Filter: the IP address of the gateway that the message came from.'
      - Only for V(pvo).
    type: str
  attachment_name:
    description:
      - 'Filter: the name of an attachment.'
      - Only for V(pvo).
    type: str
  attachment_size_from:
    description:
      - 'Filter: the least size of an attachment in KB.'
      - Only for V(pvo).
    type: int
  attachment_size_to:
    description:
      - 'Filter: the largest size of an attachment in KB.'
      - Only for V(pvo).
    type: int
  more_filters:
    description:
      - Query parameters that are sent as they are, spelt as the API wants them, for filters that are newer than this collection.
      - A parameter that one of the options stands for, or that the search itself decides, is refused here.
    type: dict
    default: {}
  details:
    description:
      - 'Whether the details of each message are fetched, too: one call for each, several at once. O(mids) and O(attachments_dest) imply
        it.'
    type: bool
    default: false
  attachments_dest:
    description:
      - A folder that exists, to which the attachments of the messages are written, as an absolute path. Only for V(pvo).
      - A file is named C(mid-attachment_id-name), and only its owner may read it. The file holds what was quarantined.
      - 'The name is the sender''s: folders and control characters are taken out of it.'
    type: path
  rules:
    description:
      - Whether the rules that fill the quarantines are fetched, too, with the number and size of their messages. Only for V(pvo).
    type: bool
    default: false
  ignore_failed_items:
    description:
      - Whether the task succeeds when details or attachments could not be had. Either way RV(failed_items) names them, and the others
        are there.
    type: bool
    default: false
  # END RENDERED options of quarantine_info
seealso:
  - module: asyncos.api.quarantine_message
  - module: asyncos.api.tracking_export
"""

EXAMPLES = r"""
- name: List what came into the spam quarantine for a user in the last week
  asyncos.api.quarantine_info:
    quarantine_type: spam
    last: 7d
    recipient: alice@example.com
    recipient_operator: is
  register: spam

- name: Show senders and subjects
  ansible.builtin.debug:
    msg: "{{ item.date_utc }} {{ item.fromAddress | first }}: {{ item.subject }}"
  loop: "{{ spam.records }}"
  loop_control:
    label: "{{ item.mid }}"

- name: Look at suspicious attachments of the policy quarantine, with details
  asyncos.api.quarantine_info:
    quarantine_type: pvo
    quarantines: [Policy, File Analysis]
    attachment_name: .exe
    attachment_size_from: 10
    attachments_dest: /var/tmp/suspicious
  register: suspicious

- name: Get the details of one message, and the rules of the quarantines
  asyncos.api.quarantine_info:
    quarantine_type: pvo
    mids: [4711]
    rules: true
  register: one
"""

RETURN = r"""
records:
  description:
    - The messages, in the order of O(order). Names of fields are the appliance's own; which of them there are depends on the release.
    - With O(mids), each has C(mid) and C(details) only.
  returned: when the search succeeded
  type: list
  elements: dict
  sample:
    - mid: 1755
      envelopeRecipient: [alice@example.com]
      toAddress: [alice@example.com]
      subject: Our offers of the week
      date: 21 Nov 2026 09:30 (GMT +00:00)
      fromAddress: [news@example.net]
      size: 20.00K
      date_utc: "2026-11-21T09:30:00Z"
  contains:
    mid:
      description: ID of the message in quarantine.
      type: raw
      returned: always
    date:
      description: When the message was received, in the appliance's form. C(date_utc) has the same in ISO 8601 and UTC.
      type: str
      returned: with V(spam)
    received:
      description: When the message was received, in the appliance's form. C(received_utc) has the same in ISO 8601 and UTC.
      type: str
      returned: with V(pvo)
    scheduledExit:
      description: When the message leaves by itself, in the appliance's form. C(scheduledExit_utc) has the same in ISO 8601 and UTC.
      type: str
      returned: with V(pvo)
    inQuarantines:
      description: The names of all quarantines that the message sits in, with commas between them.
      type: str
      returned: with V(pvo)
    details:
      description:
        - The details of the message, V(null) if they could not be had. C(messageBody) and C(headers) are HTML, as the appliance gives them.
        - Those of V(pvo) have C(quarantineDetails) (one entry for each quarantine), C(messagePartDetails) (the attachments) and
          C(messageDetails) (sender, recipients, subject).
      type: dict
      returned: with O(details), O(mids) or O(attachments_dest)
meta:
  description: What was searched, and how complete the answer is. With O(mids) nothing is searched, and what a search would cost is 0.
  returned: when the search succeeded
  type: dict
  sample:
    search: spam_quarantine
    start: "2026-11-14T10:00:00Z"
    end: "2026-11-21T10:00:00Z"
    returned: 1
    truncated: false
    slices: 1
    pages: 1
    bad_records: 0
    duplicates: 0
  contains:
    search:
      description: What was searched.
      type: str
      returned: always
    start:
      description: Beginning of the window that was searched, in ISO 8601 and UTC. With O(mids), V(null).
      type: str
      returned: always
    end:
      description: Its end. With O(mids), V(null).
      type: str
      returned: always
    returned:
      description: Number of records returned.
      type: int
      returned: always
    truncated:
      description: Whether there were more than O(limit).
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
    rules_path:
      description: The resource at which this release has the rules.
      type: str
      returned: with O(rules)
attachments:
  description: The files that were written, or would be in check mode.
  returned: with O(attachments_dest)
  type: list
  elements: dict
  sample:
    - mid: 138
      attachment_id: 2
      name: "C:\\temp\\run.exe"
      dest: /var/tmp/suspicious/138-2-run.exe
      size: 30909
      checksum: 42c59de14c1d2cf4c05a64ce2c7a81cc10ea441b5d4167a4ac52d60ec6f66a2c
      changed: true
  contains:
    mid:
      description: ID of the message.
      type: int
      returned: always
    attachment_id:
      description: Number of the attachment in its message.
      type: int
      returned: always
    name:
      description: The name that the sender gave it.
      type: str
      returned: always
    dest:
      description: The file.
      type: str
      returned: always
    size:
      description: Its size in bytes.
      type: int
      returned: always
    checksum:
      description: Its SHA-256.
      type: str
      returned: always
    changed:
      description: Whether the file was written, because it was not there with this content.
      type: bool
      returned: always
rules:
  description: The rules that fill the quarantines, with the appliance's own names of fields.
  returned: with O(rules)
  type: list
  elements: dict
  sample:
    - rid: 1
      numberOfMessages: 7
      capacity: "0.1%"
      ruleId: "Malware: Malware"
      totalSize: 321KB
      ruleDescription: N/A
      averageMessageSize: 46KB
rules_totals:
  description: What the appliance says about all rules together.
  returned: with O(rules)
  type: dict
  sample: {totalAverageMessageSize: 52KB, totalNumberOfMessages: 13}
failed_items:
  description: Details and attachments that could not be had.
  returned: when the search succeeded
  type: list
  elements: dict
  sample: []
  contains:
    mid:
      description: ID of the message.
      type: raw
      returned: always
    what:
      description: What could not be had, such as V(details) or V(attachment 2).
      type: str
      returned: always
    msg:
      description: What went wrong, in a sentence.
      type: str
      returned: always
    error:
      description: The facts of it, with the fields of RV(error).
      type: dict
      returned: always
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

from ansible_collections.asyncos.api.plugins.module_utils._task.module import run_module
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine_info import QUARANTINE_INFO


def main() -> None:
    run_module(QUARANTINE_INFO)


if __name__ == "__main__":
    main()
