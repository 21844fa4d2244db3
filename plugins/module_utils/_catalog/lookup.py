# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every report of the catalogue in one table, by name and by product."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.mail_reports import MAIL_REPORTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import Report
from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_reports import WEB_REPORTS

REPORTS: dict[str, Report] = {report.name: report for report in MAIL_REPORTS + WEB_REPORTS}


def reports_of(product: str) -> dict[str, Report]:
    """The reports that ``product`` answers, by name."""
    families = PRODUCTS[product].families
    return {name: report for name, report in REPORTS.items() if report.family in families}


def products_of(report: Report) -> list[str]:
    """The names of the products that answer ``report``."""
    return [product.name for product in PRODUCTS.values() if report.family in product.families]
