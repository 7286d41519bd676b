# Makes small pictures of every format and, beside each, the sRGB bytes that Pillow reads, laid on white.
import io, os, struct, sys, zlib
from PIL import Image, ImageCms, ImageOps
OUT = sys.argv[1]
os.makedirs(OUT, exist_ok=True)
W, H = 16, 12
rgb = Image.new("RGB", (W, H)); rgba = Image.new("RGBA", (W, H)); grey = Image.new("L", (W, H))
for y in range(H):
    for x in range(W):
        p = (16 * x % 256, 20 * y % 256, (8 * x + 10 * y) % 256)
        rgb.putpixel((x, y), p); rgba.putpixel((x, y), p + ((21 * y) % 256,)); grey.putpixel((x, y), (15 * x + 2*y) % 256)
def white(im):
    im = im.convert("RGBA"); bg = Image.new("RGBA", im.size, (255,)*4); bg.alpha_composite(im); return bg.convert("RGB")
def put(name, data, expected=None, size=None):
    open(os.path.join(OUT, name), "wb").write(data)
    if expected is None:
        im = Image.open(io.BytesIO(data)); im.seek(0); im.load()
        im = ImageOps.exif_transpose(im)
        if im.mode.startswith("I;16") or im.mode == "I":
            im = im.convert("I").point(lambda v: v * (1/257) + 0.5).convert("L")
        expected = white(im) if im.mode != "CMYK" else im.convert("RGB")
    open(os.path.join(OUT, name + ".rgb"), "wb").write(struct.pack(">HH", *expected.size) + expected.convert("RGB").tobytes())
def save(im, name, fmt, expected=None, **kw):
    b = io.BytesIO(); im.save(b, fmt, **kw); put(name, b.getvalue(), expected)
# JPEG
save(rgb, "ycbcr-420.jpg", "JPEG", quality=95)
save(rgb, "ycbcr-444.jpg", "JPEG", quality=95, subsampling=0)
save(rgb, "rgb.jpg", "JPEG", quality=95, keep_rgb=True)
save(grey, "grey.jpg", "JPEG", quality=95)
save(rgb, "progressive.jpg", "JPEG", quality=95, progressive=True, subsampling=0)
save(grey, "grey-progressive.jpg", "JPEG", quality=95, progressive=True)
save(rgb.convert("CMYK"), "cmyk.jpg", "JPEG", quality=95)
# PNG by hand, every depth and kind
def chunk(n, d): return struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d))
def png(w, h, depth, kind, rows, extra=b"", interlace=0):
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, kind, 0, 0, interlace)) + extra + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + r for r in rows))) + chunk(b"IEND", b"")
def pack(values, depth):
    if depth == 16: return b"".join(struct.pack(">H", v) for v in values)
    out, acc, n = bytearray(), 0, 0
    for v in values:
        acc = acc << depth | v; n += depth
        while n >= 8: out.append(acc >> (n - 8) & 255); n -= 8
    if n: out.append(acc << (8 - n) & 255)
    return bytes(out)
def expected(f):
    im = Image.new("RGB", (W, H))
    for y in range(H):
        for x in range(W): im.putpixel((x, y), f(x, y))
    return im
