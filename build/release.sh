#!/usr/bin/env bash
# Builds once what every environment runs: the functions, the container image and the templates that pin both by digest.
# Usage: build/release.sh [--arch x86_64|arm64] [FOLDER]     by default x86_64 functions, in artifacts/release
#
#   image/                the container image as its registry will hold it; its digest is that of image/manifest.json
#   cdk.out/ENVIRONMENT/  the cloud assembly of each environment of environments.json; without that file one, 'default'
#   release.json          commit, image digest, the functions' architecture, environments in the order of promotion
#   SHA256SUMS            of all these files; build/deploy.sh deploys nothing else
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() { sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
architecture=x86_64 folder=
while [[ $# -gt 0 ]]; do
  case "$1" in
    --arch) [[ ${2:-} == x86_64 || ${2:-} == arm64 ]] || usage; architecture=$2; shift ;;
    -*) usage ;;
    *) [[ -z $folder ]] || usage; folder=$1 ;;
  esac
  shift
done
release=$(realpath -m "${folder:-$root/artifacts/release}")
cd "$root"

die() { printf 'release: %s\n' "$*" >&2; exit 2; }
say() { printf 'release: %s\n' "$*" >&2; }
command -v skopeo >/dev/null || die "skopeo is not installed, which makes the image's digest (Debian: apt-get install skopeo)"
command -v node >/dev/null || die "Node.js 20 or newer is not installed: https://nodejs.org"

# An earlier release is replaced; a folder with anything else in it is not for us to empty.
[[ ! -e $release || -f $release/release.json || -z $(ls -A "$release") ]] || die "$release is there already and holds no release"
rm -rf "$release"
mkdir -p "$release/cdk.out"

./mlops build --arch "$architecture"
build/publish-algorithm.sh --archive >&2

# A registry knows an image by the digest of its manifest. Compressing the layers here, once, makes that digest part of the
# build: every push of this folder, to whatever registry, has it. SageMaker hosting takes Docker's manifest, not OCI's.
skopeo --insecure-policy copy --quiet --format v2s2 --dest-compress docker-archive:artifacts/mlops-algorithm.tar "dir:$release/image"
digest=$(sha256sum "$release/image/manifest.json" | cut -d' ' -f1)
say "image sha256:$digest"

# The LocalCloud runs what the image holds under the image's own digest, so that it can run the release's templates too.
versions=artifacts/images/mlops/algorithm
ln -sfn "$(node -p "require('./artifacts/images.json').images['mlops/algorithm'].digest.slice(7)")" "$versions/$digest"
build/publish-algorithm.sh

app=artifacts/bin/Mlops.Infra/release/Mlops.Infra.dll
chain=$(dotnet "$app" --environments)
[[ $chain != "[]" ]] && chained=true || { chained=false; chain='[{"name":"default","account":null,"region":null}]'; }
for name in $(node -p "JSON.parse(process.argv[1]).map(e => e.name).join('\n')" "$chain"); do
  say "templates of $name"
  environment=()
  if $chained; then environment=(-c "environment=$name"); fi
  dotnet "$app" --output "$release/cdk.out/$name" -c "imageDigest=sha256:$digest" -c "functionArchitecture=$architecture" "${environment[@]}" >&2
done

commit=$(git rev-parse HEAD 2>/dev/null || echo unknown)
node - "$commit" "sha256:$digest" "$architecture" "$chain" >"$release/release.json" <<'EOF'
const [commit, imageDigest, architecture, chain] = process.argv.slice(2);
console.log(JSON.stringify({ commit, imageDigest, architecture, environments: JSON.parse(chain) }, null, 2));
EOF
(cd "$release" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
say "$release holds $(du -sh "$release" | cut -f1)"
