#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: appliance_facts
short_description: Gather facts of Cisco ESA, WSA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Tells what an appliance is, how it is, and what it may, as facts below RV(ansible_facts.asyncos).
  - All that is chosen is fetched over one login, several things at once.
  - What the appliance does not have, or the role may not read, is V(null), with a reason in RV(ansible_facts.asyncos.unavailable). The task fails
    only if the appliance cannot be reached or refuses the credentials.
  - As the facts module of a play, it is what plain C(gather_facts) runs. See the examples.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
  - asyncos.api.attributes.info_module
attributes:
  facts:
    description: Returns an C(ansible_facts) dictionary that will update existing host facts.
    support: full
options:
  # BEGIN RENDERED options of appliance_facts
  gather_subset:
    description:
      - 'What to gather: V(all), or some of V(min), V(time), V(health), V(role), V(appliances), V(licenses), V(feature_keys), V(certificates),
        V(log_subscriptions), V(reporting), V(tracking).'
      - With C(!) before it, a subset is left out, as in V(all,!health). What is named as well is gathered nevertheless.
      - V(min) is always gathered, unless V(!min) is given; V(!all) alone gathers nothing else. These are the rules of M(ansible.builtin.setup).
    type: list
    elements: str
    default:
      - all
  # END RENDERED options of appliance_facts
seealso:
  - plugin: asyncos.api.controller
    plugin_type: connection
    description: What C(gather_facts) needs to run this module.
  - module: asyncos.api.report_info
  - module: asyncos.api.config_info
"""

EXAMPLES = r"""
- name: Gather all facts of an appliance
  asyncos.api.appliance_facts:

- name: Gather only what tells how long certificates and feature keys last
  asyncos.api.appliance_facts:
    gather_subset: ["!all", certificates, feature_keys]

- name: Stop if the certificate of the interface expires within a month
  ansible.builtin.assert:
    that: ansible_facts.asyncos.certificates.presented.days_left > 30

# With these variables of the group that holds the appliances, plays with gather_facts gather them like other hosts,
# and gather_subset and fact caching work:
#
#   ansible_connection: asyncos.api.controller
#   ansible_facts_modules: asyncos.api.appliance_facts
"""

RETURN = r"""
ansible_facts:
  description: The facts.
  returned: success
  type: dict
  contains:
    asyncos:
      description: The same keys for every appliance. What was not chosen, or cannot be had, is V(null).
      returned: success
      type: dict
      contains:
        product:
          description: V(esa), V(wsa) or V(sma).
          returned: always
          type: str
        title:
          description: The product's name.
          returned: always
          type: str
        model:
          description: Model, as the token of the login names it. With it come RV(ansible_facts.asyncos.release) and RV(ansible_facts.asyncos.serial_number).
          returned: always
          type: str
        release:
          description: Release of AsyncOS.
          returned: always
          type: str
        serial_number:
          description: Serial number.
          returned: always
          type: str
        host:
          description: Name or address at which the appliance was asked.
          returned: always
          type: str
        port:
          description: Port of the API.
          returned: always
          type: int
        url:
          description: URL below which the resources of the API are.
          returned: always
          type: str
        gathered:
          description: The subsets that were gathered.
          returned: always
          type: list
          elements: str
        unavailable:
          description:
            - Why something is missing, by its place, such as C(health) or C(certificates.appliance). Each reason has C(kind), which is one of the
              kinds of the page on errors, and C(msg).
          returned: always
          type: dict
        time:
          description: C(clock), the time on the appliance's clock, C(skew_seconds), how far it is ahead of this machine's, and C(settings),
            which M(asyncos.api.config_info) reads as C(system_time) or C(time_zone).
          returned: always
          type: dict
        health:
          description: Load and queues, under the appliance's own names.
          returned: always
          type: dict
        role:
          description: C(user), C(name) of the role, and C(privileges).
          returned: always
          type: dict
        appliances:
          description: The managed appliances, each with C(serial_number), and C(host_name), C(product_type) and the like.
          returned: always
          type: list
          elements: dict
        licenses:
          description: C(smart_licensing) and C(smart_licenses), as M(asyncos.api.config_info) reads them.
          returned: always
          type: dict
        feature_keys:
          description: Each key with C(name), C(expires), C(days_left), and C(answered), which is all that the appliance answers about it.
          returned: always
          type: list
          elements: dict
        certificates:
          description:
            - C(presented) is the certificate of the API's port, with C(subject), C(issuer), C(alternative_names), C(serial_number), C(begins),
              C(expires) and C(days_left).
            - C(appliance), C(authentication), C(custom_trusted) and C(trusted) are lists, whose entries are like feature keys.
          returned: always
          type: dict
        log_subscriptions:
          description: The log subscriptions, as M(asyncos.api.config_info) reads them.
          returned: always
          type: list
          elements: dict
        reporting:
          description: For C(mail) and C(web), C(available), and C(begin), C(end) and C(heartbeat) where the appliance tells them.
          returned: always
          type: dict
        tracking:
          description: For C(mail) and C(web), C(available).
          returned: always
          type: dict
  sample:
    asyncos:
      product: wsa
      title: Secure Web Appliance
      model: S100V
      release: 15.2.0-116
      serial_number: 425F57036DB518E537FF-37FF3B4C278F
      host: wsa1.example.com
      port: 6443
      url: https://wsa1.example.com:6443/wsa/api/v2.0
      gathered: [min, feature_keys, certificates]
      feature_keys:
        - {name: Web Reputation Filters, expires: "2027-12-26T00:00:00Z", days_left: 399}
      certificates:
        presented:
          subject: {commonName: wsa1.example.com}
          issuer: {organizationName: Simulated AsyncOS fleet, organizationalUnitName: Certification}
          alternative_names: [wsa1.example.com]
          serial_number: 284A52EAF89DA427
          begins: "2026-01-01T00:00:00Z"
          expires: "2027-01-01T00:00:00Z"
          days_left: 40
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

from ansible_collections.asyncos.api.plugins.module_utils._task.appliance_facts import APPLIANCE_FACTS
from ansible_collections.asyncos.api.plugins.module_utils._task.module import run_module


def main() -> None:
    run_module(APPLIANCE_FACTS)


if __name__ == "__main__":
    main()
