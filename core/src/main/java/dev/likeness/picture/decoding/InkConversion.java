package dev.likeness.picture.decoding;

/** Cyan, magenta, yellow and black without a profile: each colour is what its ink and black leave of white. */
record InkConversion() implements SrgbConversion {
    @Override
    public int components() {
        return 4;
    }

    @Override
    public void convert(Row row, int[] rgb) {
        long top = row.top();
        long full = top * top;
        for (int i = 0, pixel = 0, at = 0; i < row.width(); i++, pixel += row.bands()) {
            long light = top - row.sample()[pixel + 3];
            for (int c = 0; c < 3; c++) {
                rgb[at++] = (int) (((top - row.sample()[pixel + c]) * light * 255 + full / 2) / full);
            }
        }
    }
}
