# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``configure/...`` of the WSA, version 2.0: which function answers which resource, and what each part is filled with at first."""

from __future__ import annotations

from ..guard import Answer, guarded
from ..store import Seed
from . import (
    alerts,
    certificate_rows,
    certificates,
    clock_settings,
    dns,
    domain_map,
    feature_keys,
    https_proxy,
    interfaces,
    logs,
    outside,
    routes,
    seeds,
    smtp,
    upstream,
    url_categories,
)
from .outcome import Rejected, refused

_PLAIN: dict[str, Answer] = {
    "bypass_proxy": url_categories.bypass_proxy,
    "url_categories": url_categories.url_categories,
    "domain_map": domain_map.domain_map,
    "routes": routes.routes,
    "routes_file": routes.routes_file,
    "upstream_proxies": upstream.upstream_proxies,
    "upstream_proxy_servers": upstream.upstream_proxy_servers,
    "dns": dns.dns,
    "dns_primary_servers": dns.list_of_servers(dns.PRIMARY),
    "dns_secondary_servers": dns.list_of_servers(dns.SECONDARY),
    "dns_alternate_servers": dns.list_of_servers(dns.ALTERNATE),
    "dns_root_servers": dns.list_of_servers(dns.ROOT),
    "dnssec": dns.dnssec,
    "https_proxy": https_proxy.https_proxy,
    "https_proxy_certificate": https_proxy.https_proxy_certificate,
    "ocsp": https_proxy.ocsp,
    "interfaces": interfaces.interfaces,
    "certificate_stats": certificates.stats,
    "blocked_certificates": certificates.blocked,
    "trusted_certificates": certificates.trusted,
    "trusted_certificate_download": certificates.download(certificates.TRUSTED),
    "custom_trusted_certificates": certificates.uploaded(certificates.CUSTOM),
    "custom_trusted_certificate_download": certificates.download(certificates.CUSTOM),
    "authentication_certificates": certificates.uploaded(certificates.AUTH),
    "authentication_certificate_download": certificates.download(certificates.AUTH),
    "appliance_certificates": certificates.appliance,
    "appliance_certificate_intermediate": certificates.intermediate,
    "appliance_certificate_csr": certificates.signing,
    "appliance_certificate_pkcs": certificates.pkcs,
    "alerts": alerts.alerts,
    "alert_settings": alerts.alert_settings,
    "latest_alerts": alerts.latest_alerts,
    "feature_keys": feature_keys.feature_keys,
    "feature_key_settings": feature_keys.feature_key_settings,
    "smtp": smtp.smtp,
    "time_zone": clock_settings.time_zone,
    "time_settings": clock_settings.time_settings,
    "log_subscriptions": logs.log_subscriptions,
    "log_rollover": logs.log_rollover,
    "log_fields": logs.log_fields,
    "log_defaults": logs.log_defaults,
    "log_deanonymization": logs.log_deanonymization,
    "archived_reports": outside.archived_reports,
    "archived_report": outside.archived_report,
    "user_info": outside.user_info,
}

ANSWERS: dict[str, Answer] = {name: guarded(answer, Rejected, lambda problem: refused(str(problem))) for name, answer in _PLAIN.items()}
"""By the resource's name in the catalogue."""

SEEDS: dict[str, Seed] = {
    "bypass_proxy": seeds.bypass_proxy,
    "url_categories": seeds.url_categories,
    "domain_map": seeds.domain_map,
    "routes": seeds.routes,
    "upstream_proxies": seeds.upstream_proxies,
    "dns": seeds.dns,
    "dnssec": seeds.dnssec,
    "https_proxy": https_proxy.seed_https_proxy,
    "ocsp": https_proxy.seed_ocsp,
    "interfaces": seeds.interfaces,
    "blocked_certificates": certificate_rows.blocked,
    "trusted_certificates": certificate_rows.trusted,
    "custom_trusted_certificates": certificate_rows.custom_trusted,
    "authentication_certificates": certificate_rows.authentication,
    "appliance_certificates": certificate_rows.appliance_certificates,
    "alerts": alerts.seed_alerts,
    "alert_settings": alerts.seed_settings,
    "latest_alerts": alerts.seed_latest,
    "feature_keys": feature_keys.seed,
    "feature_key_settings": feature_keys.seed_settings,
    "smtp": smtp.seed,
    "time_zone": clock_settings.seed_zone,
    "time_settings": clock_settings.seed_settings,
    "log_subscriptions": logs.seed,
    "user_info": outside.seed_account,
    "archived_reports": outside.seed_reports,
}
"""By the name of the part, which is that of the resource where it is read."""

SHARED: dict[str, Seed] = {"archived_reports": outside.seed_reports}
"""The parts that an SMA has as well."""
