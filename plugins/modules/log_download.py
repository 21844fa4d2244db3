#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: log_download
short_description: Download log files of Cisco ESA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Downloads log files of a Secure Email Gateway (ESA) or a Secure Email and Web Manager (SMA) to the machine that runs the task. That is
    the controller, or the host that the task is delegated to.
  - Only what is new is downloaded. Each file is compared with the hash that the appliance gives, and appears as a whole or not at all.
    Files may be of any size, they are not held in memory.
  - A run on the controller tells every few seconds how far it is.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
attributes:
  check_mode:
    support: full
    details:
      - The files are listed and compared with those that are there. Nothing is written.
  diff_mode:
    support: full
    details:
      - The difference has a line for each file that is new or replaced, with its size.
options:
  # BEGIN RENDERED options of log_download
  subscriptions:
    description:
      - 'The log subscriptions whose files are downloaded: names, or patterns with C(*) and C(?). V(*) is all of them.'
    type: list
    elements: str
    required: true
  names:
    description:
      - Names of files, or patterns with C(*) and C(?). When it is left out, all files.
    type: list
    elements: str
  last:
    description:
      - 'The time before now to download the files of: a number with V(m), V(h), V(d) or V(w), such as V(90m), V(1d) or V(30d).'
      - When neither O(last) nor O(start) is given, all files that the appliance keeps.
    type: str
  start:
    description:
      - Beginning of the time to download the files of, in ISO 8601, such as V(2026-11-20), V(2026-11-20T10:30Z) or V(2026-11-20T10:30+01:00).
      - Without a zone it is UTC. The window is rounded outwards to full minutes.
    type: str
  end:
    description:
      - End of the time to download the files of, in the form of O(start). A date alone means the end of that day.
      - When it is left out, now.
    type: str
  dest:
    description:
      - The folder to write to, as an absolute path. It has to exist. Each subscription gets a folder of its name in it.
      - Each appliance needs a folder of its own, because files of several appliances can have the same name.
      - A file appears there, or is replaced, in one step when it is complete. Only its owner may read it.
      - Files are never deleted, also when the appliance no longer has them.
    type: path
    required: true
  verify:
    description:
      - Whether the appliance is asked for the SHA-256 of each file, and files are compared with it. It costs the appliance reading all
        of them.
      - Without it, or where the appliance gives none, the size is compared, and of files that are there the time of their last change,
        too.
      - RV(files[].verified) tells.
    type: bool
    default: true
  current:
    description:
      - Whether files that the appliance may still write to are downloaded as well, as far as they have come.
      - They are downloaded again when they have grown.
    type: bool
    default: false
  settled:
    description:
      - For how long a file has to be unchanged to be taken for finished, for those whose name does not tell.
      - Names that end in C(.s) are finished, and those that end in C(.c) or C(.current) are not.
    type: str
    default: 10m
  max_size:
    description:
      - The most that a task downloads, such as V(500M) or V(20G). If there is more, it fails before anything is downloaded.
    type: str
    default: 10G
  ignore_failed_items:
    description:
      - Whether the task succeeds when some files could not be downloaded. Either way RV(failed_items) names them, and the others are
        there.
    type: bool
    default: false
  # END RENDERED options of log_download
seealso:
  - module: asyncos.api.log_info
"""

EXAMPLES = r"""
- name: Make the folders
  ansible.builtin.file:
    path: "{{ item }}/{{ inventory_hostname }}"
    state: directory
    mode: "0700"
  loop: [/srv/logs, /srv/incident]
  delegate_to: localhost

- name: Keep the finished mail logs of every gateway
  asyncos.api.log_download:
    subscriptions: [mail_logs]
    dest: "/srv/logs/{{ inventory_hostname }}"
  register: logs

- name: Get everything that was logged in the last two hours, also what is still being written
  asyncos.api.log_download:
    subscriptions: ["*"]
    last: 2h
    current: true
    dest: "/srv/incident/{{ inventory_hostname }}"
  register: incident

