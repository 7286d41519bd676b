"""Writes code-v2.bin from docs/code-format.md alone, without the Java sources."""
import pathlib
import struct


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


name = "café".encode()
identity = bytes.fromhex("91746c7d7f670beb0b84e6bddf4b2c19ad6de83ed9a025e6b39f2303e2ce8721")
embedding = [0.6, -0.8, 2.0**-15, 70000.0]  # half; the last one is limited to 65504
prepared = [3.0, -1.0, 0.25, 0.0, 1e-9]  # int8

scale = 3.0 / 127
mantissa = 2.0 ** -(5 + 16)  # 3 / 127 lies in [2^-6, 2^-5): the unit of its 16th significant bit
scale = -(-scale // mantissa) * mantissa  # rounded up
steps = [round(x / scale) for x in prepared]  # ties to even
assert max(map(abs, steps)) == 127

data = b"LKCD" + bytes([2, 1]) + struct.pack("<H", len(name)) + identity
data += struct.pack("<ii", len(embedding), len(prepared)) + bytes([1, 2]) + name
data += struct.pack("<4e", *[min(x, 65504.0) for x in embedding])
data += struct.pack("<f5b", scale, *steps)
data += struct.pack("<I", crc32c(data))
pathlib.Path(__file__).with_name("code-v2.bin").write_bytes(data)
