"""Writes adamw.safetensors: twenty steps of torch.optim.AdamW on given gradients.

pip install torch==2.15.0 safetensors==0.8.0

One tensor decays and one does not, each at a rate of its own. The third, a copy of the first, has
no gradient before step 6: its bias correction starts then.
"""

import pathlib

import torch
from safetensors.torch import save_file

STEPS = 20
LATE = 5


def main():
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
    optimizer = torch.optim.AdamW(
        [
            {"params": [weight, late], "lr": 1e-2, "weight_decay": 0.1},
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
    save_file(content, pathlib.Path(__file__).parent / "adamw.safetensors")


main()
