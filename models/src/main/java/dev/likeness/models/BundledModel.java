package dev.likeness.models;

import dev.likeness.error.InputException;
import dev.likeness.model.ModelFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.zip.CRC32;

/**
 * The files of a bundled model. Each is checked against the CRC-32 that a test compared with the SHA-256 of the card. Both are in the
 * same jar as the file, so neither protects it from anything but damage; and SHA-256, which Java computes slowly until it has
 * compiled the code for it, would take a tenth of the time of a comparison.
 */
record BundledModel(String name) implements ModelFiles {
    static final String CHECKSUMS = "checksums.properties";

    private static final Properties EXPECTED = checksums();

    @Override
    public byte[] read(String file) {
        return checked(file, Models.resource("the bundled model " + name, name + "/" + file));
    }

    /** @throws InputException if the bytes are not those of the file */
    byte[] checked(String file, byte[] bytes) {
        if (!checksum(bytes).equals(EXPECTED.getProperty(name + "/" + file))) {
            throw new InputException(
                    "the bundled model " + name + ": " + file + " was damaged or changed: its CRC-32 is"
                            + " not the one of " + CHECKSUMS + "; build or install likeness again");
        }
        return bytes;
    }

    @Override
    public boolean refusesDamage() {
        return true;
    }

    /** The CRC-32, in hexadecimal digits. */
    static String checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return Long.toHexString(checksum.getValue());
    }

    private static Properties checksums() {
        Properties checksums = new Properties();
        try {
            checksums.load(new ByteArrayInputStream(Models.resource("the module of the bundled models", CHECKSUMS)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        return checksums;
    }
}
