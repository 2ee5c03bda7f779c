"""Writes what torchvision and torch say of residual networks: names.txt and resnet18.safetensors.

pip install torch==2.15.0 torchvision==0.29.2 safetensors==0.8.0

names.txt: for each network a line "resnet18 PARAMETERS MULTIPLY_ADDS" without the classifier, the
multiply-adds at 224x224, then a line a tensor, its name and shape.

resnet18.safetensors: a ResNet-18 of base width 4 under torchvision's names with a head on top, two
pictures, and what torch makes of them.
"""

import pathlib

import torch
import torchvision
from safetensors.torch import save_file
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode
from torchvision.models.resnet import BasicBlock, ResNet

FOLDER = pathlib.Path(__file__).parent
WIDTH = 4
SIZE = 64
CLASSES = 3
TARGETS = torch.tensor([0, 2])
STAGES = ["layer1", "layer2", "layer3", "layer4"]


def tensors(net):
    """What a backbone holds: no classifier, no counters."""
    return {
        name: value
        for name, value in net.state_dict().items()
        if not name.startswith("fc.") and not name.endswith("num_batches_tracked")
    }


def lines(name):
    net = getattr(torchvision.models, name)()
    classifier = list(net.fc.parameters())
    net.fc = torch.nn.Identity()
    counter = FlopCounterMode(display=False)
    with counter:
        net.eval()(torch.zeros(1, 3, 224, 224))
    count = sum(parameter.numel() for parameter in net.parameters())
    assert classifier[0].shape[0] == 1000
    yield f"{name} {count} {counter.get_total_flops() // 2}"
    for key, value in tensors(net).items():
        yield f"{key} {'x'.join(str(length) for length in value.shape)}"


def narrow():
    """torchvision's ResNet-18 with another base width."""
    net = ResNet(BasicBlock, [2, 2, 2, 2], num_classes=CLASSES)
    net.inplanes = WIDTH
    net.conv1 = torch.nn.Conv2d(3, WIDTH, 7, 2, 3, bias=False)
    net.bn1 = torch.nn.BatchNorm2d(WIDTH)
    for i, stage in enumerate(STAGES):
        layers = net._make_layer(BasicBlock, WIDTH << i, 2, stride=1 if i == 0 else 2)
        setattr(net, stage, layers)
    net.fc = torch.nn.Linear(WIDTH << 3, CLASSES)
    with torch.no_grad():
        for module in net.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.weight.uniform_(0.5, 1.5)
                module.bias.normal_(0, 0.1)
                module.running_mean.normal_(0, 0.1)
                module.running_var.uniform_(0.5, 1.5)
    return net


def maps(net, pixels):
    """The output of each stage, by the stage's name."""
    x = net.maxpool(net.relu(net.bn1(net.conv1(pixels))))
    outputs = {"stem": x}
    for stage in STAGES:
        x = getattr(net, stage)(x)
        outputs[stage] = x
    return outputs


def main():
    text = [line for name in ("resnet18", "resnet34", "resnet50") for line in lines(name)]
    (FOLDER / "names.txt").write_text("\n".join(text) + "\n")

    torch.manual_seed(7)
    net = narrow()
    pixels = torch.randn(2, 3, SIZE, SIZE)
    mean = torch.rand(WIDTH << 3)
    variance = torch.rand(WIDTH << 3) + 0.5
    content = {name: value.clone() for name, value in tensors(net).items()}
    content |= {
        "fc.weight": net.fc.weight.detach().clone(),
        "fc.bias": net.fc.bias.detach().clone(),
        "fc.standardize.running_mean": mean,
        "fc.standardize.running_var": variance,
        "pixels": pixels,
        "targets": TARGETS,
    }

    def score(outputs):
        features = outputs["layer4"].mean([2, 3])
        return features, net.fc((features - mean) / torch.sqrt(variance + 1e-5))

    with torch.no_grad():
        outputs = maps(net.eval(), pixels)
        features, logits = score(outputs)
    content |= {f"eval {name}": value for name, value in outputs.items()}
    content |= {"eval pooled": features, "eval logits": logits}

    _, logits = score(maps(net.train(), pixels))
    loss = functional.cross_entropy(logits, TARGETS)
    loss.backward()
    content["train loss"] = loss.detach().reshape(1)
    for name in ("conv1.weight", "layer4.1.bn2.weight"):
        content[f"gradient {name}"] = dict(net.named_parameters())[name].grad
    for name, value in tensors(net).items():
        if "running" in name:
            content[f"moved {name}"] = value
    content = {name: value.contiguous() for name, value in content.items()}
    save_file(content, FOLDER / "resnet18.safetensors")


main()
