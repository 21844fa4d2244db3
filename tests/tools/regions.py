# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the rendered regions of the documentation say, made from the declarations in code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

import yaml

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CONFIDENCES, SOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.filters import FLAG, NARROWS, WIDENS, Filter
from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import REPORTS, products_of
from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import MESSAGE_FILTERS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_sections import SECTIONS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS, ROLES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import SHAPES, Report
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_filters import WEB_FILTERS
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.verdict import verdict_on
from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION, variable_of
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import ERROR_FIELDS, error_dict
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.options import INI_SECTION, SHARED
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.options import OPTIONS as INVENTORY
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option, Options
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import META_FIELDS
from ansible_collections.asyncos.api.tests.tools import regions_awx, regions_configuration, regions_contents, regions_errors, regions_facts, regions_keys
from ansible_collections.asyncos.api.tests.tools.markdown import listed, plain, table
from ansible_collections.asyncos.api.tests.tools.project import PACKAGE, ROOT
from ansible_collections.asyncos.api.tests.tools.yaml_form import IndentingDumper

MODULES = ROOT / "plugins" / "modules"
WITHOUT_OPERATION = {"fleet_report": f"{PACKAGE}.plugins.plugin_utils._fleet.options"}
"""Modules that ask no appliance, and where their options are declared."""


def module_names() -> list[str]:
    return sorted(path.stem for path in MODULES.glob("*.py"))


def options_of(module: str) -> str:
    """The options of the operation that has the module's name."""
    return options(import_module(WITHOUT_OPERATION.get(module, f"{regions_errors.OPERATIONS}.{module}")).OPTIONS)


def options(declared: Options) -> str:
    """Options as the YAML of a module's documentation."""
    document = {name: option.doc() for name, option in declared.items()}
    return yaml.dump(document, Dumper=IndentingDumper, sort_keys=False, width=130, allow_unicode=True)


def inventory_options() -> str:
    """The options of the inventory plugin, and where else the connection's can be set."""
    document = {name: {**option.doc(), **_elsewhere(name, option)} for name, option in {**INVENTORY, **SHARED}.items()}
    return yaml.dump(document, Dumper=IndentingDumper, sort_keys=False, width=130, allow_unicode=True)


def _elsewhere(name: str, option: Option) -> dict[str, Any]:
    if not option.env:
        return {}
    return {"vars": [{"name": variable_of(name)}], "env": [{"name": option.env}], "ini": [{"section": INI_SECTION, "key": name}]}


def variables_of_connection() -> str:
    """The variables of the connection plugin as the YAML of its documentation."""
    document = {
        variable_of(name): {"description": f"What modules get as their option C({name}).", "vars": [{"name": variable_of(name)}]} for name in CONNECTION
    }
    return yaml.dump(document, Dumper=IndentingDumper, sort_keys=False, width=130)


def error_return() -> str:
    """The return value ``error`` as the YAML of a module's documentation."""
    return _return_dict("error", "The facts of the failure, for playbooks that decide on them.", "failure", ERROR_FIELDS, {"sample": _sample_error()})


def search_meta_return() -> str:
    """The return value ``meta`` of searches as the YAML of a module's documentation. Its sample comes after it, from a run."""
    return _return_dict("meta", "What was really asked, and how complete the answer is.", "success", META_FIELDS)


def _return_dict(name: str, description: str, returned: str, fields: Mapping[str, tuple[str, str]], rest: Mapping[str, Any] | None = None) -> str:
    contains = {field: {"description": meaning, "type": kind, "returned": "always"} for field, (kind, meaning) in fields.items()}
    document = {name: {"description": description, "returned": returned, "type": "dict", "contains": contains, **(rest or {})}}
    return yaml.dump(document, Dumper=IndentingDumper, sort_keys=False, width=130)


def _sample_error() -> dict[str, Any]:
    reply = Reply(404, "Not Found", {"Content-Type": "application/json"}, b'{"error": {"message": "Not Found.", "code": "404"}}')
    error = verdict_on(reply)
    assert error
    error.appliance, error.method, error.path, error.attempts = "esa1.example.com:6443 (esa)", "GET", "reporting/mail_tomorrow", 1
    return error_dict(error)


def connection_table() -> str:
    rows = []
    for name, option in CONNECTION.items():
        default = "" if option.default is None else f"`{str(option.default).lower() if isinstance(option.default, bool) else option.default}`"
        rows.append((f"`{name}`", f"`{variable_of(name)}`", f"`{option.env}`", default, plain(" ".join(option.description))))
    return table(("task option", "host variable", "environment", "default", "meaning"), rows)


