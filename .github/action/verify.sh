#!/usr/bin/env bash
# Verifies, prints the annotations, writes every report that a pull request wants, and tells the next steps where they
# are. Does not fail: the reports are handed on first, and verdict.sh comes last.
set -euo pipefail

lockkeeper=${LOCKKEEPER:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/lockkeeper}
reports=${LK_REPORTS:?}
output=${GITHUB_OUTPUT:-/dev/null}
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
base=${GITHUB_BASE_REF:-}

# The merge base of a shallow clone is not there.
fetch_base() {
  git fetch --quiet --no-tags origin "+refs/heads/$base:refs/remotes/origin/$base"
  if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
    git fetch --quiet --no-tags --unshallow origin
  fi
}

# A jar that was built from these very sources is as new as they are, whatever the clock of the checkout says.
if [ "${LK_JAR_IS_CURRENT:-}" = true ]; then
  touch -c "$(dirname "$lockkeeper")/verifier-cli/target/lockkeeper.jar"
fi

read -r -a paths <<<"${LK_PATH:-}"
read -r -a more <<<"${LK_ARGUMENTS:-}"
arguments=(verify)
case ${LK_ONLY_NEW:-auto} in
  no | "") ;;
  auto)
    if [ -n "$base" ]; then
      fetch_base
      arguments+=(--only-new "origin/$base")
    fi
    ;;
  *) arguments+=(--only-new "$LK_ONLY_NEW") ;;
esac
if [ -n "${LK_POSTGRES:-}" ]; then arguments+=(--postgres "$LK_POSTGRES"); fi
if [ -n "${LK_PROVIDER:-}" ]; then arguments+=(--provider "$LK_PROVIDER"); fi
if [ -n "${LK_BASELINE:-}" ]; then arguments+=(--baseline "$LK_BASELINE"); fi

mkdir -p "$reports"
rm -f "$reports"/{report.json,report.html,report.sarif,junit.xml,comment.md,summary.md}
code=0
"$lockkeeper" "${arguments[@]}" "${more[@]}" \
  --format github \
  --format "json=$reports/report.json" \
  --format "html=$reports/report.html" \
  --format "sarif=$reports/report.sarif" \
  --format "junit=$reports/junit.xml" \
  --format "markdown=$reports/comment.md" \
  --format "github-summary=$reports/summary.md" \
  "${paths[@]}" || code=$?

case $code in
  0) verdict=safe ;;
  1) verdict=unsafe ;;
  3) verdict=undecided ;;
  *) verdict=none ;;
esac
echo "verdict=$verdict" >>"$output"
echo "exit-code=$code" >>"$output"
if [ -f "$reports/report.json" ]; then
  cat "$reports/summary.md" >>"$summary"
  {
    echo "report=$reports/report.json"
    echo "html=$reports/report.html"
    echo "sarif-file=$reports/report.sarif"
    echo "comment=$reports/comment.md"
  } >>"$output"
fi
