"""Computes the numbers of reports again and says where they differ: check_reports.py REPORTS

Called by ReportInteropTest, which draws the reports, one JSON object a line. Made with
scikit-learn 1.9.1 and SciPy 1.17.1.
"""

import json
import sys
import warnings

import numpy as np
from scipy.special import log_softmax
from scipy.stats import binomtest
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    balanced_accuracy_score,
    confusion_matrix,
    f1_score,
    precision_score,
    recall_score,
    roc_auc_score,
)

BINS = 15
warnings.simplefilter("ignore")


def exact(hits, n):
    """Clopper and Pearson's interval."""
    bounds = binomtest(int(hits), int(n)).proportion_ci(method="exact")
    return [hits / n, bounds.low, bounds.high]


def bins(probability, hits):
    """Bins of equal width, the upper bound inside."""
    edges = np.arange(1, BINS) / BINS
    places = np.searchsorted(edges, probability, side="left")
    rows = []
    for place in range(BINS):
        inside = places == place
        means = [np.nan, np.nan]
        if inside.any():
            means = [probability[inside].mean(), hits[inside].mean()]
        rows.append([int(inside.sum()), *means])
    return np.array(rows)


def expected(case):
    classes = np.arange(case["classes"])
    truth = np.array(case["truth"])
    logits = np.array(case["logits"], dtype=np.float32).astype(np.float64)
    other = np.array(case["other"], dtype=np.float32).astype(np.float64)
    predicted, rival = logits.argmax(axis=1), other.argmax(axis=1)
    hits, rivals = predicted == truth, rival == truth
    logs = log_softmax(logits, axis=1)
    losses = -logs[np.arange(len(truth)), truth]
    probability = np.exp(logs.max(axis=1))
    present = np.union1d(truth, predicted)
    support = np.bincount(truth, minlength=len(classes))
    rows = bins(np.array(case["probability"]), hits)
    filled = rows[:, 0] > 0
    gaps = np.abs(rows[filled, 1] - rows[filled, 2]) * rows[filled, 0] / len(truth)
    first, second = int((hits & ~rivals).sum()), int((~hits & rivals).sum())
    f1 = f1_score(truth, predicted, labels=classes, average=None, zero_division=np.nan)
    numbers = {
        "prediction": predicted,
        "probability": probability,
        "losses": losses,
        "accuracy": exact(hits.sum(), len(truth)),
        "baseline": exact(rivals.sum(), len(truth)),
        "macro F1": f1_score(truth, predicted, labels=present, average="macro", zero_division=0),
        "balanced accuracy": balanced_accuracy_score(truth, predicted),
        "loss": losses.mean(),
        "support": support,
        "confusion": confusion_matrix(truth, predicted, labels=classes),
        "precision": precision_score(
            truth, predicted, labels=classes, average=None, zero_division=np.nan
        ),
        "recall value": recall_score(
            truth, predicted, labels=classes, average=None, zero_division=np.nan
        ),
        "f1": f1,
        "bins": rows,
        "calibration error": gaps.sum(),
        "difference": accuracy_score(truth, predicted) - accuracy_score(truth, rival),
        "only first": first,
        "only second": second,
        "p": binomtest(first, first + second).pvalue if first + second else 1.0,
    }
    if "area under ROC" in case:
        scores = logits[:, 1] - logits[:, 0]
        numbers["area under ROC"] = roc_auc_score(truth, scores)
        numbers["average precision"] = average_precision_score(truth, scores)
    found = recall_intervals(truth, predicted, support)
    return numbers, found


def recall_intervals(truth, predicted, support):
    """A few classes are enough: one by one they take long where there are a thousand."""
    classes = np.flatnonzero(support)[:20]
    return {
        int(each): exact((predicted[truth == each] == each).sum(), support[each])
        for each in classes
    }


def given(case, name):
    if name == "recall value":
        return np.array(case["recall"])[:, 0]
    if name == "bins":
        return [[row["count"], row["confidence"], row["accuracy"]] for row in case["bins"]]
    if name in ("macro F1", "balanced accuracy", "loss"):
        return case[name][0]
    return case[name]


def main():
    cases = [json.loads(line) for line in open(sys.argv[1])]
    wrong = []
    for number, case in enumerate(cases):
        numbers, recalls = expected(case)
        for name, value in numbers.items():
            if not np.allclose(given(case, name), value, rtol=1e-5, atol=2e-6, equal_nan=True):
                wrong.append(f"case {number}, {name}: {given(case, name)}, not {value}")
        for each, value in recalls.items():
            if not np.allclose(case["recall"][each], value, rtol=1e-5, atol=1e-6):
                wrong.append(f"case {number}, recall of {each}: {case['recall'][each]}, not {value}")
    print("\n".join(text[:400] for text in wrong[:20]))
    if wrong:
        sys.exit(f"{len(wrong)} numbers differ")
    print(f"{len(cases)} reports agree")


main()
