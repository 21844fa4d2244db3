# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job
from ansible_collections.asyncos.api.plugins.module_utils._task.request import REQUEST, run


class NoCall:
    """A client that must not be used."""

    def call(self, *args, **kwargs):
        raise AssertionError(f"called with {args}")


def job(check_mode=False, **params):
    asked = {"path": "health", "method": "GET", "query": {}, "body": None, "api_version": "v2.0", **params}
    return Job(NoCall(), asked, check_mode, warn=lambda words: None)


@pytest.mark.parametrize(
    "path",
    ["login", "login/", "/login/two_factor", "/esa/api/v2.0/login", "/esa/api/v2.0/logi%6e", "login/two%5Ffactor", "/esa/api/v2.0/login/two_factor/"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_login_calls_are_refused_however_they_are_spelt(path, method):
    with pytest.raises(InputError, match="logs in by itself|answer is a secret"):
        run(job(path=path, method=method))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_check_mode_sends_no_write_and_predicts_a_change(method):
    result = run(job(check_mode=True, path="config/anything", method=method))
    assert result["changed"] and not result["sent"]


def test_secrets_of_a_call_are_those_that_are_named_so():
    params = {"query": {"cert_pass": "Sesam-1", "summary": True}, "body": [{"name": "x", "retrieval_method": {"ftp_password": "Sesam-2"}}]}
    assert REQUEST.secrets(params) == {"Sesam-1", "Sesam-2"}
    assert REQUEST.secrets({"path": "health"}) == set()
