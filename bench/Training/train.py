"""Trains on the two channels that the product's container gets, and says the metric on the second. Usage: train.py sklearn|xgboost ML_ROOT TREES LEAVES RATE"""
import pickle
import sys

import numpy as np
import pandas as pd

from ridership import LABEL, TIME, calendar, make

kind, root, trees, leaves, rate = sys.argv[1:]


def channel(name):
    frame = pd.read_csv(f"{root}/input/data/{name}/{name}.csv")
    days = {day: calendar(day) for day in frame[TIME].unique()}
    features = np.hstack([np.array([days[day] for day in frame[TIME]], float), frame.drop(columns=[TIME, LABEL]).to_numpy(float)])
    return features, frame[LABEL].to_numpy()


train, labels = channel("train")
validation, truth = channel("validation")
model = make(kind, int(trees), int(leaves), float(rate)).fit(train, labels)
with open(f"{root}/{kind}.pickle", "wb") as file:
    pickle.dump(model, file)
print(f"validation:rmse={np.sqrt(np.mean((model.predict(validation) - truth) ** 2))}")
