# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Start the simulator: ``python -m ansible_collections.asyncos.api.tests.simulator`` or ``python tests/simulator``."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

PACKAGE = "ansible_collections.asyncos.api"


def make_importable(root: Path) -> None:
    """Let ``ansible_collections.asyncos.api`` mean the checkout at ``root``, wherever that is."""
    name = ""
    for part in PACKAGE.split("."):
        parent, name = name, f"{name}.{part}".lstrip(".")
        if name not in sys.modules:
            module = ModuleType(name)
            module.__path__ = [str(root)] if name == PACKAGE else []
            sys.modules[name] = module
            if parent:
                setattr(sys.modules[parent], part, module)


def run() -> int:
    if not __package__:
        here = Path(__file__).resolve().parent
        sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != here]
        make_importable(here.parents[1])
    needs = import_module(f"{PACKAGE}.tests.simulator.needs")
    missing = needs.sentence([needs.REQUIREMENTS])
    if missing:
        print(missing, file=sys.stderr)
        return 1
    main = import_module(f"{PACKAGE}.tests.simulator.cli").main
    return int(main())


if __name__ == "__main__":
    sys.exit(run())
