#!/bin/sh
# Compiles the stand-ins again into the resources of the launcher. Needed only when their sources change, on a
# Linux x86_64 with gcc; users need no compiler. Run from anywhere: infra/mysql/build.sh
set -eu
cd "$(dirname "$0")"
target=../../src/main/resources/dev/atrium/launcher
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in libaio libnuma; do
  gcc -shared -fPIC -Os -s -nostdlib -Wl,--build-id=none -Wl,--hash-style=gnu -Wl,-z,noseparate-code \
    -Wl,-soname,$name.so.1 -Wl,--version-script=$name.map -o "$work/$name.so.1" $name.c
  gzip -9 -n -c "$work/$name.so.1" | base64 -w 100 >"$target/$name.so.1.gz.base64"
done
