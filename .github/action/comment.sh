#!/usr/bin/env bash
# Writes the comment of a pull request: over the one that begins with our marker, else a new one.
set -euo pipefail

repository=${GITHUB_REPOSITORY:?}
number=${LK_PULL_REQUEST:?}
comment=${LK_COMMENT:?}

# A pull request from a fork may read and not write; that is no reason to fail.
refused() {
  echo "::notice title=lockkeeper::The comment could not be written (the token wants pull-requests: write); the job summary has it."
  exit 0
}

marker=$(head -n 1 "$comment")
known=$(gh api --paginate "repos/$repository/issues/$number/comments" \
  --jq ".[] | select(.body | startswith(\"$marker\")) | .id") || refused
known=$(printf '%s\n' "$known" | head -n 1)
if [ -n "$known" ]; then
  gh api --method PATCH "repos/$repository/issues/comments/$known" --field "body=@$comment" --silent || refused
else
  gh api --method POST "repos/$repository/issues/$number/comments" --field "body=@$comment" --silent || refused
fi
