#!/usr/bin/env bash
# Every test of the product: installs what they need on a bare machine, builds, runs, and ends with 'N passed, N failed'.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

case "${1:-}" in
  --help | -h)
    echo "Usage: ./mlops test [PROJECT...]"
    echo "Runs every test, or those of the projects named, such as Mlops.Domain.Tests. Exit code 0: all passed; 1: some failed."
    echo "Projects:"
    for project in tests/*/*.csproj; do echo "  $(basename "$project" .csproj)"; done
    exit 0
    ;;
esac
for project in "$@"; do
  compgen -G "tests/*/$project.csproj" >/dev/null ||
    { echo "mlops: there is no test project '$project'; './mlops test --help' lists them" >&2; exit 2; }
done

mkdir -p artifacts
exec 8>artifacts/test.lock
flock -n 8 || { echo "mlops: another test run is under way in this checkout; wait for its end" >&2; exit 2; }
results="$root/artifacts/test-results"
rm -rf "$results"; mkdir -p "$results"

install() {
  if command -v apt-get >/dev/null 2>&1 && [[ $(id -u) == 0 ]]; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$results/apt.log" 2>&1 ||
      { tail -n 5 "$results/apt.log" >&2; echo "mlops: could not install $*" >&2; exit 2; }
  else
    echo "mlops: missing $*; install them and try again (as root on Debian this script does it)" >&2; exit 2
  fi
}

command -v dotnet >/dev/null 2>&1 || { echo "mlops: the .NET 10 SDK is not installed: https://dotnet.microsoft.com/download" >&2; exit 2; }
command -v node >/dev/null 2>&1 || install nodejs npm
command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 || install gcc libc6-dev
[[ -e /usr/lib/x86_64-linux-gnu/libgomp.so.1 ]] || ldconfig -p | grep -q libgomp.so.1 || install libgomp1
command -v setpriv >/dev/null 2>&1 || install util-linux

# The CDK's command line, which some tests run.
[[ -d node_modules/aws-cdk ]] || npm ci --no-audit --no-fund >"$results/npm.log" 2>&1 8>&- ||
  echo "mlops: 'npm ci' failed, and the tests of the CDK's command line are skipped; see $results/npm.log" >&2

./mlops build 8>&-
echo "  building the tests …" >&2
[[ -d tests/Clients/js/node_modules ]] || npm ci --prefix tests/Clients/js --no-audit --no-fund 8>&- >"$results/npm-clients.log" 2>&1 ||
  echo "mlops: 'npm ci' in tests/Clients/js failed, see $results/npm-clients.log; the SDK for JavaScript is not tested" >&2
flock -o artifacts/build.lock dotnet build Serverless.sln -v quiet 8>&- >"$results/build.log" 2>&1 || { grep -E 'error' "$results/build.log" | sort -u | head -n 30 >&2; exit 1; }

projects=("$@")
if [[ ${#projects[@]} == 0 ]]; then
  for project in tests/*/*.csproj; do projects+=("$(basename "$project" .csproj)"); done
fi

# run PROJECT: runs it and says what came of it; the counts lie beside its log for the sum.
run() {
  local project=$1 log="$results/$1.log" started=$SECONDS code=0 summary bad skip good
  "artifacts/bin/$project/debug/$project" -noColor >"$log" 2>&1 </dev/null 8>&- || code=$?
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -n 1 || true)
  count() { sed -nE "s/.*$1: ([0-9]+).*/\1/p" <<<"$summary"; }
  if [[ -z $summary ]]; then
    echo "  $project: did not finish (exit code $code)"; tail -n 20 "$log"
    echo "0 1 0" >"$results/$project.counts"
    return
  fi
  bad=$(($(count Failed) + $(count Errors)))
  # A runner that says nothing failed and yet exits non-zero has not told everything.
  if [[ $bad == 0 && $code != 0 ]]; then bad=1; tail -n 20 "$log"; fi
  skip=$(count Skipped); good=$(($(count Total) - $(count Failed) - skip))
  printf '  %-34s %5d passed %4d failed %4d skipped %5d s\n' "$project" "$good" "$bad" "$skip" "$((SECONDS - started))"
  if [[ $bad != 0 ]]; then grep -vE '^\s*$' "$log" | grep -E -A 12 '\[FAIL\]' | head -n 120 || tail -n 40 "$log"; fi
  echo "$good $bad $skip" >"$results/$project.counts"
}

# Scenarios wait for clocks and processes more than they compute: the other projects run beside them.
beside() { local project; for project in "${projects[@]}"; do [[ $project == Scenarios ]] || run "$project"; done; }
beside &
[[ " ${projects[*]} " != *" Scenarios "* ]] || run Scenarios
wait

passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
  read -r good bad skip <"$results/$project.counts" || { good=0 bad=1 skip=0; }
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip))
done

[[ $skipped == 0 ]] || { echo; echo "Skipped, with the reason:"; grep -hE -A 1 '\[SKIP\]' "$results"/*.log | grep -vE '^--$' | head -n 60 || true; }
echo "$passed passed, $failed failed, $skipped skipped" | tee "$results/summary.txt"
[[ $failed == 0 ]]
