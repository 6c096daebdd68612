#!/usr/bin/env bash
# Deploys a release that build/release.sh made to one of its environments, with the credentials of the environment's account.
# Usage: build/deploy.sh ENVIRONMENT [--diff] [--release FOLDER]
#
#   build/deploy.sh default           the one account of an app without environments.json
#   build/deploy.sh prod --diff       what would change, without changing anything
#
# The first environment holds the image repository: the image is pushed there when it is not there yet. Against the LocalCloud
# (AWS_ENDPOINT_URL set), which has no registry and finds images in artifacts/images.json, nothing is pushed.
# Exit codes: 0 deployed; 1 the deployment failed; 2 nothing was tried.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() { sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
die() { printf 'deploy: %s\n' "$*" >&2; exit 2; }
say() { printf 'deploy: %s\n' "$*" >&2; }

environment='' diff=false release=$root/artifacts/release
while [[ $# -gt 0 ]]; do
  case "$1" in
    --diff) diff=true ;;
    --release) [[ $# -ge 2 ]] || usage; release=$2; shift ;;
    -*) usage ;;
    *) [[ -z $environment ]] || usage; environment=$1 ;;
  esac
  shift
done
[[ -n $environment ]] || usage
[[ -f $release/release.json ]] || die "$release holds no release; run build/release.sh first"
release=$(cd "$release" && pwd)
(cd "$release" && sha256sum --quiet --check SHA256SUMS >&2) || die "$release is not as it was built: build it anew"
lost=$(find "$release/cdk.out" -name bootstrap ! -perm -u+x -print -quit)
[[ -z $lost ]] || die "$lost is not executable, and Lambda would refuse it: what carried the release here has lost the files' modes; carry it in a tar"

# of MEMBER: a member of release.json; `e` is the environment, empty when the release has none of that name.
of() { node -e "const r = require(process.argv[1]), e = r.environments.find(x => x.name === process.argv[2]); console.log($1 ?? '')" "$release/release.json" "$environment"; }
[[ -n $(of 'e?.name') ]] || die "the release has no environment '$environment'; it has: $(of "r.environments.map(x => x.name).join(', ')")"

cdk=$root/node_modules/.bin/cdk
[[ -x $cdk ]] || die "the CDK command line is not installed; run npm ci"
export CDK_DISABLE_CLI_TELEMETRY=true AWS_EC2_METADATA_DISABLED=${AWS_EC2_METADATA_DISABLED:-true}
assembly=$release/cdk.out/$environment

region=$(of 'e.region')
region=${region:-${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}}
[[ -n $region ]] || die "no region: set AWS_REGION"
# The first version of the AWS CLI reads the second name only.
export AWS_REGION=$region AWS_DEFAULT_REGION=$region

caller=$(aws sts get-caller-identity --query Account --output text) || die "no credentials for AWS: see docs/deploy.md"
account=$(of 'e.account')
[[ -z $account || $account == "$caller" ]] || die "'$environment' is account $account, and these credentials are of account $caller"
account=$caller

if $diff; then
  # By template: it needs no more than reading templates, so that a pull request can be shown what it would change and change nothing.
  exec "$cdk" diff --app "$assembly" --method=template --no-notices
fi

deploy() { "$cdk" deploy "$@" --app "$assembly" --require-approval never --no-notices --progress events || { say "failed: CloudFormation has put the stack back; the cause is in its events above"; exit 1; }; }

push() {
  local digest repository=mlops/algorithm registry=$account.dkr.ecr.$region.amazonaws.com
  digest=$(of 'r.imageDigest')
  if aws ecr describe-images --repository-name $repository --image-ids "imageDigest=$digest" >/dev/null 2>&1; then
    say "$repository has $digest already"
    return
  fi
  command -v skopeo >/dev/null || die "skopeo is not installed, which pushes the image (Debian: apt-get install skopeo)"
  aws ecr get-login-password | skopeo login --username AWS --password-stdin "$registry" >&2
  skopeo --insecure-policy copy --preserve-digests "dir:$release/image" "docker://$registry/$repository:${digest:7:12}" >&2
}

if [[ $environment == "$(of 'r.environments[0].name')" && -z ${AWS_ENDPOINT_URL:-} ]]; then
  deploy MlopsFoundation
  push
fi
deploy --all
say "$environment runs commit $(of 'r.commit'), image $(of 'r.imageDigest')"
