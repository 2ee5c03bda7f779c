"""Writes the mean red, green and blue that Pillow reads from some photographs.

Run in this folder with Pillow and numpy (made with Pillow 13.0.0):
    python make_means.py FLOWERS
FLOWERS holds val/CLASS/*.jpg; the photographs themselves are not part of the repository.
"""

import csv
import pathlib
import sys

import numpy as np
from PIL import Image

flowers = pathlib.Path(sys.argv[1])
with open(pathlib.Path(__file__).with_name("means.csv"), "w", newline="") as file:
    rows = csv.writer(file, lineterminator="\n")
    for folder in sorted((flowers / "val").iterdir()):
        for path in sorted(folder.glob("*.jpg"))[:4]:
            pixels = np.asarray(Image.open(path).convert("RGB"), dtype=np.float64)
            means = [f"{mean:.4f}" for mean in pixels.mean((0, 1))]
            rows.writerow([path.relative_to(flowers).as_posix(), *means])
