# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A simulated appliance without a network and with a clock that stands still: the client's calls are function calls.

Fast enough for hundreds of exports, and the same in every run. What goes wrong on the wire is tested on real connections.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from requests.structures import CaseInsensitiveDict

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import ConnectionLost, ReplyTimeout
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job
from ansible_collections.asyncos.api.tests.simulator.appliance import Appliance
from ansible_collections.asyncos.api.tests.simulator.spec import ApplianceSpec
from ansible_collections.asyncos.api.tests.simulator.wire import Request, head_lines

NOW = datetime(2026, 3, 1, 12, 0, 30, tzinfo=timezone.utc)
LOGIN = {"username": "auditor", "password": "Auditor-Demo-1"}


class Wire:
    """Stands in for the client's transport."""

    def __init__(self, appliance):
        self.appliance = appliance

    def exchange(self, method, url, headers, body, until, sink=None):
        path, _mark, query = url.partition("://")[2].partition("/")[2].partition("?")
        delivery = self.appliance.respond(Request(method, f"/{path}", query, CaseInsensitiveDict(headers), body or b""))
        if delivery.manner == "stall":
            raise ReplyTimeout("no answer came")
        if delivery.manner != "whole":
            raise ConnectionLost("the connection broke")
        lines = head_lines(delivery.reply, self.appliance.now())[1:]
        fields = CaseInsensitiveDict(line.partition(": ")[::2] for line in lines)
        if sink and delivery.reply.status == 200:
            sink.begin()
            sink.write(delivery.reply.body)
        return Reply(delivery.reply.status, delivery.reply.reason, fields, b"" if sink and delivery.reply.status == 200 else delivery.reply.body)


class Inside:
    """One appliance, an SMA with two gateways. ``now`` can be moved, and waiting moves it; ``warnings`` and ``told`` are those of the last run."""

    def __init__(self, product="esa", now=NOW, seed=1, **settings):
        self.now = now
        self.appliance = Appliance(ApplianceSpec(f"{product}1", product, **settings), seed)
        self.gateways = [self.appliance]
        if product == "sma":
            self.gateways = [Appliance(ApplianceSpec(name, "esa", **settings), seed) for name in ("esa1", "esa2")]
            self.appliance.managed = tuple(self.gateways)
        for appliance in (self.appliance, *self.gateways):
            appliance.clock.now = self._seconds
        self.warnings, self.told, self.waits = [], [], []

    def _seconds(self):
        return self.now.timestamp()

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)

    @property
    def settings(self):
        return self.appliance.settings

    def client(self, **facts):
        settings = Settings(**{"host": "inside", "product": self.appliance.spec.product, "scheme": "http", **LOGIN, **facts})
        client = Client(settings, sleep=self.sleep, monotonic=self._seconds, chance=lambda: 1.0, clock=lambda: self.now)
        client._transport = Wire(self.appliance)
        return client

    def job(self, operation, check_mode=False, client=None, **params):
        self.warnings, self.told = [], []
        given = {"host": "inside", "product": self.appliance.spec.product, **LOGIN, **{name: value for name, value in params.items() if value is not None}}
        checked = ArgumentSpecValidator(operation.argument_spec(), **operation.constraints).validate(given)
        assert checked.error_messages == []
        words = self.warnings.append, self.told.append
        return Job(client or self.client(), checked.validated_parameters, check_mode, *words, lambda: self.now, self.sleep, self._seconds)

    def run(self, operation, check_mode=False, client=None, **params):
        return operation.run(self.job(operation, check_mode, client, **params))

    def truth(self, kind, start, end):
        """The records of the population from ``start`` to ``end``, both included, by arithmetic and without any search: oldest first."""
        found = []
        for gateway in self.gateways:
            population = gateway.tracking[kind]
            timeline = population.timeline(getattr(gateway.settings, population.kind.rate))
            found += [(population.record(number, timeline), gateway) for number in timeline.between(seconds(start), seconds(end) + 1)]
        return sorted(found, key=lambda pair: pair[0].second)

    def times(self, kind, start, end):
        """The times of the appliance's own records, in seconds from 1970."""
        population = self.appliance.tracking[kind]
        timeline = population.timeline(getattr(self.settings, population.kind.rate))
        return map(timeline.second, timeline.between(seconds(start), seconds(end) + 1))


def seconds(text):
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())
