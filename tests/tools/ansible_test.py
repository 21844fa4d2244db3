# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run ansible-test on a copy of the checkout: python -m ...tests.tools.ansible_test sanity --test import

Two things that some machines lack are made good here; elsewhere both do nothing:

* pyenv's shims answer for the active versions only. The real interpreters' folders are put on the PATH in their stead.
* ansible-test downloads a bootstrap script for pip. Where its server cannot be reached, a stand-in goes to the place
  where ansible-test looks first.

ansible-test gets a home folder of its own, so that neither reaches the user's.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.copy_tree import COPY, update_copy
from ansible_collections.asyncos.api.tests.tools.project import BUILD, one_at_a_time

BOOTSTRAP_URL = "https://ci-files.testing.ansible.com/ansible-test/get-pip-{version}.py"
BOOTSTRAP_TIMEOUT = 5.0
SHARED_FOLDERS = (".config/pip", ".pip", ".cache/pip")

STAND_IN = '''\
"""Fill an empty virtual environment with pip: the one that comes with Python, then the wanted release."""

import subprocess
import sys

wanted = [word for word in sys.argv[1:] if word not in ("--no-setuptools", "--no-wheel")]
subprocess.check_call([sys.executable, "-m", "ensurepip", "--default-pip"], stdout=subprocess.DEVNULL)
sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", "--upgrade"] + wanted))
'''


def interpreter_path(path: str) -> str:
    """Return the PATH with pyenv's shims replaced by the folders of its interpreters, newest first."""
    entries = path.split(os.pathsep)
    shims = [entry for entry in entries if Path(entry).name == "shims" and (Path(entry).parent / "versions").is_dir()]
    if not shims:
        return path
    versions = [folder for shim in shims for folder in (Path(shim).parent / "versions").iterdir() if re.fullmatch(r"3\.\d+\.\d+", folder.name)]
    versions.sort(key=lambda folder: [int(part) for part in folder.name.split(".")], reverse=True)
    folders = [str(folder / "bin") for folder in versions if (folder / "bin").is_dir()]
    first = entries.index(shims[0])
    rest = [entry for entry in entries[first:] if entry not in shims]
    return os.pathsep.join([*entries[:first], *folders, *rest])


def share_pip_settings(home: Path) -> None:
    """Let pip find its own settings and cache from the home folder of ansible-test."""
    for name in SHARED_FOLDERS:
        real, link = Path.home() / name, home / name
        if real.is_dir() and not link.is_symlink() and not link.exists():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(real)


def pip_releases() -> list[str]:
    """Return the pip releases that the installed ansible-test bootstraps, read from its source."""
    spec = importlib.util.find_spec("ansible_test")
    places = list(spec.submodule_search_locations or []) if spec else []
    text = "".join((Path(place) / "_internal" / "python_requirements.py").read_text(encoding="utf-8") for place in places)
    return sorted(set(re.findall(r"""\bpip['"]?\s*[=:]\s*['"](\d[\d.]*)['"]""", text)))


def reachable(url: str) -> bool:
    """Say whether the server answers at all, within a few seconds."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=BOOTSTRAP_TIMEOUT):
            return True
    except (urllib.error.URLError, OSError):
        return False


def provide_bootstrap(home: Path, releases: list[str]) -> None:
    """Put the stand-in into ansible-test's cache where nothing is cached and the real script cannot be fetched."""
    cache = home / ".ansible" / "test" / "cache"
    wanted = {release: cache / f"get_pip_{release.replace('.', '_')}.py" for release in releases}
    missing = {release: path for release, path in wanted.items() if not path.is_file()}
    if not missing or reachable(BOOTSTRAP_URL.format(version=next(iter(missing)))):
        return
    cache.mkdir(parents=True, exist_ok=True)
    for path in missing.values():
        path.write_text(STAND_IN, encoding="utf-8")


def ansible_test_environment(home: Path, bin_folder: Path) -> dict[str, str]:
    """Return the environment for ansible-test with the given home, on the interpreters that really run."""
    home.mkdir(parents=True, exist_ok=True)
    share_pip_settings(home)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "ASYNCOS_", "PYTHONPATH", "PYENV_"))}
    env["HOME"] = str(home)
    env["PATH"] = os.pathsep.join([str(bin_folder), interpreter_path(env.get("PATH", os.defpath))])
    return env


@contextmanager
def folder_without_blanks(folder: Path) -> Iterator[Path]:
    """Give the folder, or a link to it where its path has blanks: ansible-test's wrappers do not bear a Python with blanks."""
    if not re.search(r"\s", str(folder)):
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="asyncos-api-") as place:
        Path(place, "venv").symlink_to(folder.parent)
        yield Path(place, "venv", folder.name)


def main() -> int:
    """Refresh a copy and run ansible-test there with the arguments given. Each of its commands has a copy, so that they can run at a time."""
    command, *arguments = sys.argv[1:]
    place = COPY if command == "sanity" else BUILD / command
    tree = update_copy(place)
    home = BUILD / "home"
    provide_bootstrap(home, pip_releases())
    with one_at_a_time(place / "ansible-test.lock"), folder_without_blanks(Path(sys.executable).parent) as programs:
        env = ansible_test_environment(home, programs)
        process = [str(programs / "python"), str(programs / "ansible-test"), command, *arguments]
        return subprocess.run(process, cwd=tree, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
