package dev.likeness.picture.decoding;

/**
 * What a decoder makes of a file: {@code [H,W,3]} unsigned bytes, row by row.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb {@code height * width * 3} bytes, each 0 to 255 as an unsigned value
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are big, and handed over once
public record Pixels(int width, int height, byte[] rgb) {}