- name: See how much it would be
  asyncos.api.log_download:
    subscriptions: ["*"]
    dest: /srv/logs
    max_size: 1T
  check_mode: true
  register: foreseen
"""

RETURN = r"""
dest:
  description: The folder.
  returned: success, and failure with RV(failed_items)
  type: str
  sample: /srv/logs/esa1
files:
  description: All files that the task is about, by subscription and time.
  returned: success, and failure with RV(failed_items)
  type: list
  elements: dict
  sample:
    - subscription: mail_logs
      name: mail_logs.@20261114T060000.s
      path: /srv/logs/esa1/mail_logs/mail_logs.@20261114T060000.s
      state: downloaded
      size: 51062
      sha256: 2ff955970f27e1362901c891e2facb248eede5cee44e06b9e1f0f16d72343c3f
      modified: "2026-11-14T12:00:00Z"
      finished: true
      verified: hash
  contains:
    subscription:
      description: The log subscription.
      type: str
      returned: always
    name:
      description: Name of the file on the appliance.
      type: str
      returned: always
    path:
      description: Where it is, or would be. V(null) if the appliance's name for it cannot be used.
      type: str
      returned: always
    state:
      description:
        - V(downloaded), V(unchanged) (it was there), V(would_download) (in check mode), V(left_out) (the appliance may still write to it, see
          O(current)) or V(failed) (see RV(failed_items)).
      type: str
      returned: always
    size:
      description: Bytes of the file that came, or that the appliance lists. V(null) if that is not known.
      type: int
      returned: always
    sha256:
      description: SHA-256 of the file that came, or that the appliance gives. V(null) if that is not known.
      type: str
      returned: always
    modified:
      description: When the appliance last changed it, in ISO 8601 and UTC, V(null) if that is not known. The file here gets this time.
      type: str
      returned: always
    finished:
      description: Whether the appliance has finished it. V(false) is a file that may grow.
      type: bool
      returned: always
    verified:
      description:
        - With what it was compared, V(null) if it is not here. V(hash) is the appliance's SHA-256; of a file that has grown since it was listed, that
          of its beginning. V(size) is the size alone, and for a file that was there the time of its last change.
      type: str
      returned: always
counts:
  description: Number of files in each state, and the bytes of those that were downloaded, or would be.
  returned: success, and failure with RV(failed_items)
  type: dict
  sample: {downloaded: 28, unchanged: 0, would_download: 0, left_out: 1, failed: 0, bytes: 1466994}
failed_items:
  description: Files that could not be downloaded, and subscriptions that do not exist or whose files could not be listed.
  returned: success, and failure with RV(failed_items)
  type: list
  elements: dict
  sample: []
  contains:
    subscription:
      description: The log subscription.
      type: str
      returned: always
    name:
      description: Name of the file, V(null) if it is the subscription as a whole.
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
diff:
  description: What has changed in the folder, a line for each file that is new or replaced, or would be in check mode.
  returned: success, and failure with RV(failed_items)
  type: dict
  contains:
    before_header:
      description: The folder.
      type: str
      returned: always
    after_header:
      description: The same.
      type: str
      returned: always
    before:
      description: Files that are replaced, with their size.
      type: str
      returned: always
    after:
      description: The files that come in their place, and those that are new.
      type: str
      returned: always
  sample:
    before_header: /srv/logs/esa1
    after_header: /srv/logs/esa1
    before: ""
    after: "mail_logs/mail_logs.@20261114T060000.s  51062 bytes\nmail_logs/mail_logs.@20261114T120000.s  50095 bytes\n"
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

from ansible_collections.asyncos.api.plugins.module_utils._task.log_download import LOG_DOWNLOAD
from ansible_collections.asyncos.api.plugins.module_utils._task.module import run_module


def main() -> None:
    run_module(LOG_DOWNLOAD)


if __name__ == "__main__":
    main()
