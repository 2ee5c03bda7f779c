"""Writes reference.safetensors: what torch makes of operations that Graft runs as programs.

pip install torch==2.15.0 safetensors==0.8.0

"NAME gradient of X" is the gradient of the sum of NAME times "NAME factor" by X.
"""

import math
import pathlib

import torch
from safetensors.torch import save_file
from torch.nn import functional

STEPS = 10


def differentiate(content, name, inputs, compute):
    """Adds a result, a random factor, and the gradients of their product."""
    leaves = {key: value.clone().requires_grad_() for key, value in inputs.items()}
    result = compute(*leaves.values())
    factor = torch.randn_like(result)
    gradients = torch.autograd.grad((result * factor).sum(), list(leaves.values()))
    content[name] = result.detach()
    content[f"{name} factor"] = factor
    for key, gradient in zip(leaves, gradients):
        content[f"{name} gradient of {key}"] = gradient


def attention(content):
    inputs = {name: torch.randn(2, 3, length, 4) for name, length in (("q", 5), ("k", 6), ("v", 6))}
    mask = torch.zeros(2, 1, 1, 6)
    mask[0, :, :, 4:] = -math.inf
    attend = functional.scaled_dot_product_attention
    square = {name: value[:, :, :5].contiguous() for name, value in inputs.items()}
    content |= inputs | {"mask": mask}
    differentiate(content, "attention", inputs, attend)
    differentiate(content, "causal", square, lambda q, k, v: attend(q, k, v, is_causal=True))
    differentiate(content, "masked", inputs, lambda q, k, v: attend(q, k, v, attn_mask=mask))


def algebra(content):
    root = torch.randn(2, 4, 4)
    symmetric = root @ root.mT + torch.eye(4)
    tall = torch.randn(5, 3)
    right = torch.randn(2, 4, 3)
    content |= {"symmetric": symmetric, "tall": tall, "right": right}
    differentiate(content, "cholesky", {"symmetric": symmetric}, torch.linalg.cholesky)
    differentiate(content, "eigenvalues", {"symmetric": symmetric}, torch.linalg.eigvalsh)
    differentiate(content, "singular values", {"tall": tall}, torch.linalg.svdvals)
    both = {"symmetric": symmetric, "right": right}
    differentiate(content, "solution", both, torch.linalg.solve)


def clipping(content):
    gradients = [torch.randn(3, 4), torch.randn(5), torch.randn(2, 2, 3, 3)]
    for name, limit in (("clipped", 1.5), ("short", 100.0)):
        parameters = [torch.nn.Parameter(torch.zeros_like(each)) for each in gradients]
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient.clone()
        norm = torch.nn.utils.clip_grad_norm_(parameters, limit)
        for i, parameter in enumerate(parameters):
            content[f"{name} {i}"] = parameter.grad
        content[f"{name} norm"] = norm.reshape(1)
    content |= {f"gradient {i}": each for i, each in enumerate(gradients)}


def descent(content):
    start = torch.randn(2, 3, 3, 3)
    gradients = torch.randn(STEPS, *start.shape)
    content |= {"start": start, "steps": gradients}
    rules = {
        "sgd": lambda p: torch.optim.SGD([p], lr=0.05, momentum=0.9, weight_decay=0.01),
        "adamw": lambda p: torch.optim.AdamW([p], lr=0.01, weight_decay=0.1),
    }
    for name, rule in rules.items():
        parameter = torch.nn.Parameter(start.clone())
        optimizer = rule(parameter)
        after = []
        for gradient in gradients:
            parameter.grad = gradient.clone()
            optimizer.step()
            after.append(parameter.detach().clone())
        content[f"after {name}"] = torch.stack(after)


def main():
    torch.manual_seed(7)
    content = {}
    for part in (attention, algebra, clipping, descent):
        part(content)
    content = {name: value.contiguous() for name, value in content.items()}
    save_file(content, pathlib.Path(__file__).parent / "reference.safetensors")


main()
