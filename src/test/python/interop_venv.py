"""Makes the Python that the profile interop compares with, once; it takes 6 GB.

interop_venv.py FOLDER
"""

import pathlib
import subprocess
import sys
import venv

PACKAGES = ["torch==2.15.0", "torchvision==0.29.2", "safetensors==0.8.0", "scikit-learn==1.9.1"]


def main():
    folder = pathlib.Path(sys.argv[1])
    python = folder / "bin" / "python"
    check = "import torch, torchvision, safetensors, sklearn"
    if python.exists() and subprocess.run([python, "-c", check]).returncode == 0:
        return
    venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)


main()
