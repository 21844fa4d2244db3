#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: quarantine_message
short_description: Release, delete, move, delay or copy messages in quarantines of Cisco ESA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Acts on messages in the spam quarantine, or in the policy, virus and outbreak quarantines, of a Secure Email Gateway (ESA) or Secure Email
    and Web Manager (SMA). The messages are given by their IDs or by a search.
  - O(max_messages) guards against acting on more of them than meant.
  - Whether something changed is the appliance's own answer. An ID that is not in quarantine (any more) is no error and no change, but it is
    reported. V(delay) and V(copy) are a change each time.
  - A call is never sent twice once the appliance may have got it. If one of several fails, RV(error.details) says what was done, what failed,
    and what was not sent.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
attributes:
  check_mode:
    support: full
    details:
      - Every message is looked up, and none is acted on.
      - It is not tried whether the role may change anything, nor whether O(destination) exists.
  diff_mode:
    support: full
    details:
      - Only messages that are acted on are shown. Those that were not looked up are shown with ID and quarantine only, or as a number.
options:
  # BEGIN RENDERED options of quarantine_message
  quarantine_type:
    description:
      - 'Which quarantine: V(spam), the spam quarantine, or V(pvo), the policy, virus and outbreak quarantines.'
    type: str
    required: true
    choices:
      - spam
      - pvo
  action:
    description:
      - 'What to do: V(release) lets the messages go to their recipients, V(delete) deletes them, V(move) moves them to another quarantine,
        V(delay) lets them stay longer, V(copy) sends a copy to somebody and leaves them where they are.'
      - With V(spam) only V(release) and V(delete).
    type: str
    required: true
    choices:
      - release
      - delete
      - move
      - delay
      - copy
  mids:
    description:
      - The ids of the messages. One that is given twice is acted on once. An empty list is refused.
    type: list
    elements: int
  search:
    description:
      - 'What to search for: the messages found are acted on. The keys are the filters and the window of M(asyncos.api.quarantine_info).'
      - An empty dictionary is refused, because it would mean every message.
    type: dict
    suboptions:
      last:
        description:
          - 'The time before now to search: a number with V(m), V(h), V(d) or V(w), such as V(90m), V(1d) or V(30d).'
          - When neither O(search.last) nor O(search.start) is given, V(30d).
        type: str
      start:
        description:
          - Beginning of the time to search, in ISO 8601, such as V(2026-11-20), V(2026-11-20T10:30Z) or V(2026-11-20T10:30+01:00).
          - 'Without a zone it is UTC. The API takes full minutes only: the window is rounded outwards.'
        type: str
      end:
        description:
          - End of the time to search, in the form of O(search.start). A date alone means the end of that day.
          - When it is left out, now.
        type: str
      from_address:
        description:
          - 'Filter: the From header.'
          - Only for V(spam).
        type: str
      from_address_operator:
        description:
          - How O(search.from_address) is compared. When it is left out, V(contains).
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
          - How O(search.to_address) is compared. When it is left out, V(contains).
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
          - How O(search.subject) is compared. When it is left out, V(contains).
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
          - How O(search.recipient) is compared. When it is left out, V(contains).
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
          - How O(search.sender) is compared. When it is left out, V(contains).
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
  quarantines:
    description:
      - 'The names of the quarantines in which to act, with V(pvo): a message can sit in several of them.'
      - When it is left out, those of O(search.quarantines), or else every quarantine that a message sits in. One call is made for each.
      - A warning names those in which none of the messages sits that were looked up or found. Their names may be misspelt.
    type: list
    elements: str
  destination:
    description:
      - The name of the quarantine to move to, with O(action=move).
    type: str
  delay:
    description:
      - How much longer, with O(action=delay), sent to the appliance as it is. Which form it takes is not known publicly; V(8h) is a guess.
    type: str
  recipients:
    description:
      - The addresses that get a copy, with O(action=copy).
    type: list
    elements: str
  max_messages:
    description:
      - The largest number of messages to act on. If there are more, the task fails before anything is done, and names the first of them.
    type: int
    default: 100
  # END RENDERED options of quarantine_message
notes:
  - Up to 100 messages that are given by their IDs are looked up first, so that the result can say which of them are not there. Of more, only
    the number is known, unless they are in V(pvo) and O(quarantines) is left out, or in check mode.
seealso:
  - module: asyncos.api.quarantine_info
"""

EXAMPLES = r"""
- name: Release two messages from the spam quarantine
  asyncos.api.quarantine_message:
    quarantine_type: spam
    action: release
    mids: [1755, 1760]

- name: Delete a wave of phishing mail from the policy quarantine, 500 messages at most
  asyncos.api.quarantine_message:
    quarantine_type: pvo
    action: delete
    search:
      quarantines: [Policy]
      subject: Your parcel
      subject_operator: begins_with
      last: 2d
    max_messages: 500

