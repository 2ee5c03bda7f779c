"""Writes reference.safetensors: what scikit-learn makes of small classifications.

pip install numpy==2.4.6 scikit-learn==1.9.1 safetensors==0.8.0
"""

import pathlib

import numpy as np
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, balanced_accuracy_score, f1_score, log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

CLASSES = 3


def draw(rng, count):
    """Overlapping classes; columns of very unlike scale, and one that never changes."""
    truth = rng.permutation(np.arange(count) % CLASSES)
    centres = np.linspace(-1, 1, CLASSES * 8).reshape(8, CLASSES).T
    rows = (centres[truth] + rng.normal(size=(count, 8))) * [1, 10, 0.1, 1, 1, 5, 1, 0] + 3
    return rows.astype(np.float32), truth


def paired(rng, count):
    """Two classifiers that are right on nearly the same examples, and their losses."""
    truth = rng.choice(CLASSES, count, p=[0.6, 0.3, 0.1])
    hard = rng.normal(size=count)

    def predict(skill):
        wrong = hard + rng.normal(0, 0.4, count) > skill
        return np.where(wrong, (truth + 1) % CLASSES, truth)

    first, second = predict(1.0), predict(0.6)
    first_loss = rng.exponential(1, count)
    second_loss = np.abs(first_loss + rng.normal(0.05, 0.2, count))
    content = {
        "paired truth": truth,
        "paired first": first,
        "paired second": second,
        "paired first loss": first_loss,
        "paired second loss": second_loss,
        "paired balanced accuracy": [balanced_accuracy_score(truth, first)],
        "paired accuracy": [np.mean(first == truth) - np.mean(second == truth)],
        "paired macro F1": [macro_f1(truth, first) - macro_f1(truth, second)],
        "paired loss": [np.mean(first_loss) - np.mean(second_loss)],
    }
    return content


def macro_f1(truth, predicted):
    return f1_score(truth, predicted, labels=range(CLASSES), average="macro", zero_division=0)


def probe_of_two(rng):
    """Two classes have one row of weights in scikit-learn, and a penalty on that one."""
    features, truth = draw(rng, 60)
    rows, _ = draw(rng, 40)
    probe = make_pipeline(StandardScaler(), LogisticRegression(C=0.03, max_iter=500, tol=1e-10))
    probe.fit(features, truth == 1)
    return {"two features": features, "two truth": (truth == 1).astype(np.int64), "two rows": rows,
            "two probabilities": probe.predict_proba(rows)}


def main():
    rng = np.random.default_rng(7)
    features, truth = draw(rng, 60)
    rows, scored = draw(rng, 40)
    probe = make_pipeline(StandardScaler(), LogisticRegression(C=0.03, max_iter=500, tol=1e-10))
    probe.fit(features, truth)
    logits = probe.decision_function(rows)
    probabilities = probe.predict_proba(rows)
    predicted = probe.predict(rows)
    content = {
        "features": features,
        "truth": truth,
        "rows": rows,
        "scored truth": scored,
        "logits": logits,
        "accuracy": [accuracy_score(scored, predicted)],
        "macro F1": [f1_score(scored, predicted, average="macro")],
        "loss": [log_loss(scored, probabilities)],
        **paired(rng, 200),
        **probe_of_two(rng),
    }
    arrays = {name: np.ascontiguousarray(value) for name, value in content.items()}
    save_file(arrays, pathlib.Path(__file__).parent / "reference.safetensors")


main()
