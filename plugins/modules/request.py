#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: request
short_description: Make any call of the AsyncOS API
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Makes one call to a Secure Email Gateway (ESA), Secure Web Appliance (WSA) or Secure Email and Web Manager (SMA)
    over the collection's connection, for resources that have no module of their own.
  - Login, renewal of tokens, retries and errors are those of every other module.
  - V(GET) never reports a change. Every other method does when it succeeds, because this module cannot know what the call did.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
attributes:
  check_mode:
    support: partial
    details:
      - V(GET) is sent in check mode, too. Other methods are not sent and predict a change.
  diff_mode:
    support: none
options:
  # BEGIN RENDERED options of request
  path:
    description:
      - The resource, relative to the product's API, such as V(config/system_time).
      - A path that begins with a slash is taken as it is, such as V(/wsa/api/v3.0/web_security/access_policies).
    type: str
    required: true
  method:
    description:
      - The HTTP method.
    type: str
    choices:
      - GET
      - POST
      - PUT
      - DELETE
    default: GET
  query:
    description:
      - Query parameters, spelt as the API wants them. A list repeats its name; V(true) is sent as C(True).
    type: dict
    default: {}
  body:
    description:
      - Body of the request, sent as JSON. When it is left out, the request has none.
    type: raw
  api_version:
    description:
      - Version of the API, for a relative O(path).
    type: str
    choices:
      - v2.0
      - v3.0
    default: v2.0
  # END RENDERED options of request
seealso:
  - module: asyncos.api.report_info
"""

EXAMPLES = r"""
- name: Ask a manager for the appliances that it manages
  asyncos.api.request:
    product: sma
    path: config/appliances
    query:
      device_type: sma
  register: managed

- name: Ask what the account may do
  asyncos.api.request:
    path: login/privileges
  register: privileges
"""

RETURN = r"""
sent:
  description: Whether the call was made. V(false) in check mode for methods other than V(GET).
  returned: success
  type: bool
  sample: true
status:
  description: HTTP status of the answer.
  returned: success
  type: int
  sample: 200
reason:
  description: Reason phrase of the answer.
  returned: success
  type: str
  sample: OK
headers:
  description: Headers of the answer, names in lower case, without those that hold tokens or cookies.
  returned: success
  type: dict
  sample: {server: API/2.0, date: "Sat, 21 Nov 2026 10:00:00 GMT", content-type: application/json}
json:
  description: The decoded body, if the appliance says that it is JSON.
  returned: success
  type: raw
  sample:
    data:
      appliances:
        - 4242ED504EBB93D54CF3-4CF318A09FA4:
            product_type: ESA
            pvo_enabled: true
            connection_established: true
            tracking_enabled: true
            reporting_enabled: true
            host_name: esa1.example.com
            spam_enabled: true
            ip_address: 192.0.2.184
content:
  description: The body of an answer that is not JSON, as text, or in base64 if it is no text.
  returned: success
  type: str
  sample: ""
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
from ansible_collections.asyncos.api.plugins.module_utils._task.request import REQUEST


def main() -> None:
    run_module(REQUEST)


if __name__ == "__main__":
    main()
