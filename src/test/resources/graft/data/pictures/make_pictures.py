"""Makes small pictures of every kind and what Pillow reads from them.

Run in this folder with Pillow and numpy (made with Pillow 13.0.0):
    python make_pictures.py

NAME.EXT is the picture, NAME.EXT.rgb.png is Pillow's convert("RGB") of it, upright.
"""

import pathlib
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 45, 31


def pixels():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    red, green, blue = 255 * x / (WIDTH - 1), 255 * y / (HEIGHT - 1), 128 + 100 * np.sin(x / 5 + y / 7)
    return np.stack([red, green, blue], -1).astype(np.uint8)


RGB = Image.fromarray(pixels())
GREY = RGB.convert("L")
ALPHA = Image.fromarray((np.arange(WIDTH * HEIGHT).reshape(HEIGHT, WIDTH) * 7 % 256).astype(np.uint8))
RGBA = RGB.copy()
RGBA.putalpha(ALPHA)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, bits, colour_type, rows, extra=b""):
    """Writes kinds of PNG that Pillow only reads; rows are packed bytes."""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, bits, colour_type, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    content = chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    (HERE / name).write_bytes(b"\x89PNG\r\n\x1a\n" + content)


def packed(values, bits):
    """Returns rows of samples with fewer than 8 bits."""
    planes = np.stack([(values >> (bits - 1 - i)) & 1 for i in range(bits)], -1)
    return [row.tobytes() for row in np.packbits(planes.reshape(HEIGHT, -1), axis=1)]


def sixteen_bits(array):
    wide = array.astype(np.uint16) * 256 + np.arange(array.size).reshape(array.shape) * 37 % 256
    return wide.astype(">u2")


def jpegs():
    RGB.save(HERE / "baseline.jpg", quality=90)
    RGB.save(HERE / "progressive.jpg", quality=90, progressive=True)
    RGB.save(HERE / "full-chroma.jpg", quality=90, subsampling=0)
    RGB.save(HERE / "rgb.jpg", quality=90, keep_rgb=True)
    GREY.save(HERE / "grey.jpg", quality=90)
    inks = np.dstack([255 - pixels(), np.asarray(ALPHA) // 3])
    Image.fromarray(inks, "CMYK").save(HERE / "cmyk.jpg", quality=95)
    ycck()
    RGB.save(HERE / "profile.jpg", quality=90, icc_profile=b"not a colour profile" * 20)


def ycck():
    """A CMYK file whose first three components hold YCbCr of the inks, and that says so."""
    ycc = np.asarray(RGB.convert("YCbCr"))
    stored = np.dstack([255 - ycc, np.asarray(ALPHA) // 3])
    Image.fromarray(stored, "CMYK").save(HERE / "ycck.jpg", quality=95)
    data = bytearray((HERE / "ycck.jpg").read_bytes())
    data[data.index(b"Adobe") + 11] = 2
    (HERE / "ycck.jpg").write_bytes(data)


def pngs():
    grey = np.asarray(GREY)
    for bits in (1, 2, 4):
        png(f"grey-{bits}.png", bits, 0, packed(grey >> (8 - bits), bits))
    GREY.save(HERE / "grey-8.png")
    png("grey-16.png", 16, 0, [row.tobytes() for row in sixteen_bits(grey)])
    png("rgb-16.png", 16, 2, [row.tobytes() for row in sixteen_bits(pixels())])
    png("rgba-16.png", 16, 6, [row.tobytes() for row in sixteen_bits(np.asarray(RGBA))])
    RGB.save(HERE / "rgb.png")
    RGB.save(HERE / "rgb-transparent.png", transparency=RGB.getpixel((3, 4)))
    RGBA.save(HERE / "rgba.png")
    Image.merge("LA", [GREY, ALPHA]).save(HERE / "grey-alpha.png")
    RGB.quantize(200).save(HERE / "palette.png")
    RGB.quantize(11).save(HERE / "palette-4.png", bits=4)
    RGB.quantize(64).save(HERE / "palette-transparent.png", transparency=bytes(range(0, 256, 4)))


def others():
    RGB.quantize(64).save(HERE / "plain.gif")
    part = RGB.quantize(32).crop((0, 0, 20, 15))
    part.save(HERE / "frame.gif", transparency=7)
    data = bytearray((HERE / "frame.gif").read_bytes())
    data[6:10] = struct.pack("<HH", WIDTH, HEIGHT)
    frame = data.index(b"\x2c" + struct.pack("<HHHH", 0, 0, 20, 15))
    data[frame + 1 : frame + 5] = struct.pack("<HH", 9, 6)
    (HERE / "frame.gif").write_bytes(data)
    turning = [RGB.quantize(64), RGB.transpose(Image.Transpose.ROTATE_180).quantize(64)]
    turning[0].save(HERE / "animated.gif", save_all=True, append_images=turning[1:], duration=100)
    RGB.save(HERE / "rgb.bmp")
    RGBA.save(HERE / "rgba.bmp")
    GREY.save(HERE / "grey.bmp")
    RGB.quantize(64).save(HERE / "palette.bmp")
    RGB.convert("1").save(HERE / "black-white.bmp")
    RGB.save(HERE / "lossless.webp", lossless=True)
    RGBA.save(HERE / "lossless-alpha.webp", lossless=True, exact=True)
    RGB.save(HERE / "lossy.webp", quality=90)
    RGBA.save(HERE / "lossy-alpha.webp", quality=90)
    grainy().save(HERE / "lossy-grainy.webp", quality=40)
    grainy().save(HERE / "lossy-fine.webp", quality=97, method=6)
    RGB.save(HERE / "animated.webp", save_all=True, append_images=turning[1:], lossless=True)


def grainy():
    """Edges, slopes and grain over several macroblocks, so that every mode of prediction occurs."""
    random = np.random.default_rng(3)
    y, x = np.mgrid[0:75, 0:101]
    slopes = np.stack([2 * x + y, 255 - x - y, 3 * np.abs(x - y)], -1)
    slopes[(x // 13 + y // 9) % 4 == 0] //= 3
    grain = random.normal(0, 9, slopes.shape) * (x > 40)[..., None]
    return Image.fromarray((slopes + grain).clip(0, 255).astype(np.uint8))


def turned():
    """One file for each EXIF orientation; JPEG in blocks of one colour, so that it loses little."""
    blocks = np.kron(np.random.default_rng(5).integers(30, 226, (3, 5, 3)), np.ones((8, 8, 1)))
    image = Image.fromarray(blocks.astype(np.uint8))
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        image.save(HERE / f"orientation-{orientation}.jpg", quality=95, subsampling=0, exif=exif)
    exif[0x0112] = 6
    RGB.save(HERE / "orientation.png", exif=exif)
    RGB.save(HERE / "orientation.webp", lossless=True, exif=exif)


def upright(path):
    with Image.open(path) as image:
        if image.mode.startswith("I"):
            # convert("RGB") would cut off what is above 255
            image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
        return ImageOps.exif_transpose(image).convert("RGB")


def main():
    for make in (jpegs, pngs, others, turned):
        make()
    for path in sorted(HERE.iterdir()):
        if path.suffix != ".py" and not path.name.endswith(".rgb.png"):
            upright(path).save(path.with_name(path.name + ".rgb.png"), optimize=True)


main()
