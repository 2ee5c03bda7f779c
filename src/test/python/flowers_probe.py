"""Writes flowers.properties: what logistic regression reaches on Graft's features of photographs.

pip install numpy==2.4.6 scikit-learn==1.9.1 safetensors==0.8.0

The features come from Graft:
mvn -q -pl src test-compile exec:java -Dexec.classpathScope=test \
    -Dexec.mainClass=graft.FeatureExport -Dexec.args="PHOTOGRAPHS /tmp/flowers.safetensors"

flowers_probe.py /tmp/flowers.safetensors
"""

import pathlib
import sys

from safetensors import safe_open
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

TARGET = pathlib.Path(__file__).parents[1] / "resources" / "graft" / "flowers.properties"


def main():
    with safe_open(sys.argv[1], framework="numpy") as file:
        weights = file.metadata()["weights"]
        arrays = {name: file.get_tensor(name) for name in file.keys()}
    probe = make_pipeline(StandardScaler(), LogisticRegression(C=0.03, max_iter=500))
    probe.fit(arrays["train features"], arrays["train labels"])
    accuracy = probe.score(arrays["val features"], arrays["val labels"])
    lines = ["# written by flowers_probe.py", f"weights={weights}", f"accuracy={accuracy}"]
    TARGET.write_text("\n".join(lines) + "\n")


main()
