package dev.likeness.picture.decoding;

/**
 * The result of a decoder: {@code [H,W,3]} unsigned bytes, row by row.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb {@code height * width * 3} bytes, each 0 to 255 as an unsigned value
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are large, and passed on once
public record Pixels(int width, int height, byte[] rgb) {}
