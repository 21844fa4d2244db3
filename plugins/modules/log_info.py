#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: log_info
short_description: List log subscriptions and log files of Cisco ESA, WSA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Lists the log subscriptions of an appliance, and on request the log files of each, with their size, time and hash.
  - Files can be listed on a Secure Email Gateway (ESA) and a Secure Email and Web Manager (SMA). Of a Secure Web Appliance (WSA) only the
    subscriptions can be had, because no way to its files is known.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
  - asyncos.api.attributes.info_module
options:
  # BEGIN RENDERED options of log_info
  subscriptions:
    description:
      - Names of log subscriptions, or patterns with C(*) and C(?). When it is left out, all.
    type: list
    elements: str
  retrieval_method:
    description:
      - Only subscriptions whose logs are fetched or pushed in this way. Not for O(product=wsa).
    type: str
    choices:
      - manual
      - ftp_push
      - scp_push
      - syslog_push
      - aws_s3_push
  files:
    description:
      - Whether to list the files of each subscription. O(names), O(last), O(start), O(end) and O(hashes) are about them. Not for O(product=wsa).
    type: bool
    default: false
  names:
    description:
      - Names of files, or patterns with C(*) and C(?). When it is left out, all files.
    type: list
    elements: str
  last:
    description:
      - 'The time before now to list the files of: a number with V(m), V(h), V(d) or V(w), such as V(90m), V(1d) or V(30d).'
      - When neither O(last) nor O(start) is given, all files that the appliance keeps.
    type: str
  start:
    description:
      - Beginning of the time to list the files of, in ISO 8601, such as V(2026-11-20), V(2026-11-20T10:30Z) or V(2026-11-20T10:30+01:00).
      - Without a zone it is UTC. The window is rounded outwards to full minutes.
    type: str
  end:
    description:
      - End of the time to list the files of, in the form of O(start). A date alone means the end of that day.
      - When it is left out, now.
    type: str
  hashes:
    description:
      - Whether the appliance is asked for the SHA-256 of each file. It has to read all of them for it.
    type: bool
    default: false
  ignore_failed_items:
    description:
      - Whether the task succeeds when some subscriptions could not be had. Either way RV(failed_items) names them, and the others are
        there.
    type: bool
    default: false
  # END RENDERED options of log_info
seealso:
  - module: asyncos.api.log_download
"""

EXAMPLES = r"""
- name: List the log subscriptions
  asyncos.api.log_info:
  register: logs

- name: List the files of all subscriptions for mail that were changed today
  asyncos.api.log_info:
    subscriptions: ["mail*"]
    files: true
    last: 1d
  register: mail_logs

- name: List the finished files of one subscription with their hashes
  asyncos.api.log_info:
    subscriptions: [authentication]
    files: true
    names: ["*.s"]
    hashes: true
  register: sign_ins

- name: Show what has to be fetched from the appliance
  asyncos.api.log_info:
    retrieval_method: manual
  register: manual
"""

RETURN = r"""
subscriptions:
  description:
    - The log subscriptions, in the appliance's order, with its own fields. Those of a WSA are settings, without their secrets.
  returned: success, and failure with RV(failed_items)
  type: list
  elements: dict
  sample:
    - name: authentication
      type: Authentication Logs
      retrievalMethod: manual
      files:
        - name: authentication.@20261114T000000.s
          size: 6126
          modificationDate: 1794700800
          modificationDate_utc: "2026-11-15T00:00:00Z"
          downloadUrl: /esa/api/v2.0/logs/authentication/authentication.@20261114T000000.s
          fileHash: a8616bb0e7a7958e01e69d13b5e6daba6efda1dd44c2405624316efa4859e460
          finished: true
  contains:
    name:
      description: Name of the subscription.
      type: str
      returned: always
    type:
      description: What is logged.
      type: str
      returned: for ESA and SMA
    retrievalMethod:
      description: How the logs leave the appliance.
      type: str
      returned: for ESA and SMA
    files:
      description: Its files, the oldest first. V(null) if they could not be had, see RV(failed_items).
      type: list
      elements: dict
      returned: with O(files=true)
      contains:
        name:
          description: Name of the file.
          type: str
          returned: always
        size:
          description: Its size in bytes.
          type: int
          returned: when the appliance tells
        modificationDate:
          description: The time of its last change, in seconds since 1970.
          type: int
          returned: when the appliance tells
        modificationDate_utc:
          description: The same in ISO 8601 and UTC, V(null) if it cannot be read.
          type: str
          returned: with RV(subscriptions[].files[].modificationDate)
        downloadUrl:
          description: Where the appliance offers the file. M(asyncos.api.log_download) downloads it.
          type: str
          returned: when the appliance tells
        fileHash:
          description: The SHA-256 of the file.
          type: str
          returned: with O(hashes=true)
        finished:
          description:
            - Whether the appliance has finished the file, as its name tells. V(false) is a file that it writes to.
            - V(null) if the name is not of the known form.
          type: bool
          returned: always
meta:
  description: What was asked, and how much there is.
  returned: success, and failure with RV(failed_items)
  type: dict
  sample: {start: null, end: null, returned: 1, files: 7, bytes: 42693}
  contains:
    start:
      description: Beginning of the window, in ISO 8601 and UTC, V(null) without one.
      type: str
      returned: always
    end:
      description: Its end, V(null) without one.
      type: str
      returned: always
    returned:
      description: Number of subscriptions.
      type: int
      returned: always
    files:
      description: Number of files.
      type: int
      returned: always
    bytes:
      description: What the files have together, as far as the appliance tells.
      type: int
      returned: always
failed_items:
  description: Subscriptions that do not exist, or whose files could not be had.
  returned: success, and failure with RV(failed_items)
  type: list
  elements: dict
  sample: []
  contains:
    subscription:
      description: Name of the subscription.
      type: str
      returned: always
    name:
      description: Always V(null) here; M(asyncos.api.log_download) has the name of a file there.
      type: str
      returned: always
    msg:
      description: What happened, as a sentence.
      type: str
      returned: always
    error:
      description: The same as data, with the fields of RV(error).
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

from ansible_collections.asyncos.api.plugins.module_utils._task.log_info import LOG_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.module import run_module


def main() -> None:
    run_module(LOG_INFO)


if __name__ == "__main__":
    main()
