#!/usr/bin/env bash
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eux

secrets="$(mktemp -d)"
trap 'rm -rf "${secrets}"' EXIT
head -c 24 /dev/urandom | base64 > "${secrets}/vault-password"
ansible-vault encrypt_string --vault-password-file "${secrets}/vault-password" --name sma_password Auditor-Demo-1 > "${secrets}/vaulted.yml"

export VAULTED="${secrets}/vaulted.yml" ANSIBLE_VAULT_PASSWORD_FILE="${secrets}/vault-password"

../setup_simulator/with_fleet.sh playbook.yml -i fleet.asyncos.yml -e "@${VAULTED}" "$@"
