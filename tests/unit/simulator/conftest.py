# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A client that shows every byte: no library stands between the test and the simulator."""

from __future__ import annotations

import json
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from ansible_collections.asyncos.api.tests.simulator.fleet import Appliance, Fleet

PATIENCE = 5.0


def b64(text: str) -> str:
    return b64encode(text.encode()).decode()


@dataclass(frozen=True)
class Answer:
    """What came back: the raw bytes, and their parts."""

    raw: bytes

    @property
    def head(self) -> list[str]:
        return self.raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")

    @property
    def status(self) -> int:
        return int(self.head[0].split(" ", 2)[1])

    @property
    def reason(self) -> str:
        return self.head[0].split(" ", 2)[2]

    @property
    def headers(self) -> dict[str, str]:
        return dict(line.split(": ", 1) for line in self.head[1:])

    @property
    def body(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[2]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def result(self) -> Any:
        return self.json["data"]["resultSet"]

    @property
    def message(self) -> str:
        return str(self.json["error"]["message"])


def open_connection(host: str, port: int, ca_path: str | None) -> socket.socket:
    connection = socket.create_connection((host, port), timeout=PATIENCE)
    if ca_path is None:
        return connection
    return ssl.create_default_context(cafile=ca_path).wrap_socket(connection, server_hostname=host)


def read_all(connection: socket.socket) -> bytes:
    """Everything up to the end of the connection; a reset is left to the caller."""
    chunks = []
    while chunk := connection.recv(65536):
        chunks.append(chunk)
    return b"".join(chunks)


def request_bytes(method: str, target: str, headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers.items())]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class Client:
    """Calls one appliance: as a user with Basic, with a token, or with whatever headers a test wants."""

    def __init__(self, appliance: Appliance, ca_path: str) -> None:
        self.appliance = appliance
        self.ca_path = ca_path if appliance.spec.scheme == "https" else None
        self.prefix = f"/{appliance.spec.product}/api/v2.0/"

    def connect(self) -> socket.socket:
        return open_connection(self.appliance.host, self.appliance.port, self.ca_path)

    def send(self, target: str, headers: dict[str, str] | None = None, method: str = "GET", body: bytes = b"") -> Answer:
        with self.connect() as connection:
            connection.sendall(request_bytes(method, target, headers or {}, body))
            return Answer(read_all(connection))

    def get(self, path: str, user: str = "admin", password: str = "", **headers: str) -> Answer:
        """With Basic credentials; ``path`` is relative to the product's prefix."""
        secret = password or f"{user.capitalize()}-Demo-1"
        return self.send(self.prefix + path, {"Authorization": f"Basic {b64(f'{user}:{secret}')}", **headers})

    def get_with_token(self, path: str, token: str, **headers: str) -> Answer:
        return self.send(self.prefix + path, {"jwtToken": token, **headers})

    def post(self, path: str, payload: object, headers: dict[str, str] | None = None) -> Answer:
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        return self.send(self.prefix + path, headers, "POST", body)

    def write(self, method: str, path: str, payload: object, user: str = "admin") -> Answer:
        """A body with Basic credentials."""
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        return self.send(self.prefix + path, {"Authorization": f"Basic {b64(f'{user}:{user.capitalize()}-Demo-1')}"}, method, body)

    def log_in(self, user: str = "admin", headers: dict[str, str] | None = None) -> Answer:
        return self.post("login", {"data": {"userName": b64(user), "passphrase": b64(f"{user.capitalize()}-Demo-1")}}, headers)

    def token(self, user: str = "admin", headers: dict[str, str] | None = None) -> str:
        return str(self.log_in(user, headers).json["data"]["jwtToken"])


@pytest.fixture
def esa(fleet: Fleet) -> Client:
    return Client(fleet["esa1"], fleet.ca_path)


@pytest.fixture
def wsa(fleet: Fleet) -> Client:
    return Client(fleet["wsa1"], fleet.ca_path)


@pytest.fixture
def sma(fleet: Fleet) -> Client:
    return Client(fleet["sma1"], fleet.ca_path)


@pytest.fixture
def client_of(start_fleet: Callable[..., Fleet]) -> Callable[..., Client]:
    """A client of the first appliance of a special fleet."""

    def start(*specs: Any, **options: Any) -> Client:
        fleet = start_fleet(*specs, **options)
        return Client(fleet[specs[0].name], fleet.ca_path)

    return start


@pytest.fixture
def client_for() -> type[Client]:
    return Client


@pytest.fixture
def encode() -> Callable[[str], str]:
    return b64
