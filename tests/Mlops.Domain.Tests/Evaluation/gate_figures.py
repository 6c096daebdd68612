#!/usr/bin/env python3
"""Writes gate_figures.json: what scipy, scikit-learn and numpy say about two models on the same rows, which GateFiguresTests makes by the same formulas.

Run it after changing the cases: /usr/bin/python3 tests/Mlops.Domain.Tests/Evaluation/gate_figures.py   (Debian: apt-get install python3-sklearn; some minutes)
"""
import json
import pathlib
import warnings

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("ignore")


def uniform(seed, count):
    values, state = [], seed
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values.append(state / 2**31)
    return np.array(values)


# Two classifiers of the same rows: the challenger's probabilities are the truth in steps of a hundredth, the champion's are blurred and too bold.
def classes(seed, rows):
    truth = uniform(seed, rows)
    labels = (uniform(seed + 1, rows) < truth).astype(int)
    challenger = np.floor(100 * truth) / 100
    blurred = np.clip(0.8 * truth + 0.4 * uniform(seed + 2, rows) - 0.1, 0.001, 0.999)
    champion = blurred**2 / (blurred**2 + (1 - blurred) ** 2)
    return labels, challenger, champion


def numbers(seed, rows):
    labels = 100 + 10 * uniform(seed, rows)
    return labels, labels + uniform(seed + 1, rows) - 0.5, labels + 1.5 * uniform(seed + 2, rows) - 0.7


def expected_calibration_error(labels, probabilities, weights):
    bins = np.searchsorted(np.linspace(0, 1, 11)[1:-1], probabilities)
    return sum(abs(np.sum((weights * (labels - probabilities))[bins == b])) for b in range(10)) / weights.sum()


def of_classes(labels, probabilities, threshold, w):
    said = (probabilities >= threshold).astype(int)
    return {
        "auc": metrics.roc_auc_score(labels, probabilities, sample_weight=w),
        "averagePrecision": metrics.average_precision_score(labels, probabilities, sample_weight=w),
        "logLoss": metrics.log_loss(labels, probabilities, sample_weight=w),
        "brier": metrics.brier_score_loss(labels, probabilities, sample_weight=w),
        "calibrationError": expected_calibration_error(labels, probabilities, w),
        "accuracy": metrics.accuracy_score(labels, said, sample_weight=w),
        "balancedAccuracy": metrics.balanced_accuracy_score(labels, said, sample_weight=w),
        "precision": metrics.precision_score(labels, said, sample_weight=w),
        "recall": metrics.recall_score(labels, said, sample_weight=w),
        "f1": metrics.f1_score(labels, said, sample_weight=w),
        "mcc": metrics.matthews_corrcoef(labels, said, sample_weight=w),
    }


def of_numbers(labels, predictions, w):
    return {
        "mae": metrics.mean_absolute_error(labels, predictions, sample_weight=w),
        "rmse": np.sqrt(metrics.mean_squared_error(labels, predictions, sample_weight=w)),
        "r2": metrics.r2_score(labels, predictions, sample_weight=w),
    }


# A resample by units: row i belongs to unit i // size, and a unit is taken as often as its own random number says.
def weights(seed, units, rows, size):
    times = np.floor(4 * uniform(seed, units)).astype(int)
    return np.array([times[i // size] for i in range(rows)], dtype=float)


def weighted(kind, rows, size):
    w = weights(5, (rows + size - 1) // size, rows, size)
    if kind == "classes":
        labels, challenger, _ = classes(11, rows)
        return {"kind": kind, "rows": rows, "size": size, "metrics": of_classes(labels, challenger, 0.45, w)}
    labels, challenger, _ = numbers(21, rows)
    return {"kind": kind, "rows": rows, "size": size, "metrics": of_numbers(labels, challenger, w)}


# Rows of a unit are drawn together, so that what scipy draws are the units' own sums; for a metric that has no such sums, their numbers.
def interval(kind, metric, rows, size):
    ones = np.ones(rows)
    if kind == "classes":
        labels, challenger, champion = classes(31, rows)
        measure = lambda p, w: of_classes(labels, p, 0.45, w)[metric]
    else:
        labels, challenger, champion = numbers(41, rows)
        measure = lambda p, w: of_numbers(labels, p, w)[metric]
    units = np.arange(rows) // size

    def difference(drawn):
        w = np.bincount(drawn.astype(int), minlength=units.max() + 1)[units].astype(float)
        return measure(challenger, w) - measure(champion, w)

    bounds = stats.bootstrap((np.arange(units.max() + 1),), difference, method="percentile", n_resamples=2000, confidence_level=0.9, vectorized=False, random_state=1).confidence_interval
    return {
        "kind": kind, "metric": metric, "rows": rows, "size": size, "difference": measure(challenger, ones) - measure(champion, ones), "lower": bounds.low, "upper": bounds.high,
    }


def calibration(which, rows):
    labels, challenger, champion = classes(51, rows)
    probabilities = np.clip(challenger if which == "challenger" else champion, 1e-6, 1 - 1e-6)
    odds = np.log(probabilities / (1 - probabilities)).reshape(-1, 1)
    fit = LogisticRegression(penalty=None, solver="newton-cg", tol=1e-12, max_iter=1000).fit(odds, labels)
    raw = challenger if which == "challenger" else champion
    return {"which": which, "rows": rows, "inTheLarge": raw.mean() - labels.mean(), "slope": fit.coef_[0][0], "intercept": fit.intercept_[0]}


# fairlearn's definitions (demographic parity, equalized odds) and SageMaker Clarify's (DPL, DPPL: all other rows less the group), over sklearn's rates.
def bias(rows):
    labels, challenger, _ = classes(61, rows)
    said, groups = (challenger >= 0.45).astype(int), np.floor(3 * uniform(67, rows) ** 2).astype(int)
    found = []
    for g in range(3):
        mine = groups == g
        tn, fp, fn, tp = metrics.confusion_matrix(labels[mine], said[mine], labels=[0, 1]).ravel()
        found.append({
            "rows": int(mine.sum()), "positive": labels[mine].mean(), "said": said[mine].mean(), "tpr": tp / (tp + fn), "fpr": fp / (fp + tn),
            "dpl": labels[~mine].mean() - labels[mine].mean(), "dppl": said[~mine].mean() - said[mine].mean(),
        })
    column = lambda name: np.array([group[name] for group in found])
    return {
        "rows": rows, "groups": found, "demographicParityDifference": np.ptp(column("said")), "demographicParityRatio": column("said").min() / column("said").max(),
        "equalizedOddsDifference": max(np.ptp(column("tpr")), np.ptp(column("fpr"))),
    }


figures = {
    "sklearn": sklearn.__version__,
    "scipy": scipy.__version__,
    "weighted": [weighted(kind, rows, size) for kind in ("classes", "numbers") for rows, size in ((400, 1), (1000, 20))],
    "intervals": [
        interval("classes", metric, rows, size)
        for metric in ("auc", "averagePrecision", "logLoss", "f1", "calibrationError")
        for rows, size in ((400, 1), (1500, 30))
    ] + [interval("numbers", metric, rows, size) for metric in ("mae", "rmse", "r2") for rows, size in ((400, 1), (1500, 30))],
    "calibration": [calibration(which, rows) for which in ("challenger", "champion") for rows in (200, 5000)],
    "bias": [bias(rows) for rows in (300, 4000)],
}
target = pathlib.Path(__file__).with_name("gate_figures.json")
target.write_text(json.dumps(figures, indent=1, default=float) + "\n")
print(f"wrote {target.name} with scikit-learn {sklearn.__version__} and scipy {scipy.__version__}")
