#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eux

secrets="$(mktemp -d)"
trap 'rm -rf "${secrets}"' EXIT
head -c 24 /dev/urandom | base64 > "${secrets}/vault-password"
ansible-vault encrypt_string --vault-password-file "${secrets}/vault-password" --name vaulted_password Admin-Demo-1 > "${secrets}/vaulted.yml"

# What the environment says counts only where no variable does.
export ASYNCOS_USERNAME=operator ASYNCOS_PASSWORD=Operator-Demo-1 ASYNCOS_RETRIES=0

../setup_simulator/with_fleet.sh playbook.yml --vault-password-file "${secrets}/vault-password" -e "vaulted_file=${secrets}/vaulted.yml" "$@"
