"""Writes losses.safetensors: torch's cross-entropy and its gradient, smoothed, soft and weighted,
by example and, in those called balanced, by class.

pip install torch==2.15.0 safetensors==0.8.0

Losses of weighted examples are the weighted mean of what each loses.
"""

import pathlib

import torch
from safetensors.torch import save_file
from torch.nn import functional

EXAMPLES = 5
CLASSES = 3


def main():
    torch.manual_seed(7)
    logits = 3 * torch.randn(EXAMPLES, CLASSES)
    classes = torch.tensor([0, 2, 1, 1, 2])
    shares = torch.softmax(torch.randn(EXAMPLES, CLASSES), 1)
    weights = torch.rand(EXAMPLES) + 0.5
    balance = torch.tensor([3.0, 0.75, 0.5])
    content = {"logits": logits, "classes": classes, "shares": shares, "weights": weights}
    content["balance"] = balance
    for kind, targets in (("classes", classes), ("shares", shares)):
        for smoothing in (0.0, 0.1):
            values = logits.clone().requires_grad_()
            each = functional.cross_entropy(
                values, targets, reduction="none", label_smoothing=smoothing
            )
            loss = (each * weights).sum() / weights.sum()
            loss.backward()
            content[f"loss of {kind} at {smoothing}"] = loss.detach().reshape(1)
            content[f"gradient of {kind} at {smoothing}"] = values.grad
            values = logits.clone().requires_grad_()
            loss = functional.cross_entropy(
                values, targets, weight=balance, label_smoothing=smoothing
            )
            loss.backward()
            content[f"loss of balanced {kind} at {smoothing}"] = loss.detach().reshape(1)
            content[f"gradient of balanced {kind} at {smoothing}"] = values.grad
    save_file(content, pathlib.Path(__file__).parent / "losses.safetensors")


main()
