"""PyTorch's side of bench.py: the same jobs, written as most people write them.

bench_torch.py make FOLDER                   writes weights, pictures and photographs for both sides
bench_torch.py step FOLDER MODE BATCH        MODE f32, bf16 or compiled
bench_torch.py epoch FOLDER FIRST_TRAINABLE  the stage that trains with all after it, or none
bench_torch.py pictures FOLDER WORKERS

Answers on standard output, a JSON object a line: first a curve that shows that both sides compute
the same, then for each number N on standard input the seconds that N repetitions took, and at the
end of the input the peak of resident memory.
"""

import json
import pathlib
import sys
import time

import numpy
import torch
import torchvision
from PIL import Image
from safetensors.torch import load_file, save_file
from torch.nn import functional
from torchvision import transforms

CLASSES = 10
CURVE = 5
WARM_UP = 3
RATE = 1e-4
WEIGHT_DECAY = 0.01
BATCH = 32
PICTURES = 500
TRAINING = 400
PHOTOGRAPHS = 240


def make(folder):
    torch.manual_seed(7)
    net = torchvision.models.resnet18(num_classes=CLASSES)
    state = {k: v for k, v in net.state_dict().items() if not k.endswith("num_batches_tracked")}
    # Graft's head divides by the deviation of its features: sqrt(variance + 1e-5)
    state["fc.standardize.running_mean"] = torch.zeros(512)
    state["fc.standardize.running_var"] = torch.full((512,), 1 - 1e-5)
    save_file(state, folder / "weights.safetensors")
    for batch in (16, 32):
        pixels = torch.randn(batch, 3, 224, 224)
        save_file({"pixels": pixels}, folder / f"pixels-{batch}.safetensors")
    bytes_ = torch.randint(0, 256, (PICTURES, 3, 224, 224), dtype=torch.uint8)
    (folder / "pictures.u8").write_bytes(bytes_.numpy().tobytes())
    for i in range(PHOTOGRAPHS):
        path = folder / "photographs" / "ab"[i % 2] / f"{i}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        photograph(numpy.random.default_rng(i)).save(path, quality=90)


def photograph(random):
    """Noise of every scale, each half as strong as the one above: as compressible as a picture."""
    total = numpy.zeros((375, 500, 3))
    for octave in range(8):
        small = random.normal(0, 100 / 2**octave, (3 << octave, 4 << octave, 3))
        for channel in range(3):
            layer = Image.fromarray(small[..., channel].astype("float32"))
            total[..., channel] += numpy.asarray(layer.resize((500, 375), Image.BICUBIC))
    return Image.fromarray((total + 128).clip(0, 255).astype("uint8"))


def network(folder):
    net = torchvision.models.resnet18(num_classes=CLASSES)
    state = load_file(folder / "weights.safetensors")
    net.load_state_dict({k: v for k, v in state.items() if "standardize" not in k}, strict=False)
    return net


def step(folder, mode, batch):
    half = mode != "f32"
    net = network(folder).train()
    pixels = load_file(folder / f"pixels-{batch}.safetensors")["pixels"]
    classes = torch.arange(int(batch)) % CLASSES
    layout = torch.channels_last if half else torch.contiguous_format
    net = net.to(memory_format=layout)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=WEIGHT_DECAY)
    forward = torch.compile(net) if mode == "compiled" else net

    def once():
        # a fresh copy, as a loader would give it
        inputs = pixels.clone().to(memory_format=layout)
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            loss = functional.cross_entropy(forward(inputs), classes)
        loss.backward()
        optimizer.step()
        return loss.item()

    say([once() for _ in range(CURVE)])
    take(once)


def epoch(folder, first):
    stored = numpy.memmap(folder / "pictures.u8", "uint8", "r", shape=(PICTURES, 3, 224, 224))
    classes = torch.arange(PICTURES) % CLASSES
    net = network(folder).eval()
    names = ["conv1", "bn1", "layer1", "layer2", "layer3", "layer4", "fc"]
    trains = names[names.index("fc" if first == "none" else first) :]
    for name in names:
        child = getattr(net, name)
        child.requires_grad_(name in trains).train(name in trains)
    trainable = [parameter for parameter in net.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trainable, lr=RATE, weight_decay=0)

    def batches(order):
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            pixels = torch.from_numpy(stored[chosen]).float()
            yield pixels.div_(255).sub_(0.5).div_(0.25), classes[chosen]

    def train(order):
        total = 0.0
        for pixels, truth in batches(order):
            optimizer.zero_grad()
            loss = functional.cross_entropy(net(pixels), truth)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(truth)
        return total / len(order)

    def validate():
        net.eval()
        right = 0
        with torch.no_grad():
            for pixels, truth in batches(list(range(TRAINING, PICTURES))):
                right += (net(pixels).argmax(1) == truth).sum().item()
        for name in trains:
            getattr(net, name).train()
        return right

    def once():
        train(torch.randperm(TRAINING).tolist())
        validate()

    order = [int(word) for word in (folder / "order.txt").read_text().split()]
    say([train(order)])
    take_warm(once)


def pictures(folder, workers):
    torch.set_num_threads(1)
    prepare = transforms.Compose(
        [
            transforms.Resize(256),
            transforms.CenterCrop(224),
            transforms.ToTensor(),
            transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ]
    )

    def loader():
        data = torchvision.datasets.ImageFolder(folder, prepare)
        return torch.utils.data.DataLoader(data, batch_size=BATCH, num_workers=int(workers))

    say([pixels.double().mean().item() for pixels, _ in loader()])
    take(lambda: [None for _ in loader()])


def say(curve):
    print(json.dumps({"curve": curve}), flush=True)


def take(work):
    for _ in range(WARM_UP):
        work()
    take_warm(work)


def take_warm(work):
    for line in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(line)):
            work()
        print(json.dumps({"seconds": time.perf_counter() - start}), flush=True)
    status = pathlib.Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"peak_mb": int(peak.split()[1]) // 1024}), flush=True)


def main():
    job, folder, *words = sys.argv[1:]
    {"make": make, "step": step, "epoch": epoch, "pictures": pictures}[job](
        pathlib.Path(folder), *words
    )


main()
