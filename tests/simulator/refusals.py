# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests that are refused: the status and message of the appliance, and what the caller did wrong in plain words."""

from __future__ import annotations


class Refusal(Exception):
    """Ends the handling of a request. ``complaint`` is for the request log only, never sent."""

    def __init__(self, status: int, message: str, complaint: str) -> None:
        super().__init__(complaint)
        self.status = status
        self.message = message
        self.complaint = complaint


class Stall(Refusal):
    """A request that never gets an answer. The status is for the request log."""

    def __init__(self, complaint: str) -> None:
        super().__init__(504, "Gateway Timeout.", complaint)


def unauthorized(complaint: str, message: str = "Unauthorized.") -> Refusal:
    return Refusal(401, message, complaint)


def not_found(complaint: str) -> Refusal:
    return Refusal(404, "Not Found.", complaint)


def unsupported_attribute(complaint: str) -> Refusal:
    return Refusal(404, "Unsupported attribute.", complaint)


def missing_attribute(what: str) -> Refusal:
    return Refusal(404, f"Missing attribute - {what}.", f"the parameter {what} is missing")


def invalid_value(name: str, complaint: str) -> Refusal:
    """The wording is recorded for ``mid or icid`` only (source NRPM); for other parameters it is inferred."""
    return Refusal(404, f"Invalid value for attribute - {name}.", complaint)