def r8(v, top): return int(v * 255 / top + 0.5)
def lay(c, a, top): return int((c * a + top * (top - a)) / top * 255 / top + 0.5)
for d in (1, 2, 4, 8, 16):
    top = (1 << d) - 1
    val = lambda x, y, d=d, top=top: (x * 4373 + y * 977) & top
    rows = [pack([val(x, y) for x in range(W)], d) for y in range(H)]
    put(f"grey{d}.png", png(W, H, d, 0, rows), expected(lambda x, y: (r8(val(x, y), top),) * 3))
    t = 0 if d == 1 else val(3, 2)
    put(f"grey{d}-transparent.png", png(W, H, d, 0, rows, chunk(b"tRNS", struct.pack(">H", t))), expected(lambda x, y: (255 if val(x, y) == t else r8(val(x, y), top),) * 3))
    if d < 16:
        pal = [(i * 37 % 256, i * 91 % 256, 255 - i * 53 % 256) for i in range(min(256, top + 1))]
        alpha = bytes(i * 40 % 256 for i in range(min(len(pal), 6)))
        plte = chunk(b"PLTE", bytes(c for p in pal for c in p))
        put(f"palette{d}.png", png(W, H, d, 3, rows, plte), expected(lambda x, y: pal[val(x, y)]))
        def pa(x, y):
            i = val(x, y); a = alpha[i] if i < len(alpha) else 255
            return tuple(lay(c, a, 255) for c in pal[i])
        put(f"palette{d}-alpha.png", png(W, H, d, 3, rows, plte + chunk(b"tRNS", alpha)), expected(pa))
    if d >= 8:
        c = lambda x, y, i, d=d, top=top: (x * (4001 + 500 * i) + y * (999 + 7 * i)) & top
        put(f"rgb{d}.png", png(W, H, d, 2, [pack([c(x, y, i) for x in range(W) for i in range(3)], d) for y in range(H)]), expected(lambda x, y: tuple(r8(c(x, y, i), top) for i in range(3))))
        key = [c(3, 2, i) for i in range(3)]
        put(f"rgb{d}-transparent.png", png(W, H, d, 2, [pack([c(x, y, i) for x in range(W) for i in range(3)], d) for y in range(H)], chunk(b"tRNS", struct.pack(">HHH", *key))), expected(lambda x, y: (255,)*3 if (x, y) == (3, 2) else tuple(r8(c(x, y, i), top) for i in range(3))))
        put(f"rgba{d}.png", png(W, H, d, 6, [pack([c(x, y, i) for x in range(W) for i in range(4)], d) for y in range(H)]), expected(lambda x, y: tuple(lay(c(x, y, i), c(x, y, 3), top) for i in range(3))))
        put(f"greyalpha{d}.png", png(W, H, d, 4, [pack([c(x, y, i) for x in range(W) for i in range(2)], d) for y in range(H)]), expected(lambda x, y: (lay(c(x, y, 0), c(x, y, 1), top),) * 3))
# interlaced (Adam7), RGB 8
def adam7():
    passes = [(0,0,8,8),(4,0,8,8),(0,4,4,8),(2,0,4,4),(0,2,2,4),(1,0,2,2),(0,1,1,2)]
    raw = b""
    for x0, y0, dx, dy in passes:
        xs, ys = range(x0, W, dx), range(y0, H, dy)
        if len(xs) and len(ys):
            for y in ys: raw += b"\0" + b"".join(bytes(rgb.getpixel((x, y))) for x in xs)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", W, H, 8, 2, 0, 0, 1)) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
put("interlaced.png", adam7(), rgb)
# gAMA alone must not change anything visible at 1/2.2
put("gamma.png", png(W, H, 8, 2, [b"".join(bytes(rgb.getpixel((x, y))) for x in range(W)) for y in range(H)], chunk(b"gAMA", struct.pack(">I", 45455))), rgb)
# GIF
p = rgb.quantize(32); p2 = rgb.transpose(Image.Transpose.ROTATE_180).quantize(32)
save(p, "plain.gif", "GIF")
save(p, "animated.gif", "GIF", save_all=True, append_images=[p2, p])
save(p, "transparent.gif", "GIF", transparency=p.getpixel((3, 3)))
save(p, "interlaced.gif", "GIF", interlace=1)
def patch_gif():  # a first frame that covers only a part of the logical screen
    b = io.BytesIO(); small = rgb.crop((0, 0, 8, 6)).quantize(16); small.save(b, "GIF", interlace=0); d = bytearray(b.getvalue())
    d[6:10] = struct.pack("<HH", W, H)
    at = 13 + 3 * (2 << (d[10] & 7))
    while d[at] == 0x21:
        at += 2
        while d[at]: at += d[at] + 1
        at += 1
    d[at+1:at+5] = struct.pack("<HH", 5, 4)
    bg = Image.new("RGB", (W, H), (255, 255, 255)); bg.paste(small.convert("RGB"), (5, 4))
    return bytes(d), bg
