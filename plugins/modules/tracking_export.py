#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: tracking_export
short_description: Export tracking data and quarantine lists to a file
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Writes every record of a search to a file on the machine that runs the task, however many there are. That is the controller, or
    the host that the task is delegated to.
  - Records are written as they come, so memory does not grow with their number, in the order of time, each once. The file appears
    in its place when it is complete.
  - An export that was interrupted goes on where it stopped, and ends in the same file as if it had not been. With a cursor file,
    each run brings only records that no run before has brought, and loses none, wherever it is killed.
  - A run on the controller tells every few seconds how far it is.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
attributes:
  check_mode:
    support: full
    details:
      - One page is fetched, so that credentials and search are tried; no file is written.
  diff_mode:
    support: none
options:
  # BEGIN RENDERED options of tracking_export
  search:
    description:
      - 'What to export: V(messages) and V(rejected_connections) of message tracking, V(proxy_services), V(l4tm) and V(socks_proxy) of
        web tracking.'
      - V(spam_quarantine) is the spam quarantine; V(pvo_quarantine) are the policy, virus and outbreak quarantines.
    type: str
    required: true
    choices:
      - messages
      - rejected_connections
      - proxy_services
      - l4tm
      - socks_proxy
      - spam_quarantine
      - pvo_quarantine
  filters:
    description:
      - Filters, by the names that they have as options of the module that searches the same, and by the same rules.
      - These are M(asyncos.api.message_tracking_info), M(asyncos.api.web_tracking_info) and M(asyncos.api.quarantine_info).
    type: dict
    default: {}
  dest:
    description:
      - The file to write, as an absolute path. It appears, or is replaced, in one step when it is complete. A name that ends in C(.gz)
        is compressed.
      - Until then the records are in a hidden file beside it, uncompressed.
    type: path
    required: true
  format:
    description:
      - V(jsonl) is one JSON object a line, V(csv) a table with a header, both in UTF-8.
      - 'When it is left out, what O(dest) ends in says it: C(.jsonl), C(.ndjson), C(.json) or C(.csv), with or without C(.gz).'
    type: str
    choices:
      - jsonl
      - csv
  fields:
    description:
      - The fields to write, in this order.
      - When it is left out, all fields for O(format=jsonl), and those that the catalogue knows for O(format=csv).
    type: list
    elements: str
  escape_formulas:
    description:
      - Whether cells of a table that a spreadsheet would run as a formula get an apostrophe in front. Senders of mail decide about subjects.
    type: bool
    default: true
  mode:
    description:
      - Permissions of O(dest), as octal digits in quotes.
    type: str
    default: '0600'
  resume:
    description:
      - Whether an export that was interrupted goes on where it stopped, if this task asks for the same.
      - With O(last), or without O(end), it goes on to the new end of the window, if the interrupted one reaches to its new beginning.
      - With O(cursor) it goes on to its old end, and what came after that is for the next run.
      - RV(resumed) and RV(meta) tell.
    type: bool
    default: true
  cursor:
    description:
      - File, as an absolute path, that keeps up to where records were exported. With it, each run writes only records that no run before
        has written.
      - The first run begins as O(last) or O(start) says. Each run needs a O(dest) of its own; without new records none is written.
    type: path
  overlap:
    description:
      - With O(cursor), how far before its place a run looks again for records that reached the appliance late.
    type: str
    default: 1h
  last:
    description:
      - 'The time before now to export: a number with V(m), V(h), V(d) or V(w), such as V(90m), V(1d) or V(30d).'
      - When neither O(last) nor O(start) is given, V(1d), for quarantines V(30d).
    type: str
  start:
    description:
      - Beginning of the time to export, in ISO 8601, such as V(2026-11-20), V(2026-11-20T10:30Z) or V(2026-11-20T10:30+01:00).
      - 'Without a zone it is UTC. The API takes full minutes, for web tracking full hours: the window is rounded outwards, and RV(meta)
        says to what.'
    type: str
  end:
    description:
      - End of the time to export, in the form of O(start). A date alone means the end of that day.
      - When it is left out, now.
    type: str
  # END RENDERED options of tracking_export
seealso:
  - module: asyncos.api.message_tracking_info
  - module: asyncos.api.web_tracking_info
  - module: asyncos.api.quarantine_info
"""

EXAMPLES = r"""
- name: Everything of one day, as a compressed table
  asyncos.api.tracking_export:
    search: messages
    start: "2026-11-20"
    end: "2026-11-20"
    dest: /srv/mail/{{ inventory_hostname }}-2026-11-20.csv.gz

- name: Every quarter of an hour, what is new
  asyncos.api.tracking_export:
    search: messages
    last: 1d
    dest: /srv/mail/{{ inventory_hostname }}-{{ now(utc=true).strftime('%Y%m%dT%H%M') }}.jsonl
    cursor: /srv/mail/{{ inventory_hostname }}.cursor

- name: What the proxies blocked last week, a few columns
  asyncos.api.tracking_export:
    search: proxy_services
    filters:
      transaction_status: block
    last: 1w
    dest: /srv/web/blocked.csv
    fields: [timestamp_utc, user, url, webCategory, decisionSrc]
"""

RETURN = r"""
dest:
  description: The file. V(null) if O(cursor) was given and there was nothing new.
  returned: success
  type: str
  sample: /srv/web/blocked.csv
checksum:
  description: SHA-256 of the file, V(null) in check mode or without a file.
  returned: success
  type: str
  sample: 72333a8e3d3c1cc8745c97d5de6b2b884030d4ff4fa284bc2f311dacacaf05ac
size:
  description: Size of the file in bytes, V(null) in check mode or without a file.
  returned: success
  type: int
  sample: 343325
resumed:
  description: Whether the run went on with one that was interrupted. Its window is then the one that counts, see RV(meta).
  returned: success
  type: bool
  sample: false
left_out_fields:
  description: Fields of records that the table has no column for, if the columns were not chosen with O(fields).
  returned: success
  type: list
  elements: str
  sample: []
# BEGIN RENDERED return value meta of a search
meta:
  description: What was really asked, and how complete the answer is.
  returned: success
  type: dict
  contains:
    search:
      description: What was searched.
      type: str
      returned: always
    start:
      description: Beginning of the window that was searched, in ISO 8601 and UTC.
      type: str
      returned: always
    end:
      description: Its end.
      type: str
      returned: always
    returned:
      description: Number of records returned.
      type: int
      returned: always
    truncated:
      description: Whether there were more records than the limit allows.
      type: bool
      returned: always
    slices:
      description: Number of parts that the window was searched in.
      type: int
      returned: always
    pages:
      description: Number of pages that were fetched.
      type: int
      returned: always
    bad_records:
      description: Number of records that the appliance itself could not read.
      type: int
      returned: always
    duplicates:
      description: Number of records that came twice and were dropped once.
      type: int
      returned: always
# END RENDERED return value meta of a search
  sample:
    search: proxy_services
    start: "2026-11-14T10:00:00Z"
    end: "2026-11-21T10:00:00Z"
    returned: 4113
    truncated: false
    slices: 4
    pages: 47
    bad_records: 0
    duplicates: 0
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
from ansible_collections.asyncos.api.plugins.module_utils._task.tracking_export import TRACKING_EXPORT


def main() -> None:
    run_module(TRACKING_EXPORT)


if __name__ == "__main__":
    main()
