"""Writes what torch makes of given gradients and steps.

pip install torch==2.15.0 safetensors==0.8.0

adamw.safetensors and sgd.safetensors: twenty steps of torch.optim.AdamW and of torch.optim.SGD with
momentum 0.9. One tensor decays and one does not, each at a rate of its own. The third, a copy of
the first, has no gradient before step 6: its state starts then.

norms.safetensors: gradients, their norm, and what clip_grad_norm_ makes of them at several limits.

schedules.json: the factor of every step of a phase, by schedule, warm-up and number of steps.
"""

import json
import pathlib

import torch
from safetensors.torch import save_file
from torch.optim.lr_scheduler import ConstantLR, CosineAnnealingLR, LinearLR, OneCycleLR, SequentialLR

FOLDER = pathlib.Path(__file__).parent
STEPS = 20
LATE = 5


def steps(file, optimizer_of, decay):
    torch.manual_seed(7)
    weight = torch.randn(3, 4)
    bias = torch.randn(5)
    gradients = torch.randn(STEPS, 3, 4) * torch.logspace(-4, 1, STEPS).reshape(-1, 1, 1)
    bias_gradients = torch.randn(STEPS, 5)
    content = {
        "weight": weight.clone(),
        "bias": bias.clone(),
        "weight gradients": gradients,
        "bias gradients": bias_gradients,
    }
    late = torch.nn.Parameter(weight.clone())
    weight = torch.nn.Parameter(weight)
    bias = torch.nn.Parameter(bias)
    optimizer = optimizer_of(
        [
            {"params": [weight, late], "lr": 1e-2, "weight_decay": decay},
            {"params": [bias], "lr": 1e-3, "weight_decay": 0.0},
        ]
    )
    after = {"weight": [], "bias": [], "late": []}
    for step in range(STEPS):
        weight.grad = gradients[step].clone()
        bias.grad = bias_gradients[step].clone()
        late.grad = gradients[step].clone() if step >= LATE else None
        optimizer.step()
        for name, value in (("weight", weight), ("bias", bias), ("late", late)):
            after[name].append(value.detach().clone())
    content |= {f"{name} after": torch.stack(values) for name, values in after.items()}
    save_file(content, FOLDER / file)


def norms():
    torch.manual_seed(7)
    gradients = [torch.randn(3, 4), torch.randn(5), 1e-3 * torch.randn(2, 2, 2)]
    content = {f"gradient {i}": value.clone() for i, value in enumerate(gradients)}
    for limit in (0.5, 4.0, 100.0):
        parameters = [torch.nn.Parameter(torch.zeros_like(value)) for value in gradients]
        for parameter, value in zip(parameters, gradients):
            parameter.grad = value.clone()
        content["norm"] = torch.nn.utils.clip_grad_norm_(parameters, limit).reshape(1)
        for i, parameter in enumerate(parameters):
            content[f"clipped at {limit} {i}"] = parameter.grad
    save_file(content, FOLDER / "norms.safetensors")


def schedule(name, warmup, length):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], 1.0)
    rising = round(warmup * length)
    if name == "one-cycle":
        scheduler = OneCycleLR(
            optimizer, 1.0, total_steps=length, pct_start=warmup, cycle_momentum=False
        )
    elif name == "cosine":
        scheduler = CosineAnnealingLR(optimizer, length - rising)
    else:
        scheduler = ConstantLR(optimizer, 1.0)
    if name != "one-cycle" and rising > 0:
        rise = LinearLR(optimizer, 1 / rising, total_iters=rising - 1)
        scheduler = SequentialLR(optimizer, [rise, scheduler], [rising])
    factors = []
    for step in range(length):
        factors.append(float(f"{scheduler.get_last_lr()[0]:.12g}"))
        optimizer.step()
        if step < length - 1:
            scheduler.step()
    return {"schedule": name, "warmup": warmup, "factors": factors}


def schedules():
    lengths = {
        "one-cycle": [(0.3, n) for n in (4, 5, 10, 50, 57)] + [(0.1, 40), (0.5, 9)],
        "cosine": [(0.0, 1), (0.0, 7), (0.0, 50), (0.1, 40), (0.25, 8)],
        "constant": [(0.0, 3), (0.1, 40), (0.25, 8)],
    }
    all_of_them = [schedule(name, *each) for name, several in lengths.items() for each in several]
    (FOLDER / "schedules.json").write_text(json.dumps(all_of_them) + "\n")


def main():
    steps("adamw.safetensors", torch.optim.AdamW, 0.1)
    steps("sgd.safetensors", lambda groups: torch.optim.SGD(groups, momentum=0.9), 0.1)
    norms()
    schedules()


main()
