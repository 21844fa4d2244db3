#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: report_info
short_description: Get reports and counters of Cisco ESA, WSA and SMA appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Gets any number of reports from a Secure Email Gateway (ESA), Secure Web Appliance (WSA) or Secure Email and Web Manager (SMA)
    over one login, several at once, and returns them as data.
  - The collection's catalogue knows all 80 report groups on mail with their counters and all 36 on web traffic.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
  - asyncos.api.attributes.info_module
options:
  # BEGIN RENDERED options of report_info
  reports:
    description:
      - The reports to get. Each is a name, a name with a counter as V(name/counter), or a dictionary.
      - A dictionary has the key C(name), may have C(counter) (the one counter to ask for) and C(label) (the key of the result, for asking
        the same report twice), and any of the options O(last), O(start), O(end), O(query_type), O(top), O(filter_by), O(filter_operator),
        O(filter_value), O(order_by), O(order_dir), O(offset), O(limit), O(device_type), O(device_group_name), O(device_name), O(allow_unknown),
        which then hold for this report instead of the task's.
      - A misspelt name is refused before any request, with the nearest names.
    type: list
    elements: raw
    required: true
  ignore_failed_items:
    description:
      - Whether the task succeeds when some reports could not be had. Either way RV(failed_items) names them, and the others are there.
    type: bool
    default: false
  last:
    description:
      - 'The time before now to report on: a number with V(m), V(h), V(d) or V(w), such as V(90m), V(1d) or V(30d).'
      - When neither O(last) nor O(start) is given, V(1d).
    type: str
  start:
    description:
      - Beginning of the time to report on, in ISO 8601, such as V(2026-11-20), V(2026-11-20T10:30Z) or V(2026-11-20T10:30+01:00).
      - 'Without a zone it is UTC. The API takes full hours only: the window is rounded outwards, and RV(reports.label.meta) says to what.'
    type: str
  end:
    description:
      - End of the time to report on, in the form of O(start). A date alone means the end of that day.
      - When it is left out, now.
    type: str
  query_type:
    description:
      - V(export) gives the numbers of each interval of the window, V(graph) the same as a time series.
      - When it is left out, the totals of the window. No answer to V(graph) is known publicly; its form is an assumption.
    type: str
    choices:
      - export
      - graph
  top:
    description:
      - Only this many rows of a keyed report. When it is left out, all that the appliance gives.
    type: int
  filter_by:
    description:
      - Field to filter on. Needs O(filter_operator) and O(filter_value).
    type: str
  filter_operator:
    description:
      - How O(filter_value) is compared.
    type: str
    choices:
      - begins_with
      - is
  filter_value:
    description:
      - Text to look for in O(filter_by).
    type: str
  order_by:
    description:
      - Counter to sort by. Needs O(order_dir). When it is left out, the appliance's own order.
    type: str
  order_dir:
    description:
      - Direction of O(order_by).
    type: str
    choices:
      - asc
      - desc
  offset:
    description:
      - Number of rows to leave out at the beginning. Needs O(limit).
    type: int
  limit:
    description:
      - Number of rows at most. Needs O(offset).
    type: int
  device_type:
    description:
      - Kind of appliance that the data is from. When it is left out, what the report needs.
    type: str
    choices:
      - esa
      - wsa
  device_group_name:
    description:
      - With O(product=sma), the reporting group to report on. When it is left out, all appliances.
    type: str
  device_name:
    description:
      - With O(product=sma), the one appliance to report on. When it is left out, all appliances.
    type: str
  allow_unknown:
    description:
      - Whether a report, counter or parameter that the catalogue does not know is sent all the same.
      - Appliances are newer than any table; but a misspelt name then costs a request.
    type: bool
    default: false
  # END RENDERED options of report_info
seealso:
  - module: asyncos.api.request
"""

EXAMPLES = r"""
- name: Get yesterday's mail traffic and the ten busiest policies
  asyncos.api.report_info:
    reports:
      - mail_incoming_traffic_summary
      - name: mail_policy_incoming
        counter: recipients_matched
        top: 10
    last: 1d
  register: mail

- name: Show how many messages were stopped by sender reputation
  ansible.builtin.debug:
    var: mail.reports.mail_incoming_traffic_summary.counters.blocked_reputation

