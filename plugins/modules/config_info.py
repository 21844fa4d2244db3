#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: config_info
short_description: Get the configuration of Cisco ESA, WSA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Reads any number of parts of the configuration of a Secure Email Gateway (ESA), Secure Web Appliance (WSA) or
    Secure Email and Web Manager (SMA) over one login, several at once, or everything that the API has.
  - Each part comes in one form, whatever the API puts around it, and in the one in which it can be written.
    Where it is not publicly known how an appliance answers, the answer is handed on as it comes if it is not as expected.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
  - asyncos.api.attributes.info_module
options:
  # BEGIN RENDERED options of config_info
  resources:
    description:
      - The parts of the configuration to read. Each is a name, or a dictionary. The page on configuration lists all names.
      - V(all) stands for everything that the appliance has. What it does not have, or the role may not read, does not fail the task then.
      - Parts that are read for one thing at a time, such as V(policy_members), are not in V(all), but may be named beside it.
      - A dictionary has the key C(name), and may have C(names), a list of the items to read, and C(query), further parameters as on the
        wire.
      - Where the API has pages, it may have C(limit), how many items to read at most, and C(offset), how many to leave out before them.
      - Parts that are read for one thing at a time take its name under a key of its own, such as C(policy), or several in C(names).
      - A misspelt name, and one of another product, is refused before any request.
    type: list
    elements: raw
    required: true
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
  show_secrets:
    description:
      - 'Whether passwords, keys and the like are in the result as the appliance answers them. Add C(no_log: true) to such a task.'
      - Otherwise each of them is replaced with V(********), and RV(meta.name.masked) says whether there were any.
      - What the catalogue declares as a secret is one, and so is what has the name of one, such as C(passphrase).
    type: bool
    default: false
  ignore_failed_items:
    description:
      - Whether the task succeeds when some parts could not be read. Either way RV(failed_items) names them, and the others are there.
      - An appliance that cannot be reached, or that refuses the login, fails the task all the same.
    type: bool
    default: false
  # END RENDERED options of config_info
notes:
  - A gateway in a cluster may have other settings for the cluster, its groups and its machines. RV(meta.name.level) says which level was asked for.
    Parts that have no levels are read without one.
seealso:
  - module: asyncos.api.config
  - module: asyncos.api.request
"""

EXAMPLES = r"""
- name: Read everything that the API offers
  asyncos.api.config_info:
    resources: all
  register: everything

- name: Keep it, secrets masked
  ansible.builtin.copy:
    content: "{{ everything.configuration | ansible.builtin.to_nice_yaml(sort_keys=false) }}"
    dest: "./snapshots/{{ inventory_hostname }}.yml"
    mode: "0600"
  delegate_to: localhost

- name: Read some parts of a web appliance
  asyncos.api.config_info:
    product: wsa
    resources:
      - url_categories
      - name: domain_map
        names: [intranet.example.com]
      - name: upstream_proxies
        limit: 10
  register: web

- name: Read the dictionaries of a clustered gateway, and the members of two of its policies
  asyncos.api.config_info:
    resources:
      - dictionaries
      - name: policy_members
        names: [EXECUTIVES, PARTNERS]
    mode: cluster
  register: mail
"""

RETURN = r"""
configuration:
  description:
    - What was read, by the name of the part, in the order in which it was asked for; that of V(all) is always the same.
    - Items are a list of dictionaries, settings a dictionary, files a text. Names in them are the appliance's own.
    - An empty list or dictionary means that the appliance answered, and has nothing there.
    - Anything else that is read for several C(names) one at a time is a dictionary by these names.
  returned: when the connection's options and the entries are right
  type: dict
  sample:
    url_categories:
      - category_name: Partners
        category_type: Local
        list_order: 1
        sites: [partner.example.com, .supplier.example.net]
        sites_regex: []
        comments: Sites of business partners
    domain_map:
      - {IP_addresses: [192.0.2.11], domain_name: intranet.example.com, order: 1}
    upstream_proxies:
      - group_name: Parents
        proxy_servers:
          - {host: parent1.example.com, port: 3128, retries: 2}
          - {host: parent2.example.com, port: 3128, retries: 2}
        failure_handling: connect
        load_balancing: fewest-connections
unavailable:
  description: With V(all), the parts that this appliance does not have, or that the role may not read.
  returned: when the connection's options and the entries are right
  type: list
  elements: dict
  sample:
    - resource: dnssec
      since: "14.5"
      kind: not_found
      msg: >-
        GET configure/network/dns/dnssec on wsa2.example.com:6443 (wsa): the appliance answered 404 'Not Found.' The first
        release of wsa that is known to have dnssec is 14.5. The product or its release may not have this resource.
  contains:
    resource:
      description: Name of the part.
      type: str
      returned: always
    since:
      description: The first release that is known to have it, V(null) if none is.
      type: str
      returned: always
    kind:
      description: Why it could not be read, as one of the kinds of the page on errors, such as V(not_found) or V(permission_denied).
      type: str
      returned: always
    msg:
      description: What the appliance said, in a sentence.
      type: str
      returned: always
failed_items:
  description: The parts, or items that are read one at a time, that could not be read.
  returned: when the connection's options and the entries are right
  type: list
  elements: dict
  sample: []
  contains:
    resource:
      description: Name of the part.
      type: str
      returned: always
    name:
      description: Name of the item, where items are read one at a time, otherwise V(null).
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
meta:
  description: What was really asked, and how sure the form of the answer is, by the name of the part.
  returned: when the connection's options and the entries are right
  type: dict
  sample:
    domain_map:
      path: configure/web_security/domain_map
      api_version: v2.0
      since: "14.0"
      level: null
      key: [domain_name]
      can_be: [added, changed, removed]
      fits: true
      confidence: recorded
      base64: false
      returned: 1
      missing: []
      masked: false
  contains:
    name:
      description: About one part. Its key is the name of the part.
      type: dict
      returned: success of the part
      contains:
        path:
          description: The resource that was asked; of items that are read one at a time, with the variable part in braces.
          type: str
          returned: always
        api_version:
          description: The version of the API.
          type: str
          returned: always
        since:
          description: The first release that is known to have it, V(null) if none is.
          type: str
          returned: always
        level:
          description: The level of a cluster that was asked for, one of the choices of O(mode), V(null) if none was.
          type: str
          returned: always
        key:
          description: The fields that tell the items apart; empty for what are no such items.
          type: list
          elements: str
          returned: always
        can_be:
          description:
            - What M(asyncos.api.config) can do with its items, or with the settings, of V(added), V(changed) and V(removed).
              Empty for what can only be read.
          type: list
          elements: str
          returned: always
        fits:
          description: Whether the answer has the form that the catalogue expects. If not, it is in RV(configuration) as it came.
          type: bool
          returned: always
        confidence:
          description: How the form is known, V(recorded), V(vendor), V(client) or V(inferred). See the page on configuration.
          type: str
          returned: always
        base64:
          description: Whether it is a file that is no text, in base64.
          type: bool
          returned: always
        returned:
          description: How many items or settings came, V(null) for a file.
          type: int
          returned: always
        missing:
          description: The C(names) that were asked for at once and are not in the answer.
          type: list
          elements: str
          returned: always
        masked:
          description: Whether there were secrets, which are replaced. Always V(false) with O(show_secrets=true).
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

from ansible_collections.asyncos.api.plugins.module_utils._task.config_info import CONFIG_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.module import run_module


def main() -> None:
    run_module(CONFIG_INFO)


if __name__ == "__main__":
    main()
