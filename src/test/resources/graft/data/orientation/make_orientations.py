"""Writes pictures with every spelling of an orientation, and which way up Pillow shows them.

Run in this folder with Pillow (made with Pillow 13.0.0):
    python make_orientations.py

A line of orientations.txt: name, the EXIF number of what ImageOps.exif_transpose did (1 for
nothing), the file in base64.
"""

import base64
import io
import pathlib
import struct
import warnings
import zlib

from PIL import Image, ImageOps

HERE = pathlib.Path(__file__).parent
METHODS = [None, *(Image.Transpose[name] for name in (
    "FLIP_LEFT_RIGHT", "ROTATE_180", "FLIP_TOP_BOTTOM", "TRANSPOSE", "ROTATE_270", "TRANSVERSE", "ROTATE_90"))]
TYPES = {"byte": 1, "ascii": 2, "short": 3, "long": 4, "rational": 5, "sbyte": 6, "undefined": 7,
         "sshort": 8, "slong": 9, "srational": 10, "float": 11, "double": 12, "ifd": 13, "long8": 16,
         "unknown": 99}
CODES = {1: "B", 2: "B", 3: "H", 4: "L", 5: "LL", 6: "b", 7: "B", 8: "h", 9: "l", 10: "ll", 11: "f",
         12: "d", 13: "L", 16: "Q", 99: "H"}
XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description %s</x:xmpmeta>'

picture = Image.new("RGB", (24, 16))
for x in range(24):
    for y in range(16):
        picture.putpixel((x, y), (200 if x < 8 else 20, 200 if y < 8 else 30, 220 if x > 15 and y > 7 else 40))


def value(order, kind, number, count=1):
    if kind in (5, 10):
        return struct.pack(order + CODES[kind], 2 * number, 2) * count
    return struct.pack(order + CODES[kind], number + (48 if kind == 2 else 0)) * count


def tiff(order, entries, mark=None, before=b"", magic=None):
    """Entries are (tag, type, count, data); data beyond four bytes lies behind the directory."""
    start = 8 + len(before)
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "H", 42)
    head = magic or head
    directory, behind = struct.pack(order + "H", len(entries)), b""
    for tag, kind, count, data in entries:
        if len(data) > 4:
            offset = start + 2 + 12 * len(entries) + 4 + len(behind)
            behind += data
            data = struct.pack(order + "L", offset)
        directory += struct.pack(order + "HHL", tag, kind, count) + data.ljust(4, b"\0")
    directory += struct.pack(order + "L", 0)
    return (mark or b"") + head + struct.pack(order + "L", start) + before + directory + behind


def orientation(order, kind, number, count=1):
    return (0x0112, kind, count, value(order, kind, number, count))


def app1(payload):
    return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload


def jpeg(*segments):
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=60, optimize=True)
    return file.getvalue()[:2] + b"".join(app1(each) for each in segments) + file.getvalue()[2:]


def chunk(kind, data):
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def png(first=b"", last=b""):
    file = io.BytesIO()
    picture.save(file, "PNG")
    bytes_ = file.getvalue()
    end = bytes_.index(b"IEND") - 4
    return bytes_[:33] + first + bytes_[33:end] + last + bytes_[end:]


def webp(**extra):
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=50, **extra)
    return file.getvalue()


def raw_profile(exif):
    return ("\nexif\n%8d\n" % len(exif) + "\n".join(exif.hex()[i:i + 72] for i in range(0, 2 * len(exif), 72)) + "\n").encode()


