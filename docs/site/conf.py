# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How Sphinx makes the site of what tests/tools/site.py has laid out. Everything that is built needs no network, and loads nothing from one."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

project = "asyncos.api"
author = "asyncos.api contributors"
copyright = "asyncos.api contributors, GPL-3.0-or-later"
root_doc = "index"
language = "en"
extensions = ["myst_parser", "sphinx_antsibull_ext"]
exclude_patterns = ["conf.py"]

myst_heading_anchors = 4
myst_links_external_new_tab = False
highlight_language = "none"
smartquotes = False

html_theme = "furo"
html_title = "asyncos.api"
html_static_path = ["_static"]
html_css_files = ["style.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}
antsibull_ext_color_scheme = "none"  # style.css has the colours, in both themes
pygments_style = "friendly"
pygments_dark_style = "monokai"

ANSIBLE = "https://docs.ansible.com/ansible/latest/"
ELSEWHERE = {
    "common_return_values": "reference_appendices/common_return_values.html",
    "action_plugins": "plugins/action.html",
    "ansible_configuration_settings": "reference_appendices/config.html",
}


def place_in_ansible(label: str) -> str | None:
    """The page of Ansible's own documentation that a label stands for: an inventory of its labels would have to be fetched."""
    if label in ELSEWHERE:
        return ANSIBLE + ELSEWHERE[label]
    builtin = re.fullmatch(r"ansible_collections\.ansible\.builtin\.([a-z_]+_(?:module|connection|filter|lookup|inventory))", label)
    return f"{ANSIBLE}collections/ansible/builtin/{builtin[1]}.html" if builtin else None


def link_to_ansible(_app: Sphinx, _env: Any, node: Any, content: nodes.TextElement) -> nodes.reference | None:
    """Make a link of a reference to Ansible's own documentation; any other that is missing fails the build."""
    place = place_in_ansible(node["reftarget"]) if node.get("refdomain") == "std" else None
    return nodes.reference("", "", content, internal=False, refuri=place) if place else None


def breakable_names(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Let long names break between their words. Only in the page: the search has to find them whole."""
    context["body"] = re.sub(
        r'(<span class="pre">)([^<&]{16,})(?=</span>)',
        lambda name: name[1] + re.sub(r"(?<=[_./])(?=\w)|(?<=[a-z])(?=[A-Z])", "<wbr>", name[2]),
        context.get("body", ""),
    )


def setup(app: Sphinx) -> None:
    app.connect("missing-reference", link_to_ansible)
    app.connect("html-page-context", breakable_names)
