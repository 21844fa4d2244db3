#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eux

FLEET="--appliance esa:esa1 --appliance wsa:wsa1 --appliance sma:sma1"
FLEET="${FLEET} --appliance esa:esa14:release=14.0.0-692 --appliance wsa:wsa12:release=12.5.1-011 --appliance esa:clustered:clustered=true"
export FLEET
../setup_simulator/with_fleet.sh playbook.yml "$@"
