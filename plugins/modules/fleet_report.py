# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: fleet_report
short_description: Make a report of what a fleet of appliances answered
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Makes a page, data and tables out of the results that M(asyncos.api.report_info) gave for several appliances, and a summary for the terminal.
  - It asks no appliance. It runs on the machine of Ansible, as the user that runs Ansible, wherever the task is delegated to, so use C(run_once).
  - If everything is as it was but for the time when the report is made, the files stay as they are, and tell when it was made first.
  - The role P(asyncos.api.report#role) uses it, and its page says what the files hold.
options:
  # BEGIN RENDERED options of fleet_report
  answers:
    description:
      - What M(asyncos.api.report_info) returned, by host, in the order in which the appliances are shown.
      - A host that was not asked for anything is left out, unless it is one of O(failed_hosts).
    type: dict
    required: true
  products:
    description:
      - The product of each host, V(esa), V(wsa) or V(sma), for those whose answer does not tell it.
    type: dict
    default: {}
  failed_hosts:
    description:
      - Hosts that cannot be asked any more, because they failed earlier in the play.
    type: list
    elements: str
    default: []
  compare:
    description:
      - Whether the totals are compared with those of the time before. Only appliances with numbers on both times are compared.
      - The reports on the time before are in O(answers) with the labels that P(asyncos.api.reports_with_before#filter) gives.
    type: bool
    default: false
  before:
    description:
      - C(start) and C(end) of the time before. When it is left out, nothing is compared.
    type: dict
    default: {}
  not_compared:
    description:
      - Why there is no time before.
    type: str
    default: ''
  managers_in_totals:
    description:
      - Whether the numbers of an SMA count in the totals. They are the numbers of its gateways.
      - V(auto) counts its mail when no ESA, and its web traffic when no WSA is in the play.
    type: str
    choices:
      - auto
      - always
      - never
    default: auto
  title:
    description:
      - Title of the page.
    type: str
    default: Mail and web security report
  top:
    description:
      - Number of rows that a table of the page shows at most.
    type: int
    default: 10
  formats:
    description:
      - What is written. V(html) is C(report.html), V(json) is C(report.json), V(csv) is one file for each label in the folder C(csv).
      - CSV files from earlier that are not written this time are removed.
    type: list
    elements: str
    choices:
      - html
      - json
      - csv
    default:
      - html
      - json
      - csv
  folder:
    description:
      - Folder on the machine of Ansible. It is made if it is missing.
      - When it is left out, nothing is written.
    type: path
    default: ''
  folder_mode:
    description:
      - Mode of folders that are made, as four octal digits in quotes.
    type: str
    default: '0700'
  file_mode:
    description:
      - Mode of the files, as four octal digits in quotes.
    type: str
    default: '0600'
  # END RENDERED options of fleet_report
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without writing files.
    support: full
  diff_mode:
    description: Returns details on what has changed (or possibly needs changing in C(check_mode)), when in diff mode.
    support: none
seealso:
  - module: asyncos.api.report_info
"""

EXAMPLES = r"""
- name: Find the last 24 hours that are over, and those before them
  ansible.builtin.set_fact:
    window: "{{ '1d' | asyncos.api.report_window }}"
  run_once: true

- name: Get the traffic of each appliance on both times
  asyncos.api.report_info:
    reports: "{{ ['mail_incoming_traffic_summary'] | asyncos.api.reports_with_before(window.before) }}"
    start: "{{ window.start }}"
    end: "{{ window.end }}"
  register: mail

- name: Make a report of all of them
  asyncos.api.fleet_report:
    answers: "{{ dict(ansible_play_hosts | zip(ansible_play_hosts | map('extract', hostvars, 'mail'))) }}"
    compare: true
    before: "{{ window.before }}"
    formats: [html, csv]
    folder: "{{ playbook_dir }}/mail"
  run_once: true
"""

RETURN = r"""
state:
  description: V(complete), V(incomplete) if something is missing, or V(nothing) if no appliance answered.
  returned: success
  type: str
  sample: complete
asked:
  description: Number of appliances in the report.
  returned: success
  type: int
  sample: 2
answered:
  description: Number of those that answered, in part or with no data as well.
  returned: success
  type: int
  sample: 2
unanswered:
  description: Kind of the error and message of each appliance that did not answer.
  returned: success
  type: dict
  sample: {}
partial:
  description: Names of the appliances that answered in part.
  returned: success
  type: list
  elements: str
  sample: []
window:
  description: C(start) and C(end) of the time, empty if no appliance answered.
  returned: success
  type: dict
  sample: {start: "2026-11-20T10:00:00Z", end: "2026-11-21T10:00:00Z"}
totals:
  description:
    - The numbers that the page begins with, as far as there are any. C(total) is that of all appliances that count.
    - C(compared) and C(before) are those of the appliances with numbers on both times, C(change_percent) is the difference; V(null) if nothing is compared.
  returned: success
  type: dict
  sample:
    incoming_mail: {total: 79640, compared: 79640, before: 91274, change_percent: -12.7}
    threats: {total: 48109, compared: 48109, before: 47007, change_percent: 2.3}
    clean_mail: {total: 26050, compared: 26050, before: 36070, change_percent: -27.8}
lines:
  description: The summary, for a terminal.
  returned: success
  type: list
  elements: str
  sample:
    - 2026-11-20 10:00 to 2026-11-21 10:00 UTC
    - "                            mail   threats         web   blocked  state"
    - "esa1             esa      21,996    11,553           -         -  ok"
    - "esa2             esa      57,644    36,556           -         -  ok"
    - "total                     79,640    48,109           -         -  2 of 2"
    - "change                    -12.7%     +2.3%           -         -  see below"
files:
  description: Paths of the files by format, whether they were written this time or not.
  returned: success
  type: dict
  sample:
    html: [/home/admin/project/mail/report.html]
    csv: [/home/admin/project/mail/csv/mail_incoming_traffic_summary.csv]
written:
  description: Names of the files that have another content now, or would have in check mode.
  returned: success
  type: list
  elements: str
  sample: [report.html, csv/mail_incoming_traffic_summary.csv]
removed:
  description: Names of the files that were out of date.
  returned: success
  type: list
  elements: str
  sample: []
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
