package dev.likeness.picture.decoding;

/** Refuses a picture by its width and height in pixels, before anything of that size is in memory. */
interface SizeCheck {
    void require(int width, int height);
}