- name: Compare the last seven full days with the seven before
  asyncos.api.report_info:
    reports:
      - name: mail_incoming_traffic_summary
        label: last_seven_days
        start: "{{ day | ansible.builtin.strftime(today | int - 7 * 86400, utc=true) }}"
        end: "{{ day | ansible.builtin.strftime(today | int - 86400, utc=true) }}"
      - name: mail_incoming_traffic_summary
        label: seven_days_before
        start: "{{ day | ansible.builtin.strftime(today | int - 14 * 86400, utc=true) }}"
        end: "{{ day | ansible.builtin.strftime(today | int - 8 * 86400, utc=true) }}"
  vars:
    day: "%Y-%m-%d"
    today: "{{ now().timestamp() | int }}"
  register: weeks

- name: Ask a manager for the web traffic of one of its appliances, keeping what can be had
  asyncos.api.report_info:
    product: sma
    reports: [web_services_summary, web_user_detail]
    device_name: wsa1.example.com
    last: 7d
    ignore_failed_items: true
  register: web
"""

RETURN = r"""
product:
  description: The product that was asked.
  returned: when the connection's options and the entries are right
  type: str
  sample: esa
reports:
  description: What was asked for, by label or report name. Names of counters and keys are the appliance's own.
  returned: when the connection's options and the entries are right
  type: dict
  sample:
    mail_incoming_traffic_summary:
      name: mail_incoming_traffic_summary
      keyed_by: ""
      shape: summary
      counters: {total_recipients: 21996, blocked_reputation: 8408}
      rows: []
      meta:
        start: "2026-11-20T10:00:00Z"
        end: "2026-11-21T10:00:00Z"
        query: {device_type: esa}
        counter: null
        returned: 26
        truncated: false
    mail_policy_incoming:
      name: mail_policy_incoming
      shape: keyed
      keyed_by: mail policy name
      rows:
        - {key: DEFAULT, recipients_matched: 4007}
        - {key: PARTNERS, recipients_matched: 2398}
  contains:
    label:
      description: One report. Its key is the label that was given, or else the name of the report.
      type: dict
      returned: success of the report
      contains:
        name:
          description: Name of the report.
          type: str
          returned: always
        shape:
          description:
            - What the answer is. V(summary) fills RV(reports.label.counters), V(keyed) fills RV(reports.label.rows),
              V(intervals) fills RV(reports.label.intervals), and V(empty) says that the appliance has no data for the window.
          type: str
          returned: always
        keyed_by:
          description: What the keys of the rows are, as far as the catalogue knows.
          type: str
          returned: always
        counters:
          description: The numbers of a summary, by counter.
          type: dict
          returned: always
        rows:
          description:
            - The rows of a keyed report in the appliance's order. C(key) tells them apart, each counter is a field beside it,
              V(null) where the appliance left a counter out.
          type: list
          elements: dict
          returned: always
        intervals:
          description:
            - With O(query_type), the parts of the window in time order, each with C(begin), and C(counters) or C(rows).
            - Those of an export have C(end), too, and C(begin_time) and C(end_time), the appliance's own words for both.
          type: list
          elements: dict
          returned: with O(query_type)
        meta:
          description: What was really asked, and how complete the answer is.
          type: dict
          returned: always
          contains:
            start:
              description: Beginning of the window that was asked for, rounded to a full hour in UTC.
              type: str
              returned: always
            end:
              description: End of that window.
              type: str
              returned: always
            query:
              description: The other parameters of the call, spelt as on the wire.
              type: dict
              returned: always
            counter:
              description: The one counter that was asked for, V(null) if all were.
              type: str
              returned: always
            returned:
              description: How many counters, rows or intervals came.
              type: int
              returned: always
            total_count:
              description: The appliance's own count, V(null) if it gave none.
              type: int
              returned: always
            bad_records:
              description: How many records the appliance left out because it could not read them.
              type: int
              returned: always
            truncated:
              description: Whether O(top) or O(limit) may have cut off more.
              type: bool
              returned: always
failed_items:
  description: The reports that could not be had.
  returned: when the connection's options and the entries are right
  type: list
  elements: dict
  sample: []
  contains:
    label:
      description: Key that the result would have had.
      type: str
      returned: always
    name:
      description: Name of the report.
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
from ansible_collections.asyncos.api.plugins.module_utils._task.report_info import REPORT_INFO


def main() -> None:
    run_module(REPORT_INFO)


if __name__ == "__main__":
    main()
