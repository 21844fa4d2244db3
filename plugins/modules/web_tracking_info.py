#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: web_tracking_info
short_description: Search transactions in web tracking
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Finds transactions of the web proxy, the Layer 4 Traffic Monitor or the SOCKS proxy of a Secure Web Appliance (WSA), or those that
    a Secure Email and Web Manager (SMA) knows about, with every filter that is known of the API.
  - A transaction has to pass all filters.
  - The window is searched in slices that adapt to what the appliance can answer in time, several at once, and each slice page by
    page until there are no more. Slices are full hours, as the API wants it.
extends_documentation_fragment:
  - asyncos.api.connection
  - asyncos.api.attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: none
options:
  # BEGIN RENDERED options of web_tracking_info
  last:
    description:
      - 'The time before now to search: a number with V(m), V(h), V(d) or V(w), such as V(90m), V(1d) or V(30d).'
      - When neither O(last) nor O(start) is given, V(1d).
    type: str
  start:
    description:
      - Beginning of the time to search, in ISO 8601, such as V(2026-11-20), V(2026-11-20T10:30Z) or V(2026-11-20T10:30+01:00).
      - 'Without a zone it is UTC. The API takes full hours only: the window is rounded outwards, and RV(meta) says to what.'
    type: str
  end:
    description:
      - End of the time to search, in the form of O(start). A date alone means the end of that day.
      - When it is left out, now.
    type: str
  limit:
    description:
      - The largest number of records to return. RV(meta.truncated) and a warning say when there were more.
      - Records are held in memory and become part of the result. For very many of them there is M(asyncos.api.tracking_export).
    type: int
    default: 10000
  order:
    description:
      - The order of the records by time, and with O(limit) which of them are returned.
    type: str
    choices:
      - newest_first
      - oldest_first
    default: newest_first
  order_by:
    description:
      - What the appliance sorts by, for V(proxy_services) V(timestamp), V(url), V(page_Resources_Count), V(decision_Result), V(bandwidth),
        V(src_Ip); for V(l4tm) V(timestamp), V(l4tm_Dest_Ip_With_Domain), V(l4tm_Dest_Domain), V(l4tm_Action), V(l4tm_Port), V(l4tm_User);
        for V(socks_proxy) V(timestamp), V(socks_Host_Name), V(socks_Decision_Result), V(socks_Bandwidth), V(socks_Transport_Protocol),
        V(socks_Src_Ip). Needs O(order_dir).
      - When it is left out, records are in the order of time, as O(order) says.
      - The window is then searched as a whole, so ask for a short one.
    type: str
  order_dir:
    description:
      - Direction of O(order_by).
    type: str
    choices:
      - asc
      - desc
  search:
    description:
      - 'What to look for: V(proxy_services) requests through the web proxy, V(l4tm) connections seen by the Layer 4 Traffic Monitor,
        V(socks_proxy) connections through the SOCKS proxy.'
    type: str
    choices:
      - proxy_services
      - l4tm
      - socks_proxy
    default: proxy_services
  transaction_status:
    description:
      - 'Filter: what was done with the transaction.'
    type: str
    choices:
      - block
      - allow
      - allow_monitor
      - allow_warn
      - all
      - blocked
      - monitored
  host_name:
    description:
      - 'Filter: the website.'
      - Only for V(proxy_services).
    type: str
  proxy_user:
    description:
      - 'Filter: the name of the user, or the address of the client.'
      - Only for V(proxy_services).
    type: str
  url_category:
    description:
      - 'Filter: the URL category, as the web interface names it; for SOCKS a custom one.'
      - Only for V(proxy_services) and V(socks_proxy).
    type: str
  malware_category:
    description:
      - 'Filter: the code of the malware category.'
      - Only for V(proxy_services).
    type: str
    choices:
      - '0'
      - '1'
      - '2'
      - '3'
      - '4'
      - '5'
  malware_name:
    description:
      - 'Filter: the name of the malware.'
      - Only for V(proxy_services).
    type: str
  application_name:
    description:
      - 'Filter: the name of the application.'
      - Only for V(proxy_services).
    type: str
  application_type:
    description:
      - 'Filter: the type of the application.'
      - Only for V(proxy_services).
    type: str
  wbrs_score:
    description:
      - 'Filter: the reputation of the website: a range such as V(-3,3), from -10 to 10, or V(no score).'
      - Only for V(proxy_services).
    type: str
  reputation_threat:
    description:
      - 'Filter: the type of threat that the reputation stands for.'
      - Only for V(proxy_services).
    type: str
  serial_no:
    description:
      - 'Filter: the serial number of one appliance.'
      - Only for V(proxy_services) and V(l4tm).
    type: str
  policy_name:
    description:
      - 'Filter: the name of the policy.'
      - Only for V(proxy_services).
    type: str
  user_location:
    description:
      - 'Filter: where the user is.'
      - Only for V(proxy_services).
    type: str
    choices:
      - remote
      - local
  amp_file_name:
    description:
      - 'Filter: the name of the file that AMP looked at.'
      - Only for V(proxy_services).
    type: str
  amp_sha:
    description:
      - 'Filter: the SHA-256 of the file that AMP looked at.'
      - Only for V(proxy_services).
    type: str
  amp_file_verdict:
    description:
      - 'Filter: the codes of AMP''s verdict, V(1) to V(5); the vendor''s documents give two tables for them that contradict each other.'
      - Only for V(proxy_services).
    type: list
    elements: str
  user_request:
    description:
      - 'Filter: only transactions that a user asked for.'
      - 'V(false) is the same as leaving it out: appliances only take V(true).'
      - Only for V(proxy_services).
    type: bool
  l4tm_port:
    description:
      - 'Filter: the port.'
      - Only for V(l4tm).
    type: str
  l4tm_user:
    description:
      - 'Filter: the address of the source or client.'
      - Only for V(l4tm).
    type: str
  l4tm_dest_domain:
    description:
      - 'Filter: the site, or the address of the destination.'
      - Only for V(l4tm).
    type: str
  socks_port:
    description:
      - 'Filter: the port.'
      - Only for V(socks_proxy).
    type: str
  socks_user:
    description:
      - 'Filter: the name of the user, or the address of the client.'
      - Only for V(socks_proxy).
    type: str
  socks_domain:
    description:
      - 'Filter: the domain or address of the destination.'
      - Only for V(socks_proxy).
    type: str
  socks_transport_protocol:
    description:
      - 'Filter: the transport protocol.'
      - Only for V(socks_proxy).
    type: str
    choices:
      - tcp
      - udp
      - all
  socks_policy_name:
    description:
      - 'Filter: the name of the policy.'
      - Only for V(socks_proxy).
    type: str
  socks_user_location:
    description:
      - 'Filter: where the user is.'
      - Only for V(socks_proxy).
    type: str
    choices:
      - local
      - remote
  more_filters:
    description:
      - Query parameters that are sent as they are, spelt as the API wants them, for filters that are newer than this collection.
      - A parameter that one of the options stands for, or that the search itself decides, is refused here.
    type: dict
    default: {}
  # END RENDERED options of web_tracking_info
