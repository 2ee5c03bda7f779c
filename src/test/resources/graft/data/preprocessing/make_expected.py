"""Makes 20 pictures and what torchvision's transforms on Pillow pictures make of them.

Run in this folder with torchvision and Pillow (made with 0.29.2 and 13.0.0):
    python make_expected.py

cases.csv: picture, rule, resampling, crop height, crop width, expected 8-bit picture, and three of
the normalised numbers: the first of red, the middle of green, the last of blue.
"""

import csv
import pathlib

import numpy as np
import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode

HERE = pathlib.Path(__file__).parent
MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
RESAMPLING = {"BILINEAR": InterpolationMode.BILINEAR, "BICUBIC": InterpolationMode.BICUBIC}

# width, height, rule, crop height, crop width; rule: shorter side, or height x width
CASES = [
    (131, 97, "48", 40, 40),
    (97, 131, "48", 40, 40),
    (113, 113, "33", 32, 32),
    (151, 37, "24", 24, 24),
    (37, 151, "24", 24, 24),
    (99, 75, "41", 41, 41),
    (75, 99, "29", 28, 27),
    (61, 45, "64", 56, 56),
    (45, 61, "57", 48, 48),
    (33, 21, "50", 45, 47),
    (29, 29, "31", 31, 31),
    (13, 7, "39", 36, 36),
    (101, 83, "40x40", 40, 40),
    (83, 101, "37x53", 32, 48),
    (41, 67, "53x37", 50, 36),
    (23, 19, "47x61", 40, 40),
    (107, 31, "31x33", 31, 33),
    (59, 89, "20x90", 32, 45),
    (87, 63, "30", 45, 33),
    (5, 3, "17", 40, 21),
]


def picture(width, height, seed):
    """Soft shapes, hard edges, fine stripes and grain, in unlike colours."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(float)
    pixels = np.zeros((height, width, 3))
    for channel in range(3):
        a, b, c = random.uniform(0.02, 0.15, 3)
        pixels[..., channel] = 120 + 90 * np.sin(a * x + 6 * c) * np.cos(b * y)
    inside = (x - width / 2) ** 2 + (y - height / 3) ** 2 < (min(width, height) / 4) ** 2
    pixels[inside] = random.integers(0, 256, 3)
    pixels[height * 2 // 3 :, : width // 2] += 110 * ((x + y) % 4 < 2)[height * 2 // 3 :, : width // 2, None]
    pixels[:, width * 3 // 4 :] += random.normal(0, 14, (height, width - width * 3 // 4, 3))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def rule_size(rule):
    return [int(side) for side in rule.split("x")] if "x" in rule else int(rule)


def main():
    rows = []
    for number, (width, height, rule, crop_height, crop_width) in enumerate(CASES, 1):
        image = picture(width, height, number)
        image.save(HERE / f"{number:02}.png", optimize=True)
        for name, mode in RESAMPLING.items():
            shape = transforms.Compose(
                [
                    transforms.Resize(rule_size(rule), interpolation=mode),
                    transforms.CenterCrop((crop_height, crop_width)),
                ]
            )
            numbers = transforms.Compose(
                [shape, transforms.ToTensor(), transforms.Normalize(MEAN, DEVIATION)]
            )(image)
            expected = f"{number:02}-{name.lower()}.png"
            shape(image).save(HERE / expected, optimize=True)
            spots = [numbers[0, 0, 0], numbers[1, crop_height // 2, crop_width // 2], numbers[2, -1, -1]]
            assert numbers.dtype == torch.float32
            rows.append(
                [f"{number:02}.png", rule, name, crop_height, crop_width, expected]
                + [repr(float(spot)) for spot in spots]
            )
    with open(HERE / "cases.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


main()
