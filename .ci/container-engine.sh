#!/bin/sh
# Takes care that a container engine answers, by hand where no service manager starts one. Says so and fails when none
# can be had; the tests that need one then say loudly that they are skipped.
#
#   .ci/container-engine.sh && .ci/container-image.sh 17
#   TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 TESTCONTAINERS_RYUK_DISABLED=true mvn verify
set -eu

if docker version >/dev/null 2>&1; then
    echo "container-engine: one answers already"
    exit 0
fi
if ! command -v dockerd >/dev/null 2>&1; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "container-engine: dockerd is not installed and cannot be installed here" >&2
        exit 1
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io >/dev/null
fi

state=${TMPDIR:-/tmp}/lockkeeper-dockerd
mkdir -p "$state"
# Where the kernel does not let it change packet filters or mount overlays, it serves us without.
for options in "" "--iptables=false --ip6tables=false" "--iptables=false --storage-driver=vfs"; do
    # shellcheck disable=SC2086
    nohup dockerd --data-root "$state/data" --exec-root "$state/exec" --pidfile "$state/pid" $options \
        >"$state/log" 2>&1 </dev/null &
    daemon=$!
    for round in $(seq 1 40); do
        if docker version >/dev/null 2>&1; then
            echo "container-engine: started dockerd $options"
            exit 0
        fi
        kill -0 "$daemon" 2>/dev/null || break
        sleep 0.5
    done
    kill "$daemon" 2>/dev/null || true
    wait "$daemon" 2>/dev/null || true
done
echo "container-engine: dockerd did not start; its last words:" >&2
tail -n 5 "$state/log" >&2
exit 1
