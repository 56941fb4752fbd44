#!/bin/sh
# Prints what docker-compose.yml wants to be told, with fresh secrets: deploy/setup/secrets.sh > .env
set -eu

secret() {
    od -An -tx1 -N32 /dev/urandom | tr -d ' \n'
}

umask 077
for name in SECRET_KEY POSTGRES_PASSWORD RABBITMQ_PASSWORD \
    INTAKE_PASSWORD ANALYSIS_PASSWORD REPORTS_PASSWORD IDENTITY_PASSWORD; do
    echo "ADBORTH_$name=$(secret)"
done
