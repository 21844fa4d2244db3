# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: merge_messages
short_description: Merge the tracked messages that several appliances found
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Makes one list of messages out of the records that M(asyncos.api.message_tracking_info) found on several appliances. A message that
    both a gateway and its manager know is there once.
  - Two records are the same message when they have the same serial number of the gateway and a common message ID (MID), and when no
    difference of their connection IDs (ICID) contradicts. Rejected connections are merged by serial number and connection ID.
positional: _input
options:
  _input:
    description:
      - One dictionary for each appliance with C(name), C(product) and C(records). C(truncated) says whether the appliance found more than it returned.
    type: list
    elements: dict
    required: true
  limit:
    description: The largest number of messages to return. When it is left out, all.
    type: int
  order:
    description: Which messages are returned when there are more than O(limit). They are in the order of time either way, the oldest first.
    type: str
    choices: [newest_first, oldest_first]
    default: newest_first
seealso:
  - plugin: asyncos.api.message_stories
    plugin_type: filter
  - module: asyncos.api.message_tracking_info
"""

EXAMPLES = r"""
- name: Find what one sender sent, on all gateways and managers of the play
  asyncos.api.message_tracking_info:
    sender: partner.example
    last: 4h
  register: found

- name: Show how many messages these are
  ansible.builtin.debug:
    msg: "{{ (answers | asyncos.api.merge_messages).messages | length }}"
  vars:
    answers: "{{ [{'name': 'esa1', 'product': 'esa'}, {'name': 'sma1', 'product': 'sma'}] | zip(lists) | map('combine') }}"
    lists: "{{ ['esa1', 'sma1'] | map('extract', hostvars, 'found') }}"
  run_once: true
"""

RETURN = r"""
_value:
  description: The messages, and how many there were.
  type: dict
  contains:
    messages:
      description: The messages, the oldest first. One without a readable time comes last.
      type: list
      elements: dict
      contains:
        when:
          description: Time of the message in ISO 8601 and UTC, V(null) if it cannot be read.
          type: str
        serial_number:
          description: Serial number of the gateway.
          type: str
        mid:
          description: All message IDs that appliances know it under.
          type: list
          elements: int
        icid:
          description: IDs of its incoming connections.
          type: list
          elements: int
        record:
          description: The fields of all records. Where appliances differ, those of a gateway come before those of a manager.
          type: dict
        seen:
          description: The appliances that found it, gateways first. Each entry can be given to M(asyncos.api.message_info) on that appliance.
          type: list
          elements: dict
    found:
      description: Number of messages before O(limit).
      type: int
    more:
      description: Whether there were more messages than are returned.
      type: bool
  sample:
    messages:
      - when: "2026-11-21T06:04:19Z"
        serial_number: 4242ED504EBB93D54CF3-4CF318A09FA4
        mid: [14493617]
        icid: [7246809]
        record:
          sender: katja-costa@partner.example.net
          recipient: [alice.duarte@example.com]
          subject: Timesheet 23404
          messageStatus: {"14493617": Delivered}
        seen:
          - appliance: esa1
            serial_number: 4242ED504EBB93D54CF3-4CF318A09FA4
            mid: [14493617]
            icid: [7246809]
          - appliance: sma1
            serial_number: 4242ED504EBB93D54CF3-4CF318A09FA4
            mid: [14493617]
            icid: [7246809]
    found: 61
    more: false
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.plugin_utils._told import never_template
from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.merging import NEWEST_FIRST, chosen, merged

ORDERS = (NEWEST_FIRST, "oldest_first")


def merge_messages(answers: Iterable[Mapping[str, Any]], limit: int | None = None, order: str = NEWEST_FIRST) -> dict[str, Any]:
    several = list(answers) if isinstance(answers, Iterable) and not isinstance(answers, (str, Mapping)) else None
    if several is None or not all(isinstance(answer, Mapping) and "name" in answer and "records" in answer for answer in several):
        raise AnsibleFilterError("merge_messages takes a list of dictionaries with 'name', 'product' and 'records'")
    if order not in ORDERS:
        raise AnsibleFilterError(f"merge_messages takes the order {' or '.join(ORDERS)}, not {order}")
    if limit is not None and limit < 1:
        raise AnsibleFilterError(f"merge_messages takes a limit of 1 or more, not {limit}")
    found = merged(several)
    kept = chosen(found, len(found) if limit is None else limit, order)
    more = len(kept) < len(found) or any(answer.get("truncated") for answer in several)
    return never_template({"messages": kept, "found": len(found), "more": more})


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"merge_messages": merge_messages}
