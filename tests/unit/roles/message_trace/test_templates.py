# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rules of the role's templates that no run would show: text of strangers leaves through the macros that make it harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, nodes

from ansible_collections.asyncos.api.plugins.plugin_utils._tracing import whereabouts

ROLE = Path(__file__).parents[4] / "roles" / "message_trace"
TEMPLATES = ROLE / "templates"
PAGES = sorted(TEMPLATES.glob("*.html.j2"))
TEXT = TEMPLATES / "message_trace.txt.j2"
HARMLESS = "asyncos.api.harmless_text"
SAFE_MACROS = {"says", "plain", "moment", "badge", "fact", "card", "rule"}


def parsed(path: Path) -> nodes.Template:
    environment = Environment()
    environment.filters[HARMLESS] = str
    return environment.parse(path.read_text(encoding="utf-8"))


def outputs(tree: nodes.Template) -> Iterator[nodes.Expr]:
    """Every expression that a template writes."""
    for output in tree.find_all(nodes.Output):
        yield from (node for node in output.nodes if not isinstance(node, nodes.TemplateData))


def is_safe(node: nodes.Expr | None, last_filters: tuple[str, ...]) -> bool:
    """Whether an expression ends in one of the filters, is a constant, or is made of such, or by a macro to which the same rule applies."""
    if node is None or isinstance(node, nodes.Const):
        return True
    if isinstance(node, nodes.CondExpr):
        return is_safe(node.expr1, last_filters) and is_safe(node.expr2, last_filters)
    if isinstance(node, nodes.Filter):
        return node.name in last_filters or (node.name in ("wordwrap", "format") and is_safe(node.node, last_filters))
    if isinstance(node, nodes.Call):
        callee = node.node
        return (callee.attr if isinstance(callee, nodes.Getattr) else getattr(callee, "name", "")) in SAFE_MACROS
    if isinstance(node, nodes.Concat):
        return all(is_safe(part, last_filters) for part in node.nodes)
    if isinstance(node, nodes.Getitem):
        return is_safe(node.node, last_filters)
    return isinstance(node, nodes.Mul)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_everything_that_the_page_writes_is_escaped(page: Path) -> None:
    raw = [f"line {node.lineno}: {node}" for node in outputs(parsed(page)) if not is_safe(node, ("e",))]
    assert not raw


def test_text_of_strangers_is_made_harmless_before_it_is_escaped() -> None:
    source = (TEMPLATES / "story.html.j2").read_text(encoding="utf-8")
    assert "{{ text | asyncos.api.harmless_text(ascii=false) | e }}" in source
    escaped = {match for page in PAGES for match in re.findall(r"{{ ([^{}]*?) \| e }}", page.read_text(encoding="utf-8"))}
    assert escaped == {
        "text | asyncos.api.harmless_text(ascii=false)",
        "result.title | asyncos.api.harmless_text(ascii=false)",
        "(time | string)[:19] | replace('T', ' ')",
        "time",
        "number",
        "loop.index",
        "state",
        "_message_trace_now[state] | default(state)",
    }


def test_the_title_has_no_markup() -> None:
    (title,) = re.findall(r"<title>(.*)</title>", (TEMPLATES / "message_trace.html.j2").read_text(encoding="utf-8"))
    assert title == "{{ result.title | asyncos.api.harmless_text(ascii=false) | e }}"


def test_everything_that_the_terminal_shows_is_harmless() -> None:
    raw = [f"line {node.lineno}: {node}" for node in outputs(parsed(TEXT)) if not is_safe(node, (HARMLESS,))]
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


def test_every_state_has_a_word() -> None:
    words = yaml.safe_load((ROLE / "vars" / "main.yml").read_text(encoding="utf-8"))["_message_trace_now"]
    concluded = {word for _part, word in whereabouts._WORDS}
    named = {whereabouts.HELD, whereabouts.PROBABLY_HELD, whereabouts.LEFT_QUARANTINE, whereabouts.REMEDIATED, whereabouts.SEVERAL, whereabouts.UNKNOWN}
    assert set(words) == concluded | named
