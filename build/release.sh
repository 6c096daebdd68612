#!/usr/bin/env bash
# Builds once what every environment runs: the functions, the container image and the templates that pin both by digest.
# Usage: build/release.sh [FOLDER]     by default artifacts/release
#
#   image/                the container image as its registry will hold it; its digest is that of image/manifest.json
#   cdk.out/ENVIRONMENT/  the cloud assembly of each environment of environments.json; without that file one, 'default'
#   release.json          commit, image digest, environments in the order of promotion
#   SHA256SUMS            of all these files; build/deploy.sh deploys nothing else
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

[[ $# -le 1 && ${1:-} != -* ]] || { sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
release=$(realpath -m "${1:-$root/artifacts/release}")
cd "$root"

die() { printf 'release: %s\n' "$*" >&2; exit 2; }
say() { printf 'release: %s\n' "$*" >&2; }
command -v skopeo >/dev/null || die "skopeo is not installed, which makes the image's digest (Debian: apt-get install skopeo)"
command -v node >/dev/null || die "Node.js 20 or newer is not installed: https://nodejs.org"

# An earlier release is replaced; a folder with anything else in it is not for us to empty.
[[ ! -e $release || -f $release/release.json || -z $(ls -A "$release") ]] || die "$release is there already and holds no release"
rm -rf "$release"
mkdir -p "$release/cdk.out"

./mlops build
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

environments() { node -p "require('fs').existsSync('environments.json') ? require('./environments.json').environments.map(e => e.name).join('\n') : ''"; }
names=$(environments)
for name in ${names:-default}; do
  say "templates of $name"
  dotnet artifacts/bin/Mlops.Infra/release/Mlops.Infra.dll --output "$release/cdk.out/$name" -c imageDigest="sha256:$digest" ${names:+-c environment="$name"} >&2
done

commit=$(git rev-parse HEAD 2>/dev/null || echo unknown)
node - "$commit" "sha256:$digest" ${names:-default} >"$release/release.json" <<'EOF'
const fs = require('fs');
const [commit, imageDigest, ...names] = process.argv.slice(2);
const known = fs.existsSync('environments.json') ? JSON.parse(fs.readFileSync('environments.json')).environments : [];
const environments = names.map(name => {
  const found = known.find(environment => environment.name === name);
  return { name, account: found?.account ?? null, region: found?.region ?? null };
});
console.log(JSON.stringify({ commit, imageDigest, environments }, null, 2));
EOF
(cd "$release" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
say "$release holds $(du -sh "$release" | cut -f1) for ${names:-default}"
