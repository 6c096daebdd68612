#!/usr/bin/env python3
"""Writes scipy_figures.json: what scipy says about data that Sequence.cs makes by the same formula.

Run it after changing the cases: python3 tests/Mlops.Domain.Tests/Drift/scipy_figures.py   (Debian: apt-get install python3-scipy)
"""
import json
import pathlib

import numpy as np
import scipy
from scipy import stats
from scipy.spatial import distance


def uniform(seed, count):
    values, state = [], seed
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values.append(state / 2**31)
    return np.array(values)


SHAPES = {
    "uniform": lambda u: u,
    "shifted": lambda u: u + 0.25,
    "squared": lambda u: u * u,
    "tenths": lambda u: np.floor(10 * u),
    "zeros": lambda u: np.where(u < 0.55, 0.0, u),
}
PAIRS = [
    ("uniform", 93, "uniform", 31), ("uniform", 93, "shifted", 31), ("uniform", 1000, "uniform", 100), ("uniform", 1000, "squared", 100),
    ("tenths", 500, "tenths", 300), ("zeros", 400, "zeros", 400), ("zeros", 400, "uniform", 250), ("uniform", 900, "shifted", 700),
    ("uniform", 20000, "uniform", 15000), ("uniform", 20000, "squared", 12000),
]


def histograms(reference, current):
    edges = np.unique(np.quantile(reference, np.arange(1, 10) / 10, method="inverted_cdf"))
    edges = edges[edges < reference.max()]
    count = lambda x: np.bincount(np.searchsorted(edges, x, side="left"), minlength=len(edges) + 1).astype(float)
    return count(reference), count(current)


def psi(left, right):
    p, q = ((counts + 0.5) / (counts + 0.5).sum() for counts in (left, right))
    return float(((p - q) * np.log(p / q)).sum())


def pair(index, shape, rows, other, others):
    reference, current = SHAPES[shape](uniform(2 * index + 1, rows)), SHAPES[other](uniform(2 * index + 2, others))
    ks = stats.ks_2samp(reference, current)
    left, right = histograms(reference, current)
    chi, p, freedom, _ = stats.chi2_contingency(np.array([left, right])[:, left + right > 0], correction=False)
    return {
        "reference": shape, "rows": rows, "current": other, "currentRows": others, "seed": 2 * index + 1,
        "ks": ks.statistic, "ksP": ks.pvalue, "chi2": chi, "chi2P": p, "degreesOfFreedom": freedom,
        "psi": psi(left, right), "jensenShannon": distance.jensenshannon(left, right),
        "mean": current.mean(), "deviation": reference.std(), "histogram": left.tolist(),
    }


def tail(left, right, shift):
    ks = stats.ks_2samp(np.arange(left) / left, np.arange(right) / right + shift)
    return {"distance": ks.statistic, "left": left, "right": right, "p": ks.pvalue}


def fisher(hits, rows, reference_hits, reference_rows):
    table = [[hits, rows - hits], [reference_hits, reference_rows - reference_hits]]
    return {"hits": hits, "rows": rows, "referenceHits": reference_hits, "referenceRows": reference_rows, "p": stats.fisher_exact(table, "greater")[1]}


def interval(metric):
    actual, noise = uniform(77, 400), uniform(78, 400) - 0.4
    predicted = actual + noise * actual

    def measure(a, p, axis=-1):
        error = p - a
        if metric == "mae":
            return np.abs(error).mean(axis)
        if metric == "rmse":
            return np.sqrt((error**2).mean(axis))
        return 1 - (error**2).sum(axis) / ((a - a.mean(axis, keepdims=True)) ** 2).sum(axis)

    low, high = stats.bootstrap((actual, predicted), measure, paired=True, method="percentile", n_resamples=20000, vectorized=True, random_state=1).confidence_interval
    return {"metric": metric, "value": float(measure(actual, predicted)), "lower": low, "upper": high}


figures = {
    "scipy": scipy.__version__,
    "pairs": [pair(i, *p) for i, p in enumerate(PAIRS)],
    "ksTails": [tail(*case) for case in [(31, 93, 0.3), (31, 93, 0.5), (50, 50, 0.4), (1000, 700, 0.1), (9000, 4000, 0.04), (30000, 20000, 0.02), (30000, 20000, 0.012)]],
    "chiSquareTails": [{"statistic": x, "degreesOfFreedom": k, "p": stats.chi2.sf(x, k)} for x, k in [(0.5, 1), (3.84, 1), (30, 1), (9, 9), (40, 9), (120, 9), (250, 228), (900, 228)]],
    "fisher": [fisher(*case) for case in [(1, 31, 0, 1000), (3, 31, 0, 93), (10, 100, 50, 1000), (40, 100, 50, 1000), (500, 10000, 4000, 100000), (0, 31, 5, 90)]],
    # Of the first k + 1 rows of both from the outside in, at most one is of the reference.
    "beyondRange": [{"outside": k, "rows": n, "referenceRows": m, "p": stats.hypergeom.cdf(1, n + m, m, k + 1)} for k, n, m in [(1, 31, 93), (5, 31, 93), (3, 31, 1000), (30, 1000, 1000), (31, 31, 31), (0, 31, 93)]],
    "intervals": [interval(metric) for metric in ("mae", "rmse", "r2")],
}
target = pathlib.Path(__file__).with_name("scipy_figures.json")
target.write_text(json.dumps(figures, indent=1, default=float) + "\n")
print(f"wrote {target.name} with scipy {scipy.__version__}")
