"""Fits a model for app.py. Usage: fit.py sklearn|xgboost TRAIN.csv TREES LEAVES RATE OUTPUT.pickle"""
import pickle
import sys

import numpy as np
import pandas as pd

from ridership import LABEL, TIME, calendar, make

kind, path, trees, leaves, rate, output = sys.argv[1:]
frame = pd.read_csv(path)
features = np.hstack([np.array([calendar(day) for day in frame[TIME]], float), frame.drop(columns=[TIME, LABEL]).to_numpy(float)])
model = make(kind, int(trees), int(leaves), float(rate)).fit(features, frame[LABEL].to_numpy())
with open(output, "wb") as file:
    pickle.dump(model, file)
