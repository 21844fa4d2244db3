#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eux

FLEET="--appliance esa:esa1 --appliance wsa:wsa1 --appliance sma:sma1 --appliance esa:plain:scheme=http"
for certificate in expired wrong_name other_ca; do
    FLEET="${FLEET} --appliance esa:${certificate}:certificate=${certificate}"
done
export FLEET
../setup_simulator/with_fleet.sh playbook.yml "$@"
