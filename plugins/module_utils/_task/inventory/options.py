# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of the inventory: declared here, for its documentation and its checks."""

from __future__ import annotations

from dataclasses import replace

from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.managed import SERVICES
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.naming import HOST_NAME, IP_ADDRESS, SERIAL_NUMBER
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option, Options, suboptions_of

INI_SECTION = "asyncos_inventory"
"""The section of ``ansible.cfg`` that gives connection options to the inventory."""

SHARED: Options = {name: option for name, option in CONNECTION.items() if name not in ("host", "product", "concurrency")}
"""The connection options that hold for all managers. Which appliance is asked, and as what, is said for each of them."""

MANAGER: Options = {
    "host": Option("str", ("Name or address of the manager.",), required=True),
    "name": Option("str", ("What the manager is called in the inventory. When it is left out, its O(managers[].host).",)),
    **{name: replace(option, description=(f"This manager's O({name}).",), default=None) for name, option in SHARED.items()},
}

APPLIANCE: Options = {
    "name": Option("str", ("What the appliance is called in the inventory.",), required=True),
    "product": Option("str", ("What the appliance is.",), choices=tuple(PRODUCTS)),
    "host": Option("str", ("Name or address of the appliance. When it is left out, what a manager tells, and otherwise the O(name).",)),
    "serial_number": Option("str", ("Serial number of the appliance, to find it among those that managers tell of.",)),
    "vars": Option("dict", ("Variables of the host. Templates in them are resolved when they are used, as in any inventory.",), default={}),
}

FILTER: Options = {
    "product": Option("list", ("Any of these products.",), elements="str", choices=tuple(PRODUCTS)),
    "service": Option("list", ("Any of these services is on.",), elements="str", choices=tuple(SERVICES)),
    "connection_established": Option("bool", ("Whether the manager has a connection to the appliance.",)),
    "name": Option(
        "list",
        ("Any of these patterns, such as V(mx*.example.com), fits the host name or the IP address. Upper and lower case are the same.",),
        elements="str",
    ),
    "manager": Option("list", ("Any of these managers tells of the appliance, by their names in the inventory.",), elements="str"),
}

OPTIONS: dict[str, Option] = {
    "managers": Option(
        "list",
        (
            "The managers whose appliances become hosts. Each is the name or address of one, or a dictionary.",
            "A manager's own connection options come before those that hold for all.",
        ),
        elements="raw",
        suboptions=MANAGER,
    ),
    "appliances": Option(
        "list",
        (
            "Appliances that are hosts whatever managers say.",
            "One that a manager tells of, too, by the same name, address or serial number, stays one host, called as it is here.",
            "What is said here comes before what the manager tells.",
        ),
        elements="dict",
        suboptions=suboptions_of("appliances[]", APPLIANCE),
    ),
    "include_filters": Option(
        "list",
        (
            "Of the appliances that managers tell of, only those become hosts that meet at least one of these.",
            "An appliance meets a filter if it meets each key of it.",
            "When it is left out, all of them. O(appliances) and the managers themselves are never filtered.",
        ),
        elements="dict",
        suboptions=suboptions_of("include_filters[]", FILTER),
    ),
    "exclude_filters": Option(
        "list",
        ("Appliances that meet one of these do not become hosts, whatever O(include_filters) says.",),
        elements="dict",
        suboptions=suboptions_of("exclude_filters[]", FILTER),
    ),
    "hostname": Option(
        "str",
        (
            "What names the hosts.",
            "Where an appliance lacks it, or it cannot be a host's name, the next of host name, IP address and serial number does, with a warning.",
            "Appliances that would share a name are called by their serial numbers.",
        ),
        default=HOST_NAME,
        choices=(HOST_NAME, IP_ADDRESS, SERIAL_NUMBER),
    ),
    "address": Option(
        "str",
        (
            "What becomes C(ansible_host), and with it the address that modules ask. Where an appliance lacks it, the other one does.",
            "Certificates are mostly issued for names. Choose V(ip_address) where names cannot be resolved.",
        ),
        default=HOST_NAME,
        choices=(HOST_NAME, IP_ADDRESS),
    ),
    "include_managers": Option("bool", ("Whether the managers are hosts, too.",), default=True),
    "group_prefix": Option(
        "str",
        (
            "How the names of groups begin.",
            "With the default the groups are "
            + ", ".join(f"C(asyncos_{name})" for name in PRODUCTS)
            + " for products, "
            + ", ".join(f"C(asyncos_{name})" for name in SERVICES)
            + " for services, and C(asyncos_managed_by_<manager>) for what a manager manages.",
        ),
        default="asyncos_",
    ),
    "require_all_managers": Option(
        "bool",
        (
            "Whether the inventory fails if one of the managers cannot be asked. Otherwise its appliances are missing, with a warning.",
            "When it is left out, O(strict) says. An inventory of which no manager could be asked and that names no O(appliances) always fails.",
        ),
    ),
    "concurrency": Option("int", ("How many managers are asked at once.",), default=CONNECTION["concurrency"].default, env=CONNECTION["concurrency"].env),
}
