#!/usr/bin/env bash
# Benchmarks; not part of the tests. Each writes its section of docs/benchmarks.md.
# Usage: bench/run.sh drift [ROWS]      against pandas and scipy
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }

# The first python3 that has scipy and pandas; installs Debian's where that can be done.
python_with_scipy() {
  local python
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import scipy, pandas' >/dev/null 2>&1; then command -v "$python"; return; fi
  done
  if command -v apt-get >/dev/null 2>&1 && [[ $(id -u) == 0 ]]; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-scipy python3-pandas; } >&2
    if /usr/bin/python3 -c 'import scipy, pandas'; then echo /usr/bin/python3; return; fi
  fi
  echo "bench: python3 with scipy and pandas is needed (Debian: apt-get install python3-scipy python3-pandas; elsewhere: pip install scipy pandas)" >&2
  return 2
}

case "${1:-}" in
  drift)
    [[ ${2:-1000000} =~ ^[1-9][0-9]*$ ]] || usage
    python=$(python_with_scipy)
    dotnet build bench/Drift -c Release -v quiet --nologo >&2
    artifacts/bin/Mlops.Bench.Drift/release/Mlops.Bench.Drift artifacts/bench/drift "$python" bench/Drift/pandas_scipy.py docs/benchmarks.md "${2:-1000000}"
    ;;
  *) usage ;;
esac
