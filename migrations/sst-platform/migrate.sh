#!/bin/sh
# The way into the platform's database: nobody calls alembic by hand.
#
#   ./migrate.sh check                    is the chain sound, and does the database answer?
#   ./migrate.sh current                  where the database stands
#   ./migrate.sh history                  all steps, the newest first
#   ./migrate.sh upgrade [+1|REVISION]    up by one, or to a revision (default: the head)
#   ./migrate.sh downgrade [-1|REVISION]  down by one (default), or to a revision
#
# SST_DATABASE_URL names the database. Going down in production wants SST_CONFIRM=yes.
set -eu
cd "$(dirname "$0")"
alembic="${ALEMBIC:-alembic}"

need_database() {
    if [ -z "${SST_DATABASE_URL:-}" ]; then
        echo "migrate.sh: SST_DATABASE_URL is not set" >&2
        exit 2
    fi
}

one_head() {
    heads=$("$alembic" heads | wc -l)
    if [ "$heads" -ne 1 ]; then
        echo "migrate.sh: the chain has $heads heads; merge them first" >&2
        exit 1
    fi
}

case "${1:-}" in
    check)
        need_database
        one_head
        "$alembic" current >/dev/null
        echo "migrate.sh: one head, and the database answers"
        ;;
    current)
        need_database
        "$alembic" current
        ;;
    history)
        "$alembic" history
        ;;
    upgrade)
        need_database
        one_head
        "$alembic" upgrade "${2:-head}"
        ;;
    downgrade)
        need_database
        if [ "${SST_ENVIRONMENT:-development}" = production ] && [ "${SST_CONFIRM:-}" != yes ]; then
            echo "migrate.sh: going down in production wants SST_CONFIRM=yes" >&2
            exit 2
        fi
        "$alembic" downgrade "${2:--1}"
        ;;
    *)
        sed -n '4,8s/^# *//p' "$0" >&2
        exit 2
        ;;
esac
