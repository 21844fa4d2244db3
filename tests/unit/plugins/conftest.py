# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What tests of the plugins share: clients of the simulated fleet whose waiting takes no time, and servers that are no appliance."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import ExitStack

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

AUDITOR = {"username": "auditor", "password": "Auditor-Demo-1"}


class Watch:
    """A clock that only waiting moves; ``waits`` are the seconds waited for."""

    def __init__(self):
        self.now = 0.0
        self.waits = []

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def settings_for(fleet):
    """Settings for an appliance of the fleet: ``settings_for(fleet["esa1"], retries=0)``."""

    def settings(appliance, **facts):
        where = {"host": "127.0.0.1", "port": appliance.port, "scheme": appliance.spec.scheme, "product": appliance.spec.product}
        return Settings(**{**where, **AUDITOR, "ca_path": fleet.ca_path, "timeout": 5.0, **facts})

    return settings


@pytest.fixture
def connect(fleet, settings_for, watch):
    """A client of an appliance of the fleet, by name or itself: ``connect("esa1", store, username="admin")``."""

    def client(appliance="esa1", store=None, **facts):
        found = fleet[appliance] if isinstance(appliance, str) else appliance
        return Client(settings_for(found, **facts), store, watch.sleep, watch.monotonic, chance=lambda: 1.0)

    return client


@pytest.fixture
def closed_port():
    """A port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def serve():
    """A plain TCP server that gives each connection to a function, in a thread of its own: ``serve(handle)`` gives its port."""
    with ExitStack() as running:

        def start(handle):
            listener = running.enter_context(socket.create_server(("127.0.0.1", 0)))

            def accept():
                while True:
                    try:
                        connection, _address = listener.accept()
                    except OSError:
                        return
                    threading.Thread(target=handle, args=(connection,), daemon=True).start()

            threading.Thread(target=accept, daemon=True).start()
            running.callback(listener.shutdown, socket.SHUT_RDWR)
            return listener.getsockname()[1]

        yield start


@pytest.fixture
def answering(serve):
    """A server that answers each connection with these bytes: ``answering(b"HTTP/1.1 200 OK...")`` gives its port.

    ``listen`` gets every request as it came.
    """

    def start(answer, wrap=lambda connection: connection, listen=lambda request: None):
        def handle(connection):
            try:
                with wrap(connection) as stream:
                    listen(_read_request(stream))
                    stream.sendall(answer)
            except OSError:
                connection.close()

        return serve(handle)

    return start


def _read_request(stream):
    """All of it: a connection that is closed with something unread is reset."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = stream.recv(65536)
        if not piece:
            return received
        received += piece
    head, _blank, body = received.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    while length and len(body) < int(length[1]):
        body += stream.recv(65536)
    return head + body
