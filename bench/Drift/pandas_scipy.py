#!/usr/bin/env python3
"""The same statistics of the same files with pandas and scipy; prints one JSON object. Usage: pandas_scipy.py REFERENCE.csv CURRENT.csv REPEATS"""
import json
import sys
import time

import numpy as np
import pandas as pd
import scipy
from scipy import stats
from scipy.spatial import distance

NUMERIC = [f"n{i}" for i in range(16)]
CATEGORICAL = [f"c{i}" for i in range(4)]
TYPES = {**{name: "float32" for name in NUMERIC}, **{name: "category" for name in CATEGORICAL}}


def best(repeats, action):
    walls, processors = [], []
    for _ in range(repeats):
        wall, processor = time.perf_counter(), time.process_time()
        result = action()
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    return {"wall": min(walls), "processor": min(processors)}, result


def divergences(left, right):
    p, q = (left + 0.5) / (left + 0.5).sum(), (right + 0.5) / (right + 0.5).sum()
    used = left + right > 0
    chi2 = stats.chi2_contingency(np.array([left[used], right[used]]), correction=False)[0]
    return {"psi": float(((p - q) * np.log(p / q)).sum()), "chi2": float(chi2), "js": float(distance.jensenshannon(left, right))}


def numeric(reference, current):
    ks = stats.ks_2samp(reference, current).statistic
    edges = np.unique(np.quantile(reference, np.arange(1, 10) / 10, method="inverted_cdf"))
    edges = edges[edges < reference.max()]
    left, right = (np.bincount(np.searchsorted(edges, x), minlength=len(edges) + 1).astype(float) for x in (reference, current))
    return {**divergences(left, right), "ks": float(ks)}


def categorical(reference, current):
    left, right = reference.value_counts(), current.value_counts()
    names = reference.cat.categories
    return {**divergences(left[names].to_numpy(float), right[names].to_numpy(float)), "ks": 0.0}


def compare(reference, current):
    return [numeric(reference[name].to_numpy(), current[name].to_numpy()) for name in NUMERIC] + [
        categorical(reference[name], current[name]) for name in CATEGORICAL]


def main():
    reference_file, current_file, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3])
    read, (reference, current) = best(repeats, lambda: tuple(pd.read_csv(file, dtype=TYPES) for file in (reference_file, current_file)))
    for name in CATEGORICAL:
        known = pd.api.types.union_categoricals([reference[name], current[name]]).categories
        reference[name], current[name] = reference[name].cat.set_categories(known), current[name].cat.set_categories(known)
    statistics, figures = best(repeats, lambda: compare(reference, current))
    versions = f"pandas {pd.__version__}, scipy {scipy.__version__}, numpy {np.__version__}"
    json.dump({"versions": versions, "read": read, "statistics": statistics, "columns": figures}, sys.stdout)


main()
