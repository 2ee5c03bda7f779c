"""Opens FOLDER/model.pt as a user of Python would, and asks torchvision what it should say.

open_archive.py FOLDER NETWORK, with NETWORK resnet18 or resnet50. Reads input.safetensors and
writes output.safetensors: the maps of the archive and those of torchvision's network with the
archive's state.
"""

import pathlib
import sys

import torch
from safetensors.torch import load_file, save_file
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet

BLOCKS = {"resnet18": (BasicBlock, [2, 2, 2, 2]), "resnet50": (Bottleneck, [3, 4, 6, 3])}


def network(name, width):
    """torchvision's network of any base width, without its classifier."""
    block, depths = BLOCKS[name]
    net = ResNet(block, depths)
    net.inplanes = width
    net.conv1 = torch.nn.Conv2d(3, width, 7, 2, 3, bias=False)
    net.bn1 = torch.nn.BatchNorm2d(width)
    for i, depth in enumerate(depths):
        layers = net._make_layer(block, width << i, depth, stride=1 if i == 0 else 2)
        setattr(net, f"layer{i + 1}", layers)
    net.avgpool = net.fc = torch.nn.Identity()
    return net


def main():
    folder = pathlib.Path(sys.argv[1])
    pixels = load_file(folder / "input.safetensors")["pixels"]
    archive = torch.jit.load(folder / "model.pt")
    state = archive.state_dict()
    net = network(sys.argv[2], state["conv1.weight"].shape[0])
    names = [name for name in net.state_dict() if not name.endswith("num_batches_tracked")]
    assert sorted(state) == sorted(names)
    net.load_state_dict(state, strict=False)
    learned = {name for name, _ in net.named_parameters()}
    assert {name for name, _ in archive.named_parameters()} == learned
    with torch.no_grad():
        maps = archive(pixels)
        expected = net.eval()(pixels).reshape(maps.shape)
    save_file({"archive": maps, "torchvision": expected}, folder / "output.safetensors")


main()
