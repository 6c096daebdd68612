#!/usr/bin/env bash
# Publishes the algorithm container's executable for linux-x64 when its sources changed, and registers it for local runs in
# artifacts/images.json. With --archive it also packs the container image: artifacts/mlops-algorithm.tar.
set -euo pipefail
cd "$(dirname "$0")/.."

archive=false
case "${1:-}" in
  "") ;;
  --archive) archive=true ;;
  *) echo "Usage: build/publish-algorithm.sh [--archive]" >&2; exit 2 ;;
esac

published=artifacts/publish/Mlops.Algorithm/release_linux-x64
stamp=artifacts/publish/Mlops.Algorithm/stamp
sources=$(find src/Mlops.Algorithm src/Mlops.Domain Directory.Build.props Directory.Build.targets Directory.Packages.props global.json -type f -print0 |
  LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)

if [ ! -x "$published/Mlops.Algorithm" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$sources" ]; then
  rm -rf "$published"
  dotnet publish src/Mlops.Algorithm -c Release -r linux-x64 -v q --nologo
  printf '%s\n' "$sources" > "$stamp"
fi

# The digest stands for what would run, as an image's digest does: names and contents of the published folder. It is local: a
# registry has its own, of the image's manifest.
digest=$(cd "$published" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)

# As in a registry, a new version leaves the older ones where they are: endpoints that were made with them go on.
versions=$PWD/artifacts/images/mlops/algorithm
mkdir -p "$versions"
if [ ! -d "$versions/$digest" ]; then
  rm -rf "$versions/$digest.tmp"
  cp -r "$published" "$versions/$digest.tmp"
  mv "$versions/$digest.tmp" "$versions/$digest"
fi

entries=
for version in "$versions"/*/; do
  version=$(basename "$version")
  [ "${#version}" = 64 ] || continue
  entries+=$(printf '%s\n      "sha256:%s": { "command": ["%s"], "rootVariable": "ML_ROOT" }' "${entries:+,}" "$version" "$versions/$version/Mlops.Algorithm")
done
printf '{\n  "images": {\n    "mlops/algorithm": {\n      "digest": "sha256:%s",\n      "local": true,\n      "versions": {%s\n      }\n    }\n  }\n}\n' "$digest" "$entries" > artifacts/images.json.tmp
mv artifacts/images.json.tmp artifacts/images.json

if $archive; then
  dotnet run --project build/ContainerArchive -v q -- "$published" artifacts/mlops-algorithm.tar
fi
