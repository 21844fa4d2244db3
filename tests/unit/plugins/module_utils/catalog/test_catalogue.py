# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the catalogue holds, and that each row says how it is known."""

from __future__ import annotations

from collections import Counter

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CONFIDENCES, INFERRED, SOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import REPORTS, products_of, reports_of
from ansible_collections.asyncos.api.plugins.module_utils._catalog.mail_reports import MAIL_REPORTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS, ROLES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import EVERY_ABILITY, KEYED, SHAPES, nearest
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.statuses import STATUSES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_reports import WEB_REPORTS

EVIDENCES = {
    **{f"report {name}": report.evidence for name, report in REPORTS.items()},
    **{f"shape of report {name}": report.shape_evidence for name, report in REPORTS.items()},
    **{f"resource {name}": resource.evidence for name, resource in RESOURCES.items()},
    **{f"product {name}": product.evidence for name, product in PRODUCTS.items()},
    **{f"status {code}": status.evidence for code, status in STATUSES.items()},
}


def test_every_group_and_counter_of_the_vendor_is_there():
    assert len(MAIL_REPORTS) == 80
    assert sum(len(report.counters) for report in MAIL_REPORTS) == 411
    assert len(WEB_REPORTS) == 36


def test_no_report_is_listed_twice():
    assert [name for name, count in Counter(report.name for report in MAIL_REPORTS + WEB_REPORTS).items() if count > 1] == []


@pytest.mark.parametrize("row", EVIDENCES)
def test_every_row_has_a_known_source_or_is_inferred(row):
    evidence = EVIDENCES[row]
    assert evidence.confidence in CONFIDENCES
    assert evidence.sources or evidence.confidence == INFERRED
    assert set(evidence.sources) <= set(SOURCES)


@pytest.mark.parametrize("report", REPORTS.values(), ids=lambda report: report.name)
def test_rows_of_reports_are_sound(report):
    assert report.shape in SHAPES
    assert report.abilities <= EVERY_ABILITY
    assert report.family in ("mail", "web")
    assert report.keyed_by or report.shape != KEYED
    listed = report.counters + report.result_counters + report.likely_counters
    assert [counter for counter, count in Counter(listed).items() if count > 1] == []


@pytest.mark.parametrize(("product", "families"), [("esa", {"mail"}), ("wsa", {"web"}), ("sma", {"mail", "web"})])
def test_products_answer_the_reports_of_their_families(product, families):
    assert {report.family for report in reports_of(product).values()} == families
    assert all(product in products_of(report) for report in reports_of(product).values())


def test_products_of_roles_and_resources_exist():
    named = [*ROLES.values(), *(resource.products for resource in RESOURCES.values())]
    assert {product for products in named for product in products} <= set(PRODUCTS)


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [("a_sumary", ["a_summary", "b_detail"], ["a_summary"]), ("xyzzy", ["a_summary"], []), ("a", [], [])],
)
def test_nearest_names_come_best_first(name, known, expected):
    assert nearest(name, known) == expected