seealso:
  - module: asyncos.api.tracking_export
"""

EXAMPLES = r"""
- name: What was blocked for one client today
  asyncos.api.web_tracking_info:
    last: 8h
    proxy_user: 198.51.100.51
    transaction_status: block
  register: blocked

- name: The largest transfers of the last hour
  asyncos.api.web_tracking_info:
    last: 1h
    order_by: bandwidth
    order_dir: desc
    limit: 20

- name: Who talks to a site past the proxy
  asyncos.api.web_tracking_info:
    search: l4tm
    last: 1d
    l4tm_dest_domain: bad.example
"""

RETURN = r"""
records:
  description:
    - The transactions. Fields have the appliance's own names and forms; V(-) stands for nothing. C(timestamp_utc) is the time in
      ISO 8601. Records are recorded publicly for the web proxy only; the fields of the other services are assumptions.
  returned: success
  type: list
  elements: dict
  sample:
    - timestamp: 1795249254
      timestamp_utc: "2026-11-21T08:20:54Z"
      url: http://shop.example.org/219
      user: chiara.adler
      srcIP: 198.51.100.51
      transactionStatus: BLOCK_WEBCAT
      decisionSrc: WEBCAT
      webCategory: Online Communities
      wbrsScore: "-0.1"
      bandwidth: 11859
      ampFileVerdict: "-"
      serialNo: 425F57036DB518E537FF-37FF3B4C278F
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
    start: "2026-11-21T02:00:00Z"
    end: "2026-11-21T10:00:00Z"
    returned: 5
    truncated: false
    slices: 1
    pages: 2
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
from ansible_collections.asyncos.api.plugins.module_utils._task.web_tracking_info import WEB_TRACKING_INFO


def main() -> None:
    run_module(WEB_TRACKING_INFO)


if __name__ == "__main__":
    main()
