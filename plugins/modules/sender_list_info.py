#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sender_list_info
short_description: Get safelists and blocklists of Cisco ESA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Gets the safelist or the blocklist of the spam quarantine of a Secure Email Gateway (ESA) or Secure Email and Web Manager (SMA),
    read to its end, by recipient or by sender.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
  - asyncos.api.attributes.info_module
options:
  # BEGIN RENDERED options of sender_list_info
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
  search:
    description:
      - Part of a recipient's address. Only these rows are asked for. Only with O(view_by=recipient).
    type: str
  addresses:
    description:
      - Only the rows of exactly these addresses, recipients or senders as O(view_by) says, compared without case.
      - RV(not_found) names those without a row.
    type: list
    elements: str
  # END RENDERED options of sender_list_info
seealso:
  - module: asyncos.api.sender_list
"""

EXAMPLES = r"""
- name: Get the whole safelist, one entry for each recipient
  asyncos.api.sender_list_info:
    list: safelist
  register: safelist

- name: Show the senders that two recipients trust
  asyncos.api.sender_list_info:
    list: safelist
    addresses: [alice@example.com, bob@example.com]
  register: of_two

- name: Show which recipients block a sender
  asyncos.api.sender_list_info:
    list: blocklist
    view_by: sender
    addresses: [news@example.net]
  register: blocked
"""

RETURN = r"""
entries:
  description: The rows of the list, in the order of their addresses, spelt as on the appliance.
  returned: success
  type: list
  elements: dict
  sample:
    - {recipient: alice.adler@example.com, senders: [news@granite.example]}
    - {recipient: alice.brandt@example.com, senders: [billing@cobalt.example]}
  contains:
    recipient:
      description: The recipient.
      type: str
      returned: with O(view_by=recipient)
    senders:
      description: The senders, addresses or domains, that are on the list for the recipient.
      type: list
      elements: str
      returned: with O(view_by=recipient)
    sender:
      description: The sender, an address or a domain.
      type: str
      returned: with O(view_by=sender)
    recipients:
      description: The recipients for whom the sender is on the list.
      type: list
      elements: str
      returned: with O(view_by=sender)
not_found:
  description: Those of O(addresses) that have no row.
  returned: success
  type: list
  elements: str
  sample: []
meta:
  description: What was asked, and how complete the answer is.
  returned: success
  type: dict
  sample: {list: safelist, view_by: recipient, returned: 14, total_count: 14, complete: true}
  contains:
    list:
      description: The list.
      type: str
      returned: always
    view_by:
      description: What the rows are.
      type: str
      returned: always
    returned:
      description: Number of rows returned.
      type: int
      returned: always
    total_count:
      description: The appliance's own count of the list, V(null) if it gave none or may have counted each page.
      type: int
      returned: always
    complete:
      description: Whether as many rows came as the appliance counted. If not, somebody wrote to the list while it was read, and a warning says so.
      type: bool
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
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_list_info import SENDER_LIST_INFO


def main() -> None:
    run_module(SENDER_LIST_INFO)


if __name__ == "__main__":
    main()
