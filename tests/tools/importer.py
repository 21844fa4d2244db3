# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Import the tarball as Galaxy and Automation Hub do, and count its warnings as errors: galaxy-importer itself only logs them."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.build import built_tarball
from ansible_collections.asyncos.api.tests.tools.project import BUILD, empty_settings

SETTINGS = {"CHECK_CHANGELOG": "true", "CHECK_REQUIRED_TAGS": "true", "RUN_ANSIBLE_DOC": "true", "RUN_ANSIBLE_LINT": "true"}


def import_log(tarball: Path, work: Path) -> tuple[int, str]:
    """Return code and log of galaxy-importer, which finds ansible-lint and ansible-doc beside itself and no collection but the imported one."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "ASYNCOS_", "GALAXY_", "PYTHONPATH"))}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", os.defpath)])
    env["HOME"] = str(work)
    env["ANSIBLE_CONFIG"] = str(empty_settings())
    env.update({f"GALAXY_IMPORTER_{name}": value for name, value in SETTINGS.items()})
    command = [sys.executable, "-m", "galaxy_importer.main", str(tarball)]
    reply = subprocess.run(command, cwd=work, env=env, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return reply.returncode, reply.stdout


def main() -> int:
    """Show the log without the names of what was loaded; return 1 if the import failed or warned."""
    parser = argparse.ArgumentParser(prog="importer", description=__doc__)
    parser.add_argument("--folder", type=Path, default=BUILD / "importer", help="where to work (default: %(default)s)")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    code, log = import_log(built_tarball(folder), folder)
    lines = log.splitlines()
    print("\n".join(line for line in lines if not line.startswith("Loading ")))
    warnings = [line for line in lines if line.startswith(("WARNING", "ERROR", "CRITICAL"))]
    imported = "Importer processing completed successfully" in log
    linted = any(line.startswith("...ansible-lint run complete") for line in lines)
    print(f"{sum(line.startswith('Loading ') for line in lines)} parts loaded, {len(warnings)} warnings")
    return 0 if code == 0 and imported and linted and not warnings else 1


if __name__ == "__main__":
    sys.exit(main())
