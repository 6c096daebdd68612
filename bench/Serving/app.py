"""SageMaker's serving contract with Flask: rows of CSV in training order in, a prediction per line out. MODEL names the pickled model."""
import os
import pickle

import numpy as np
from flask import Flask, Response, request

from ridership import calendar

app = Flask(__name__)
with open(os.environ["MODEL"], "rb") as file:
    model = pickle.load(file)
model.predict(np.zeros((1, model.n_features_in_)))


@app.get("/ping")
def ping():
    return Response(status=200)


@app.post("/invocations")
def invocations():
    rows = [line.split(",") for line in request.get_data(as_text=True).splitlines()]
    features = np.array([calendar(row[0]) + [float(value) if value else np.nan for value in row[1:]] for row in rows])
    return Response("".join(f"{value}\n" for value in model.predict(features)), mimetype="text/csv")
