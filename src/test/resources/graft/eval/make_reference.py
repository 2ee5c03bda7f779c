"""Writes reference.safetensors: what scikit-learn makes of a small classification.

pip install numpy==2.4.6 scikit-learn==1.9.1 safetensors==0.8.0
"""

import pathlib

import numpy as np
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

CLASSES = 3


def draw(rng, count):
    """Overlapping classes; columns of very unlike scale, and one that never changes."""
    truth = rng.permutation(np.arange(count) % CLASSES)
    centres = np.linspace(-1, 1, CLASSES * 8).reshape(8, CLASSES).T
    rows = (centres[truth] + rng.normal(size=(count, 8))) * [1, 10, 0.1, 1, 1, 5, 1, 0] + 3
    return rows.astype(np.float32), truth


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
    }
    arrays = {name: np.ascontiguousarray(value) for name, value in content.items()}
    save_file(arrays, pathlib.Path(__file__).parent / "reference.safetensors")


main()
