# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Times of records, as appliances write them."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._task.times import utc_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("26 Apr 2018 18:35:06 (GMT)", "2018-04-26T18:35:06Z"),
        ("29 Aug 2023 10:00:48 (GMT +00:00)", "2023-08-29T10:00:48Z"),
        ("29 Aug 2023 10:00:48 (GMT +02:00)", "2023-08-29T08:00:48Z"),
        ("29 Aug 2023 10:00:48 (GMT -0330)", "2023-08-29T13:30:48Z"),
        ("31 Dec 2023 23:30:00 (GMT -01:00)", "2024-01-01T00:30:00Z"),
        ("01 Mar 2024 00:15:00 (GMT +05:30)", "2024-02-29T18:45:00Z"),
        ("1 Mar 2024 00:15 (GMT)", "2024-03-01T00:15:00Z"),
        ("1 Mar 2024 00:15", "2024-03-01T00:15:00Z"),
        (" 1 Mar 2024 00:15:59 (UTC) ", "2024-03-01T00:15:59Z"),
        (0, "1970-01-01T00:00:00Z"),
        (1_700_000_000, "2023-11-14T22:13:20Z"),
        (1_700_000_000.9, "2023-11-14T22:13:20Z"),
    ],
)
def test_known_forms_become_iso_8601_in_utc(value, expected):
    assert utc_text(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "N/A",
        "2023-08-29 10:00:48",
        "31 Feb 2023 10:00:48 (GMT)",
        "29 Foo 2023 10:00:48 (GMT)",
        "29 Aug 2023 24:00:48 (GMT)",
        "29 Aug 2023 10:60 (GMT)",
        "29 Aug 2023 10:00:48 (CEST)",
        "29 Aug 2023 10:00:48 (GMT +0:0)",
        "1 Jan 0001 00:00 (GMT +01:00)",
        None,
        [],
        {},
        1e40,
        float("nan"),
        float("inf"),
    ],
    ids=repr,
)
def test_what_is_no_time_is_none(value):
    assert utc_text(value) is None


def test_a_minute_that_cannot_be_is_none_every_time():
    """The minutes are remembered; failures must not be."""
    assert [utc_text("31 Feb 2023 10:00:48 (GMT)") for _again in range(3)] == [None] * 3
