# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Version 3.0 of the WSA's API: which function answers which resource, and what each part is filled with at first."""

from __future__ import annotations

from ..guard import Answer, guarded
from ..store import Seed
from . import access, configuration_files, decryption, identification, licensing, lists, pac, rewriting, routing, settings
from .outcome import Refused

_ANSWERS: dict[str, Answer] = {
    "identification_profiles": identification.identification_profiles,
    "access_policies": access.access_policies,
    "decryption_policies": decryption.decryption_policies,
    "routing_policies": routing.routing_policies,
    "ip_spoofing_profiles": routing.ip_spoofing_profiles,
    "http_rewrite_profiles": rewriting.http_rewrite_profiles,
    "overall_bandwidth_limit": settings.overall_bandwidth_limit,
    "time_ranges": lists.only_read("time_ranges", "time_ranges"),
    "quotas": lists.only_read("quotas", "quotas"),
    "umbrella_seamless_id": settings.umbrella_seamless_id,
    "xauth_header_setting": settings.xauth_header_setting,
    "auth_realms": lists.auth_realms,
    "auth_sequences": lists.auth_sequences,
    "global_auth_setting": settings.global_auth_setting,
    "ise": settings.ise,
    "ise_certificate": lists.ise_certificate,
    "pac_basic_setting": settings.pac_basic_setting,
    "pac_files": pac.pac_files,
    "pac_file_hosts": pac.pac_file_hosts,
    "anti_malware_and_reputation": settings.anti_malware_and_reputation,
    "malware_analytics_registration": lists.registration,
    "auth_settings": lists.only_read("auth_settings", "auth_settings"),
    "user_agents": lists.only_read("user_agents", "user_agents"),
    "url_category_names": lists.url_category_names,
    "proxy_settings": lists.only_read("proxy_settings", "proxy_settings"),
    "identification_methods": lists.only_read("identification_methods", "identification_methods"),
    "smart_licensing": licensing.smart_licensing,
    "smart_licenses": licensing.smart_licenses,
    "smart_agent_status": settings.smart_agent_status,
    "end_user_license_agreement": lists.license_agreement,
    "configuration_file": configuration_files.configuration_file,
    "configuration_files": configuration_files.configuration_files,
    "config_backup_server": settings.config_backup_server,
    "cloud_healthcheck": lists.cloud_healthcheck,
}

ANSWERS: dict[str, Answer] = {name: guarded(answer, Refused, Refused.reply) for name, answer in _ANSWERS.items()}
"""By the resource's name in the catalogue."""

SEEDS: dict[str, Seed] = {
    **settings.SEEDS,
    **lists.SEEDS,
    "identification_profiles": identification.seed,
    "access_policies": access.seed,
    "decryption_policies": decryption.seed,
    "routing_policies": routing.seed,
    "ip_spoofing_profiles": routing.seed_profiles,
    "http_rewrite_profiles": rewriting.seed,
    "pac_files": pac.seed_files,
    "pac_file_hosts": pac.seed_hosts,
    "smart_licensing": licensing.seed_status,
    "smart_licenses": licensing.seed_licenses,
    "configuration_files": configuration_files.seed,
}
"""By the name of the part, which is that of the resource where it is read."""