d, e = patch_gif(); put("offset.gif", d, e)
# BMP
save(rgb, "rgb.bmp", "BMP"); save(grey, "grey.bmp", "BMP"); save(p, "palette.bmp", "BMP"); save(grey.convert("1"), "bilevel.bmp", "BMP")
save(rgba, "rgba.bmp", "BMP")
# TIFF
for c in (None, "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
    save(rgb, f"rgb-{c}.tif", "TIFF", compression=c)
save(grey, "grey.tif", "TIFF"); save(grey.convert("1"), "bilevel.tif", "TIFF"); save(grey.convert("1"), "group4.tif", "TIFF", compression="group4")
save(p, "palette.tif", "TIFF"); save(rgba, "rgba.tif", "TIFF"); save(rgb.convert("CMYK"), "cmyk.tif", "TIFF")
i16 = Image.new("I;16", (W, H))
for y in range(H):
    for x in range(W): i16.putpixel((x, y), (4373 * x + 977 * y) % 65536)
save(i16, "grey16.tif", "TIFF", expected(lambda x, y: (r8((4373 * x + 977 * y) % 65536, 65535),) * 3))

# PNM
save(grey, "grey.pgm", "PPM"); save(rgb, "rgb.ppm", "PPM"); save(grey.convert("1"), "bilevel.pbm", "PPM"); save(i16, "grey16.pgm", "PPM", expected(lambda x, y: (r8((4373 * x + 977 * y) % 65536, 65535),) * 3))
put("maxval15.pgm", b"P5\n16 12\n15\n" + bytes((x + y) % 16 for y in range(H) for x in range(W)), expected(lambda x, y: ((x + y) % 16 * 17,) * 3))
put("plain.ppm", b"P3 2 1 255\n1 2 3 250 251 252\n", None)
put("plain.pbm", b"P1 2 1\n1 0\n", None)
# WebP
save(rgb, "lossy.webp", "WEBP", quality=95); save(rgb, "lossless.webp", "WEBP", lossless=True); save(rgba, "alpha-lossless.webp", "WEBP", lossless=True, exact=True)
save(rgba, "alpha-lossy.webp", "WEBP", quality=95)
save(rgb, "animated.webp", "WEBP", save_all=True, append_images=[rgb.transpose(Image.Transpose.ROTATE_180)], lossless=True)
save(grey, "grey.webp", "WEBP", lossless=True)
# colour profiles
srgb = ImageCms.createProfile("sRGB")
def s15(v): return struct.pack(">i", round(v * 65536))
def profile(space, tags):
    tags = {k: v + b"\0" * (-len(v) % 4) for k, v in tags.items()}
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for k, v in tags.items(): table += k + struct.pack(">II", at, len(v)); body += v; at += len(v)
    size = at
    head = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02100000, b"mntr", space, b"XYZ ") + struct.pack(">6H", 2026,1,1,0,0,0) + b"acsp" + b"\0"*4 + b"\0"*4 + b"\0"*4*2 + b"\0"*8 + struct.pack(">I", 0) + s15(0.9642) + s15(1) + s15(0.8249) + b"\0"*48
    return head[:128] + struct.pack(">I", len(tags)) + table + body
