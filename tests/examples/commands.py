# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Commands in examples: those of Ansible are run, targets of make are looked up, and of others it is said that they are not looked at."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path, PurePath

from .blocks import Block

RUN = ("ansible-playbook", "ansible-inventory", "ansible-doc")
NOT_RUN = tuple("ansible-builder ansible-galaxy ansible-navigator ansible-runner awx cd curl export git openssl pip python python3".split())
"""They need the network or programs that are not there, have tests of their own, or do nothing by themselves."""

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")


def lines_of(block: Block) -> Iterator[str]:
    """The commands of a block, one each, without prompts."""
    for line in re.sub(r"\\\n\s*", "", block.text).splitlines():
        command = re.sub(r"^\$ ", "", line.strip())
        if command and not command.startswith("#"):
            yield command


def words_of(command: str) -> list[str]:
    """The program, by its name alone, and its arguments."""
    words = shlex.split(command, comments=True)
    while words and _ASSIGNMENT.match(words[0]):
        words.pop(0)
    return [PurePath(words[0]).name, *words[1:]] if words else []


def is_run(command: str) -> bool:
    return words_of(command)[0] in RUN


def runnable(command: str) -> str:
    """The command for a machine on which programs are on the path, and the collection is installed."""
    return shlex.join(words_of(command))


def complaint_about(command: str, root: Path) -> str:
    """What is wrong with a command that is not run; empty if nothing is."""
    program, *arguments = words_of(command)
    if program == "make":
        known = re.findall(r"^([a-z-]+(?: [a-z-]+)*|\$\(STEPS\)):", (root / "Makefile").read_text(encoding="utf-8"), re.M)
        targets = {target for line in known for target in line.split()} | set(_steps(root))
        wanted = [word for word in arguments if not _ASSIGNMENT.match(word) and not word.startswith("-")]
        return "".join(f"make has no target {target}" for target in wanted if target not in targets)
    return "" if program in NOT_RUN else f"it is not known what is to be done with {program}: see {PurePath(__file__).name}"


def _steps(root: Path) -> list[str]:
    found = re.search(r"^STEPS := (.*)$", (root / "Makefile").read_text(encoding="utf-8"), re.M)
    return found[1].split() if found else []
