"""Writes reference.json: what scikit-learn, SciPy and statsmodels say of small cases.

pip install numpy==2.4.6 scikit-learn==1.9.1 scipy==1.17.1 statsmodels==0.15.0
"""

import json
import pathlib
import warnings

import numpy as np
from scipy import special
from sklearn import calibration, metrics
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

RNG = np.random.default_rng(7)


def classification(truth, predicted, classes):
    labels = list(range(classes))

    def scores(zero_division):
        precision, recall, f1, support = metrics.precision_recall_fscore_support(
            truth, predicted, labels=labels, zero_division=zero_division
        )
        return precision, recall, f1, support

    precision, recall, f1, support = scores(np.nan)
    macro = metrics.f1_score(truth, predicted, average="macro")  # of the classes that occur
    return {
        "truth": [int(t) for t in truth],
        "predicted": [int(p) for p in predicted],
        "classes": classes,
        "counts": metrics.confusion_matrix(truth, predicted, labels=labels).tolist(),
        "accuracy": metrics.accuracy_score(truth, predicted),
        "precision": numbers(precision),
        "recall": numbers(recall),
        "f1": numbers(f1),
        "supports": support.tolist(),
        "macroF1": macro,
        "balancedAccuracy": balanced_accuracy(truth, predicted),
    }


def balanced_accuracy(truth, predicted):
    with warnings.catch_warnings():  # of classes that are only predicted
        warnings.simplefilter("ignore")
        return float(metrics.balanced_accuracy_score(truth, predicted))


def numbers(values):
    """JSON has no NaN."""
    return [None if np.isnan(value) else float(value) for value in values]


def random_case(n, classes, noise):
    truth = RNG.integers(0, classes, n)
    guess = RNG.integers(0, classes, n)
    return classification(truth, np.where(RNG.random(n) < noise, guess, truth), classes)


def share(hits, n):
    low, high = proportion_confint(hits, n, alpha=0.05, method="beta")
    return {"hits": hits, "n": n, "low": float(low), "high": float(high)}


def logits(rows, classes, scale):
    x = (RNG.standard_normal((rows, classes)) * scale).astype(np.float32)
    truth = RNG.integers(0, classes, rows)
    logs = special.log_softmax(x.astype(np.float64), axis=1)
    return {
        "logits": [[float(v) for v in row] for row in x],
        "truth": truth.tolist(),
        "probabilities": special.softmax(x.astype(np.float64), axis=1).tolist(),
        "losses": [-float(logs[i, t]) for i, t in enumerate(truth)],
    }


def calibrated(confidences, hits, bins):
    accuracy, confidence = calibration.calibration_curve(
        hits, confidences, n_bins=bins, strategy="uniform"
    )
    edges = np.linspace(0, 1, bins + 1)
    counts = np.bincount(np.searchsorted(edges[1:-1], confidences), minlength=bins)
    filled = counts[counts > 0]
    return {
        "confidences": [float(c) for c in confidences],
        "hits": [bool(h) for h in hits],
        "bins": bins,
        "counts": counts.tolist(),
        "confidence": confidence.tolist(),
        "accuracy": accuracy.tolist(),
        "error": float(np.sum(filled * np.abs(accuracy - confidence)) / len(hits)),
    }


def overconfident(n, bins):
    confidences = RNG.beta(5, 2, n)
    return calibrated(confidences, RNG.random(n) < confidences**2, bins)


def paired_test(only_first, only_second):
    table = [[40, only_first], [only_second, 3]]
    p = mcnemar(table, exact=True).pvalue
    return {"onlyFirst": only_first, "onlySecond": only_second, "p": float(p)}


def curves(n, digits):
    """Two classes; rounded scores so that some are equal."""
    positive = RNG.random(n) < 0.3
    positive[:2] = [True, False]
    scores = np.round(special.expit(RNG.normal(size=n) + 1.2 * positive), digits)
    false_rate, true_rate, _ = metrics.roc_curve(positive, scores, drop_intermediate=False)
    precision, recall, _ = metrics.precision_recall_curve(positive, scores)
    return {
        "scores": numbers(scores),
        "positive": [bool(each) for each in positive],
        "falsePositiveRate": numbers(false_rate),
        "truePositiveRate": numbers(true_rate),
        "area": float(metrics.roc_auc_score(positive, scores)),
        "precision": numbers(precision[::-1]),
        "recall": numbers(recall[::-1]),
        "averagePrecision": float(metrics.average_precision_score(positive, scores)),
    }


def main():
    reference = {
        "classifications": [
            random_case(60, 3, 0.5),
            random_case(40, 7, 0.9),
            classification([0, 0, 1], [0, 0, 0], 2),
            classification([0, 2, 2], [2, 2, 3], 5),
            classification([1], [0], 2),
        ],
        "shares": [
            share(*case)
            for case in [(0, 1), (1, 1), (0, 45), (45, 45), (3, 7), (145, 153), (9999, 10000), (10000, 10000)]
        ],
        "logits": [logits(3, 4, 2), logits(2, 3, 400)],
        "calibration": [overconfident(200, 15), overconfident(9, 15), overconfident(50, 4)],
        "mcnemar": [
            paired_test(*case)
            for case in [(0, 0), (1, 0), (0, 6), (5, 5), (3, 12), (40, 20), (900, 1100)]
        ],
        "curves": [curves(60, 1), curves(40, 6), curves(9, 0)],
    }
    text = json.dumps(reference, indent=None, separators=(",", ":"))
    pathlib.Path(__file__).with_name("reference.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
