#!/usr/bin/env bash
# Trains every head with the tower residual on the same pictures, for the same number of steps and with the same seed, and
# prints one table: one-shot accuracy on held-out identities, parameters, multiply-adds, microseconds per pair. A finished
# run is not repeated, and an interrupted run is continued.
#
#   scripts/heads.sh DATA OUT [STEPS] [SEED]     such as scripts/heads.sh omniglot-background.zip heads 3800
#
# Use THREADS=1 to run it beside others. The same number of threads gives the same models.
set -euo pipefail

[[ $# -ge 2 ]] || {
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
data=$1
out=$2
steps=${3:-3800}
seed=${4:-1}
threads=${THREADS:-2}
likeness=$(dirname "${BASH_SOURCE[0]}")/../likeness
heads=(concat grouped interleaved separable difference product blend correlation correlation-8 nearest cosine)
mkdir -p "$out"

for name in "${heads[@]}"; do
    [[ -f $out/$name/model.json ]] && continue
    groups=0
    [[ $name == *-* ]] && groups=${name#*-}
    "$likeness" train "$data" --out "$out/$name" --tower residual --head "${name%-*}" --set "design.head-groups=$groups" \
        --steps "$steps" --seed "$seed" --threads "$threads" --resume --json >"$out/$name.json"
done

printf '| head | one-shot, held out | head alone | parameters | to encode | to compare | us per pair | alone |\n'
printf '| --- | --- | --- | --- | --- | --- | --- | --- |\n'
for name in "${heads[@]}"; do
    "$likeness" models time "$out/$name" --json >"$out/$name.time.json"
    python3 - "$out/$name" <<'PYTHON'
import json, sys
folder = sys.argv[1]
card, time = json.load(open(f"{folder}/model.json")), json.load(open(f"{folder}.time.json"))
shot = card["measured"]["held_out"]["one_shot"]
rate, cost = shot["accuracy"], time["cost"]
print(f"| {folder.split('/')[-1]} | {rate['value']:.3f} ({rate['low']:.3f} to {rate['high']:.3f})"
      f" | {shot['by']['head']['value']:.3f} | {cost['parameters']:,}"
      f" | {cost['multiply_adds_to_encode'] / 1e6:.1f} M | {cost['multiply_adds_to_compare'] / 1e3:,.0f} k"
      f" | {time['microseconds_to_compare']:.0f} | {time['microseconds_to_compare_alone']:.0f} |")
PYTHON
done
