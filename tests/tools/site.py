# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Build the documentation as a site: the Markdown pages of the repository, and the reference that antsibull-docs makes of plugins and roles.

Sphinx gets the pages in folders like those of the repository, each README.md as the index of its folder, and the links between them
as it wants them. docs/README.md is the table of contents: its headings and links become the navigation, and a page that it leaves out fails the
build. So does every warning, and every link within the site that leads nowhere.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from ansible_collections.asyncos.api.tests.tools import links
from ansible_collections.asyncos.api.tests.tools.links import BRANCH, REPOSITORY, markdown_pages, place_of, with_links
from ansible_collections.asyncos.api.tests.tools.project import BUILD, COLLECTIONS, PACKAGE, ROOT, one_at_a_time, tool_environment

COLLECTION = PACKAGE.partition(".")[2]
WORK = BUILD / "site"
SOURCE = WORK / "source"
REFERENCE = SOURCE / "reference"
OUTPUT = ROOT / "site-output"
SETTINGS = ROOT / "docs" / "site"
CONTENTS = PurePosixPath("docs/README.md")
REFERENCE_TITLE = "Modules, plugins and roles"


def page_of(path: PurePosixPath) -> PurePosixPath:
    """Where a page of the repository is in the site's sources."""
    return path.with_name("index.md") if path.name == "README.md" else path


def lay_out(pages: list[PurePosixPath], plugins: dict[str, str]) -> None:
    """Put the pages where Sphinx reads them."""
    known = set(pages)
    remove_others(SOURCE, ".md", {SOURCE / page_of(page) for page in pages})
    for page in pages:
        text = with_links((ROOT / page).read_text(encoding="utf-8"), lambda target, page=page: target_in_site(target, page, known))  # type: ignore[misc]
        text = with_plugin_links(text, plugins)
        if page == PurePosixPath("README.md"):
            text += f"\n{navigation()}"
        write(SOURCE / page_of(page), text)
    for name, folder in (("conf.py", SOURCE), ("style.css", SOURCE / "_static")):
        write(folder / name, (SETTINGS / name).read_text(encoding="utf-8"))


def remove_others(folder: Path, suffix: str, kept: set[Path]) -> None:
    """Remove the files of an earlier build that this one does not have."""
    for path in set(folder.rglob(f"*{suffix}")) - kept:
        path.unlink()


def write(path: Path, text: str) -> None:
    """Write a file if that changes it: Sphinx reads again what is new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def target_in_site(target: str, page: PurePosixPath, known: set[PurePosixPath]) -> str:
    """A link of a page as the site has it: to a page of the site, or else to the repository, or as it is."""
    place = place_of(target, page)
    if place is None:
        return target
    anchor = f"#{place.anchor}" if place.anchor else ""
    if place.path in known:
        return f"/{page_of(place.path)}{anchor}" if place.path != page or not anchor else anchor
    kind = "tree" if (ROOT / place.path).is_dir() else "blob"
    return f"{REPOSITORY}/{kind}/{BRANCH}/{place.path}{anchor}"


def plugin_pages() -> dict[str, str]:
    """The pages of the reference by the names of plugins and roles, without names that something else has, too, such as a playbook."""
    pages: dict[str, list[str]] = {path.stem: [path.name] for path in (ROOT / "playbooks").glob("*.yml")}
    for path in REFERENCE.glob("*_*.rst"):
        pages.setdefault(path.stem.rpartition("_")[0], []).append(path.name)
    return {name: of_name[0] for name, of_name in pages.items() if len(of_name) == 1 and of_name[0].endswith(".rst")}


def with_plugin_links(text: str, plugins: dict[str, str]) -> str:
    """``text`` with a link to the reference wherever a plugin or role is named, outside of links, headings and code blocks."""

    def linked(match: re.Match[str]) -> str:
        page = plugins.get(match["name"] or "")
        return f"[{match[0]}](/reference/{page})" if page else match[0]

    elsewhere = r"^ *```.*?^ *```|^#[^\n]*|\[[^\]]*\]\("
    return re.sub(rf"{elsewhere}|`{re.escape(COLLECTION)}\.(?P<name>\w+)`", linked, text, flags=re.M | re.S)


def navigation() -> str:
    """The table of contents as trees of Sphinx: a heading is the caption of a tree, and each link in a list below it an entry."""
    trees: list[tuple[str, list[tuple[str, str]]]] = []
    for line in (ROOT / CONTENTS).read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"## (.+)", line):
            trees.append((heading[1], []))
        elif (entry := re.match(r"[-*] \[(.+?)\]\((.+?)\)", line)) and (place := place_of(entry[2], CONTENTS)):
            trees[-1][1].append((entry[1].replace("`", ""), f"/{page_of(place.path).with_suffix('')}"))
    trees[0][1].insert(0, ("All pages", f"/{page_of(CONTENTS).with_suffix('')}"))
    trees.append(("Reference", [(REFERENCE_TITLE, "/reference/index")]))
    return "\n".join(tree(caption, entries) for caption, entries in trees if entries)


def tree(caption: str, entries: Iterable[tuple[str, str]]) -> str:
    lines = [f"{title} <{page}>" for title, page in entries]
    return "\n".join(["```{toctree}", ":hidden:", ":maxdepth: 2", f":caption: {caption}", "", *lines, "```", ""])


def make_reference(known: set[PurePosixPath]) -> None:
    """Let antsibull-docs write the pages of plugins and roles, and give them short names in the navigation."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    made = WORK / "reference"
    command = ["antsibull-docs", "collection", "--use-current", "--squash-hierarchy", "--fail-on-error", "--cleanup", "everything", "--dest-dir", str(made)]
    made.mkdir(exist_ok=True)
    run([*command, COLLECTION])
    written = {path.name: path.read_text(encoding="utf-8") for path in made.glob("*.rst")}
    remove_others(REFERENCE, ".rst", {REFERENCE / name for name in written})
    for name, text in written.items():
        text = without_contents(text)
        write(REFERENCE / name, index_of_reference(text) if name == "index.rst" else with_links_to_pages(text, known))


