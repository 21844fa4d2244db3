# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: message_stories
short_description: Tell the story of each message out of what appliances know
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - 'Makes the story of each message out of the records, details and quarantine lists of several appliances: who sent it to whom, what the
    engines found, what happened to it in the order of time, and where it is now.'
  - All words are those of the appliances. Only C(now.state) is a word of this collection, concluded from them.
positional: _input
options:
  _input:
    description: The C(messages) of the filter P(asyncos.api.merge_messages#filter).
    type: list
    elements: dict
    required: true
  answers:
    description:
      - 'What is known beside the records, one dictionary for each appliance: its C(name); C(messages) and C(failed_items) as M(asyncos.api.message_info)
        returns them; C(details_msg), why there are none; and C(quarantines), a list of searches by M(asyncos.api.quarantine_info), each
        with C(quarantine_type), C(records), C(truncated), and in C(msg) why it failed.'
      - All but C(name) may be left out.
    type: list
    elements: dict
    default: []
notes:
  - A message is surely held if a policy, virus or outbreak quarantine names its gateway and MID. The spam quarantine names neither. There a
    message with the same sender, recipient and subject within an hour is taken for it, and C(certain) is V(false).
seealso:
  - plugin: asyncos.api.merge_messages
    plugin_type: filter
  - module: asyncos.api.message_info
  - module: asyncos.api.quarantine_info
"""

EXAMPLES = r"""
- name: Find what one sender sent
  asyncos.api.message_tracking_info:
    sender: partner.example
    last: 4h
  register: found

- name: Get everything about it
  asyncos.api.message_info:
    messages: "{{ found.records }}"
    sections: [details, amp, url]
  register: known
  when: found.records | length > 0

- name: Show where each message is now
  ansible.builtin.debug:
    msg: "{{ stories | map(attribute='now.said') }}"
  vars:
    merged: "{{ [{'name': 'esa1', 'product': 'esa', 'records': found.records}] | asyncos.api.merge_messages }}"
    stories: "{{ merged.messages | asyncos.api.message_stories([{'name': 'esa1', 'messages': known.messages | default([])}]) }}"
"""

RETURN = r"""
_value:
  description:
    - The stories, in the order of the messages. A text that no appliance tells is empty.
    - Each has C(when), C(direction), C(sender), C(header_from), C(reply_to), C(recipients), C(subject), C(message_id_header), C(size),
      C(attachments), C(mail_policies), C(sender_ip), C(sender_host), C(sender_group), C(ip_reputation), C(gateway), C(serial_number), C(mid),
      C(icid), and C(seen_by), the names of appliances.
    - C(states) are the last states that tracking tells, C(verdicts) what engines found, C(held) the quarantines that hold it, C(events) its
      life in the order of time, and C(missing) what could not be had.
    - C(now.said) is a sentence on where it is. C(now.state) is one of V(delivered), V(dropped), V(bounced), V(aborted), V(held), V(probably_held),
      V(quarantined) (tracking says so, and whether it is still held is not sure), V(left_quarantine), V(remediated), V(several) (parts of a message
      that was split fared differently), or V(unknown).
  type: list
  elements: dict
  sample:
    - when: "2026-11-21T06:04:19Z"
      direction: incoming
      sender: katja-costa@partner.example.net
      recipients: [alice.duarte@example.com]
      subject: Timesheet 23404
      mid: [14493617]
      seen_by: [esa1]
      states:
        - {mid: 14493617, said: Delivered}
      verdicts:
        - {by: Outbreak Filters, said: Negative}
      held:
        - appliance: esa1
          quarantine_type: pvo
          quarantines: [Outbreak]
          mid: 104
          since: "2026-11-21T08:15:00Z"
          until: "2026-12-06T08:15:00Z"
          reasons: ["Phish: Phish"]
          certain: true
      now:
        state: held
        said: "Delivered; held in the quarantine Outbreak of esa1 as MID 104, until 2026-12-06 08:15 UTC"
      events:
        - when: "2026-11-21T06:04:19Z"
          section: details
          text: >-
            Connection (ICID 7246809) from 192.0.2.68, host host-68.partner.example.net verified, was opened on the
            incoming interface.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.plugin_utils._told import never_template
from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.story import story_of


def message_stories(messages: Iterable[Mapping[str, Any]], answers: Iterable[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    several = _dictionaries(messages, "messages", ("record", "seen"))
    complete = [_complete(answer) for answer in _dictionaries(answers, "answers", ("name",))]
    return never_template([story_of(message, complete) for message in several])


def _dictionaries(several: Any, noun: str, keys: Iterable[str]) -> list[Mapping[str, Any]]:
    found = list(several) if isinstance(several, Iterable) and not isinstance(several, (str, Mapping)) else None
    if found is None or not all(isinstance(one, Mapping) and all(key in one for key in keys) for one in found):
        raise AnsibleFilterError(f"message_stories takes {noun} as a list of dictionaries with {' and '.join(keys)}")
    return found


def _complete(answer: Mapping[str, Any]) -> dict[str, Any]:
    searches = [{"records": [], "truncated": False, "msg": "", **search} for search in answer.get("quarantines") or []]
    empty: dict[str, Any] = {"messages": [], "failed_items": [], "details_msg": ""}
    return {**empty, **answer, "quarantines": searches}


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"message_stories": message_stories}
