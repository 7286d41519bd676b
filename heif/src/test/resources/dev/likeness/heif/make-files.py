# Draws the test pictures, encodes them with heif-enc (libheif-examples 1.15.1, x265 3.5, aom 3.6.0) and decodes them with
# heif-convert into the PNG beside each, which is the reference. Needs numpy and Pillow. Run in an empty folder, or in this one.
import io, os, struct, subprocess, sys, zlib
import numpy as np
from PIL import Image

W, H = 96, 64  # heif-enc stores smaller pictures as a grid of one tile
y, x = np.mgrid[0:H, 0:W].astype(np.float64)
colour = np.stack([255 * x / W, 255 * y / H, 127.5 + 127.5 * np.cos(x / 9) * np.sin(y / 7)], axis=-1)
colour[8:24, 10:30] = (220, 40, 30)  # a corner that shows turns and mirrors
eight = np.clip(np.round(colour), 0, 255).astype(np.uint8)
sixteen = np.clip(np.round(colour * 257), 0, 65535).astype(np.uint16)
alpha = np.clip(255 * (x + y) / (W + H), 0, 255).astype(np.uint8)

LOSSLESS = ["-L", "-p", "chroma=444", "--matrix_coefficients=0"]


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def reference(name):
    """What heif-convert decodes. It copies the orientation of EXIF data, which it has applied already: that is removed."""
    run("heif-convert", name, name + ".png")
    png, at = open(name + ".png", "rb").read(), 8
    kept = png[:at]
    while at < len(png):
        end = at + 12 + struct.unpack(">I", png[at:at + 4])[0]
        kept += b"" if png[at + 4:at + 8] == b"eXIf" else png[at:end]
        at = end
    open(name + ".png", "wb").write(kept)


def encode(name, source, *options):
    run("heif-enc", *options, "-o", name, source)
    reference(name)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png16(name, samples):
    """A PNG of 16 bits, which Pillow does not write in colour."""
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], 16, 2 if samples.ndim == 3 else 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    open(name, "wb").write(b"\x89PNG\r\n\x1a\n" + body)


def profile():
    """A matrix profile whose red and green are exchanged, with the tone curve x^1.8: no reader may ignore it."""
    def s15(*values):
        return b"".join(struct.pack(">i", round(v * 65536)) for v in values)
    xyz = lambda *v: b"XYZ \0\0\0\0" + s15(*v)
    gamma = b"curv\0\0\0\0" + struct.pack(">IHH", 1, round(1.8 * 256), 0)
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + bytes(78)
    text += bytes(-len(text) % 4)
    tags = [(b"desc", text), (b"cprt", b"text\0\0\0\0none\0\0\0\0"), (b"wtpt", xyz(0.9642, 1, 0.8249)),
            (b"rXYZ", xyz(0.3851, 0.7169, 0.0971)), (b"gXYZ", xyz(0.4361, 0.2225, 0.0139)),
            (b"bXYZ", xyz(0.1431, 0.0606, 0.7141)), (b"rTRC", gamma), (b"gTRC", gamma), (b"bTRC", gamma)]
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for kind, data in tags:
        table += kind + struct.pack(">II", at + len(body), len(data))
        body += data
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + s15(0.9642, 1, 0.8249)
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + table + body


def boxes(data, at=0, end=None):
    end = len(data) if end is None else end
    while at + 8 <= end:
        size = struct.unpack(">I", data[at:at + 4])[0] or end - at
        yield data[at + 4:at + 8], at + 8, at + size
        at += size


def find(data, *path):
    at, end = 0, len(data)
    for name in path:
        kind, at, end = next(b for b in boxes(data, at, end) if b[0] == name)
        at += 4 if name == b"meta" else 0
    return data[at:end]


def box(kind, body):
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind, body, version=0, flags=0):
    return box(kind, struct.pack(">I", version << 24 | flags) + body)


def write(name, codec, items, primary, references=b""):
    """A file of items: (type, data, [(property, whether essential)], whether hidden), numbered from 1."""
    ipco, ipma, infe, known = b"", struct.pack(">I", len(items)), b"", []
    for i, (kind, data, properties, hidden) in enumerate(items, 1):
        ipma += struct.pack(">HB", i, len(properties))
        for p, essential in properties:
            if p not in known:
                known.append(p)
                ipco += p
            ipma += struct.pack(">B", known.index(p) + 1 | (0x80 if essential else 0))
        infe += full(b"infe", struct.pack(">HH4s", i, 0, kind) + b"\0", 2, 1 if hidden else 0)

    def meta(start):
        iloc, at = struct.pack(">BBH", 0x44, 0, len(items)), start
        for i, (_, data, _, _) in enumerate(items, 1):
            iloc += struct.pack(">HHHII", i, 0, 1, at, len(data))
            at += len(data)
        return full(b"meta", full(b"hdlr", bytes(4) + b"pict" + bytes(13)) + full(b"pitm", struct.pack(">H", primary))
                    + full(b"iinf", struct.pack(">H", len(items)) + infe) + references
                    + box(b"iprp", box(b"ipco", ipco) + full(b"ipma", ipma)) + full(b"iloc", iloc))
    ftyp = box(b"ftyp", codec + bytes(4) + b"mif1miaf" + codec)
    data = b"".join(d for _, d, _, _ in items)
    open(name, "wb").write(ftyp + meta(len(ftyp) + len(meta(0)) + 8) + box(b"mdat", data))


