#!/usr/bin/env bash
# Ends the job as the verdict wants it.
set -euo pipefail

code=${LK_EXIT_CODE:-4}
case $code:${LK_FAIL_ON:-undecided} in
  0:*) exit 0 ;;
  1:undecided | 1:unsafe | 3:undecided) exit "$code" ;;
  1:never | 3:never | 3:unsafe) exit 0 ;;
  1:* | 3:*)
    echo "::error title=lockkeeper::fail-on is undecided, unsafe or never, not \"$LK_FAIL_ON\"."
    exit 2
    ;;
  *) exit "$code" ;;
esac
