#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eux -o pipefail

FLEET="--appliance esa:esa1 --appliance wsa:wsa1 --appliance sma:sma1"
FLEET="${FLEET} --appliance esa:clustered:clustered=true --appliance wsa:licensed:license_seconds=1:license_reads=1"
export FLEET

# At its most talkative, and no password of the playbook in what it says.
said="$(mktemp)"
trap 'rm -f "${said}"' EXIT
../setup_simulator/with_fleet.sh playbook.yml -vvvv "$@" 2>&1 | tee "${said}"
grep -q "TASK \[Write a log with a password" "${said}"
for secret in Pw-lemur-6262 Token-heron-9191; do
    if grep -q "${secret}" "${said}"; then
        echo "a secret of the playbook was printed" >&2
        exit 1
    fi
done
