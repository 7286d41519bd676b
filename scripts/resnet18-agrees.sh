#!/usr/bin/env bash
# Checks that the tower resnet18 computes the same as torchvision's resnet18: creates one in Python with random weights and
# statistics, saves it and its feature maps of random pictures, and compares them with libtorch and ONNX Runtime as this
# project runs them. Prints the largest difference of each; fails above 1e-4 of max(1, |value|).
#
#   scripts/resnet18-agrees.sh [PYTHON]     a Python with torch, torchvision and safetensors; default: python3
set -euo pipefail

python=${1:-${PYTHON:-python3}}
command -v "$python" >/dev/null || {
    echo "no $python; name a Python: scripts/resnet18-agrees.sh PYTHON" >&2
    exit 2
}
python=$(command -v "$python")
[[ $python == /* ]] || python=$PWD/$python
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$python" scripts/resnet18_reference.py "$folder"
mvn -B -q test -pl train -am -Dtest=TorchvisionAgreementTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dlikeness.torchvision="$folder" </dev/null | tee "$folder/log"
grep -q 'against torchvision' "$folder/log" || { # a skipped test proves nothing
    echo "nothing was compared" >&2
    exit 1
}
echo "torchvision and this project agree to 1e-4"
