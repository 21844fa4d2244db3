#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# With an inventory the demo asks its appliances and simulates none. How it runs without one is tried on the installed collection: make package

set -eux
set -o pipefail

output="$(mktemp -d)"
trap 'rm -rf "${output}"' EXIT
../setup_simulator/with_fleet.sh ../../../../playbooks/demo.yml -e "{demo_output: '${output}'}" "$@" | tee "${output}/said"
test -s "${output}/report.html"
test -s "${output}/report.json"
test -s "${output}/health.json"
grep "Open in a browser: ${output}/report.html" "${output}/said"
sed -n "/Show what became of the newest/,/^TASK/p" "${output}/said" > "${output}/mails"
grep "Quarantined\|Dropped\|Delivered" "${output}/mails"
if grep "TASK \[Start it\]" "${output}/said"; then
    exit 1
fi
