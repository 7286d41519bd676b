package dev.likeness.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 checksum (FIPS 180-4) of bytes that come in parts. Ask for the result once, at the end.
 *
 * <p>For one thread.
 */
public final class Sha256 {
    private final MessageDigest digest;

    /** Begins a checksum of no bytes. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, this one lacks it", e);
        }
    }

    /**
     * The checksum of some bytes.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public static String hex(byte[] bytes) {
        return new Sha256().add(bytes).hex();
    }

    /** Adds bytes. */
    public Sha256 add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds the remaining bytes of a buffer. */
    public Sha256 add(ByteBuffer bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds texts in UTF-8, each followed by a zero byte, so that texts cannot run into one another. */
    public Sha256 add(String... texts) {
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return this;
    }

    /** The checksum, 32 bytes. */
    public byte[] bytes() {
        return digest.digest();
    }

    /** The checksum, 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
