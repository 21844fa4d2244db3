#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: message_info
short_description: Get everything that Cisco ESA and SMA appliances know about given messages
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Gets the details of any number of messages from a Secure Email Gateway (ESA) or Secure Email and Web Manager (SMA) over one login,
    several at once. O(sections) chooses what to get of each.
  - The messages are given by their IDs, or as the records that M(asyncos.api.message_tracking_info) has found.
  - No dates are sent. They did not restrict the lookup in a recorded exchange, and a public client works without them.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
  - asyncos.api.attributes.info_module
options:
  # BEGIN RENDERED options of message_info
  messages:
    description:
      - The messages to ask about. Each is a record of M(asyncos.api.message_tracking_info), or a dictionary.
      - A dictionary has the keys C(mid) (the message ID, or a list of them if the appliance split the message) and C(serial_number) (the
        serial number of the gateway that handled the message), and may have C(icid) (the ID of the incoming connection).
      - A mid alone will do where O(serial_number) is given.
      - A message that is given twice is asked about once.
    type: list
    elements: raw
    required: true
  serial_number:
    description:
      - Serial number of the gateway, for those of O(messages) that do not have their own.
      - With O(product=sma), too, it is that of the gateway that handled the message.
    type: str
  sections:
    description:
      - What to get.
      - V(details) is the envelope, the attachments, the state, and C(summary), the events in the life of the message.
      - V(amp) is what Advanced Malware Protection (AMP) found, event by event in C(ampDetails).
      - V(dlp) is the violation of a DLP policy and what matched it, in C(dlpDetails).
      - V(url) is what was found about URLs in the message, event by event in C(urlDetails).
      - V(connection) is the sender group and reputation of the sending host, and the events of the connection in C(summary).
      - 'V(remediation) is what was done to the message in mailboxes after delivery: C(batch_details) and, for each mailbox, C(message_details).'
    type: list
    elements: str
    choices:
      - details
      - amp
      - dlp
      - url
      - connection
      - remediation
    default:
      - details
  ignore_failed_items:
    description:
      - Whether the task succeeds when some sections could not be had. Either way RV(failed_items) names them, and the others are there.
    type: bool
    default: false
  serial_number_parameter:
    description:
      - Name of the parameter that tells the appliance the serial number for the sections V(connection) and V(remediation).
      - Public clients of the API differ in it, and which of the names a release reads is not known.
    type: str
    choices:
      - serialNumber
      - sma_serial_number
    default: serialNumber
  # END RENDERED options of message_info
seealso:
  - module: asyncos.api.message_tracking_info
  - module: asyncos.api.request
"""

EXAMPLES = r"""
- name: Find what a sender sent in the last two hours
  asyncos.api.message_tracking_info:
    sender: news@example.net
    sender_operator: is
    last: 2h
  register: found

- name: Get the life of each of these messages, and what AMP and DLP found
  asyncos.api.message_info:
    messages: "{{ found.records }}"
    sections: [details, amp, dlp]
  register: known
  when: found.records | length > 0

- name: Show the last event of each message
  ansible.builtin.debug:
    msg: "{{ item.mid | first }}: {{ (item.details.summary | last).description }}"
  loop: "{{ known.messages | default([]) }}"
  loop_control:
    label: "{{ item.mid | first }}"

- name: Ask a manager about two messages of one gateway, keeping what can be had
  asyncos.api.message_info:
    product: sma
    messages:
      - mid: 1757
        icid: 1625
      - mid: 1802
    serial_number: EC2C0000000000000000-000000000000
    sections: [details, connection, remediation]
    ignore_failed_items: true
  register: known
"""

RETURN = r"""
messages:
  description:
    - One entry for each message, in the order asked for. A message that was given twice comes once.
    - Beside the IDs it has a key for each of O(sections), which is V(null) if that section could not be had, and empty if the
      appliance has nothing to say. The fields of a section are the appliance's own, and newer releases have more of them.
    - Behind each field with a time there is the same time in ISO 8601 and UTC, such as C(timestamp_utc), V(null) if it cannot be read.
  returned: when the connection's options and the entries are right
  type: list
  elements: dict
  sample:
    - mid: [483139921]
      icid: [241569961]
      serial_number: 4242ED504EBB93D54CF3-4CF318A09FA4
      details:
        direction: incoming
        sender: news@example.net
        recipient: [bruno.adler@example.com]
        subject: Order 84980
        mid: [483139921]
        timestamp: 21 Nov 2026 08:29:24 (GMT +00:00)
        timestamp_utc: "2026-11-21T08:29:24Z"
        messageStatus: Delivered
        mailPolicy: [PARTNERS]
        summary:
          - timestamp: 21 Nov 2026 08:29:24 (GMT +00:00)
            timestamp_utc: "2026-11-21T08:29:24Z"
            description: >-
              Connection (ICID 241569961) from 192.0.2.182, host host-182.example.net verified, was opened on the incoming
              interface.
            lastEvent: false
      amp: {showAMPDetails: false, ampDetails: []}
  contains:
    mid:
      description: The message IDs that were asked for. A message that the appliance split has several.
      type: list
      elements: int
      returned: always
    icid:
      description: The IDs of the incoming connection that were sent along, if any.
      type: list
      elements: int
      returned: always
    serial_number:
      description: Serial number of the gateway that was asked for.
      type: str
      returned: always
    details:
      description: The envelope, the state, the attachments, and the events in C(summary), each with C(timestamp) and C(description).
      type: dict
      returned: with V(details) in O(sections)
    amp:
      description: The section on Advanced Malware Protection, with its events in C(ampDetails).
      type: dict
      returned: with V(amp) in O(sections)
    dlp:
      description: The section on Data Loss Prevention, with the violation in C(dlpDetails).
      type: dict
      returned: with V(dlp) in O(sections)
    url:
      description: The section on URLs, with its events in C(urlDetails).
      type: dict
      returned: with V(url) in O(sections)
    connection:
      description: The incoming connection, with C(senderGroup), C(sbrs), and its events in C(summary).
      type: dict
      returned: with V(connection) in O(sections)
    remediation:
      description: What was done in mailboxes, with C(batch_details) and the list C(message_details). Times are seconds since 1970, each with its twin.
      type: dict
      returned: with V(remediation) in O(sections)
failed_items:
  description: The sections that could not be had.
  returned: when the connection's options and the entries are right
  type: list
  elements: dict
  sample:
    - mid: [1757]
      icid: [1625]
      serial_number: EC2C0000000000000000-000000000000
      section: details
      msg: >-
        GET message-tracking/details on sma1.example.com:6443 (sma): no message with mid 1757 and icid 1625 is known there
        under serial number EC2C0000000000000000-000000000000 (the appliance answered 404 'Invalid value for attribute -
        mid or icid.'). The serial number has to be that of the gateway that handled the message, on an SMA as well;
        records of message_tracking_info have it as serialNumber. Messages that tracking no longer holds are not known
        either.
      error: {kind: not_found, appliance: sma1.example.com:6443 (sma), status: 404}
  contains:
    mid:
      description: The message IDs that were asked for.
      type: list
      elements: int
      returned: always
    icid:
      description: The IDs of the incoming connection that were sent along, if any.
      type: list
      elements: int
      returned: always
    serial_number:
      description: Serial number of the gateway that was asked for.
      type: str
      returned: always
    section:
      description: The section, as in O(sections).
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

from ansible_collections.asyncos.api.plugins.module_utils._task.message_info import MESSAGE_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.module import run_module


def main() -> None:
    run_module(MESSAGE_INFO)


if __name__ == "__main__":
    main()
