package dev.likeness.augment;

/** Filters that reduce or enlarge a canvas, one axis after the other. */
enum Resampling {
    /** The nearest pixel. */
    NEAREST,
    /** The two nearest pixels, weighted by distance; aliases when it reduces, as some programs do. */
    BILINEAR,
    /** The mean of the area that a pixel covers. */
    AREA;

    /** The canvas in another size. */
    Canvas resize(Canvas from, int width, int height) {
        Canvas wide = new Canvas(width, from.height, from.channels);
        int c = from.channels;
        Taps across = taps(from.width, width);
        for (int y = 0; y < from.height; y++) {
            for (int x = 0; x < width; x++) {
                int to = (y * width + x) * c;
                for (int tap = across.start[x]; tap < across.start[x + 1]; tap++) {
                    int at = (y * from.width + across.first[x] + tap - across.start[x]) * c;
                    for (int channel = 0; channel < c; channel++) {
                        wide.values[to + channel] += across.weights[tap] * from.values[at + channel];
                    }
                }
            }
        }
        Canvas whole = new Canvas(width, height, c);
        Taps down = taps(from.height, height);
        int row = width * c;
        for (int y = 0; y < height; y++) {
            for (int tap = down.start[y]; tap < down.start[y + 1]; tap++) {
                int at = (down.first[y] + tap - down.start[y]) * row;
                for (int i = 0; i < row; i++) {
                    whole.values[y * row + i] += down.weights[tap] * wide.values[at + i];
                }
            }
        }
        return whole;
    }

    /** For each new pixel i: old pixels from first[i], with the weights from start[i] to start[i + 1]. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Taps(int[] first, int[] start, float[] weights) {}

    private Taps taps(int from, int to) {
        int[] first = new int[to];
        int[] start = new int[to + 1];
        double scale = (double) from / to;
        float[] weights = new float[to * (3 + (int) scale)];
        for (int i = 0; i < to; i++) {
            int at = start[i];
            switch (this) {
                case NEAREST -> {
                    first[i] = Math.min(from - 1, (int) ((i + 0.5) * scale));
                    weights[at++] = 1;
                }
                case BILINEAR -> {
                    double place = Math.max(0, Math.min(from - 1.0, (i + 0.5) * scale - 0.5));
                    first[i] = Math.min((int) place, Math.max(0, from - 2));
                    float next = (float) (place - first[i]);
                    weights[at++] = 1 - next;
                    if (from > 1) {
                        weights[at++] = next;
                    }
                }
                case AREA -> {
                    double low = i * scale;
                    double high = Math.min(from, (i + 1) * scale);
                    first[i] = Math.min(from - 1, (int) low);
                    for (int old = first[i]; old < high && old < from; old++) {
                        weights[at++] = (float) ((Math.min(high, old + 1.0) - Math.max(low, old)) / (high - low));
                    }
                }
            }
            start[i + 1] = at;
        }
        return new Taps(first, start, weights);
    }
}
