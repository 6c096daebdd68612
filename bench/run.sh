#!/usr/bin/env bash
# Benchmarks; not part of the tests. Each writes its section of docs/benchmarks.md; installs what it compares with where it can.
# Usage: bench/run.sh all                  every one of these, with its defaults
#        bench/run.sh cold-start [ROUNDS]  a function's cold start against boto3 and the AWS SDK for JavaScript
#        bench/run.sh serving [SECONDS]    the endpoint against Flask with scikit-learn and with XGBoost
#        bench/run.sh training [ROWS]      the training job against scikit-learn and XGBoost
#        bench/run.sh localcloud [ROUNDS]  start of the LocalCloud, and what the demo takes beyond its jobs
#        bench/run.sh drift [ROWS]         drift statistics against pandas and scipy
#        bench/run.sh gate [ROWS]          the gate's paired bootstrap against scikit-learn
#        bench/run.sh burst [OBJECTS]      the LocalCloud under many objects at once
#        bench/run.sh cache [ROUNDS]       what a re-run costs with the step cache and without it
#        bench/run.sh startup-order        no bench: traces which methods a cold start runs, for the next build to put together
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

page=docs/benchmarks.md
work=$PWD/artifacts/bench
algorithm=$PWD/artifacts/publish/Mlops.Algorithm/release_linux-x64/Mlops.Algorithm
ridership=$PWD/samples/ridership/chicago-ridership.csv

usage() { sed -n '3,11s/^# //p' "$0" >&2; exit 2; }

number() { [[ $1 =~ ^[1-9][0-9]*$ ]] || usage; printf %s "$1"; }

# needs PACKAGES TEST...: installs Debian packages unless the test succeeds; says what is missing where it cannot.
needs() {
  local packages=$1; shift
  "$@" >/dev/null 2>&1 && return
  if command -v apt-get >/dev/null 2>&1 && [[ $(id -u) == 0 ]]; then
    # shellcheck disable=SC2086 # a list of packages
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; } >&2
    "$@" >/dev/null 2>&1 && return
  fi
  echo "bench: missing: $packages (names of Debian's packages)" >&2
  exit 2
}

# python_with MODULES PACKAGES: the path of the first Python that has the modules; installs Debian's where that can be done.
python_with() {
  local python
  for python in python3 /usr/bin/python3; do
    # What lies behind the command: a launcher script in between would be measured with it.
    "$python" -c "import $1, sys; print(sys.executable)" 2>/dev/null && return
  done
  needs "$2" /usr/bin/python3 -c "import $1"
  echo /usr/bin/python3
}

# bench PROJECT ARGUMENT...: builds and runs one.
bench() {
  local project=$1; shift
  dotnet build "bench/$project" -c Release -v quiet --nologo >&2
  local name=Mlops.Bench.$project
  [[ -e bench/$project/$name.csproj ]] || name=$project
  "artifacts/bin/$name/release/$name" "$@"
}

cold_start() {
  needs nodejs node --version
  local python
  python=$(python_with boto3 python3-boto3)
  ./mlops build
  (cd bench/ColdStart/js && npm ci --no-audit --no-fund --silent && npm run --silent bundle -- --log-level=error --outfile="$work/cold-start/settle.mjs") >&2
  bench ColdStart "$page" "$PWD/artifacts/functions/linux-x64/bootstrap" "$python" bench/ColdStart/boto3_settle.py "$work/cold-start/settle.mjs" "$1"
}

startup_order() {
  needs gcc gcc --version
  needs binutils nm --version
  local folder=$work/startup-order
  dotnet publish src/Mlops.Functions -c Release -r linux-x64 -p:StripSymbols=false -v quiet --nologo -o "$folder" >&2
  gcc -O2 -Wall -Wextra -Werror -shared -fPIC -o "$folder/entries.so" bench/ColdStart/StartupOrder/entries.c
  bench ColdStart order "$folder/bootstrap" "$folder/entries.so" "$PWD/src/Mlops.Functions/startup-order.txt"
}

serving() {
  needs wrk command -v wrk
  needs "python3-flask gunicorn python3-sklearn python3-xgboost python3-pandas" /usr/bin/python3 -c "import flask, gunicorn, sklearn, xgboost, pandas"
  ./mlops build
  bench Serving "$page" "$ridership" "$algorithm" /usr/bin/python3 /usr/bin/gunicorn "$PWD/bench/Serving" "$work/serving" "$1"
}

training() {
  needs "python3-sklearn python3-xgboost python3-pandas" /usr/bin/python3 -c "import sklearn, xgboost, pandas"
  ./mlops build
  bench Training "$page" "$ridership" "$algorithm" /usr/bin/python3 "$PWD/bench/Training" "$work/training" "$1" 3
}

localcloud() {
  ./mlops build
  bench LocalCloud "$page" "$PWD" "$PWD/artifacts/cli/current/mlops.dll" "$1"
}

drift() {
  local python
  python=$(python_with "scipy, pandas" "python3-scipy python3-pandas")
  bench Drift "$work/drift" "$python" bench/Drift/pandas_scipy.py "$page" "$1"
}

cache() {
  ./mlops build
  bench Cache "$page" "$PWD" "$ridership" "$1"
}

gate() {
  local python
  python=$(python_with sklearn python3-sklearn)
  bench Gate "$python" bench/Gate/sklearn_bootstrap.py "$page" "$1"
}

burst() { bench Burst "$1" 16 "$page"; }

[[ $# -le 2 ]] || usage
case "${1:-}" in
  all)
    [[ $# == 1 ]] || usage
    for name in cold-start serving training localcloud drift gate burst cache; do "$0" "$name"; done
    ;;
  cold-start) cold_start "$(number "${2:-30}")" ;;
  serving) serving "$(number "${2:-4}")" ;;
  training) training "$(number "${2:-500000}")" ;;
  localcloud) localcloud "$(number "${2:-3}")" ;;
  drift) drift "$(number "${2:-1000000}")" ;;
  cache) cache "$(number "${2:-3}")" ;;
  gate) gate "$(number "${2:-100000}")" ;;
  burst) burst "$(number "${2:-10000}")" ;;
  startup-order) [[ $# == 1 ]] || usage; startup_order ;;
  *) usage ;;
esac
