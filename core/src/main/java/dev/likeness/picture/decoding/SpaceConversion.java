package dev.likeness.picture.decoding;

import java.awt.color.ColorSpace;

/** Any colour space that Java can ask for sRGB, one pixel after the other: slow, and seldom met. */
record SpaceConversion(ColorSpace space) implements SrgbConversion {
    @Override
    public int components() {
        return space.getNumComponents();
    }

    @Override
    public void convert(Row row, int[] rgb) {
        float[] colour = new float[components()];
        for (int i = 0, pixel = 0, at = 0; i < row.width(); i++, pixel += row.bands()) {
            for (int c = 0; c < colour.length; c++) {
                float least = space.getMinValue(c);
                colour[c] = least + row.sample()[pixel + c] * (space.getMaxValue(c) - least) / row.top();
            }
            for (float value : space.toRGB(colour)) {
                rgb[at++] = Math.max(0, Math.min(255, Math.round(value * 255)));
            }
        }
    }
}
