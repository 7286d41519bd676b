"""Embeds a folder of JPEG files with OpenCV and ONNX Runtime; the driver takes the duration of the whole process.

    encode.py MODEL FOLDER --setting full|reduced --out vectors.npy

full: every pixel is decoded. reduced: libjpeg decodes an eighth of the width and height. Two threads read, OpenCV uses none of its own.
"""
import concurrent.futures
import pathlib

import common

given = common.arguments(__doc__, "model", "folder", setting="full", out="vectors.npy")
import cv2
import numpy

cv2.setNumThreads(0)
session = common.session(given.model + "/encoder.onnx")
height, width, channels = session.get_inputs()[0].shape[1:]
colour = channels == 3
if given.setting == "full":
    flag = cv2.IMREAD_COLOR if colour else cv2.IMREAD_GRAYSCALE
else:
    flag = cv2.IMREAD_REDUCED_COLOR_8 if colour else cv2.IMREAD_REDUCED_GRAYSCALE_8


def read(file):
    picture = cv2.resize(cv2.imread(str(file), flag), (width, height), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB) if colour else picture[:, :, None]


files = sorted(pathlib.Path(given.folder).glob("*.jpg"))
vectors = []
with concurrent.futures.ThreadPoolExecutor(common.THREADS) as pool:
    pictures = pool.map(read, files)
    batch = []
    for picture in pictures:
        batch.append(picture)
        if len(batch) == 16:
            vectors.append(session.run(["embedding"], {"pixels": numpy.stack(batch)})[0])
            batch = []
    if batch:
        vectors.append(session.run(["embedding"], {"pixels": numpy.stack(batch)})[0])
numpy.save(given.out, numpy.concatenate(vectors))
common.report(version=f"OpenCV {cv2.__version__}")
common.leave()