def products_table() -> str:
    rows = ((f"`{p.name}`", p.title, ", ".join(f"`{p.prefix(v)}`" for v in p.api_versions), ", ".join(p.families)) for p in PRODUCTS.values())
    return table(("product", "name", "paths", "reports on"), rows)


def roles_table() -> str:
    return table(("role", *PRODUCTS), ((role, *("yes" if product in where else "" for product in PRODUCTS)) for role, where in ROLES.items()))


def reports_table(family: str) -> str:
    rows = (_report_row(report) for report in REPORTS.values() if report.family == family)
    return table(("report", "answer", "counters", "source"), rows)


def _report_row(report: Report) -> tuple[str, str, str, str]:
    shape = report.shape + (f" by {report.keyed_by}" if report.keyed_by else "")
    sure = report.shape_evidence.confidence
    counters = listed(report.counters)
    if report.result_counters:
        counters += f"{'; ' if counters else ''}in answers only: {listed(report.result_counters)}"
    if report.likely_counters:
        counters += f"{'; ' if counters else ''}hints: {listed(report.likely_counters)}"
    return f"`{report.name}`", f"{shape} ({sure})", counters or "none known by name", str(report.evidence)


def abilities_table() -> str:
    rows = ((f"`{report.name}`", ", ".join(sorted(report.abilities))) for report in REPORTS.values() if report.family == "web")
    return table(("web report", "parameters that it takes"), rows)


def report_totals() -> str:
    parts = []
    for family in ("mail", "web"):
        of_family = [report for report in REPORTS.values() if report.family == family]
        counters = sum(len(report.counters) for report in of_family)
        where = ", ".join(products_of(of_family[0]))
        parts.append(f"{len(of_family)} reports on {family} ({where})" + (f" with {counters} counters" if counters else ""))
    return " and ".join(parts) + "."


def resources_table() -> str:
    """The resources that are not configuration, which has tables of its own."""
    return regions_configuration.resources_table(row for name, row in RESOURCES.items() if name not in regions_configuration.RESOURCES)


def filters_table(rows: Iterable[Filter]) -> str:
    return table(("option", "on the wire", "what it looks at", "values", "only with", "known from"), map(_filter_row, rows))


def _filter_row(row: Filter) -> tuple[str, ...]:
    values = ("true",) if row.form == FLAG else tuple(value.lower() for value in row.values)
    wires = [row.operator, row.wire] if row.operator else [row.wire]
    return f"`{row.option}`", listed(wires), plain(row.meaning), listed(values), listed(row.kinds + row.needs), str(row.evidence)


def message_filters_table(effect: str) -> str:
    return filters_table(row for row in MESSAGE_FILTERS if row.effect == effect)


def sections_table() -> str:
    rows = ((section, RESOURCES[section.resource]) for section in SECTIONS.values())
    return table(("section", "resource", "what it is", "known from"), ((f"`{s.name}`", f"`{r.path}`", plain(s.meaning), str(r.evidence)) for s, r in rows))


def definitions(words: Mapping[str, str]) -> str:
    return "\n".join(f"- **{word}**: {meaning}" for word, meaning in words.items())


REGIONS: dict[str, Callable[[], str]] = {
    "connection options": partial(options, CONNECTION),
    "variables of the connection": variables_of_connection,
    "options of the inventory": inventory_options,
    **{f"options of {module}": partial(options_of, module) for module in module_names()},
    "return value error": error_return,
    "return value meta of a search": search_meta_return,
    "connection table": connection_table,
    "products table": products_table,
    "roles table": roles_table,
    "mail reports": partial(reports_table, "mail"),
    "web reports": partial(reports_table, "web"),
    "web abilities": abilities_table,
    "report totals": report_totals,
    "resources table": resources_table,
    "basic filters of messages": partial(message_filters_table, NARROWS),
    "event filters of messages": partial(message_filters_table, WIDENS),
    "filters of web tracking": partial(filters_table, WEB_FILTERS),
    "sections of messages": sections_table,
    **regions_awx.REGIONS,
    **regions_configuration.REGIONS,
    **regions_contents.REGIONS,
    **regions_errors.REGIONS,
    **regions_facts.REGIONS,
    **regions_keys.REGIONS,
    "shapes": partial(definitions, SHAPES),
    "confidences": partial(definitions, CONFIDENCES),
    "sources": partial(definitions, SOURCES),
}
