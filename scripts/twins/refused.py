"""Valid files of unsupported types, and the word that their error must contain."""
import numpy as np

import jpeg
import more
import samples
import tiff


def files(out):
    """(path, word, program, command) of each."""
    form = more.PLAIN._replace(container="JPEG", encoding="arithmetic")
    file, command = jpeg.encoded(form._replace(colour="YCbCr", chroma="420"), samples.of(form).values)
    yield _written(out / "refused-arithmetic.jpg", file), "arithmetic", jpeg.VERSION, command
    form = more.PLAIN._replace(container="TIFF", layout="strips")
    for encoding, word in (("zstd", "Zstandard"), ("lzma", "LZMA"), ("webp", "WebP")):
        path = out / f"refused-{encoding}.tif"
        tiff.write(path, form._replace(encoding=encoding), samples.of(form).values)
        yield path, word, tiff.VERSION, "TIFFWriteEncodedStrip"
    deep = form._replace(sample="float", bits="64", alpha="straight")
    path = out / "refused-float-64bit-straight.tif"
    tiff.write(path, deep, samples.of(deep).values)
    yield path, "4 samples of 64 bits", tiff.VERSION, "TIFFWriteEncodedStrip"
    complex_form = form._replace(sample="complex", bits="64", colour="grey")
    grey = samples.of(form._replace(colour="grey")).values.astype("c8")
    path = out / "refused-complex.tif"
    tiff.write(path, complex_form, grey)
    yield path, "complex", tiff.VERSION, "TIFFWriteEncodedStrip"
    floats = np.linspace(0, 1, 12, dtype="<f4").tobytes()
    yield _written(out / "refused-float.pfm", b"Pf\n4 3\n-1.0\n" + floats), "float map", "scripts/twins", "PFM"


def _written(path, data):
    path.write_bytes(data)
    return path
