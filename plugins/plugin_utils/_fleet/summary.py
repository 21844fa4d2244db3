# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report in the terminal: one line for each appliance, in ASCII."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.failure import some
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import ANSWERED, EMPTY, PARTIAL, UNANSWERED, Appliance
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.comparison import Comparison
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.headlines import Headline, blocked
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import Counters, Fleet
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.words import change, moment
from ansible_collections.asyncos.api.plugins.plugin_utils._health import plain

WIDTH = 78
_NAME = 16
_STATES = {ANSWERED: "ok", PARTIAL: "partly", EMPTY: "no data", UNANSWERED: "NO REPORT"}
_COLUMNS = ("incoming_mail", "threats", "web_transactions", "web_blocked")


def summary(fleet: Fleet, lines: Sequence[Headline], comparison: Comparison | None) -> list[str]:
    window = fleet.window
    shown = f"{moment(window['start'])} to {moment(window['end'])} UTC" if window["start"] else "No appliance answered."
    text = [shown, _line("", "", ("mail", "threats", "web", "blocked"), "state")]
    text += [_of(fleet, appliance) for appliance in fleet.appliances]
    text.append(_line("total", "", _numbers(fleet.totals["mail_incoming"], fleet.totals["web"]), f"{fleet.answered} of {len(fleet.appliances)}"))
    text += _compared(lines, comparison) if comparison else ()
    if fleet.left_out_of_total:
        text.append(f"* {fleet.left_out_of_total}: a manager has the numbers of its gateways")
    return [line.rstrip() for line in [*text, *_reasons(fleet)]]


def _of(fleet: Fleet, appliance: Appliance) -> str:
    numbers = _numbers(appliance.counters("mail_incoming_traffic_summary"), appliance.counters("web_services_summary"))
    mark = " *" if fleet.left_out(appliance) else ""
    return _line(_short(plain(appliance.name)), plain(appliance.product), numbers, _STATES[appliance.state] + mark)


def _line(name: str, product: str, cells: Sequence[str], state: str) -> str:
    mail, threats, web, stopped = cells
    return f"{name:<{_NAME}} {product:<4}{mail:>11}{threats:>10}{web:>12}{stopped:>10}  {state}"


def _numbers(mail: Counters, web: Counters) -> tuple[str, ...]:
    values = (mail.get("total_recipients"), mail.get("total_threat_recipients"), web.get("transaction_total"), blocked(web))
    return tuple("-" if value is None else f"{value:,}" for value in values)


def _short(name: str) -> str:
    """A name that fits. Of a long host name the first part says most."""
    short = name if len(name) <= _NAME else name.split(".")[0]
    return short if len(short) <= _NAME else f"{short[: _NAME - 1]}~"


def _compared(lines: Sequence[Headline], comparison: Comparison) -> Iterator[str]:
    if comparison.msg:
        yield from _wrapped(f"not compared with the time before: {comparison.msg}")
        return
    found = {line.name: change(line.now, line.before, minus="-", blank="") for line in lines}
    yield _line("change", "", [_narrow(found.get(name)) for name in _COLUMNS], "see below")
    out = comparison.left_out()
    without = f", without {some([plain(name) for name in out])}: {_why(out)}" if out else ""
    yield from _wrapped(f"change: against {moment(comparison.window['start'])} to {moment(comparison.window['end'])} UTC{without}")


def _why(out: dict[str, str]) -> str:
    reasons = list(dict.fromkeys(out.values()))
    return plain(reasons[0]) + (", or other reasons" if len(reasons) > 1 else "")


def _narrow(text: str | None) -> str:
    return (text or "-").replace("no change", "same").replace(" times", "x")


def _reasons(fleet: Fleet) -> Iterator[str]:
    for appliance in fleet.appliances:
        if appliance.msg:
            yield from _wrapped(f"{plain(appliance.name)}: {plain(appliance.msg)}")


def _wrapped(text: str) -> list[Any]:
    return wrap(text, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
