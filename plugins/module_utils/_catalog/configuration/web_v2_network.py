# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Version 2.0 of the WSA's configuration: routes, upstream proxies, DNS and interfaces."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    DICT,
    FROM_ZERO,
    ITEM,
    ITEMS,
    LIST,
    NAMES,
    NUMBER,
    PLAIN,
    TEXTS,
    TRUTH,
    UPDATE,
    Call,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_common import (
    ALL_VERBS,
    D14,
    LIKE_WRITTEN,
    LIKE_WRITTEN_14,
    PAGED,
    X125,
    resource,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED, VENDOR, Evidence

_CHANGES = ("POST", "PUT", "DELETE")

_PROXY_SERVER = {"host": Field(), "port": Field(NUMBER), "retries": Field(NUMBER)}

_UPSTREAM_PROXY = {
    "group_name": Field(),
    "new_group_name": Field(only=UPDATE),
    "proxy_servers": Field(LIST, elements=Field(DICT, fields=_PROXY_SERVER), key=("host", "port")),
    "failure_handling": Field(choices=("connect", "drop")),
    "load_balancing": Field(choices=("none", "fewest-connections", "least-recently-used", "hash-based", "round-robin")),
}

_INTERFACE = Field(DICT, fields={"ipv4": Field(), "ipv6": Field(), "host_name": Field()})
_SERVICE = Field(DICT, fields={"is_enable": Field(TRUTH), "port": Field(NUMBER)})

_DNS = resource(
    "dns",
    "network/dns",
    ("GET", "PUT"),
    note="Whether its answer holds the lists of servers is unknown; no other call could read them.",
)
_LIST_IN_DNS = "The list is taken to lie in the answer of configure/network/dns, under the key of the calls that change it."


def _servers(kind: str) -> Call:
    """How priorities of servers are changed: the address goes along as the existing and as the new one."""
    return Call("PUT", ITEMS, f"dns_{kind}_servers", f"{kind}_dns", again={"ip_address": "existing_ip_address"}, whole=True)


NETWORK: tuple[Configuration, ...] = (
    Configuration(
        "routes",
        "Static routes",
        resource(
            "routes",
            "network/routes",
            ALL_VERBS,
            optional=("interface_type",),
            note="A deletion is about one interface_type. PUT names the existing route in modify_route.",
        ),
        Reading(LIKE_WRITTEN),
        key=("route_name", "interface_type"),
        fields={
            "route_name": Field(),
            "new_route_name": Field(only=UPDATE),
            "interface_type": Field(choices=("Management", "Management_v6", "Data", "Data_v6")),
            "destination_ip": Field(),
            "gateway_ip": Field(),
        },
        create=Call("POST", ITEM),
        update=Call("PUT", ITEM, spelt={"route_name": "modify_route"}, always=("interface_type",)),
        delete=Call("DELETE", NAMES, names="delete_list", always=("interface_type",)),
    ),
    Configuration(
        "routes_file",
        "Static routes of one type of interface, as a file",
        resource(
            "routes_file",
            "network/routes/upload",
            ("GET", "POST"),
            required=("interface_type",),
            note="POST takes a file routes-INTERFACE-YYYYMMDDTHHMMSS.dat as multipart/form-data, which is not offered here.",
        ),
        Reading(X125, PLAIN),
        in_all=False,
    ),
    Configuration(
        "upstream_proxies",
        "Groups of upstream proxies",
        resource(
            "upstream_proxies",
            "network/upstream_proxy",
            ALL_VERBS,
            D14,
            since="14.0",
            optional=(*PAGED, "group_name"),
            note="PUT does not take proxy_servers: they have calls of their own, which name a group and the servers that are added (POST), "
            "changed (PUT with new_host, new_port, new_retries) or removed (DELETE).",
        ),
        Reading(LIKE_WRITTEN_14, names="group_name", paging=FROM_ZERO),
        key=("group_name",),
        fields=_UPSTREAM_PROXY,
        create=Call("POST", ITEM),
        update=Call("PUT", ITEMS),
        delete=Call("DELETE", NAMES, names="proxy_group"),
        others=(
            resource(
                "upstream_proxy_servers",
                "network/upstream_proxy/servers",
                _CHANGES,
                D14,
                since="14.0",
                note="The body is a list of groups, each with its group_name and the proxy_servers concerned.",
            ),
        ),
        writer="upstream_proxies",
    ),
    Configuration(
        "dns",
        "DNS settings",
        _DNS,
        Reading(LIKE_WRITTEN),
        fields={
            "domain_search": TEXTS,
            "routing_table": Field(choices=("Management", "Data"), caseless=True),
            "ip_address_preference": Field(choices=("Prefer IPv4", "Prefer IPv6", "Use IPv4 only")),
            "wait_time_RDNS_lookups": Field(NUMBER),
        },
        update=Call("PUT"),
    ),
    *(
        Configuration(
            f"dns_{kind}",
            title,
            _DNS,
            Reading(LIKE_WRITTEN, wrapper=f"{kind}_dns"),
            key=("ip_address",),
            fields={"ip_address": Field(), "priority": Field(NUMBER)},
            create=Call("POST", ITEMS, f"dns_{kind}_servers", f"{kind}_dns"),
            update=_servers(kind),
            delete=Call("DELETE", NAMES, f"dns_{kind}_servers", names="ip_address_list"),
            others=(resource(f"dns_{kind}_servers", f"network/dns/{kind}", _CHANGES, note=_LIST_IN_DNS),),
        )
        for kind, title in (("primary", "DNS servers"), ("secondary", "DNS servers that are asked when the first ones fail"))
    ),
    Configuration(
        "dns_alternate",
        "DNS servers of single domains",
        _DNS,
        Reading(LIKE_WRITTEN, wrapper="alternate_dns"),
        key=("domain",),
        fields={"domain": TEXTS, "ip_address": TEXTS},
        create=Call("POST", ITEMS, "dns_alternate_servers", "alternate_dns"),
        update=Call("PUT", ITEMS, "dns_alternate_servers", "alternate_dns", again={"domain": "existing_domain"}, whole=True),
        delete=Call("DELETE", NAMES, "dns_alternate_servers", names="domain_list"),
        others=(
            resource(
                "dns_alternate_servers",
                "network/dns/alternate",
                _CHANGES,
                note=f"{_LIST_IN_DNS} An entry is for several domains at once; a deletion lists domains.",
            ),
        ),
    ),
    Configuration(
        "dns_root",
        "Root DNS servers of internal domains",
        _DNS,
        Reading(LIKE_WRITTEN, wrapper="int_root_dns"),
        key=("FQDN", "domain", "ip_address"),
        fields={"FQDN": Field(), "domain": Field(), "ip_address": Field()},
        create=Call("POST", ITEMS, "dns_root_servers", "int_root_dns"),
        delete=Call("DELETE", ITEMS, "dns_root_servers", "int_root_dns", whole=True),
        others=(resource("dns_root_servers", "network/dns/root", _CHANGES, note=f"{_LIST_IN_DNS} A deletion names all three values of an entry."),),
    ),
    Configuration(
        "dnssec",
        "Secure DNS",
        resource("dnssec", "network/dns/dnssec", ("GET", "PUT"), Evidence(VENDOR, ("PM145",)), since="14.5"),
        Reading(Evidence(INFERRED, ("PM145",))),
        fields={"secure_dns": Field(TRUTH)},
        update=Call("PUT"),
    ),
    Configuration(
        "interfaces",
        "Network interfaces and management services",
        resource(
            "interfaces",
            "network/interfaces",
            ("GET", "PUT"),
            note="PUT restarts services: it may be answered with 502 although the change was made.",
        ),
        Reading(LIKE_WRITTEN),
        fields={
            "interfaces": Field(DICT, fields=dict.fromkeys(("m1", "P1", "P2"), _INTERFACE)),
            "management_services": Field(DICT, fields=dict.fromkeys(("HTTP", "HTTPS", "SSH"), _SERVICE)),
            "strict_https_mode": Field(TRUTH),
            "l4_traffic_wiring": Field(),
            "separate_management_routing": Field(TRUTH),
        },
        update=Call("PUT", always=("interfaces", "management_services")),
    ),
)
