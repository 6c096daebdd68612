"""What both Python benches share: the features that the product makes of a row, and models of the same size and shape as its own."""
from datetime import date

LABEL, TIME = "ridership", "date"


def calendar(text):
    day = date.fromisoformat(text)
    return [day.month, day.day, day.isoweekday() % 7, day.timetuple().tm_yday]


def make(kind, trees, leaves, rate):
    if kind == "sklearn":
        from sklearn.ensemble import HistGradientBoostingRegressor

        return HistGradientBoostingRegressor(max_iter=trees, learning_rate=rate, max_leaf_nodes=leaves, min_samples_leaf=20, early_stopping=False)
    from xgboost import XGBRegressor

    return XGBRegressor(n_estimators=trees, learning_rate=rate, tree_method="hist", grow_policy="lossguide", max_leaves=leaves, max_depth=0)
