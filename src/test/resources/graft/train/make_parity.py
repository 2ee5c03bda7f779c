"""Writes parity.json: the losses of fifty steps of training in plain PyTorch, case by case.

pip install torch==2.15.0
python make_parity.py [FOLDER]

FOLDER is where parity.json goes; that of this script unless said otherwise. The network is a
ResNet-18 of base width 4 with a head that standardizes its features. Pictures are made of whole
numbers; first weights, order and mixing follow from a seed by the rule that graft.data.Draw
documents. So nothing needs to be stored but the losses.

parity.json: each case with its settings, the loss of every training batch before the batch's step,
and the validation loss after every epoch. A phase trains the stages from "first" on; "" stands for
the head alone. "rates" are those of the stages that train and of the head, before the schedule.

A rectified unit near 0 can fall to either side by rounding alone, and rates that are too high make
a visible difference of it. So every case is trained in 64 bits as well: the losses have to agree
ten times as well as Graft's have to.
"""

import functools
import hashlib
import json
import math
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional
from torch.optim.lr_scheduler import (
    ConstantLR,
    CosineAnnealingLR,
    LinearLR,
    OneCycleLR,
    SequentialLR,
)

FOLDER = pathlib.Path(__file__).parent
WIDTH = 4
SIZE = 48
CLASSES = 3
SEED = 7
BATCH = 8
TRAINING = 38
VALIDATION = 16
STAGES = ["stem", "layer1", "layer2", "layer3", "layer4"]
HEAD = "fc"
SHARE = 1e-5


