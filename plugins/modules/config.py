#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: config
short_description: Change the configuration of Cisco ESA, WSA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Brings a part of the configuration of a Secure Email Gateway (ESA), Secure Web Appliance (WSA) or Secure Email and Web Manager (SMA) into the state
    that the task describes.
  - The part is read, compared with the task, and written only where it differs. Lists that the API can only replace as a whole are merged first,
    so that adding a site never loses the others.
  - After writing, the part is read again. What the appliance shows then decides what was done, whatever the calls answered, so a change that was
    committed although the call ended with 502 is a change, and one that was accepted but does not show is a failure.
  - Several items are changed by one task, and one that the appliance refuses does not stop the others. RV(failed_items) has its words for each.
  - The API has no transactions and no versions. Who changes the same list at the same moment as another one can lose a change, here as in the web interface.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
attributes:
  check_mode:
    support: full
    details:
      - The part is read, and nothing is written.
  diff_mode:
    support: full
options:
  # BEGIN RENDERED options of config
  resource:
    description:
      - The part of the configuration, as the page on configuration and M(asyncos.api.config_info) call it, such as V(url_categories).
      - The keys of each are on the page on keys of the configuration.
    type: str
    required: true
  config:
    description:
      - 'What it is to be, in the form in which M(asyncos.api.config_info) returns it: a list of items, or a dictionary of settings.'
      - 'Only what is given is compared and written. What was read can be given back: masked secrets and what only the appliance sets
        are passed over.'
      - With O(state=absent) the items that are not to be there; names alone will do where one key tells items apart.
      - A key beginning with C(new_), such as C(new_category_name), renames an item.
    type: raw
  state:
    description:
      - 'V(merged) adds what is missing and changes what differs: lists keep the entries that they have.'
      - V(replaced) makes every list that is given exactly that. Keys and items that are not given stay as they are.
      - V(pruned) takes the entries that are given out of lists, and leaves everything else.
      - V(absent) deletes the items that are given.
    type: str
    choices:
      - merged
      - replaced
      - pruned
      - absent
    default: merged
  scope:
    description:
      - What the part belongs to, where there are several of it, such as C(policy) for V(policy_members).
    type: dict
  mode:
    description:
      - The level of a clustered Secure Email Gateway whose configuration is meant.
      - 'Leave it out for a gateway that stands alone: appliances are reported to refuse changes on a cluster without it, and it elsewhere.'
    type: str
    choices:
      - cluster
      - group
      - machine
  group_name:
    description:
      - Name of the group, for O(mode=group).
    type: str
  host_name:
    description:
      - Name of the machine in the cluster, for O(mode=machine).
    type: str
  delete_all:
    description:
      - 'With O(state=absent) and without O(config): deletes every item, but those that are always there.'
      - They are read and deleted by name. The forms of the API that delete everything unseen are never used.
    type: bool
    default: false
  update_unseen:
    description:
      - What to do with values that the appliance never shows, such as passwords, so that they cannot be compared.
      - V(on_change) writes them with new items, and with others when something else of the item changes.
      - V(always) writes them each time, and the task reports a change each time.
    type: str
    choices:
      - on_change
      - always
    default: on_change
  allow_unknown:
    description:
      - 'Whether keys are sent that this collection does not know: newer releases may have more.'
    type: bool
    default: false
  wait:
    description:
      - Whether to wait for what the appliance goes on with after it has answered, such as a registration of licenses.
    type: bool
    default: true
  wait_timeout:
    description:
      - Seconds to wait for that, and for the appliance to answer again after a change that restarts its services.
      - On the controller, progress is shown every five seconds.
    type: float
    default: 600.0
  # END RENDERED options of config
notes:
  - Changes are taken to be in effect at once, because no call is known that commits or takes back.
  - The manager has few parts that can be changed. Configuring a WSA by its manager and by this module at the same time overwrites the changes of the other.
seealso:
  - module: asyncos.api.config_info
  - module: asyncos.api.request
"""

EXAMPLES = r"""
- name: Let two more sites bypass the proxy, and keep all others
  asyncos.api.config:
    resource: bypass_proxy
    config:
      bypass_list: [updates.example.com, 192.0.2.17]

- name: Take one site out of a URL category
  asyncos.api.config:
    resource: url_categories
    state: pruned
    config:
      - category_name: Partners
        sites: [old-partner.example]

- name: Make a URL category, or make its list of sites exactly this one
  asyncos.api.config:
    resource: url_categories
    state: replaced
    config:
      - category_name: Blocked by hand
        category_type: Local
        list_order: 1
        sites: [bad.example, worse.example]

- name: Delete two access policies
  asyncos.api.config:
    resource: access_policies
    state: absent
    config: [Contractors, Guests]

- name: Add URLs to a list of a clustered gateway
  asyncos.api.config:
    resource: url_lists
    mode: cluster
    config:
      - name: phishing
        urls: [login.bad.example, pay.worse.example]

- name: Give senders a policy, without touching its other rows
  asyncos.api.config:
    resource: policy_members
    scope: {policy: PARTNERS}
    config:
      - sender_config: {sender: {domain_entries: ["@partner.example"]}}
        receiver_config: {operation: and, receiver: {domain_entries: [ANY]}}
"""

RETURN = r"""
resource:
  description: The part of the configuration.
  returned: when the part could be read
  type: str
  sample: url_categories
configuration:
  description:
    - The items of the task, or the settings, as the appliance shows them after the change, or as they would be in check mode.
    - A list for parts with items, a dictionary for settings. Secrets are masked.
  returned: when the part could be read
  type: raw
  sample:
    - category_name: Partners
      category_type: Local
      list_order: 1
      sites: [partner.example]
      sites_regex: []
      comments: Sites of business partners
changes:
  description: What was changed, or would be in check mode.
  returned: when the part could be read
  type: list
  elements: dict
  sample:
    - {name: {category_name: Partners}, action: update, fields: [sites]}
  contains:
    name:
      description: What tells the item from others, empty for settings.
      type: dict
      returned: always
    action:
      description: The change, V(create), V(update) or V(delete).
      type: str
      returned: always
    fields:
      description: The keys that were written, because they differed.
      type: list
      elements: str
      returned: always
unverified:
  description:
    - What was written, or would be in check mode, and cannot be seen, because the appliance does not show it.
    - These are secrets, and keys that answers of this appliance turn out not to have.
  returned: when the part could be read
  type: list
  elements: dict
  sample: []
  contains:
    name:
      description: What tells the item from others, empty for settings.
      type: dict
      returned: always
    fields:
      description: The keys, with dots between levels.
      type: list
      elements: str
      returned: always
failed_items:
  description: The changes that were not made.
  returned: when the part could be read
  type: list
  elements: dict
  sample: []
  contains:
    name:
      description: What tells the item from others, empty for settings.
      type: dict
      returned: always
    action:
      description: The change that failed.
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
  description: The items of the task before and after.
  returned: when the part could be read
  type: dict
  sample:
    before:
      url_categories:
        - category_name: Partners
          category_type: Local
          list_order: 1
          sites: [partner.example, old-partner.example]
          sites_regex: []
          comments: Sites of business partners
    after:
      url_categories:
        - category_name: Partners
          category_type: Local
          list_order: 1
          sites: [partner.example]
          sites_regex: []
          comments: Sites of business partners
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

from ansible_collections.asyncos.api.plugins.module_utils._task.config import CONFIG
from ansible_collections.asyncos.api.plugins.module_utils._task.module import run_module


def main() -> None:
    run_module(CONFIG)


if __name__ == "__main__":
    main()
