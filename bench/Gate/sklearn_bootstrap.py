"""Seconds that 1,000 paired resamples of two classifiers take with scikit-learn's metrics: 20 are measured. Usage: sklearn_bootstrap.py ROWS"""
import json
import sys
import time

import numpy as np
from sklearn import metrics

rows, measured, resamples = int(sys.argv[1]), 20, 1000
random = np.random.default_rng(1)
truth = random.random(rows)
labels = (random.random(rows) < truth).astype(int)
champion = np.clip(0.8 * truth + 0.3 * random.random(rows) - 0.05, 0, 1)
measures = {
    "auc": metrics.roc_auc_score,
    "logLoss": metrics.log_loss,
    "f1": lambda y, p: metrics.f1_score(y, p >= 0.5),
}
seconds = {}
for name, measure in measures.items():
    started = time.perf_counter()
    for _ in range(measured):
        drawn = random.integers(0, rows, rows)
        measure(labels[drawn], truth[drawn]) - measure(labels[drawn], champion[drawn])
    seconds[name] = (time.perf_counter() - started) * resamples / measured
print(json.dumps(seconds))
