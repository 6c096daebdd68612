#!/usr/bin/env bash
# Lints what `cdk synth` made: templates with cfn-lint and cdk-nag, state machines with asl-validator.
# Usage: build/lint.sh [CDK_OUT]. Exit code 1: findings; 2: nothing to lint. An absent tool is said and skipped.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
assembly=${1:-$root/cdk.out}
findings=0

if ! ls "$assembly"/*.template.json >/dev/null 2>&1; then
  echo "lint: $assembly has no templates; run ./mlops synth first" >&2
  exit 2
fi

if command -v cfn-lint >/dev/null; then
  cfn-lint -t "$assembly"/*.template.json "$root"/build/*.template.yaml && echo "lint: cfn-lint: templates are clean" || findings=1
else
  echo "lint: SKIPPED cfn-lint: not installed (pip install cfn-lint)"
fi

if [[ ! -d $root/node_modules/cdk-nag ]]; then
  echo "lint: SKIPPED cdk-nag: not installed (npm ci)"
else
  # The same app with everything that an account.json can ask for, for one account and for environments: where nothing is trained the stacks are others.
  others=$(mktemp -d)
  echo '{ "network": {}, "trail": true }' >"$others/account.json"
  synth() { (cd "$root" && dotnet artifacts/bin/Mlops.Infra/release/Mlops.Infra.dll -c account="$others/account.json" --output "$others/$1" "${@:2}") || findings=1; }
  synth guarded
  for environment in dev prod; do
    synth "$environment" -c environments=environments.example.json -c environment="$environment"
  done
  node "$root/build/nag/nag.mjs" "$assembly" "$others"/*/ || findings=1
  if command -v cfn-lint >/dev/null; then cfn-lint -t "$others"/*/*.template.json || findings=1; fi
  rm -rf "$others"
fi

validator=$root/node_modules/.bin/asl-validator
if [[ ! -x $validator ]]; then
  echo "lint: SKIPPED asl-validator: not installed (npm ci)"
elif ! command -v python3 >/dev/null; then
  echo "lint: SKIPPED asl-validator: python3 is not installed, which extracts the definitions"
else
  definitions=$(mktemp -d)
  trap 'rm -rf "$definitions"' EXIT
  if machines=$(python3 "$root/build/state_machines.py" "$assembly" "$definitions") && [[ -n $machines ]]; then
    while read -r machine; do
      "$validator" --json-path "$machine" || findings=1
    done <<<"$machines"
  else
    echo "lint: no state machine could be read from $assembly" >&2
    findings=1
  fi
fi

exit $findings