def cases():
    mark = b"Exif\0\0"
    xap = b"http://ns.adobe.com/xap/1.0/\0"
    attribute = (XMP % 'tiff:Orientation="6"/>').encode()
    element = (XMP % '><tiff:Orientation>8</tiff:Orientation></rdf:Description>').encode()
    make = (0x010F, 2, 6, b"Graft\0")
    yield "jpeg-plain", jpeg()
    yield "png-plain", png()
    yield "webp-plain", webp()
    for order, end in ("<", "II"), (">", "MM"):
        for number in range(0, 10):
            yield f"jpeg-{end}-short-{number}", jpeg(tiff(order, [orientation(order, 3, number)], mark))
        for name, kind in TYPES.items():
            yield f"jpeg-{end}-{name}", jpeg(tiff(order, [make, orientation(order, kind, 6)], mark))
            yield f"jpeg-{end}-{name}-twice", jpeg(tiff(order, [orientation(order, kind, 6, 2)], mark))
        six, three = orientation(order, 3, 6), orientation(order, 3, 3)
        yield f"jpeg-{end}-long-big", jpeg(tiff(order, [(0x0112, 4, 1, struct.pack(order + "L", 0x10006))], mark))
        yield f"jpeg-{end}-negative", jpeg(tiff(order, [(0x0112, 8, 1, struct.pack(order + "h", -6))], mark))
        yield f"jpeg-{end}-none", jpeg(tiff(order, [(0x0112, 3, 0, b"\6\0\0\0")], mark))
        yield f"jpeg-{end}-far-directory", jpeg(tiff(order, [make, six], mark, before=b"\7" * 40))
        yield f"jpeg-{end}-two-tags", jpeg(tiff(order, [six, three], mark))
        yield f"jpeg-{end}-broken-then-good", jpeg(tiff(order, [(0x0112, 99, 1, b"\3\0\0\0"), six], mark))
        yield f"jpeg-{end}-unsorted", jpeg(tiff(order, [(0x9003, 2, 4, b"now\0"), six, make], mark))
        yield f"jpeg-{end}-swapped-magic", jpeg(tiff(order, [six], mark, magic=(b"II\0\x2a" if order == "<" else b"MM\x2a\0")))
        whole = tiff(order, [make, six], mark)
        yield f"jpeg-{end}-two-segments", jpeg(whole[:20], mark + whole[20:])
        yield f"jpeg-{end}-second-segment-other", jpeg(tiff(order, [six], mark), tiff(order, [three], mark))
        yield f"jpeg-{end}-mark-twice", jpeg(mark + tiff(order, [six], mark))
        yield f"jpeg-{end}-cut", jpeg(whole[:24])
        yield f"jpeg-{end}-in-second-directory", jpeg(second_directory(order, mark))
        yield f"jpeg-{end}-xmp-first", jpeg(xap + element, tiff(order, [six], mark))
        yield f"jpeg-{end}-xmp-beside-no-orientation", jpeg(tiff(order, [make], mark), xap + element)
        yield f"png-{end}-exif", png(chunk(b"eXIf", tiff(order, [six])))
        yield f"png-{end}-exif-long", png(chunk(b"eXIf", tiff(order, [orientation(order, 4, 6)])))
        yield f"png-{end}-exif-behind", png(last=chunk(b"eXIf", tiff(order, [six])))
        yield f"png-{end}-exif-marked", png(chunk(b"eXIf", tiff(order, [six], mark)))
        yield f"png-{end}-two-exif", png(chunk(b"eXIf", tiff(order, [six])) + chunk(b"eXIf", tiff(order, [three])))
        raw = raw_profile(tiff(order, [six], mark))
        yield f"png-{end}-raw-packed", png(chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(raw)))
        yield f"png-{end}-raw-text", png(chunk(b"tEXt", b"Raw profile type exif\0" + raw))
        yield f"webp-{end}-exif", webp(exif=tiff(order, [six]))
        yield f"webp-{end}-exif-long", webp(exif=tiff(order, [orientation(order, 4, 3)]))
        yield f"webp-{end}-exif-marked", webp(exif=tiff(order, [six], mark))
    yield "jpeg-xmp-attribute", jpeg(xap + attribute)
    yield "jpeg-xmp-element", jpeg(xap + element)
    yield "jpeg-two-xmp", jpeg(xap + element, xap + attribute)
    yield "jpeg-no-tiff", jpeg(mark + b"XX\x2a\0\x08\0\0\0\0\0")
    yield "png-xmp", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + attribute))
    yield "png-xmp-packed", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(element)))
    yield "png-xmp-behind", png(last=chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0en\0\0" + element))
    yield "webp-xmp", webp(xmp=attribute)


def second_directory(order, mark):
    """The directory of the thumbnail has an orientation, that of the picture has none."""
    first = struct.pack(order + "HHHL", 1, 0x010F, 2, 4) + b"abc\0" + struct.pack(order + "L", 26)
    second = struct.pack(order + "HHHLH2xL", 1, 0x0112, 3, 1, 6, 0)
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HL", 42, 8)
    return mark + head + first + second


def shown(file):
    image = Image.open(io.BytesIO(file))
    try:
        upright = ImageOps.exif_transpose(image)
    except Exception:  # Pillow gives up on the EXIF data; the picture is as it is stored
        return 1
    for number, method in enumerate(METHODS, 1):
        turned = image if method is None else image.transpose(method)
        if turned.size == upright.size and turned.tobytes() == upright.tobytes():
            return number
    raise AssertionError("no orientation")


warnings.simplefilter("ignore")
lines = [f"{name} {shown(file)} {base64.b64encode(file).decode()}" for name, file in cases()]
(HERE / "orientations.txt").write_text("\n".join(lines) + "\n")
