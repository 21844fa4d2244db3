# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tree of errors: names, sentences, documentation."""

from __future__ import annotations

import re

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client import errors

KINDS = {
    errors.InputError: "input_error",
    errors.TransportError: "transport_error",
    errors.Unreachable: "unreachable",
    errors.CertificateRejected: "certificate_rejected",
    errors.ConnectionLost: "connection_lost",
    errors.ReplyTimeout: "reply_timeout",
    errors.RedirectRefused: "redirect_refused",
    errors.AuthenticationError: "authentication_error",
    errors.SecondFactorRequired: "second_factor_required",
    errors.PermissionDenied: "permission_denied",
    errors.NotFound: "not_found",
    errors.RequestRejected: "request_rejected",
    errors.PartlyDone: "partly_done",
    errors.ApplianceFault: "appliance_fault",
    errors.ApplianceUnavailable: "appliance_unavailable",
    errors.MalformedReply: "malformed_reply",
    errors.LocalFileError: "local_file_error",
}


def test_kinds_are_the_names_in_snake_case():
    assert {kind: kind("x").kind for kind in errors.every_kind()} == KINDS
    assert errors.AsyncOSError("x").kind == "asyncos_error"


def documented_parents():
    """Class name → parent's name, read from the tree in the module's docstring."""
    parents, path = {}, []
    for line in errors.__doc__.splitlines():
        match = re.match(r"    ([│├└─ ]*)(\w+)", line)
        if match:
            depth = len(match[1]) // 4
            path[depth:] = [match[2]]
            parents[match[2]] = path[depth - 1] if depth else None
    return parents


def test_docstring_shows_the_tree_as_it_is():
    real = {kind.__name__: kind.__base__.__name__ for kind in errors.every_kind()}
    assert documented_parents() == {"AsyncOSError": None, **real}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_default_hints_are_full_sentences(kind):
    assert not kind.default_hint or re.fullmatch(r"[A-Z].*\.", kind.default_hint)
    assert kind.__doc__


def failed(said="it broke", hint="Mend it.", **facts):
    error = errors.AsyncOSError(said, hint)
    for name, value in facts.items():
        setattr(error, name, value)
    return str(error)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (failed(), "it broke. Mend it."),
        (failed(hint=""), "it broke."),
        (failed(said="it broke."), "it broke. Mend it."),
        (failed(appliance="esa1:6443 (esa)"), "esa1:6443 (esa): it broke. Mend it."),
        (failed(appliance="esa1:6443 (esa)", method="GET", path="health"), "GET health on esa1:6443 (esa): it broke. Mend it."),
        (failed(method="GET", path="health", attempts=1), "GET health: it broke. Mend it."),
        (failed(method="GET", path="health", attempts=4), "GET health: it broke (4 attempts). Mend it."),
    ],
    ids=["bare", "no-hint", "one-dot-only", "appliance", "whole-call", "one-attempt-is-not-mentioned", "attempts"],
)
def test_sentence_says_what_was_tried_where_what_happened_and_what_to_do(sentence, expected):
    assert sentence == expected


def test_own_hint_goes_before_the_default():
    assert errors.Unreachable("x").hint == errors.Unreachable.default_hint
    assert errors.Unreachable("x", "Own.").hint == "Own."