def picture(source):
    """The coded picture of a file of one: its type, data, configuration, and size."""
    data = open(source, "rb").read()
    kind, conf = (b"av01", b"av1C") if source.endswith(".avif") else (b"hvc1", b"hvcC")
    return kind, find(data, b"mdat"), box(conf, find(data, b"meta", b"iprp", b"ipco", conf)), \
        box(b"ispe", find(data, b"meta", b"iprp", b"ipco", b"ispe"))


def again(name, source, *properties, exif=None):
    """A file of one picture with other properties, and with EXIF data."""
    kind, data, conf, ispe = picture(source)
    items = [(kind, data, [(conf, True), (ispe, False)] + list(properties), False)]
    references = b""
    if exif is not None:
        items.append((b"Exif", bytes(4) + exif, [], True))
        references = full(b"iref", box(b"cdsc", struct.pack(">HHH", 2, 1, 1)))
    write(name, name[-4:].encode(), items, 1, references)
    reference(name)


def nclx(primaries, transfer, matrix):
    return box(b"colr", b"nclx" + struct.pack(">HHHB", primaries, transfer, matrix, 0x80)), False


def grid(name, tiles, columns, rows, width, height):
    """The layout of phones: tiles of the same size in a grid (ISO/IEC 23008-12, sec. 6.6.2.3)."""
    items, count = [], len(tiles)
    for tile in tiles:
        kind, data, conf, ispe = picture(tile)
        items.append((kind, data, [(conf, True), (ispe, False)], True))
    whole = full(b"ispe", struct.pack(">II", width, height))
    layout = struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, width, height)
    items.append((b"grid", layout, [(whole, False)], False))
    tiles = struct.pack(f">HH{count}H", count + 1, count, *range(1, count + 1))
    write(name, name[-4:].encode(), items, count + 1, full(b"iref", box(b"dimg", tiles)))
    reference(name)


os.makedirs("drawn", exist_ok=True)
Image.fromarray(eight).save("drawn/colour.png")
Image.fromarray(np.dstack([eight, alpha])).save("drawn/alpha.png")
Image.fromarray(eight[..., 0] // 2 + eight[..., 2] // 2).save("drawn/grey.png")
Image.fromarray(eight).save("drawn/profile.png", icc_profile=profile())
png16("drawn/colour16.png", sixteen)
for kind in ("heic", "avif"):
    encode(f"colour.{kind}", "drawn/colour.png", "-q", "90")
    encode(f"lossless.{kind}", "drawn/colour.png", *LOSSLESS)
    encode(f"alpha.{kind}", "drawn/alpha.png", *LOSSLESS)
    encode(f"grey.{kind}", "drawn/grey.png", "-q", "90")
    encode(f"profile.{kind}", "drawn/profile.png", "-q", "90", "-p", "chroma=444")
    deep = ["-p", "chroma=444" if kind == "heic" else "chroma=422"]  # aom 3.6 fails at 10 bits in 4:4:4
    encode(f"ten.{kind}", "drawn/colour16.png", "-q", "90", "-b", "10", *deep)
    encode(f"twelve.{kind}", "drawn/colour16.png", "-q", "90", "-b", "12", *deep)
    encode(f"drawn/even.{kind}", "drawn/colour.png", "-q", "90", "-p", "chroma=444")
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = (box(b"irot", bytes([3])), True)
    mirrored = (box(b"imir", bytes([1])), True)
    again(f"turned.{kind}", f"drawn/even.{kind}", turned, exif=exif.tobytes())
    again(f"mirrored.{kind}", f"drawn/even.{kind}", turned, mirrored)
    again(f"display-p3.{kind}", f"drawn/even.{kind}", nclx(12, 13, 6))
    again(f"pq.{kind}", f"ten.{kind}", nclx(9, 16, 6))

for i in range(4):
    r, c = divmod(i, 2)
    part = np.zeros((64, 64, 3), np.uint8)
    big = np.kron(eight, np.ones((2, 2, 1), np.uint8))[:96, :128]
    piece = big[64 * r:64 * r + 64, 64 * c:64 * c + 64]
    part[:piece.shape[0], :piece.shape[1]] = piece
    Image.fromarray(part).save(f"drawn/tile-{i}.png")
    run("heif-enc", "-q", "80", "-o", f"drawn/tile-{i}.heic", f"drawn/tile-{i}.png")
    run("heif-convert", f"drawn/tile-{i}.heic", f"drawn/tile-{i}.heic.png")
grid("grid.heic", [f"drawn/tile-{i}.heic" for i in range(4)], 2, 2, 120, 90)
