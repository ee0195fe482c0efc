#!/usr/bin/env bash
# Says where the built tool lies and a digest of what it is built from, for the key of the cache.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
digest=$(cd "$root" && find pom.xml lockkeeper ./*/pom.xml ./*/src/main -type f -print0 | LC_ALL=C sort -z |
  xargs -0 cat | git hash-object --stdin)
echo "sources=$digest"
echo "target=$root/verifier-cli/target"
