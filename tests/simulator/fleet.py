# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A fleet of simulated appliances, in threads of this process.

with Fleet([ApplianceSpec("esa1", "esa"), ApplianceSpec("sma1", "sma")], seed=7) as fleet:
    fleet["esa1"].url, fleet.ca_path, fleet.control_url
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from types import TracebackType

from .appliance import Appliance
from .certificates import Authority
from .control import Control
from .files import CA_FILE, FILES, describe, inventory, write_private
from .server import LOOPBACK, Reception, Server
from .spec import DEMO_FLEET, ApplianceSpec, UserSpec

__all__ = ["DEMO_FLEET", "Appliance", "ApplianceSpec", "Fleet", "UserSpec"]


class Fleet:
    """Starts when entered and stops when left. ``state_dir`` gets ``ca.pem``, ``fleet.json`` and ``inventory.yml``; all three go when it stops."""

    def __init__(self, specs: Sequence[ApplianceSpec] = DEMO_FLEET, seed: int = 1, state_dir: str | os.PathLike[str] | None = None) -> None:
        names = [spec.name for spec in specs]
        if not specs or len(set(names)) != len(names):
            raise ValueError("A fleet needs at least one appliance, and every name only once.")
        self.stop_wanted = Event()
        self._appliances = {spec.name: Appliance(spec, seed) for spec in specs}
        for appliance in self:
            appliance.managed = managed_by(appliance.spec, list(self))
        self._own_dir = state_dir is None
        self._dir = Path(state_dir).absolute() if state_dir is not None else None
        self._servers: list[Server] = []
        self._reception: Reception | None = None
        self._control_port = 0

    def __iter__(self) -> Iterator[Appliance]:
        return iter(self._appliances.values())

    def __getitem__(self, name: str) -> Appliance:
        return self._appliances[name]

    def __len__(self) -> int:
        return len(self._appliances)

    def __contains__(self, name: object) -> bool:
        return name in self._appliances

    @property
    def ca_path(self) -> str:
        """The certificate of the fleet's own authority, as a file."""
        return str(self._directory / CA_FILE)

    @property
    def control_url(self) -> str:
        return f"http://{LOOPBACK}:{self._control_port}"

    def inventory(self) -> str:
        """An Ansible inventory of the fleet, in YAML."""
        return inventory(self, self.ca_path)

    def reset(self) -> None:
        for appliance in self:
            appliance.reset()

    def start(self) -> Fleet:
        authority = Authority()
        self._servers = []
        try:
            for appliance in self:
                appliance.stopping.clear()
                tls = authority.context(appliance.spec.certificate, appliance.spec.names) if appliance.spec.scheme == "https" else None
                appliance.port = self._serve(Server(appliance, appliance.spec.port, tls), appliance.stopping)
            self._control_port = self._serve(Server(Control(self)), Event())
        except OSError:
            for server in self._servers:
                server.server_close()
            raise
        self._reception = Reception(self._servers)
        self._reception.start()
        self._write_files(authority.pem)
        return self

    def stop(self) -> None:
        """Free the ports, wake whoever waits, and remove what was written."""
        if self._reception is None:
            return
        for appliance in self:
            appliance.stopping.set()
        self._reception.close()
        self._reception = None
        for name in FILES:
            (self._directory / name).unlink(missing_ok=True)
        if self._own_dir:
            shutil.rmtree(self._directory, ignore_errors=True)

    def __enter__(self) -> Fleet:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def _directory(self) -> Path:
        if self._dir is None:
            self._dir = Path(tempfile.mkdtemp(prefix="asyncos-simulator-"))
        return self._dir

    def _serve(self, server: Server, stopping: Event) -> int:
        server.stopping = stopping
        self._servers.append(server)
        return server.server_port

    def _write_files(self, ca_pem: bytes) -> None:
        """``fleet.json`` comes last: whoever finds it finds the others."""
        write_private(self._directory / CA_FILE, ca_pem)
        write_private(self._directory / "inventory.yml", self.inventory().encode())
        write_private(self._directory / "fleet.json", describe(self, self.control_url, self.ca_path))


def managed_by(spec: ApplianceSpec, fleet: Sequence[Appliance]) -> tuple[Appliance, ...]:
    """The appliances whose data an SMA holds: those it names, or all gateways of the fleet."""
    if spec.product != "sma":
        return ()
    gateways = {other.name: other for other in fleet if other.spec.product != "sma"}
    names = list(gateways) if spec.manages is None else list(spec.manages)
    unknown = [name for name in names if name not in gateways]
    if unknown:
        raise ValueError(f"{spec.name} cannot manage {', '.join(unknown)}. It can manage: {', '.join(gateways) or 'nothing'}.")
    return tuple(gateways[name] for name in names)
