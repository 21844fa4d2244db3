# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rules of the page's templates and of the role that no run would show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, nodes

ROLE = Path(__file__).parents[4] / "roles" / "report"
TEMPLATES = Path(__file__).parents[4] / "plugins" / "plugin_utils" / "_fleet" / "templates"
PAGES = sorted(TEMPLATES.glob("*.html.j2"))
MACRO_MODULES = {"figures", "charts", "tables", "one"}


def outputs(tree: nodes.Template) -> Iterator[nodes.Expr]:
    """Every expression that a template writes."""
    for output in tree.find_all(nodes.Output):
        yield from (node for node in output.nodes if not isinstance(node, nodes.TemplateData))


def is_safe(node: nodes.Expr | None, macros: set[str], markup: set[str]) -> bool:
    """Whether an expression is escaped, a constant, or written by a macro, to which the same rule applies."""
    if isinstance(node, nodes.CondExpr):
        return is_safe(node.expr1, macros, markup) and (node.expr2 is None or is_safe(node.expr2, macros, markup))
    if isinstance(node, nodes.Filter):
        return node.name == "e"
    if isinstance(node, nodes.Name):
        return node.name in markup
    if isinstance(node, nodes.Call):
        callee = node.node
        if isinstance(callee, nodes.Getattr) and isinstance(callee.node, nodes.Name):
            return callee.node.name in MACRO_MODULES
        return isinstance(callee, nodes.Name) and (callee.name in macros or callee.name == "caller")
    return isinstance(node, nodes.Const)


def markup_names(tree: nodes.Template, macros: set[str]) -> set[str]:
    """Variables that hold what a macro wrote."""
    return {
        assignment.target.name
        for assignment in tree.find_all(nodes.Assign)
        if isinstance(assignment.target, nodes.Name) and isinstance(assignment.node, nodes.Call) and is_safe(assignment.node, macros, set())
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_everything_that_the_page_writes_is_escaped(page: Path) -> None:
    tree = Environment().parse(page.read_text(encoding="utf-8"))
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    markup = markup_names(tree, macros)
    raw = [f"line {node.lineno}: {node}" for node in outputs(tree) if not is_safe(node, macros, markup)]
    assert PAGES
    assert not raw


def test_the_page_needs_nothing_from_elsewhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (*PAGES, TEMPLATES / "style.css"))
    text = re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)
    assert not [word for word in ("http:", "https:", "//", "@import", "url(", "<script", "<link", "src=") if word in text]


def test_defaults_are_those_of_the_argument_spec() -> None:
    spec = yaml.safe_load((ROLE / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    options = spec["argument_specs"]["main"]["options"]
    defaults = yaml.safe_load((ROLE / "defaults" / "main.yml").read_text(encoding="utf-8"))
    assert {name: option["default"] for name, option in options.items()} == defaults


def test_the_readme_names_every_variable() -> None:
    readme = (ROLE / "README.md").read_text(encoding="utf-8")
    defaults = yaml.safe_load((ROLE / "defaults" / "main.yml").read_text(encoding="utf-8"))
    assert not [name for name in defaults if f"`{name}`" not in readme]
