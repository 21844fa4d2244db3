#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eux

# Collections that happen to be on this machine must not decide whether there is a module for mail.
export ANSIBLE_COLLECTIONS_SCAN_SYS_PATH=false
export STUB_COLLECTIONS="${PWD}/stub"
../setup_simulator/with_fleet.sh playbook.yml -i broken.yml "$@"
