#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sender_list
short_description: Manage safelists and blocklists of Cisco ESA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Adds, removes or sets pairs of recipient and sender on the safelist or the blocklist of the spam quarantine of a Secure Email Gateway (ESA)
    or Secure Email and Web Manager (SMA).
  - The list is read first, and only what differs is written. Addresses are compared without case. Adding a pair never replaces others.
  - After writing, the list is read again, and the task fails if it does not show the change. What the API's actions do exactly is not known
    publicly, so nothing is taken for granted here.
  - A row that fails does not stop the others. RV(failed_items) names it.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
attributes:
  check_mode:
    support: full
    details:
      - The list is read, and nothing is written.
  diff_mode:
    support: full
options:
  # BEGIN RENDERED options of sender_list
  list:
    description:
      - 'The list: V(safelist), senders whose mail is never taken for spam, or V(blocklist), senders whose mail is always taken for spam.'
    type: str
    required: true
    choices:
      - safelist
      - blocklist
  view_by:
    description:
      - 'What the rows are: the recipients, each with its senders, or the senders, each with its recipients. Both views show the same
        pairs.'
    type: str
    choices:
      - recipient
      - sender
    default: recipient
  recipients:
    description:
      - The recipients. With O(view_by=recipient) they name the rows, otherwise they are what the rows hold.
    type: list
    elements: str
  senders:
    description:
      - 'The senders: addresses or domains. With O(view_by=sender) they name the rows, otherwise they are what the rows hold.'
    type: list
    elements: str
  state:
    description:
      - V(present) adds the pairs that are missing, and leaves all others alone.
      - V(absent) removes just the given pairs.
      - V(absent) with O(view_by=recipient) and no O(senders), or with O(view_by=sender) and no O(recipients), removes the whole rows.
      - V(exact) makes each row exactly what is given.
    type: str
    choices:
      - present
      - absent
      - exact
    default: present
  # END RENDERED options of sender_list
seealso:
  - module: asyncos.api.sender_list_info
"""

EXAMPLES = r"""
- name: Let a partner's mail through to two recipients
  asyncos.api.sender_list:
    list: safelist
    recipients: [alice@example.com, bob@example.com]
    senders: [partner.example, billing@supplier.example]

- name: Take one sender off the blocklist of a recipient, and leave the others there
  asyncos.api.sender_list:
    list: blocklist
    recipients: [alice@example.com]
    senders: [news@example.net]
    state: absent

- name: Remove everything that a former employee had on the safelist
  asyncos.api.sender_list:
    list: safelist
    recipients: [carol@example.com]
    state: absent

- name: Block a sender for exactly these recipients
  asyncos.api.sender_list:
    list: blocklist
    view_by: sender
    senders: [news@example.net]
    recipients: [alice@example.com, bob@example.com]
    state: exact
"""

RETURN = r"""
entries:
  description: The rows of the task, as the list shows them after the change, or would in check mode. Rows that are not there are left out.
  returned: when the list could be read
  type: list
  elements: dict
  sample:
    - recipient: alice@example.com
      senders: [example.net, partner.example, billing@supplier.example]
    - {recipient: bob@example.com, senders: [partner.example, billing@supplier.example]}
  contains:
    recipient:
      description: The recipient.
      type: str
      returned: with O(view_by=recipient)
    senders:
      description: All senders that are on the list for the recipient.
      type: list
      elements: str
      returned: with O(view_by=recipient)
    sender:
      description: The sender.
      type: str
      returned: with O(view_by=sender)
    recipients:
      description: All recipients for whom the sender is on the list.
      type: list
      elements: str
      returned: with O(view_by=sender)
changes:
  description: What was changed, or would be in check mode, one entry for each row.
  returned: when the list could be read
  type: list
  elements: dict
  sample:
    - recipient: alice@example.com
      action: append
      senders: [partner.example, billing@supplier.example]
    - recipient: bob@example.com
      action: add
      senders: [partner.example, billing@supplier.example]
  contains:
    recipient:
      description: The recipient.
      type: str
      returned: with O(view_by=recipient)
    sender:
      description: The sender.
      type: str
      returned: with O(view_by=sender)
    action:
      description: The API's action, V(add) for a new row, V(append) to one, V(edit) to replace one, V(delete) to remove one.
      type: str
      returned: always
    senders:
      description: The senders that went along with the action.
      type: list
      elements: str
      returned: with O(view_by=recipient)
    recipients:
      description: The recipients that went along with the action.
      type: list
      elements: str
      returned: with O(view_by=sender)
failed_items:
  description: The rows that could not be changed.
  returned: when the list could be read
  type: list
  elements: dict
  sample: []
  contains:
    address:
      description: Address of the row.
      type: str
      returned: always
    action:
      description: The API's action that failed.
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
diff:
  description: The rows of the task before and after.
  returned: when the list could be read
  type: dict
  sample:
    before:
      entries:
        - {recipient: alice@example.com, senders: [example.net]}
    after:
      entries:
        - recipient: alice@example.com
          senders: [example.net, partner.example, billing@supplier.example]
        - {recipient: bob@example.com, senders: [partner.example, billing@supplier.example]}
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
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_list import SENDER_LIST


def main() -> None:
    run_module(SENDER_LIST)


if __name__ == "__main__":
    main()
