# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The listening side: one accept loop for the whole fleet, one thread for each connection.

Everything that a client can drag out (the TLS handshake, the request, the reply) happens in the connection's own thread,
so that a slow or broken client holds up nobody else. Built on ``http.server``, which the real appliance seems to use as well.
"""

from __future__ import annotations

import selectors
import socket
import ssl
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Protocol

from .delivery import Delivery, Line, close, deliver, reset
from .wire import Request, error

LOOPBACK = "127.0.0.1"
CLIENT_PATIENCE = 60.0
LONGEST_LINE = 65536
LONGEST_BODY = 16 * 1024 * 1024


class Site(Protocol):
    """What stands behind a server: an appliance or the control API."""

    def welcomes(self) -> bool:
        """Whether the next connection is taken; otherwise it is reset unread."""

    def now(self) -> float:
        """The site's own time, for the Date header."""

    def respond(self, request: Request) -> Delivery:
        """The answer to one request."""


class Server(ThreadingHTTPServer):
    """A site on a loopback port, with or without TLS."""

    request_queue_size = 256
    daemon_threads = True
    block_on_close = False

    def __init__(self, site: Site, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self.site = site
        self.tls = tls
        self.stopping = Event()
        super().__init__((LOOPBACK, port), Conversation)
        self.socket.setblocking(False)

    def server_bind(self) -> None:
        """Bind without the name lookup of the parent class, which can take seconds on machines without DNS."""
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    def admit(self) -> None:
        """Take one waiting connection and hand it to a thread of its own."""
        try:
            connection, address = self.get_request()
        except OSError:
            return
        self.process_request(connection, address)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """One connection from its first byte to its end, in its own thread."""
        connection: socket.socket = request
        connection.settimeout(CLIENT_PATIENCE)
        if not self.site.welcomes():
            reset(connection)
            return
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            Conversation(connection, client_address, self)
        finally:
            close(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is its own business; anything else is a fault of the simulator and is shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            traceback.print_exc()


class Conversation(BaseHTTPRequestHandler):
    """One request and its reply, of any method; the site decides what to do with it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 0
    server: Server

    def handle(self) -> None:
        try:
            self._converse()
        except OSError:
            return
        except Exception:  # noqa: BLE001 - the thread's last resort: the client gets its 500, the bug its traceback
            traceback.print_exc()
            self._send(Delivery(error(500, "Internal Server Error.")))

    def _converse(self) -> None:
        self.close_connection = True
        self.raw_requestline = self.rfile.readline(LONGEST_LINE + 1)
        if len(self.raw_requestline) > LONGEST_LINE:
            self.requestline, self.request_version, self.command = "", "HTTP/1.1", ""
            self.send_error(414)
        elif self.raw_requestline and self.parse_request():
            self._answer()

    def _answer(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit():
            return self.send_error(400)
        if int(length) > LONGEST_BODY:
            return self.send_error(413)
        body = self.rfile.read(int(length))
        path, _mark, query = self.path.partition("?")
        self._send(self.server.site.respond(Request(self.command, path, query, self.headers, body)))

    def _send(self, delivery: Delivery) -> None:
        deliver(Line(self.connection, self.server.site.now(), self.server.stopping), delivery)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refusals of the HTTP layer itself take the form of the appliance's errors too."""
        text = message or self.responses[code][0]
        self._send(Delivery(error(code, f"{text}.")))

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are kept by the appliance, not written to the error output."""


class Reception(Thread):
    """The accept loop: waits for connections of all servers at once."""

    def __init__(self, servers: list[Server]) -> None:
        super().__init__(name="simulator-reception", daemon=True)
        self._servers = servers
        self._wake_read, self._wake_write = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._wake_read, selectors.EVENT_READ, None)
        for server in servers:
            self._selector.register(server.socket, selectors.EVENT_READ, server)

    def run(self) -> None:
        while True:
            for key, _events in self._selector.select():
                if key.data is None:
                    return
                key.data.admit()

    def close(self) -> None:
        """Stop accepting, end what waits, and free the ports."""
        for server in self._servers:
            server.stopping.set()
        self._wake_write.send(b"x")
        self.join()
        self._selector.close()
        self._wake_read.close()
        self._wake_write.close()
        for server in self._servers:
            server.server_close()
