"""Measures Graft beside PyTorch, prints a table and writes target/bench.json.

bench.py PYTHON [JOB...]

PYTHON is that of interop_venv.py. Needs what "mvn -DskipTests package" builds. Jobs: train16,
train32, frozen, layer4, pictures, quickstart; all of them by default. Linux.

Every side is a process of its own that waits for its turn. First each shows a curve, from the same
weights and the same numbers, which must agree. Then they take turns, in reverse order every second
round; a ratio is made of the turns of one round, and its median is quoted with the smallest and the
largest. Graft runs in the environment that its kernelspec sets, PyTorch as it comes.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
SCRIPTS = pathlib.Path(__file__).resolve().parent
KERNEL_SCRIPTS = ROOT / "kernel-ext" / "src" / "test" / "python"
BUILT = ROOT / "kernel-ext" / "target"
TARGET = ROOT / "target"
FOLDER = TARGET / "bench"
CLASSES = [BUILT / "graft.jar", ROOT / "src" / "target" / "test-classes"]
JVM = ["-Xms32m", "-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"]
ENVIRONMENT = {
    "OPT_OUT_TRACKING": "true",
    "DJL_OFFLINE": "true",
    "OMP_WAIT_POLICY": "PASSIVE",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "8589934592",
}
EPOCHS = 10
QUICKSTART_ROUNDS = 3


class Side:
    """One process that does a job when it is its turn."""

    def __init__(self, name, command, environment=None, per_turn=1, weight=1):
        self.name = name
        self.per_turn = per_turn
        self.weight = weight
        self.seconds = []
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        self.curve = self.answer()["curve"]

    def turn(self):
        """Works, and keeps the seconds that the whole job takes at that pace."""
        self.process.stdin.write(f"{self.per_turn}\n")
        self.process.stdin.flush()
        self.seconds.append(self.answer()["seconds"] / self.per_turn * self.weight)

    def end(self):
        self.process.stdin.close()
        self.peak_mb = self.answer()["peak_mb"]
        self.process.wait()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended with status {self.process.wait()}")
        return json.loads(line)


class Bench:
    """Runs jobs and gathers rows."""

    def __init__(self, python):
        self.python = python
        self.rows = []

    def graft(self, main, *words, jvm=(), **options):
        java = pathlib.Path(os.environ.get("JAVA_HOME", "")) / "bin" / "java"
        program = str(java) if java.is_file() else "java"
        path = os.pathsep.join(str(entry) for entry in CLASSES)
        command = [program, *JVM, *jvm, "-cp", path, f"graft.bench.{main}", *words]
        return Side("Graft", command, ENVIRONMENT, **options)

    def torch(self, name, *words, **options):
        return Side(name, [self.python, SCRIPTS / "bench_torch.py", *words], **options)

    def train(self, batch):
        job = f"train ResNet-18, 224x224, batch {batch}"
        exact = self.graft("StepBench", FOLDER, "F32", batch)
        exact.end()
        sides = [
            self.graft("StepBench", FOLDER, "BF16", batch, per_turn=2),
            self.torch("FP32 NCHW", "step", FOLDER, "f32", batch, per_turn=2),
            self.torch("BF16 channels_last", "step", FOLDER, "bf16", batch, per_turn=2),
            self.torch("BF16 channels_last compiled", "step", FOLDER, "compiled", batch, per_turn=2),
        ]
        ours, usual, eager, compiled = sides
        self.agree(job + ", f32", exact, usual, 1e-3)
        self.agree(job + ", bf16", ours, eager, 0.02)
        take_turns(sides, rounds=8)
        best = min(eager, compiled, key=lambda side: statistics.median(side.seconds))
        self.ratio(job, ours, usual, 2.2)
        self.ratio(job, ours, best, 0.95)
        self.peak(job, ours, usual)
        self.peak(job, ours, best)

    def epochs(self, job, first, target):
        ours = self.graft("EpochBench", FOLDER, first)
        usual = self.torch("plain loop, FP32", "epoch", FOLDER, first, weight=EPOCHS)
        self.agree(job, ours, usual, 1e-4)
        take_turns([ours, usual], rounds=3)
        self.ratio(job, ours, usual, target)
        self.peak(job, ours, usual)

    def pictures(self):
        for threads, workers in ((1, 0), (2, 2)):
            job = f"JPEG folder to batches, {threads} thread{'s' * (threads > 1)}"
            jvm = [f"-XX:ActiveProcessorCount={threads}"]
            ours = self.graft("PictureBench", FOLDER / "photographs", jvm=jvm)
            usual = self.torch("DataLoader with PIL", "pictures", FOLDER / "photographs", workers)
            self.agree(job, ours, usual, 1e-4)
            take_turns([ours, usual], rounds=5)
            self.ratio(job, ours, usual, 1.0)
            self.peak(job, ours, usual)

    def quickstart(self):
        venv = BUILT / "venv"
        python = venv / "bin" / "python"
        if not python.is_file():
            call(["python3", "-m", "venv", venv])
            call([python, "-m", "pip", "install", "-q", "-r", KERNEL_SCRIPTS / "requirements.txt"])
        call(["java", "-jar", BUILT / "graft.jar", "install", "--prefix", venv])
        seconds = [self.first_epoch(python) for _ in range(QUICKSTART_ROUNDS)]
        self.row("quickstart: kernel start to first epoch", "seconds", seconds, 20, smaller=True)

    @staticmethod
    def first_epoch(python):
        """In a folder of its own, so that nothing is kept from before."""
        with tempfile.TemporaryDirectory() as folder:
            script = SCRIPTS / "bench_quickstart.py"
            command = [python, script, KERNEL_SCRIPTS, ROOT / "notebooks" / "quickstart.ipynb", folder]
            output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            return float(output.strip().splitlines()[-1])

    def agree(self, job, ours, other, share):
        """Refuses to compare sides that do not compute the same."""
        pairs = list(zip(ours.curve, other.curve, strict=True))
        difference = max(abs(a - b) / max(abs(b), 0.01) for a, b in pairs)
        say(f"{job}: curves of Graft and {other.name} differ by {difference:.1e} (at most {share})")
        if difference > share:
            sys.exit(f"{job}: curves differ: {ours.curve} and {other.curve}")

    def ratio(self, job, ours, other, target):
        ratios = [b / a for a, b in zip(ours.seconds, other.seconds)]
        medians = {side.name: statistics.median(side.seconds) for side in (ours, other)}
        self.row(job, f"times as fast as {other.name}", ratios, target, seconds=medians)

    def peak(self, job, ours, other):
        peaks = {side.name: side.peak_mb for side in (ours, other)}
        share = ours.peak_mb / other.peak_mb
        self.row(job, f"peak memory over {other.name}", [share], 1.0, smaller=True, megabytes=peaks)

    def row(self, job, measure, values, target, smaller=False, **details):
        median = statistics.median(values)
        reached = median <= target if smaller else median >= target
        row = {
            "job": job,
            "measure": measure,
            "median": round(median, 3),
            "lowest": round(min(values), 3),
            "highest": round(max(values), 3),
            "rounds": len(values),
            "target": f"{'at most' if smaller else 'at least'} {target}",
            "reached": reached,
            **details,
        }
        self.rows.append(row)
        say(json.dumps(row))


def take_turns(sides, rounds):
    for number in range(rounds):
        for side in sides if number % 2 == 0 else reversed(sides):
            side.turn()
    for side in sides:
        side.end()


def call(command):
    subprocess.run([str(word) for word in command], check=True)


def say(text):
    print(text, flush=True)


def table(rows):
    head = ("job", "measure", "median", "from", "to", "target", "reached")
    names = ("job", "measure", "median", "lowest", "highest", "target", "reached")
    lines = [head, *([str(row[name]) for name in names] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, widths)) for line in lines)


def circumstances(python):
    versions = "import torch, torchvision; print(torch.__version__, torchvision.__version__)"
    answer = subprocess.run([python, "-c", versions], capture_output=True, text=True, check=True)
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    torch, torchvision = answer.stdout.split()
    return {
        "processor": names[0] if names else "unknown",
        "processors": os.cpu_count(),
        "load before": os.getloadavg()[0],
        "torch": torch,
        "torchvision": torchvision,
    }


def main():
    python, *jobs = sys.argv[1:]
    FOLDER.mkdir(parents=True, exist_ok=True)
    record = circumstances(python)
    call([python, SCRIPTS / "bench_torch.py", "make", FOLDER])
    bench = Bench(python)
    known = {
        "train16": lambda: bench.train(16),
        "train32": lambda: bench.train(32),
        "frozen": lambda: bench.epochs("frozen backbone, 10 epochs, 500 pictures", "none", 8),
        "layer4": lambda: bench.epochs("layer4 and head, 10 epochs, 500 pictures", "layer4", 3),
        "pictures": bench.pictures,
        "quickstart": bench.quickstart,
    }
    for job in jobs or known:
        known[job]()
    record["rows"] = bench.rows
    (TARGET / "bench.json").write_text(json.dumps(record, indent=2) + "\n")
    shutil.rmtree(FOLDER)
    say("\n" + table(bench.rows))


main()