class Block(nn.Module):
    def __init__(self, width_in, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(width_in, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.downsample = nn.Sequential()
        if stride > 1:
            self.downsample.append(nn.Conv2d(width_in, width, 1, stride, bias=False))
            self.downsample.append(nn.BatchNorm2d(width))

    def forward(self, x):
        y = functional.relu(self.bn1(self.conv1(x)))
        return functional.relu(self.bn2(self.conv2(y)) + self.downsample(x))


class Standardize(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.register_buffer("running_mean", torch.zeros(width))
        self.register_buffer("running_var", torch.ones(width))

    def forward(self, x):
        return (x - self.running_mean) / torch.sqrt(self.running_var + 1e-5)


class Head(nn.Linear):
    def __init__(self, width, classes):
        super().__init__(width, classes)
        self.standardize = Standardize(width)

    def forward(self, x):
        return super().forward(self.standardize(x))


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, WIDTH, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(WIDTH)
        for i in range(4):
            width = WIDTH << i
            first = Block(WIDTH if i == 0 else width // 2, width, 1 if i == 0 else 2)
            setattr(self, f"layer{i + 1}", nn.Sequential(first, Block(width, width, 1)))
        self.fc = Head(WIDTH << 3, CLASSES)
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                parameter.copy_(first_weights(name, parameter.shape))

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        for i in range(4):
            x = getattr(self, f"layer{i + 1}")(x)
        return self.fc(x.mean([2, 3]))

    def modules_of(self, owner):
        names = ["conv1", "bn1"] if owner == "stem" else [owner]
        return [getattr(self, name) for name in names]


class SplittableRandom:
    """Java's, from a seed that a draw names."""

    MASK = (1 << 64) - 1

    def __init__(self, purpose, epoch, key):
        text = f"{SEED}\n{purpose}\n{epoch}\n{key}"
        self.state = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")

    def _mixed(self, shifts, factors):
        self.state = self.state + 0x9E3779B97F4A7C15 & self.MASK
        z = self.state
        for shift, factor in zip(shifts, factors):
            z = (z ^ z >> shift) * factor & self.MASK
        return z

    def below(self, bound):
        while True:
            z = self._mixed((33, 28), (0x62A9D9ED799705F5, 0xCB24D0A5C88C35B3)) >> 32
            if bound & bound - 1 == 0:
                return z & bound - 1
            z >>= 1
            if z - z % bound + bound - 1 < 1 << 31:
                return z % bound

    def share(self):
        z = self._mixed((30, 27), (0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
        return ((z ^ z >> 31) >> 11) * 2.0**-53


def first_weights(name, shape):
    """Matrices and kernels are drawn, norms begin at 1 and 0; blocks begin with their shortcut."""
    if len(shape) == 1:
        scale = 0.25 if "bn2" in name else 1.0
        return torch.full(shape, scale if name.endswith("weight") and name != "fc.weight" else 0.0)
    random = SplittableRandom("weights", 0, name)
    inputs = math.prod(shape[1:])
    values = [(2 * random.share() - 1) * math.sqrt(6 / inputs) for _ in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float64).float().reshape(shape)


def shuffled(epoch):
    order = list(range(TRAINING))
    random = SplittableRandom("order", epoch, "examples")
    for i in range(TRAINING - 1, 0, -1):
        j = random.below(i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def mixing(epoch, ids, alpha):
    """The share of each example that stays, and the partner that it is mixed with."""
    random = SplittableRandom("mixup", epoch, "\n".join(ids))
    while True:
        x = math.pow(random.share(), 1 / alpha)
        y = math.pow(random.share(), 1 / alpha)
        if 0 < x + y <= 1:
            break
    partners = []
    for i in range(len(ids)):
        j = random.below(i + 1)
        partners.append(i)
        partners[i], partners[j] = partners[j], i
    return x / (x + y), partners


def label(i):
    return i % 7 % CLASSES


def picture(i, part):
    """Whole numbers over 64, brighter in the channel of the class."""
    state = 1000 * part + i
    values = []
    for _ in range(3 * SIZE * SIZE):
        state = (1103515245 * state + 12345) % (1 << 31)
        values.append((state >> 16) % 256 - 128)
    pixels = torch.tensor(values, dtype=torch.float32).reshape(3, SIZE, SIZE) / 64
    pixels[label(i)] += 1
    return pixels


@functools.cache
def examples(count, part, dtype):
    pixels = torch.stack([picture(i, part) for i in range(count)]).to(dtype)
    return pixels, torch.tensor([label(i) for i in range(count)])


class Run:
    def __init__(self, case, dtype):
        self.case = case
        self.dtype = dtype
        self.network = Network().to(dtype)
        kinds = {"sgd": torch.optim.SGD, "adamw": torch.optim.AdamW}
        options = {"sgd": {"momentum": 0.9}, "adamw": {}}[case["optimizer"]]
        self.optimizer = kinds[case["optimizer"]]([nn.Parameter(torch.zeros(1))], **options)
        self.opened = set()
        self.training, self.validation = [], []
        self.epoch = 0

    def begin(self, phase):
        """Parameters that open late join the optimizer with a state of their own."""
        for owner in STAGES + [HEAD]:
            for module in self.network.modules_of(owner):
                module.requires_grad_(owner in phase["rates"])
        for owner in phase["rates"]:
            if owner not in self.opened:
                self._open(owner)
        for group in self.optimizer.param_groups:
            group["lr"] = phase["rates"].get(group.get("owner"), 0.0)
            group.pop("initial_lr", None)
        self.scheduler = self._schedule(phase, phase["epochs"] * math.ceil(TRAINING / BATCH))

    def _open(self, owner):
        self.opened.add(owner)
        decay = self.case["head_decay" if owner == HEAD else "decay"]
        parameters = [p for m in self.network.modules_of(owner) for p in m.parameters()]
        for several, share in ((True, decay), (False, 0.0)):
            chosen = [p for p in parameters if (p.ndim > 1) == several]
            group = {"params": chosen, "weight_decay": share, "lr": 0.0, "owner": owner}
            self.optimizer.add_param_group(group)

    def _schedule(self, phase, steps):
        name, warmup = self.case["schedule"], self.case["warmup"]
        if name == "one-cycle":
            rates = [group["lr"] for group in self.optimizer.param_groups]
            return OneCycleLR(
                self.optimizer, rates, total_steps=steps, pct_start=warmup, cycle_momentum=False
            )
        rising = round(warmup * steps)
        if name == "constant":
            after = ConstantLR(self.optimizer, 1.0)
        else:
            after = CosineAnnealingLR(self.optimizer, steps - rising)
        if rising == 0:
            return after
        rise = LinearLR(self.optimizer, 1 / rising, total_iters=rising - 1)
        return SequentialLR(self.optimizer, [rise, after], [rising])

    def set_mode(self, phase):
        for owner in STAGES:
            norms = "norms" if owner in phase["rates"] else "frozen_norms"
            for module in self.network.modules_of(owner):
                module.train(phase[norms] == "train")

    def step(self, pixels, labels, epoch, ids):
        case = self.case
        targets = labels
        if case["mixup"] > 0:
            share, partners = mixing(epoch, ids, case["mixup"])
            share = torch.tensor(share, dtype=self.dtype)
            rows = functional.one_hot(labels, CLASSES).to(self.dtype)
            pixels = share * pixels + (1 - share) * pixels[partners]
            targets = share * rows + (1 - share) * rows[partners]
        self.optimizer.zero_grad()
        loss = functional.cross_entropy(
            self.network(pixels),
            targets,
            weight=class_weights().to(self.dtype) if case["balance"] == "weights" else None,
            label_smoothing=case["smoothing"],
        )
        loss.backward()
        if case["clip"] > 0:
            trained = [p for p in self.network.parameters() if p.grad is not None]
            nn.utils.clip_grad_norm_(trained, case["clip"])
        self.optimizer.step()
        self.scheduler.step()
        self.training.append(loss.item())

    def pass_once(self, phase, pixels, labels):
        self.epoch += 1
        self.set_mode(phase)
        order = shuffled(self.epoch)
        for first in range(0, TRAINING, BATCH):
            chosen = order[first : first + BATCH]
            self.step(pixels[chosen], labels[chosen], self.epoch, [f"0/{i}" for i in chosen])

    def validate(self, pixels, labels):
        with torch.no_grad():
            loss = functional.cross_entropy(self.network.eval()(pixels), labels)
        self.validation.append(loss.item())

    def losses(self):
        training = examples(TRAINING, 0, self.dtype)
        validation = examples(VALIDATION, 1, self.dtype)
        for phase in self.case["phases"]:
            self.begin(phase)
            for _ in range(phase["epochs"]):
                self.pass_once(phase, *training)
                self.validate(*validation)
        return {"training": self.training, "validation": self.validation}


def losses(case):
    """The losses in 32 bits, after those in 64 have shown that rounding does not decide them."""
    single = Run(case, torch.float32).losses()
    double = Run(case, torch.float64).losses()
    for part, values in single.items():
        for i, (ours, exact) in enumerate(zip(values, double[part])):
            assert abs(ours / exact - 1) < SHARE, f"{case['name']}: {part} loss {i} is by chance"
    return {part: [float(f"{value:.8g}") for value in values] for part, values in single.items()}


def class_weights():
    counts = torch.tensor([label(i) for i in range(TRAINING)]).bincount()
    return TRAINING / (CLASSES * counts)


def phase(first, rate, epochs=10, norms="train", frozen_norms="eval", ratio=1.0):
    """Each stage has its rate: that of the one behind it times a ratio."""
    owners = (STAGES[STAGES.index(first) :] if first else []) + [HEAD]
    rates = {name: rate * ratio ** (len(owners) - 1 - i) for i, name in enumerate(owners)}
    return {
        "first": first,
        "epochs": epochs,
        "norms": norms,
        "frozen_norms": frozen_norms,
        "rates": rates,
    }


def case(name, optimizer, *phases, **settings):
    plain = {
        "decay": 0.0,
        "head_decay": 0.0,
        "clip": 0.0,
        "schedule": "constant",
        "warmup": 0.0,
        "smoothing": 0.0,
        "mixup": 0.0,
        "balance": "none",
    }
    return {"name": name, "optimizer": optimizer} | plain | settings | {"phases": list(phases)}


ONE_CYCLE = {"schedule": "one-cycle", "warmup": 0.3}

CASES = [
    case("SGD, all layers", "sgd", phase("stem", 5e-5), decay=1.0, head_decay=1.0),
    case(
        "SGD, all layers, one-cycle, clipped, smoothed, a rate a stage",
        "sgd",
        phase("stem", 5e-3, ratio=0.5),
        decay=0.1,
        clip=0.5,
        smoothing=0.1,
        **ONE_CYCLE,
    ),
    case("SGD, head alone, cosine", "sgd", phase("", 0.03), schedule="cosine", head_decay=0.1),
    case(
        "SGD, head first, then from layer3",
        "sgd",
        phase("", 0.03, epochs=4),
        phase("layer3", 3e-3, epochs=6, ratio=0.5),
        decay=0.1,
        **ONE_CYCLE,
    ),
    case("AdamW, all layers", "adamw", phase("stem", 5e-5), decay=5.0, head_decay=5.0),
    case(
        "AdamW, from layer4, one-cycle, clipped, smoothed",
        "adamw",
        phase("layer4", 1e-3, ratio=0.3),
        decay=1.0,
        head_decay=1.0,
        clip=1.0,
        smoothing=0.1,
        **ONE_CYCLE,
    ),
    case(
        "AdamW, from layer4, whose norms stand still, cosine after a warm-up",
        "adamw",
        phase("layer4", 1e-3, norms="eval"),
        decay=1.0,
        schedule="cosine",
        warmup=0.1,
    ),
    case(
        "AdamW, head alone, norms of frozen stages move",
        "adamw",
        phase("", 1e-2, frozen_norms="train"),
        head_decay=0.1,
        warmup=0.2,
    ),
    case(
        "AdamW, head first, then all layers",
        "adamw",
        phase("", 1e-2, epochs=4),
        phase("stem", 1e-3, epochs=6, ratio=0.5),
        decay=1.0,
        clip=1.0,
        **ONE_CYCLE,
    ),
    case(
        "AdamW, all layers, mixed and smoothed",
        "adamw",
        phase("stem", 1e-4),
        mixup=0.4,
        smoothing=0.1,
        schedule="cosine",
    ),
    case("AdamW, from layer2, classes weighted", "adamw", phase("layer2", 3e-4), balance="weights"),
    case(
        "AdamW, from layer3, classes weighted and smoothed",
        "adamw",
        phase("layer3", 3e-4),
        smoothing=0.2,
        balance="weights",
    ),
    case(
        "AdamW, from layer3, mixed and smoothed, classes weighted",
        "adamw",
        phase("layer3", 3e-4),
        mixup=0.4,
        smoothing=0.1,
        balance="weights",
    ),
]


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    torch.set_num_threads(1)
    cases = [settings | losses(settings) for settings in CASES]
    (folder / "parity.json").write_text(json.dumps({"cases": cases}, indent=1) + "\n")


main()
