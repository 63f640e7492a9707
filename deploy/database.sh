#!/bin/sh
# Run once by the postgres image, when its volume is new: a role for the hosts that is no superuser, because superusers are exempt from
# the policies between tenants, and a database of its own.
set -e
psql -v ON_ERROR_STOP=1 -v password="$CONCIERGE_PASSWORD" -U "$POSTGRES_USER" -d postgres <<'SQL'
CREATE ROLE concierge LOGIN PASSWORD :'password';
CREATE DATABASE concierge OWNER concierge ENCODING 'UTF8' TEMPLATE template0;
SQL
