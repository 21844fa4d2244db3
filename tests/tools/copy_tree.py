# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A real copy of the checkout's files, for tools that follow folders or do not accept a link: ansible-test, ansible-galaxy, linters.

The copy holds what git tracks plus new files that are not ignored, and is a git repository of its own: otherwise
ansible-test would find the checkout around it.
"""

from __future__ import annotations

import filecmp
import shutil
import subprocess
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.project import BUILD, ROOT, one_at_a_time

COPY = BUILD / "copy"


def project_files() -> list[str]:
    """Return the files of the checkout that belong to the project, as git sees them."""
    reply = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=False, capture_output=True)
    if reply.returncode:
        raise SystemExit(f"The tests need a git checkout that git trusts. git says:\n{reply.stderr.decode(errors='replace').strip()}")
    names = sorted(set(reply.stdout.decode().split("\0")) - {""})
    return [name for name in names if (ROOT / name).is_file() or (ROOT / name).is_symlink()]


def copy_file(source: Path, target: Path) -> None:
    """Bring one file up to date, its mode included."""
    if target.is_file() and not source.is_symlink() and filecmp.cmp(source, target) and source.stat().st_mode == target.stat().st_mode:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copy2(source, target, follow_symlinks=False)


def remove(path: Path) -> None:
    """Remove a file that the checkout no longer has, and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    folder = path.parent
    while folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def git(tree: Path, *arguments: str) -> str:
    """Run git in the copy and return what it prints."""
    return subprocess.run(["git", *arguments], cwd=tree, check=True, capture_output=True, text=True).stdout


def update_copy(collections: Path = COPY) -> Path:
    """Make or refresh the copy below the given folder and return the collection's folder in it."""
    tree = collections / "ansible_collections" / "asyncos" / "api"
    tree.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(collections / "copy.lock"):
        if not (tree / ".git").is_dir():
            git(tree, "-c", "init.templateDir=", "init", "--quiet")
        names = project_files()
        for gone in set(git(tree, "ls-files", "-z").split("\0")) - set(names) - {""}:
            remove(tree / gone)
        for name in names:
            copy_file(ROOT / name, tree / name)
        git(tree, "-c", "core.excludesFile=", "add", "--all", ".")
    return tree


if __name__ == "__main__":
    print(update_copy())
