"""Writes reference.safetensors with the reference implementation.

pip install numpy==2.4.6 ml_dtypes==0.6.0 safetensors==0.8.0

Beside every tensor X that a reader has to widen lies what NumPy makes of it, "X as f32" or
"X as i64".
"""

import pathlib

import ml_dtypes
import numpy as np
from safetensors.numpy import save_file


def every(step, dtype):
    """Bit patterns over the whole range: zeros, subnormals, infinities and NaN are among them."""
    edges = [0x0000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x0400, 0x7BFF, 0x7C00, 0xFC00, 0x7F80, 0xFF80]
    bits = np.concatenate([np.arange(0, 1 << 16, step), edges]).astype(np.uint16)
    return bits.view(dtype)


def main():
    rng = np.random.default_rng(7)
    floats = {
        "f16": every(97, np.float16),
        "bf16": every(89, ml_dtypes.bfloat16),
        "f64": np.array([0.1, -1 / 3, 1e300, -1e-300, 5e-324, np.inf, -0.0, 1 + 2.0**-24]),
    }
    integers = {
        "i32": np.array([[0, -1], [2**31 - 1, -(2**31)]], np.int32),
        "i16": np.array([0, -1, 2**15 - 1, -(2**15)], np.int16),
        "i8": np.arange(-128, 128).astype(np.int8),
        "u8": np.arange(256).astype(np.uint8),
        "bool": np.array([True, False, True]),
    }
    tensors = {
        "f32": rng.standard_normal((2, 3, 4)).astype(np.float32),
        "i64": np.array([0, -1, 2**63 - 1, -(2**63)], np.int64),
        "scalar": np.array(2.5, np.float32),
        "empty": np.zeros((0, 3), np.float32),
        "u16": np.array([1, 2, 65535], np.uint16),
        "größe 🌿": np.array([1.0], np.float32),
    }
    with np.errstate(over="ignore", invalid="ignore"):
        for name, array in floats.items():
            tensors |= {name: array, f"{name} as f32": array.astype(np.float32)}
    for name, array in integers.items():
        tensors |= {name: array, f"{name} as i64": array.astype(np.int64)}
    metadata = {"format": "np", "sentence": 'a "quoted" leaf 🌿\n'}
    save_file(tensors, pathlib.Path(__file__).with_name("reference.safetensors"), metadata)


if __name__ == "__main__":
    main()
