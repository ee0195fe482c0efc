#!/bin/sh
# One whole deploy of migrations/sst-platform behind the gate: keys, check, backup, upgrade, verify, rollback.
#
#   LOCKKEEPER   the command (./lockkeeper)          TARGET   postgresql://user@host:port/database, password in PGPASSWORD
#   CHAIN        the folder of the chain             ALEMBIC  the alembic to deploy with; SST_DATABASE_URL is its address
#
# It leaves keys, attestation, outcome and backups in the current folder. Any step that does not hold ends it.
set -eu
lockkeeper() { command "${LOCKKEEPER:-lockkeeper}" "$@"; }
say() { printf '\n== %s\n' "$*"; }

say "1. The pair of keys: once for a project. The private half stays with whoever checks."
if [ ! -f lockkeeper-signing.key ]; then
    lockkeeper init --keys
fi

say "2. Check: the pending steps, tried on rows and held against the live database, which is only read."
lockkeeper check "$CHAIN" --target "$TARGET" --quiet \
    --attestation deploy.attestation.json --key lockkeeper-signing.key

say "3. Backup, and the proof that it can be restored."
lockkeeper backup create --target "$TARGET" --keep 7
backup=$(ls lockkeeper-backups)
lockkeeper backup verify "$backup" --provider embedded

say "4. Upgrade: Alembic itself, behind the gate. It runs only while the attestation holds; afterwards the"
say "   schema must be the one that was expected, with all rows."
lockkeeper gate --target "$TARGET" --chain "$CHAIN" \
    --attestation deploy.attestation.json --trust lockkeeper-signing.pub -- "$CHAIN/migrate.sh" upgrade

say "5. Verify: where it stands, and that a second deploy under the same attestation is refused."
lockkeeper status "$CHAIN" --target "$TARGET"
if lockkeeper gate --target "$TARGET" --chain "$CHAIN" \
    --attestation deploy.attestation.json --trust lockkeeper-signing.pub -- "$CHAIN/migrate.sh" upgrade; then
    echo "the gate let a used attestation through" >&2
    exit 1
fi

say "6. Rollback of the newest step, by Alembic; and the schema is again the one of the version before."
"$CHAIN/migrate.sh" downgrade -1
lockkeeper drift "$CHAIN" --target "$TARGET"

say "7. Rollback of all of it: sst_0009 is one-way, so the way back behind it is the backup."
lockkeeper backup restore "$backup" --target "$TARGET" --into-existing
lockkeeper status "$CHAIN" --target "$TARGET"
