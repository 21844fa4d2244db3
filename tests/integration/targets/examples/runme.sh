#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Every example of the documentation, and the samples of return values: make examples, make samples.

set -eux

collections="$(cd ../../../../../../.. && pwd)"
PYTHONPATH="${collections}${PYTHONPATH:+:${PYTHONPATH}}" python -m ansible_collections.asyncos.api.tests.examples
