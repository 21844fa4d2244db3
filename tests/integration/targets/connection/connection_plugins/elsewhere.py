# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: elsewhere
short_description: This machine, under the guise of another host
description: Lets a test delegate tasks to another host where there is none.
author: asyncos.api contributors (@asyncos)
options:
  pipelining:
    description: Needed by the parent.
    type: bool
    default: false
    vars: [{name: ansible_pipelining}]
"""

from ansible.plugins.connection.local import Connection as LocalConnection


class Connection(LocalConnection):
    transport = "elsewhere"
