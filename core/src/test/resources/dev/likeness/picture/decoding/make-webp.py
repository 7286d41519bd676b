"""Makes webp.zip: NAME.webp by cwebp, and beside each NAME.png, how libwebp decodes it.

Needs Debian's package webp (libwebp 1.2.4 made the file that is kept). dwebp runs with -nodither: dithering is an effect of
that program, not a part of the decoder. Run it in this folder: python3 make-webp.py
"""
import math, os, random, struct, subprocess, tempfile, zipfile

SIZES = [(1, 1), (2, 1), (1, 3), (3, 2), (15, 17), (16, 16), (33, 31), (64, 48), (97, 5), (40, 200), (24, 320), (80, 61)]
OPTIONS = ["", "-f 0", "-f 100 -sharpness 7", "-strong", "-nostrong -f 60", "-segments 1", "-partition_limit 100", "-m 0",
           "-m 6 -sns 100", "-sharp_yuv", "-jpeg_like", "-low_memory", "-pre 4", "-pass 6"]
QUALITIES = [0, 5, 10, 20, 30, 40, 50, 60, 75, 85, 90, 95, 100]


def pixels(w, h, seed, alpha=False):
    chance = random.Random(seed)
    a, b, c = (chance.uniform(0.02, 0.4) for _ in range(3))
    noise = chance.choice([0, 4, 40])
    rows = bytearray()
    for y in range(h):
        for x in range(w):
            shade = 127 + 90 * math.sin(a * x + b * y) + (60 if (x // 7 + y // 9) % 3 == 0 else -20)
            colour = (shade, 255 - shade + 80 * math.cos(c * y), 127 + 120 * math.sin(b * x - c * y))
            if seed % 5 == 0:
                colour = (shade,) * 3
            rows += bytes(max(0, min(255, int(v + chance.uniform(-noise, noise)))) for v in colour)
            if alpha:
                rows.append(max(0, min(255, (11 * y + 5 * x) % 300)))
    return bytes(rows)


def write(path, w, h, data, bands):
    kind = "RGB" if bands == 3 else "RGB_ALPHA"
    with open(path, "wb") as out:
        out.write(f"P7\nWIDTH {w}\nHEIGHT {h}\nDEPTH {bands}\nMAXVAL 255\nTUPLTYPE {kind}\nENDHDR\n".encode() + data)


def run(*command):
    subprocess.run(command, check=True, capture_output=True)


def chunk(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1)


def riff(chunks):
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def chunks_of(file):
    at, found = 12, []
    while at + 8 <= len(file):
        length = struct.unpack("<I", file[at + 4:at + 8])[0]
        found.append((file[at:at + 4], file[at + 8:at + 8 + length]))
        at += 8 + length + (length & 1)
    return found


def main():
    with tempfile.TemporaryDirectory() as work, zipfile.ZipFile("webp.zip", "w", zipfile.ZIP_DEFLATED) as out:
        source, webp, png = (os.path.join(work, n) for n in ("source.pam", "x.webp", "x.png"))

        def keep(name, file=None):
            run("dwebp", "-nodither", webp, "-o", png)
            for path, ending in ((webp, ".webp"), (png, ".png")):
                data = file if file and ending == ".webp" else open(path, "rb").read()
                out.writestr(zipfile.ZipInfo(name + ending, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)

        for i in range(52):
            w, h = SIZES[i % len(SIZES)]
            quality, options = QUALITIES[i * 5 % len(QUALITIES)], OPTIONS[i % len(OPTIONS)]
            write(source, w, h, pixels(w, h, i), 3)
            run("cwebp", "-q", str(quality), *options.split(), source, "-o", webp)
            keep(f"lossy-{i:02d}-{w}x{h}-q{quality}")
        for i, options in enumerate(["-alpha_method 0", "-alpha_filter none", "-alpha_filter fast", "-alpha_filter best",
                                     "-alpha_q 30", "-alpha_q 0 -exact", "-q 100 -noalpha"]):
            w, h = [(33, 31), (16, 40), (1, 1)][i % 3]
            write(source, w, h, pixels(w, h, 100 + i, True), 4)
            run("cwebp", "-q", "60", *options.split(), source, "-o", webp)
            keep(f"alpha-{i}-{w}x{h}")
        for i, options in enumerate(["-z 0", "-z 9", "-z 6 -exact", "-near_lossless 40", "-z 9 -noalpha"]):
            w, h = [(33, 31), (1, 1), (17, 3)][i % 3]
            write(source, w, h, pixels(w, h, 200 + i, True), 4)
            run("cwebp", "-lossless", *options.split(), source, "-o", webp)
            keep(f"lossless-{i}-{w}x{h}")
        write(source, 12, 12, bytes((0, 200, 90, 255) * 72 + (250, 10, 10, 255) * 72), 4)
        run("cwebp", "-lossless", source, "-o", webp)
        keep("lossless-palette-12x12")
        others(source, webp, keep, work)


def others(source, webp, keep, work):
    """The same pictures in files laid out in other ways."""
    write(source, 33, 31, pixels(33, 31, 300), 3)
    run("cwebp", "-q", "40", source, "-o", webp)
    lossy = open(webp, "rb").read()
    (kind, data), = chunks_of(lossy)
    header = chunk(b"VP8X", struct.pack("<I", 0x0c) + (32).to_bytes(3, "little") + (30).to_bytes(3, "little"))
    odd = chunk(b"XMP ", b"<x/>!") + chunk(b"ABCD", b"odd")
    keep("layout-metadata-before", riff(header + odd + chunk(b"EXIF", b"damaged") + chunk(kind, data)))
    keep("layout-metadata-behind", riff(header + chunk(kind, data) + chunk(b"EXIF", b"damaged") + odd))
    keep("layout-bytes-behind", lossy + b"and more bytes")
    keep("layout-file-behind", lossy + lossy)
    keep("layout-scaling-bits", lossy.replace(data[6:10], bytes((data[6], data[7] | 0x40, data[8], data[9] | 0x80)), 1))
    write(source, 33, 31, pixels(33, 31, 301, True), 4)
    run("cwebp", "-q", "40", source, "-o", webp)
    extended = dict(chunks_of(open(webp, "rb").read()))
    parts = [chunk(n, extended[n]) for n in (b"VP8X", b"ALPH", b"VP8 ")]
    keep("layout-chunk-between-alpha", riff(parts[0] + parts[1] + chunk(b"ABCD", b"odd") + parts[2]))


main()