def index_of_reference(text: str) -> str:
    """The index with a title that says what it is, and short entries for the navigation, which has no place for whole titles."""
    text = re.sub(r"^.+\n=+$", f"{REFERENCE_TITLE}\n{'=' * len(REFERENCE_TITLE)}", text, count=1, flags=re.M)
    return re.sub(r"^    (([a-z_]+)_([a-z]+))$", r"    \2 (\3) <\1>", text, flags=re.M)


def without_contents(text: str) -> str:
    """A page without the list of its headings, which the theme shows beside it."""
    return re.sub(r"^\.\. contents::\n(?: +:.*\n)+", "", text, flags=re.M)


def with_links_to_pages(text: str, known: set[PurePosixPath]) -> str:
    """A page of the reference whose links to the repository's pages stay within the site."""

    def shown(match: re.Match[str]) -> str:
        place = place_of(match["target"], CONTENTS)
        inside = place is not None and place.path in known and not place.anchor
        return f":doc:`{match['words']} </{page_of(place.path).with_suffix('')}>`" if place and inside else match[0]

    return re.sub(r"`(?P<words>[^`<]+) <(?P<target>https://[^>]+)>`__", shown, text)


def run(command: list[str]) -> None:
    """Run a tool; its output is for people, and its failure ends the build."""
    if code := subprocess.run(command, cwd=WORK, env=tool_environment(COLLECTIONS), stdin=subprocess.DEVNULL, check=False).returncode:
        raise SystemExit(code)


class _Page(HTMLParser):
    """The links and anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            if value and (name == "id" or (tag == "a" and name == "name")):
                self.anchors.add(value)


def broken_links(site: Path) -> Iterator[str]:
    """The links within a built site that lead nowhere. What antsibull-docs writes as HTML is beyond the sight of Sphinx."""
    pages: dict[Path, _Page] = {}
    for path in sorted(site.rglob("*.html")):
        pages[path] = _Page()
        pages[path].feed(path.read_text(encoding="utf-8"))
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            if not target.is_file() or (parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors):
                yield f"{path.relative_to(site)}: {link}"


def main() -> int:
    """Build the site into the folder ``site-output``; arguments go to Sphinx."""
    pages = markdown_pages()
    if wrong := links.broken_links(pages):
        print("\n".join(wrong))
        return 1
    with one_at_a_time(BUILD / "site.lock"):
        WORK.mkdir(exist_ok=True)
        make_reference(set(pages))
        lay_out(pages, plugin_pages())
        remove_others(OUTPUT, ".html", {OUTPUT / path.relative_to(SOURCE).with_suffix(".html") for path in SOURCE.rglob("*.*")})
        options = ["--fail-on-warning", "--keep-going", "--write-all", "--quiet", "--jobs", "auto", "--doctree-dir", str(WORK / "doctrees")]
        run([sys.executable, "-m", "sphinx", *options, *sys.argv[1:], str(SOURCE), str(OUTPUT)])
        broken = list(broken_links(OUTPUT))
    for line in broken:
        print(f"leads nowhere: {line}")
    print(f"{len(list(OUTPUT.rglob('*.html')))} pages in {OUTPUT.relative_to(ROOT)}/index.html" if not broken else f"{len(broken)} broken links")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
