#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eux

export ANSIBLE_PIPELINING=1
output="$(mktemp -d)"
trap 'rm -rf "${output}"' EXIT
../setup_simulator/with_fleet.sh playbook.yml -e "{output: '${output}'}" "$@"
