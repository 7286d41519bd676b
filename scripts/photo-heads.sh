#!/usr/bin/env bash
# Compares heads on one frozen encoder: trains every head with three seeds on the encoder of a model, judges each on held-out
# photographs by the protocols retrieval and verification, and prints one table: the mean over the seeds with their standard
# deviation, multiply-adds and microseconds per pair. Each figure is that of head and embedding together; the columns "head"
# are those of the head alone. A finished run is not repeated, and an interrupted run is continued.
#
#   scripts/photo-heads.sh ENCODER_MODEL DATA OUT [STEPS [OPTION..]]
#       such as HELD_OUT=select scripts/photo-heads.sh photos-encoder photographs heads 2000 --set schedule.learning-rate=0.001
#
# HELD_OUT   the photographs to judge by: a folder for each, with the photograph and its edits; required
# HEADS      the heads to compare; correlation-8 has 8 groups. The last is the reference
# SEEDS      the seeds of each head; "1 2 3" by default
# Train the encoder with the head cosine: a head of the encoder's own model would start with trained weights, and the others
# would not. Training runs on one thread.
set -euo pipefail

[[ $# -ge 3 && -n ${HELD_OUT:-} ]] || {
    sed -n '2,15s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
encoder=$1
data=$2
out=$3
steps=${4:-2000}
options=("${@:5}")
read -ra heads <<<"${HEADS:-blend nearest correlation-8 concat cosine}"
read -ra seeds <<<"${SEEDS:-1 2 3}"
likeness=$(dirname "${BASH_SOURCE[0]}")/../likeness
mkdir -p "$out"

own=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1] + "/model.json"))["design"]["head"])' "$encoder")
[[ $own == cosine ]] || {
    echo "$encoder: its head is $own, which would start with trained weights; train the encoder with --head cosine" >&2
    exit 2
}

# The encoder's own recipe, in every field: without it a run that starts from a model has a schedule for fine-tuning.
python3 -c 'import json, sys; json.dump(json.load(open(sys.argv[1] + "/model.json"))["provenance"]["recipe"], sys.stdout)' \
    "$encoder" >"$out/recipe.yaml"

# Runs a command whose output is one JSON file, unless the file is there.
once() { # file, command
    [[ -s $1 ]] || { "${@:2}" >"$1.part" && mv "$1.part" "$1"; }
}

for seed in "${seeds[@]}"; do
    for name in "${heads[@]}"; do
        groups=0
        [[ $name == *-* ]] && groups=${name#*-}
        model=$out/$name-seed$seed
        [[ -f $model/model.json ]] ||
            "$likeness" train "$data" --out "$model" --from "$encoder" --recipe "$out/recipe.yaml" --set schedule.frozen=encoder --head "${name%-*}" \
                --set "design.head-groups=$groups" --target cross-entropy --steps "$steps" --seed "$seed" --threads 1 \
                --resume --json ${options[@]+"${options[@]}"} >"$model.json"
        for protocol in retrieval verification; do
            once "$model.$protocol.json" "$likeness" evaluate "$HELD_OUT" --model "$model" --protocol "$protocol" --json
        done
        once "$model.time.json" "$likeness" models time "$model" --json
    done
done

python3 - "$out" "${heads[*]}" "${seeds[*]}" <<'PYTHON'
import json, statistics, sys
out, heads, seeds = sys.argv[1], sys.argv[2].split(), sys.argv[3].split()


def over_seeds(name, part, *path):
    values = []
    for seed in seeds:
        value = json.load(open(f"{out}/{name}-seed{seed}.{part}.json"))
        for key in path:
            value = value[key]
        values.append(value)
    return statistics.mean(values), statistics.stdev(values) if len(values) > 1 else 0.0


print("| head | recall@1 | mAP | AUC | recall@1, head | mAP, head | AUC, head | multiply-adds per pair | us per pair |")
print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
columns = [("retrieval", "recall_at_1"), ("retrieval", "map"), ("verification", "auc"),
           ("retrieval", "by_head", "recall_at_1"), ("retrieval", "by_head", "map"), ("verification", "by_head", "auc")]
for name in heads:
    figures = ["%.4f ± %.4f" % over_seeds(name, *column, "value") for column in columns]
    adds, _ = over_seeds(name, "time", "cost", "multiply_adds_to_compare")
    micros, _ = over_seeds(name, "time", "microseconds_to_compare")
    print(f"| {name} | {' | '.join(figures)} | {adds:,.0f} | {micros:.1f} |")
figures = ["%.4f ± %.4f" % over_seeds(heads[0], c[0], "by_embedding", c[1], "value") for c in columns[:3]]
print(f"| the embedding alone | {' | '.join(figures)} | | | | | |")
PYTHON
