#!/usr/bin/env bash
# Publishes the functions' executable, ahead of time, into artifacts/functions/linux-x64 or, cross-compiled, linux-arm64.
# Usage: build/publish-functions.sh [x86_64 | arm64]
set -euo pipefail
cd "$(dirname "$0")/.."

flavor=()
case "${1:-x86_64}" in
  x86_64) runtime=linux-x64 ;;
  arm64)
    runtime=linux-arm64
    # On another processor clang compiles and lld links, against arm64's C library: GNU's linker is for one processor only.
    if [[ $(uname -m) != aarch64 ]]; then
      command -v clang >/dev/null && command -v ld.lld >/dev/null && [[ -e /usr/aarch64-linux-gnu/lib/libc.so.6 ]] || {
        echo "error: arm64 needs a cross-compiler; Debian: apt-get install clang lld gcc-aarch64-linux-gnu libc6-dev-arm64-cross" >&2
        exit 2
      }
      flavor=(-p:LinkerFlavor=lld)
    fi
    ;;
  *) sed -n 's/^# Usage/Usage/p' "$0" >&2; exit 2 ;;
esac

output=artifacts/functions/$runtime
# A folder that is there is replaced as a whole: it is a code asset, and its hash covers whatever lies in it.
rm -rf "$output.next"
dotnet publish src/Mlops.Functions -c Release -r "$runtime" "${flavor[@]}" -v quiet --nologo -o "$output.next"
rm -rf "$output"
mv "$output.next" "$output"
