# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The command line of the simulator."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from types import FrameType

from .daemon import detach
from .fleet import DEMO_FLEET, ApplianceSpec, Fleet

FLEETS = {"demo": DEMO_FLEET}
POLL_SECONDS = 0.1


def _yes_or_no(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text == "true"


OPTION_READERS: dict[str, Callable[[str], object]] = {
    "scheme": str,
    "port": int,
    "certificate": str,
    "names": lambda text: tuple(text.split("+")),
    "session_timeout_minutes": float,
    "release": str,
    "manages": lambda text: tuple(text.split("+")),
    "two_factor_key": str,
    "two_factor_encoded": _yes_or_no,
    "denial_status": int,
    "delay_ms": float,
    "idle": _yes_or_no,
    "refuse_encoded_colon": _yes_or_no,
    "bind_user_agent": _yes_or_no,
    "messages_per_hour": int,
    "rejected_per_hour": int,
    "web_transactions_per_hour": int,
    "l4tm_per_hour": int,
    "socks_per_hour": int,
    "page_limit": int,
    "tracking_newest_first": _yes_or_no,
    "end_inclusive": _yes_or_no,
    "ignores_offset": _yes_or_no,
    "bad_records_percent": float,
    "sparse_percent": float,
    "late_percent": float,
    "late_minutes": float,
    "wide_range_minutes": float,
    "wide_range_answer": str,
    "quarantined_spam": int,
    "quarantined_pvo": int,
    "listed_recipients": int,
    "most_ids": int,
    "add_to_existing": str,
    "clustered": _yes_or_no,
    "standalone_refuses_mode": _yes_or_no,
    "cluster_reads_need_mode": _yes_or_no,
    "unknown_name_answer": str,
    "partial_delete_status": int,
    "order_past_end": str,
    "sections_replace": _yes_or_no,
    "unlicensed": _yes_or_no,
    "license_reads": int,
    "license_seconds": float,
    "cloud": _yes_or_no,
    "dns_answers_servers": _yes_or_no,
    "log_days_kept": int,
}


def appliance_spec(text: str) -> ApplianceSpec:
    """The spec in ``PRODUCT:NAME[:option=value...]``."""
    product, colon, rest = text.partition(":")
    name, *options = rest.split(":")
    if not colon or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not PRODUCT:NAME[:option=value...]")
    values: dict[str, object] = {}
    for option in options:
        key, _equals, value = option.partition("=")
        if key not in OPTION_READERS:
            raise argparse.ArgumentTypeError(f"there is no option {key!r}; options: {', '.join(OPTION_READERS)}")
        try:
            values[key] = OPTION_READERS[key](value)
        except ValueError as problem:
            raise argparse.ArgumentTypeError(f"option {key}: {problem}") from problem
    try:
        return ApplianceSpec(name, product, **values)  # type: ignore[arg-type]  # the readers return what each field wants
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


def _parser() -> argparse.ArgumentParser:
    options = [field.name for field in fields(ApplianceSpec) if field.name in OPTION_READERS]
    parser = argparse.ArgumentParser(prog="simulator", description="Simulated AsyncOS appliances on loopback.")
    parser.add_argument("--appliance", action="append", type=appliance_spec, metavar="PRODUCT:NAME[:option=value...]", help=f"options: {', '.join(options)}")
    parser.add_argument("--fleet", choices=FLEETS, help="a ready-made fleet; demo has 2 ESA, 2 WSA and 1 SMA, and is the default")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other figures (default: 1)")
    parser.add_argument("--state-dir", help="where to write ca.pem, fleet.json and inventory.yml")
    parser.add_argument("--temporary", action="store_true", help="remove that directory when it stops")
    parser.add_argument("--lifetime", type=float, default=3600, help="stop by itself after so many seconds (default: 3600)")
    parser.add_argument("--parent-pid", type=int, help="stop when this process is gone")
    parser.add_argument("--daemon", action="store_true", help="go to the background and return once the fleet is ready; needs --state-dir")
    parser.add_argument("--log", action="store_true", help="print the requests that were refused, with the reason, at the end")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.daemon and not options.state_dir:
        parser.error("--daemon needs --state-dir")
    if options.temporary and not options.state_dir:
        parser.error("--temporary needs --state-dir")
    specs = [*FLEETS[options.fleet or "demo"]] if options.fleet or not options.appliance else []
    specs += options.appliance or []
    say = detach(options.state_dir) if options.daemon else _print
    signals = _caught_signals()
    try:
        fleet = Fleet(specs, options.seed, options.state_dir).start()
    except (OSError, ValueError) as problem:
        say(f"The simulator cannot start: {problem}", True)
        return 1
    try:
        for appliance in fleet:
            say(f"{appliance.spec.product} {appliance.name} {appliance.url}", False)
        say(f"control {fleet.control_url}", False)
        say("ready", True)
        _wait(fleet, signals, time.monotonic() + options.lifetime, options.parent_pid)
        if options.log:
            _print_complaints(fleet)
    finally:
        fleet.stop()
        if options.temporary:
            shutil.rmtree(options.state_dir, ignore_errors=True)
    return 0


def _print(line: str, last: bool) -> None:
    print(line, flush=last)


def _caught_signals() -> list[int]:
    """A list that the signals to stop are put into. A list takes no lock, unlike an event, so a handler may change it at any time."""
    caught: list[int] = []

    def catch(number: int, _frame: FrameType | None) -> None:
        caught.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, catch)
    return caught


def _wait(fleet: Fleet, signals: list[int], deadline: float, parent_pid: int | None) -> None:
    """Until a signal, the control API, the end of the lifetime or the end of the parent."""
    while not (signals or fleet.stop_wanted.is_set()):
        left = deadline - time.monotonic()
        if left <= 0 or (parent_pid is not None and not _alive(parent_pid)):
            return
        time.sleep(min(left, POLL_SECONDS))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _print_complaints(fleet: Fleet) -> None:
    for appliance in fleet:
        for entry in appliance.requests:
            if entry.complaint:
                print(f"{appliance.name}: {entry.status} {entry.method} {entry.path}: {entry.complaint}", file=sys.stderr)
