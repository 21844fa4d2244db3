# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What web security and the network are set to at first: the same in every run with the same seed. All names are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...reporting.chance import pick, whole

if TYPE_CHECKING:
    from ...appliance import Appliance

Item = dict[str, Any]


def bypass_proxy(appliance: Appliance) -> Item:
    return {
        "bypass_list": ["updates.example.com", ".voice.example.net", f"198.51.100.{_part(appliance, 'bypass')}", "2001:db8:5::/48"],
        "webex_bypass_enabled": False,
        "selected_categories": [],
    }


def url_categories(_appliance: Appliance) -> list[Item]:
    local: tuple[tuple[str, list[str], list[str], str], ...] = (
        ("Partners", ["partner.example.com", ".supplier.example.net"], [], "Sites of business partners"),
        ("Blocked sites", ["games.example.org", "198.51.100.77", "casino.example.net"], [r"lottery-\d+\.example"], ""),
        ("Never decrypt", ["bank.example.com", ".clinic.example.org"], [], "Agreed with the works council"),
        ("Adult", ["adult.example.org"], [], "Bears the name of a predefined category"),
    )
    items: list[Item] = [
        {
            "category_name": name,
            "category_type": "Local",
            "list_order": number,
            "sites": sites,
            "sites_regex": patterns,
            "comments": comments,
        }
        for number, (name, sites, patterns, comments) in enumerate(local, 1)
    ]
    feed = {
        "category_name": "Office feed",
        "category_type": "External",
        "list_order": len(items) + 1,
        "comments": "",
        "interface_option": "Management",
        "feed_type": "office365",
        "auto_update": True,
        "auto_update_freq": 60,
        "feed_location": "https://feed.example.com/office",
        "excluded_sites": ["beta.example.com"],
        "excluded_regex": [],
    }
    return [*items, feed]


def domain_map(appliance: Appliance) -> list[Item]:
    domains = ("intranet.example.com", "erp.example.com", "build-2.example.net")
    return [{"IP_addresses": [f"192.0.2.{_part(appliance, domain)}"], "domain_name": domain, "order": number} for number, domain in enumerate(domains, 1)]


def routes(appliance: Appliance) -> list[Item]:
    return [
        {
            "route_name": "branches",
            "interface_type": "Data",
            "destination_ip": f"198.51.100.{_part(appliance, 'route') // 16 * 16}/28",
            "gateway_ip": "192.0.2.1",
        },
        {"route_name": "management", "interface_type": "Management", "destination_ip": "203.0.113.0/24", "gateway_ip": "192.0.2.1"},
        {"route_name": "branches", "interface_type": "Data_v6", "destination_ip": "2001:db8:7::/48", "gateway_ip": "2001:db8::1"},
    ]


def upstream_proxies(appliance: Appliance) -> list[Item]:
    return [
        {
            "group_name": "Parents",
            "proxy_servers": [
                {"host": "parent1.example.com", "port": 3128, "retries": 2},
                {"host": "parent2.example.com", "port": 3128, "retries": 2},
            ],
            "failure_handling": "connect",
            "load_balancing": pick(("round-robin", "fewest-connections"), appliance.seed, appliance.name),
        },
        {
            "group_name": "Scanner",
            "proxy_servers": [{"host": "192.0.2.40", "port": 8080, "retries": 1}],
            "failure_handling": "drop",
            "load_balancing": "none",
        },
    ]


def dns(appliance: Appliance) -> Item:
    return {
        "domain_search": ["example.com", "example.net"],
        "routing_table": "Management",
        "ip_address_preference": "Prefer IPv4",
        "wait_time_RDNS_lookups": 20,
        "primary_dns": [{"ip_address": f"192.0.2.{_part(appliance, 'dns')}", "priority": 0}, {"ip_address": "192.0.2.54", "priority": 1}],
        "secondary_dns": [{"ip_address": "198.51.100.53", "priority": 0}],
        "alternate_dns": [{"domain": ["lab.example.com", "test.example.com"], "ip_address": ["203.0.113.53"]}],
        "int_root_dns": [{"FQDN": "root.example.com", "domain": "corp.example", "ip_address": "203.0.113.54"}],
    }


def dnssec(_appliance: Appliance) -> Item:
    return {"secure_dns": False}


def interfaces(appliance: Appliance) -> Item:
    return {
        "interfaces": {
            "m1": {"ipv4": f"{appliance.address}/24", "ipv6": "", "host_name": appliance.spec.host_name},
            "P1": {"ipv4": f"198.51.100.{_part(appliance, 'P1')}/24", "ipv6": "2001:db8:1::8/64", "host_name": f"p1.{appliance.spec.host_name}"},
            "P2": {"ipv4": "", "ipv6": "", "host_name": ""},
        },
        "management_services": {
            "HTTP": {"is_enable": False, "port": 8080},
            "HTTPS": {"is_enable": True, "port": 8443},
            "SSH": {"is_enable": True, "port": 22},
        },
        "strict_https_mode": True,
        "l4_traffic_wiring": "duplex",
        "separate_management_routing": False,
    }


def _part(appliance: Appliance, what: str) -> int:
    """The last part of an address."""
    return whole(appliance.seed, appliance.name, what) % 254 + 1
