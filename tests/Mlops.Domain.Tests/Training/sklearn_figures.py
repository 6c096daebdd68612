#!/usr/bin/env python3
"""Writes sklearn_figures.json: what scikit-learn says about labels and probabilities that BinaryMetricsTests makes by the same formulas.

Run it after changing the cases: /usr/bin/python3 tests/Mlops.Domain.Tests/Training/sklearn_figures.py   (Debian: apt-get install python3-sklearn)
"""
import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve


def uniform(seed, count):
    values, state = [], seed
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values.append(state / 2**31)
    return np.array(values)


# Probabilities of a row from its own random number; a row is positive when another number lies below the truth.
SHAPES = {
    "calibrated": lambda u: (u, u),
    "rare": lambda u: (0.1 * u, 0.1 * u),
    "overconfident": lambda u: (u, 0.3 + 0.4 * u),
    "tenths": lambda u: (np.floor(10 * u) / 10, u),
    "certain": lambda u: (np.where(u < 0.2, 0.0, np.where(u > 0.8, 1.0, u)), 0.1 + 0.8 * u),
    "noise": lambda u: (u, np.full(len(u), 0.4)),
    "one value": lambda u: (np.full(len(u), 0.25), u),
    "reversed": lambda u: (1 - u, u),
}
CASES = [
    ("calibrated", 1000, 0.5), ("calibrated", 37, 0.3), ("rare", 2000, 0.05), ("overconfident", 800, 0.5), ("tenths", 500, 0.5), ("tenths", 500, 0.7),
    ("certain", 600, 0.9), ("noise", 300, 0.5), ("one value", 100, 0.5), ("one value", 100, 0.25), ("reversed", 200, 0.5), ("calibrated", 20000, 0.99),
]


def expected_calibration_error(labels, probabilities):
    edges = np.linspace(0, 1, 11)
    bins = np.searchsorted(edges[1:-1], probabilities)
    return sum(abs(labels[bins == b].mean() - probabilities[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins))


def case(index, shape, rows, threshold):
    probabilities, truth = SHAPES[shape](uniform(2 * index + 1, rows))
    labels = (uniform(2 * index + 2, rows) < truth).astype(int)
    said = (probabilities >= threshold).astype(int)
    shares, means = calibration_curve(labels, probabilities, n_bins=10, strategy="uniform")
    precisions, recalls, thresholds = metrics.precision_recall_curve(labels, probabilities)
    f1 = 2 * precisions * recalls / np.maximum(precisions + recalls, 1e-300)
    best = np.flatnonzero(np.isclose(f1[:-1], f1[:-1].max(), rtol=1e-12, atol=0)).max()
    tn, fp, fn, tp = metrics.confusion_matrix(labels, said, labels=[0, 1]).ravel()
    return {
        "shape": shape, "rows": rows, "threshold": threshold, "seed": 2 * index + 1, "positive": int(labels.sum()),
        "confusion": [int(tp), int(fp), int(fn), int(tn)], "means": means.tolist(), "shares": shares.tolist(), "bestF1Threshold": thresholds[best],
        "metrics": {
            "auc": metrics.roc_auc_score(labels, probabilities), "averagePrecision": metrics.average_precision_score(labels, probabilities),
            "logLoss": metrics.log_loss(labels, probabilities), "brier": metrics.brier_score_loss(labels, probabilities),
            "calibrationError": expected_calibration_error(labels, probabilities), "accuracy": metrics.accuracy_score(labels, said),
            "balancedAccuracy": metrics.balanced_accuracy_score(labels, said), "precision": metrics.precision_score(labels, said, zero_division=0),
            "recall": metrics.recall_score(labels, said), "f1": metrics.f1_score(labels, said), "mcc": metrics.matthews_corrcoef(labels, said),
        },
    }


def interval(metric, measure, rows):
    probabilities = uniform(77, rows)
    labels = (uniform(78, rows) < probabilities).astype(int)
    bounds = stats.bootstrap((labels, probabilities), measure, paired=True, method="percentile", n_resamples=4000 if rows < 1000 else 1000, vectorized=False, random_state=1).confidence_interval
    return {"metric": metric, "rows": rows, "value": measure(labels, probabilities), "lower": bounds.low, "upper": bounds.high}


figures = {
    "sklearn": sklearn.__version__,
    "scipy": scipy.__version__,
    "cases": [case(i, *c) for i, c in enumerate(CASES)],
    "intervals": [
        interval(metric, measure, rows)
        for rows in (300, 6000)
        for metric, measure in [("auc", metrics.roc_auc_score), ("logLoss", metrics.log_loss), ("f1", lambda y, p: metrics.f1_score(y, p >= 0.5))]
    ],
}
target = pathlib.Path(__file__).with_name("sklearn_figures.json")
target.write_text(json.dumps(figures, indent=1, default=float) + "\n")
print(f"wrote {target.name} with scikit-learn {sklearn.__version__}")