def xyz(*v): return b"XYZ \0\0\0\0" + b"".join(map(s15, v))
def gamma(g): return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(g * 256))
text = lambda s: b"desc\0\0\0\0" + struct.pack(">I", len(s)+1) + s + b"\0" + b"\0"*78
cprt = b"text\0\0\0\0none\0"
adobe = profile(b"RGB ", {b"desc": text(b"wide"), b"cprt": cprt, b"wtpt": xyz(0.9505, 1, 1.0891), b"rXYZ": xyz(0.60974, 0.31111, 0.01947), b"gXYZ": xyz(0.20528, 0.62567, 0.06087), b"bXYZ": xyz(0.14919, 0.06322, 0.74457), b"rTRC": gamma(2.19921875), b"gTRC": gamma(2.19921875), b"bTRC": gamma(2.19921875)})
p3 = profile(b"RGB ", {b"desc": text(b"p3"), b"cprt": cprt, b"wtpt": xyz(0.9505, 1, 1.0891), b"rXYZ": xyz(0.51512, 0.2412, -0.00105), b"gXYZ": xyz(0.29198, 0.69225, 0.04189), b"bXYZ": xyz(0.1571, 0.06657, 0.78407), b"rTRC": gamma(2.2), b"gTRC": gamma(2.2), b"bTRC": gamma(2.2)})
dark = profile(b"GRAY", {b"desc": text(b"grey"), b"cprt": cprt, b"wtpt": xyz(0.9642, 1, 0.8249), b"kTRC": gamma(1.0)})
dot = profile(b"GRAY", {b"desc": text(b"grey22"), b"cprt": cprt, b"wtpt": xyz(0.9642, 1, 0.8249), b"kTRC": gamma(2.2)})
def converted(im, prof, mode="RGB"):
    return ImageCms.profileToProfile(im, ImageCms.ImageCmsProfile(io.BytesIO(prof)), srgb, renderingIntent=1, outputMode=mode)
for n, prof in (("adobe", adobe), ("p3", p3)):
    save(rgb, f"{n}.png", "PNG", converted(rgb, prof), icc_profile=prof)
    save(rgb, f"{n}.tif", "TIFF", converted(rgb, prof), icc_profile=prof)
    save(rgb, f"{n}.webp", "WEBP", converted(rgb, prof), icc_profile=prof, lossless=True)
    b = io.BytesIO(); rgb.save(b, "JPEG", quality=98, subsampling=0, icc_profile=prof); put(f"{n}.jpg", b.getvalue(), converted(Image.open(io.BytesIO(b.getvalue())).convert("RGB"), prof))
save(rgba, "adobe-alpha.png", "PNG", white(Image.merge("RGBA", converted(rgba.convert("RGB"), adobe).split() + (rgba.getchannel("A"),))), icc_profile=adobe)
save(rgb, "srgb.png", "PNG", rgb, icc_profile=ImageCms.ImageCmsProfile(srgb).tobytes())
save(rgb, "damaged-profile.png", "PNG", rgb, icc_profile=adobe[:200])
save(rgb, "damaged-profile.jpg", "JPEG", icc_profile=b"nonsense" * 20, quality=98)
for n, prof in (("greylinear", dark), ("grey22", dot)):
    save(grey, f"{n}.png", "PNG", converted(grey, prof), icc_profile=prof)
    b = io.BytesIO(); grey.save(b, "JPEG", quality=98, icc_profile=prof); put(f"{n}.jpg", b.getvalue(), converted(Image.open(io.BytesIO(b.getvalue())), prof))
    save(grey, f"{n}.tif", "TIFF", converted(grey, prof), icc_profile=prof)
# orientation
ex = Image.Exif(); 
for o in range(1, 9):
    ex[0x0112] = o
    save(rgb, f"turned{o}.jpg", "JPEG", quality=98, subsampling=0, exif=ex)

# refused
b = io.BytesIO(); rgb.save(b, "AVIF"); open(os.path.join(OUT, "refused.avif"), "wb").write(b.getvalue()[:400])
import zipfile
with zipfile.ZipFile(OUT + ".zip", "w", zipfile.ZIP_DEFLATED) as z:
    for n in sorted(os.listdir(OUT)):
        if n != "refused.avif":
            i = zipfile.ZipInfo(n); i.compress_type = zipfile.ZIP_DEFLATED; z.writestr(i, open(os.path.join(OUT, n), "rb").read())
