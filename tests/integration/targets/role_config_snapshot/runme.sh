#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eux -o pipefail

work="$(mktemp -d)"
trap 'rm -rf "${work}"' EXIT
export FLEET="--appliance esa:esa1 --appliance wsa:wsa1"
export ANSIBLE_SHOW_CUSTOM_STATS=true

git -c init.defaultBranch=main init --quiet "${work}/tree"
../setup_simulator/with_fleet.sh playbook.yml -e "work=${work}" "$@" | tee "${work}/output"

# The playbook is there for job templates: what goes wrong is told before anything is read.
if FLEET="--appliance esa:esa1" ../setup_simulator/with_fleet.sh ../../../../playbooks/config_snapshot.yml \
    -e "asyncos_hosts=esa1 config_snapshot_folder=${work}/other config_snapshot_baseline=${work}/nowhere" "$@" > "${work}/refused"; then
    exit 1
fi
grep "There is no folder ${work}/nowhere" "${work}/refused"
test ! -e "${work}/other"

# AWX reads these.
grep -A30 "CUSTOM STATS" "${work}/output" | grep '"drift": true'
