#!/bin/bash
# Unpacks PostgreSQL 17 with TimescaleDB (Apache edition) and pgvector from Debian trixie's packages into DIR/root, a folder to
# chroot into; installs nothing. Needs root and apt. What is there already is left as it is.
#   timescaledb-debian.sh DIR
set -euo pipefail
dir=$(realpath -m "${1:?usage: timescaledb-debian.sh DIR}")
mkdir -p "$dir"

# Two runs at once: the second waits, and finds it done.
exec 9>"$dir/lock"
flock 9
[ ! -e "$dir/root" ] || exit 0
rm -rf "$dir"/partial.*
work=$dir/partial.$$
trap 'rm -rf "$work"' EXIT
new=$work/root apt=$work/apt
mkdir -p "$new" "$apt"/{lists/partial,cache/archives/partial}
: >"$apt/status"

# The mirror that this machine uses itself.
mirror=$({ grep -rhoE 'https?://[^ ]+' /etc/apt/sources.list /etc/apt/sources.list.d/ 2>/dev/null || true; } |
  grep -E '/debian/?$' | head -1 || true)
[ -n "$mirror" ] || { echo 'the apt sources of this machine name no Debian mirror' >&2; exit 1; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$apt/sources.list"
options=(-o Dir::State="$apt" -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache"
  -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferencesparts=/dev/null
  -o APT::Install-Recommends=0 -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=3)
apt-get "${options[@]}" update -qq

# What a bare server does not need: the JIT's LLVM, Perl, the helpers of maintainer scripts, the base system.
needless='^(libllvm|perl|libperl|libipc|libjson|libio-pty|libtext|ssl-cert|locales|debconf|ucf|procps|sysv|init-'
needless+='|postgresql-common|postgresql-client|libz3|libgdbm|openssl|adduser|passwd|apt|dpkg|readline|sensible|mount|util-linux'
needless+='|login|tar|gzip|sed|grep|findutils|diffutils|hostname|e2fs|base-files|bash|bsdutils|coreutils|debianutils|ncurses'
needless+='|libc-bin|netbase)'
wanted=(dash postgresql-17 postgresql-17-timescaledb postgresql-17-pgvector tzdata)
mapfile -t packages < <(apt-get "${options[@]}" -s install "${wanted[@]}" | awk '/^Inst/ { print $2 }' | grep -vE "$needless")
(cd "$apt/cache" && apt-get "${options[@]}" download "${packages[@]}" -qq >/dev/null)

mkdir -p "$new"/{tmp,dev/shm,etc,data,usr/bin,usr/lib,usr/lib64,usr/sbin}
for name in bin lib lib64 sbin; do ln -s "usr/$name" "$new/$name"; done
for file in "$apt"/cache/*.deb; do
  dpkg-deb --fsys-tarfile "$file" | tar -x -C "$new" --keep-directory-symlink --exclude=./usr/share/doc \
    --exclude=./usr/share/man --exclude=./usr/share/locale --exclude='*/bitcode/*'
done
# initdb calls postgres through /bin/sh.
ln -sfn dash "$new/usr/bin/sh"
echo 'postgres:x:999:999::/data:/bin/sh' >"$new/etc/passwd"
echo 'postgres:x:999:' >"$new/etc/group"
chown 999:999 "$new/data"
chmod 1777 "$new/tmp" "$new/dev/shm"
[ -e "$new/dev/null" ] || mknod -m 666 "$new/dev/null" c 1 3
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LD_LIBRARY_PATH="/usr/lib/$(uname -m)-linux-gnu" chroot --userspec=999:999 "$new" \
  /usr/lib/postgresql/17/bin/postgres --version >/dev/null

# Whole, or not there.
mv -T "$new" "$dir/root"
