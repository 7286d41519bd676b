#!/usr/bin/env python3
"""Measures the index of a gallery with a million codes: build time, size, memory, recall, and time per query, on the Java of the
launcher and on others, beside FAISS HNSW on the same vectors.

    scripts/gallery-benchmark.py --photos DIR [--count 1000000] [--jdk HOME]... [--work DIR] [--out FILE]

The vectors are synthetic. The embeddings of real photographs by the bundled model `photos` are projected on their first 128
principal axes (not centred) and scaled to unit length. Each synthetic vector lies between a real one and one of its ten
nearest neighbours, plus normal noise with the covariance of the differences between nearest neighbours, scaled so that the
cosine to the nearest neighbour has the same median among as many synthetic as real vectors. The queries are made in the same
way and are not in the index. Needs numpy and faiss-cpu. A call with the same --work
and a larger count goes on with the same index: the times of its steps are reported one by one.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

import numpy

import clone

DIMENSIONS = 128
QUERIES = 1000
NEIGHBOURS = 10
SHORTLIST = 100
TOP = 10
CHUNK = 20_000
SIMD = ["--add-modules", "jdk.incubator.vector", "-Dorg.apache.lucene.vectorization.upperJavaFeatureVersion=25"]

parser = argparse.ArgumentParser()
parser.add_argument("--photos", type=pathlib.Path, required=True, help="folder of photographs")
parser.add_argument("--count", type=int, default=1_000_000)
parser.add_argument("--jdk", action="append", default=[], help="home of a JDK; the first builds the index")
parser.add_argument("--work", type=pathlib.Path, default=clone.root / "target" / "gallery-benchmark")
parser.add_argument("--build-with-each", action="store_true", help="every JDK builds an index")
parser.add_argument("--heap", default="2g", help="-Xmx of the Java processes")
parser.add_argument("--classpath", help="instead of the launcher's jars")
parser.add_argument("--out", type=pathlib.Path, help="JSON")
arguments = parser.parse_args()
work = arguments.work.resolve()
work.mkdir(parents=True, exist_ok=True)
results = {}


def java(home, options, *words):
    if arguments.classpath:
        classes = [arguments.classpath]
        program = "GalleryBenchmark"
    else:
        clone.build()
        classes = [f"{clone.distribution}/lib/*"]
        program = clone.root / "scripts" / "gallery" / "GalleryBenchmark.java"
    call = [pathlib.Path(home) / "bin" / "java" if home else "java", f"-Xmx{arguments.heap}", *options, "-cp", *classes, program, *words]
    said = subprocess.run(list(map(str, call)), stdout=subprocess.PIPE, text=True)
    if said.returncode != 0:
        sys.exit(f"{' '.join(map(str, call))} ended with {said.returncode}")
    return json.loads(said.stdout.splitlines()[-1])


def unit(vectors):
    return vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def real_vectors():
    file = work / "real.f32"
    if not file.exists():
        java(None, [], "embeddings", work / "real", arguments.photos, work / "real.part")
        (work / "real.part").rename(file)
    card = json.loads((clone.root / "models/src/main/resources/dev/likeness/models/photos/model.json").read_text())
    vectors = numpy.fromfile(file, "<f4").reshape(-1, card["embedding"])
    _, _, axes = numpy.linalg.svd(vectors, full_matrices=False)
    return unit(vectors @ axes[:DIMENSIONS].T).astype("f4")


def nearest(vectors, most, of=None):
    """The nearest others of each vector, nearest first, and their cosines."""
    of = numpy.arange(len(vectors)) if of is None else of
    cosines = vectors[of] @ vectors.T
    cosines[numpy.arange(len(of)), of] = -2
    order = numpy.argpartition(-cosines, most, axis=1)[:, :most]
    near = numpy.take_along_axis(cosines, order, axis=1)
    sorting = numpy.argsort(-near, axis=1)
    return numpy.take_along_axis(order, sorting, axis=1), numpy.take_along_axis(near, sorting, axis=1)


def statistics(vectors, seed=0):
    random = numpy.random.default_rng(seed)
    a, b = random.integers(0, len(vectors), (2, 200_000))
    pairs = (vectors[a[a != b]] * vectors[b[a != b]]).sum(axis=1)
    cosines = nearest(vectors, NEIGHBOURS, random.integers(0, len(vectors), 500))[1]
    spectrum = numpy.sort(numpy.linalg.eigvalsh(numpy.cov(vectors.T)))[::-1]
    return {
        "vectors": len(vectors),
        "random_pair_cosine_mean": round(float(pairs.mean()), 3),
        "random_pair_cosine_sd": round(float(pairs.std()), 3),
        "nearest_cosine_median": round(float(numpy.median(cosines[:, 0])), 3),
        "tenth_nearest_cosine_median": round(float(numpy.median(cosines[:, -1])), 3),
        "axes_for_90_percent": int(numpy.searchsorted(numpy.cumsum(spectrum) / spectrum.sum(), 0.9) + 1),
    }


class Source:
    def __init__(self, real):
        self.real = real
        self.order, _ = nearest(real, NEIGHBOURS)
        differences = (real - real[self.order[:, 0]]) / numpy.sqrt(2)
        values, axes = numpy.linalg.eigh(numpy.cov(differences.T))
        self.root = (axes * numpy.sqrt(numpy.maximum(values, 0))).astype("f4")
        self.scale = 1.0
        wanted = statistics(real)["nearest_cosine_median"]
        low, high = 0.0, 4.0
        for _ in range(7):
            self.scale = (low + high) / 2
            closer = statistics(self.draw(len(real), 1))["nearest_cosine_median"] > wanted
            low, high = (self.scale, high) if closer else (low, self.scale)

    def draw(self, count, seed):
        random = numpy.random.default_rng(seed)
        base = random.integers(0, len(self.real), count)
        other = self.order[base, random.integers(0, NEIGHBOURS, count)]
        part = random.random((count, 1), dtype="f4")
        noise = random.standard_normal((count, DIMENSIONS), dtype="f4") @ self.root.T
        return unit(self.real[base] * (1 - part) + self.real[other] * part + self.scale * noise).astype("f4")


def make_vectors():
    """The first vectors are the same for every count."""
    vectors, queries, facts = work / "vectors.f32", work / "queries.f32", work / "source.json"
    have = vectors.stat().st_size // (4 * DIMENSIONS) // CHUNK if vectors.exists() else 0
    if have * CHUNK < arguments.count:
        real = real_vectors()
        source = Source(real)
        with open(vectors, "r+b" if have else "wb") as file:
            file.seek(4 * DIMENSIONS * CHUNK * have)
            for chunk in range(have, -(-arguments.count // CHUNK)):
                source.draw(CHUNK, 1000 + chunk).tofile(file)
        source.draw(QUERIES, 2).tofile(queries)
        facts.write_text(json.dumps({
            "noise_scale": round(source.scale, 3),
            "real": statistics(real),
            "synthetic": statistics(source.draw(len(real), 1)),
        }))
    results["source"] = json.loads(facts.read_text())
    return vectors, queries


def exact(vectors, queries):
    """The true nearest of each query."""
    best, numbers = numpy.full((QUERIES, TOP), -2, "f4"), numpy.zeros((QUERIES, TOP), int)
    for start in range(0, len(vectors), 50_000):
        cosines = queries @ vectors[start:start + 50_000].T
        order = numpy.argpartition(-cosines, TOP, axis=1)[:, :TOP]
        best = numpy.hstack([best, numpy.take_along_axis(cosines, order, axis=1)])
        numbers = numpy.hstack([numbers, order + start])
        order = numpy.argsort(-best, axis=1)[:, :TOP]
        best, numbers = numpy.take_along_axis(best, order, axis=1), numpy.take_along_axis(numbers, order, axis=1)
    return numbers


def recall(found, truth):
    return round(float(numpy.mean([len(set(a) & set(b)) / TOP for a, b in zip(found, truth)])), 4)


def of_lucene(vectors, queries, truth):
    for number, home in enumerate(arguments.jdk or [None]):
        version = clone.java_version(home)
        options = SIMD if '"2' in version else []
        if number == 0 or arguments.build_with_each:
            index = work / f"index-{number}"
            steps = work / f"build-{number}.json"
            done = json.loads(steps.read_text()) if steps.exists() else []
            if not done or done[-1]["codes"] < arguments.count:
                done.append(java(home, options, "build", index, vectors, DIMENSIONS, arguments.count))
                steps.write_text(json.dumps(done))
            results.setdefault("build", {})[version] = done
        found = work / "found.i32"
        for mode, count in ("search", QUERIES), ("exact", QUERIES // 10):
            few = work / f"queries-{count}.f32"
            queries[:count].tofile(few)
            told = java(home, options, mode, index, few, DIMENSIONS, SHORTLIST, found)
            numbers = numpy.fromfile(found, "<i4").reshape(count, SHORTLIST)
            told["recall"] = recall(numbers, truth[:count])
            told["recall_of_the_first_10"] = recall(numbers[:, :TOP], truth[:count])
            results.setdefault(mode, {})[version] = told
            print(mode, version, json.dumps(told), flush=True)


def of_faiss(vectors, queries, truth):
    import faiss

    index = faiss.IndexHNSWFlat(DIMENSIONS, 16, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = 100
    faiss.omp_set_num_threads(os.cpu_count())
    start, cpu = time.time(), time.process_time()
    index.add(vectors)
    file = work / "faiss.index"
    results["faiss"] = {"seconds": round(time.time() - start, 1), "cpu_seconds": round(time.process_time() - cpu, 1)}
    faiss.write_index(index, str(file))
    results["faiss"]["bytes"] = file.stat().st_size
    file.unlink()
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        results["faiss"]["peak_megabytes"] = int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024
    faiss.omp_set_num_threads(1)
    results["faiss"]["search"] = []
    for candidates in 100, 125, 150, 200, 300, 400, 600:
        index.hnsw.efSearch = candidates
        for query in queries[:200]:
            index.search(query[None], SHORTLIST)
        times, cpus, found = [], [], []
        for query in queries:
            before, cpu = time.perf_counter(), time.thread_time()
            found.append(index.search(query[None], SHORTLIST)[1][0])
            times.append(time.perf_counter() - before)
            cpus.append(time.thread_time() - cpu)
        told = {"candidates": candidates, "recall": recall(found, truth)}
        for name, of in ("", times), ("cpu_", cpus):
            told[f"{name}p50_ms"] = round(1e3 * float(numpy.quantile(of, 0.5)), 3)
            told[f"{name}p99_ms"] = round(1e3 * float(numpy.quantile(of, 0.99)), 3)
        results["faiss"]["search"].append(told)
        print("faiss", json.dumps(told), flush=True)


vectors_file, queries_file = make_vectors()
print(json.dumps(results["source"]), flush=True)
vectors = numpy.memmap(vectors_file, "<f4", "r").reshape(-1, DIMENSIONS)[:arguments.count]
queries = numpy.fromfile(queries_file, "<f4").reshape(-1, DIMENSIONS)
truth = exact(vectors, queries)
of_lucene(vectors_file, queries, truth)
of_faiss(numpy.ascontiguousarray(vectors), queries, truth)
results["load"] = os.getloadavg()
text = json.dumps({"machine": clone.machine(), "count": arguments.count, "dimensions": DIMENSIONS} | results, indent=2)
(arguments.out or work / f"result-{arguments.count}.json").write_text(text + "\n")
print(text)
