"""Prints the seconds from the start of a kernel to the end of the quickstart's first epoch.

bench_quickstart.py KERNEL_SCRIPTS NOTEBOOK FOLDER; runs in FOLDER what the notebook runs up to its
training, and of that one epoch.
"""

import json
import pathlib
import sys
import time

sys.path.insert(0, sys.argv[1])
from kernel import Kernel  # noqa: E402


def main():
    notebook = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    training = next(i for i, cell in enumerate(cells) if cell.startswith("%finetune"))
    start = time.monotonic()
    with Kernel(folder=sys.argv[3]) as kernel:
        for cell in cells[:training]:
            kernel.ok(cell)
        kernel.ok(cells[training] + " --epochs 1")
        print(time.monotonic() - start)


main()