- name: Keep the messages of a sender for the lawyers
  asyncos.api.quarantine_message:
    quarantine_type: pvo
    action: move
    destination: Legal Hold
    search:
      sender: "@supplier.example"
      sender_operator: ends_with

- name: Send a copy of a message to the help desk
  asyncos.api.quarantine_message:
    quarantine_type: pvo
    action: copy
    mids: [4711]
    quarantines: [Policy]
    recipients: [helpdesk@example.com]
"""

RETURN = r"""
messages:
  description: The messages that were asked for or found.
  returned: when an action was tried, or would be in check mode
  type: list
  elements: dict
  sample:
    - mid: 4710
      sender: parcels@example.net
      subject: Your parcel is waiting
      quarantines: [Policy]
      touched: true
      acted_in: [Policy]
  contains:
    mid:
      description: ID of the message.
      type: int
      returned: always
    sender:
      description: Its sender, empty if the message was not looked up or not found.
      type: str
      returned: always
    subject:
      description: Its subject, empty if the message was not looked up or not found.
      type: str
      returned: always
    quarantines:
      description: The quarantines that it sat in before, if it was looked up.
      type: list
      elements: str
      returned: always
    touched:
      description:
        - Whether the appliance acted on it, or would in check mode.
        - V(null) if that is not known. The appliance answers a call with the number of messages that it acted on. If that is fewer than were
          sent, but not none, it is not known which. The same goes for a call whose answer was lost.
      type: bool
      returned: always
    acted_in:
      description:
        - The quarantines in which the appliance acted on it, or would in check mode. Empty with V(spam), where they have no names.
        - V(null) if that is not known of one of them.
      type: list
      elements: str
      returned: always
counts:
  description: How many messages the task was about, and what became of them.
  returned: when an action was tried, or would be in check mode
  type: dict
  sample: {asked: 1, calls: 1, sent: 1, touched: 1, untouched: 0}
  contains:
    asked:
      description: Messages asked for, each counted once.
      type: int
      returned: always
    calls:
      description: Calls that the appliance answered.
      type: int
      returned: always
    sent:
      description: Messages in these calls, counted once for each quarantine.
      type: int
      returned: always
    touched:
      description: Messages that the appliance acted on, by its own count, once for each quarantine.
      type: int
      returned: always
    untouched:
      description: Messages that nothing happened to, because they are not where the action looked for them.
      type: int
      returned: always
acted:
  description: The same for each quarantine.
  returned: when an action was tried, or would be in check mode
  type: list
  elements: dict
  sample:
    - {quarantine: Policy, sent: 1, touched: 1}
  contains:
    quarantine:
      description: Name of the quarantine, V(null) for the spam quarantine.
      type: str
      returned: always
    sent:
      description: Messages that were sent.
      type: int
      returned: always
    touched:
      description: Messages that the appliance acted on.
      type: int
      returned: always
untouched_mids:
  description: IDs of which it is known that nothing happened to them. There may be fewer of them than RV(counts.untouched) says.
  returned: when an action was tried, or would be in check mode
  type: list
  elements: int
  sample: []
meta:
  description: What was searched, and how complete the answer is. With O(mids) nothing is searched, and every field is V(null).
  returned: when an action was tried, or would be in check mode
  type: dict
  sample:
    search: pvo_quarantine
    start: "2026-11-19T10:00:00Z"
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
      description: Beginning of the window that was searched, in ISO 8601 and UTC.
      type: str
      returned: always
    end:
      description: Its end.
      type: str
      returned: always
    returned:
      description: Number of messages found.
      type: int
      returned: always
    truncated:
      description: Always V(false), because a search that finds more than O(max_messages) fails the task.
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
      description: Number of messages that the appliance itself could not read.
      type: int
      returned: always
    duplicates:
      description: Number of messages that came twice and were dropped once.
      type: int
      returned: always
diff:
  description:
    - The messages that are acted on, before and after, one a line with ID, quarantines, sender and subject. What was not looked up is not shown.
    - Control characters are replaced. A message that has left every quarantine is gone from C(after).
    - If it is not known which messages of a call were acted on, a line says how many.
  returned: when an action was tried, or would be in check mode
  type: dict
  sample:
    before_header: "delete, quarantine_type pvo"
    after_header: "delete, quarantine_type pvo"
    before: "4710  Policy  parcels@example.net  Your parcel is waiting\n"
    after: ""
  contains:
    before_header:
      description: The action and the type of quarantine.
      type: str
      returned: always
    after_header:
      description: The same.
      type: str
      returned: always
    before:
      description: The messages before the action.
      type: str
      returned: always
    after:
      description:
        - The messages after it, in the quarantines that they sit in now. With O(action=copy) and O(action=delay) the end of the line says what was done.
      type: str
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
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine_message import QUARANTINE_MESSAGE


def main() -> None:
    run_module(QUARANTINE_MESSAGE)


if __name__ == "__main__":
    main()
