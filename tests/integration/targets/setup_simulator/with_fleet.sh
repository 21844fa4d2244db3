#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Run a playbook on a simulated fleet of its own, and stop the fleet whatever happens.
#
#     with_fleet.sh PLAYBOOK [ARGUMENTS OF ansible-playbook]
#
# FLEET holds other arguments for the simulator than the demo fleet.

set -eu

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
state="$(mktemp -d)"

stop() {
    if [ -f "${state}/fleet.json" ]; then
        kill "$(python -c 'import json, sys; print(json.load(open(sys.argv[1]))["pid"])' "${state}/fleet.json")" || true
    fi
    rm -rf "${state}"
}
trap stop EXIT

# shellcheck disable=SC2086  # FLEET is a list of words
python "${here}/../../../simulator" --daemon --state-dir "${state}" --lifetime 600 --parent-pid "$$" ${FLEET:---fleet demo}
export FLEET_STATE="${state}"
export ANSIBLE_ASYNC_DIR="${state}/async"
ansible-playbook -i "${state}/inventory.yml" "$@"
