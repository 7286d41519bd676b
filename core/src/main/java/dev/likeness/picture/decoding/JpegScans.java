package dev.likeness.picture.decoding;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether a JPEG file has all of its scans. Those of a progressive file (ITU-T T.81, annex G) hold coefficients in parts, first
 * roughly and then bit by bit; those of other files may hold one component each. A file that is cut between two scans decodes to
 * a blurred or grey picture without a warning.
 */
final class JpegScans {
    private static final int COEFFICIENTS = 64;
    private static final int ABSENT = 99;

    /** For each component, the lowest bit that each of its coefficients has been sent to. */
    private final Map<Integer, int[]> lowestBit = new HashMap<>();

    private int first = -1; // the component that comes first, brightness
    private int components; // by the frame header

    private JpegScans() {}

    /** Whether a scan is missing. */
    static boolean isIncomplete(byte[] file) {
        JpegScans scans = new JpegScans();
        int at = 2;
        boolean progressive = false;
        while (at + 4 <= file.length) {
            int marker = file[at + 1] & 0xff;
            if ((file[at] & 0xff) != 0xff || marker == 0xff) {
                at++;
                continue;
            }
            if (marker == 0 || marker >= 0xd0 && marker <= 0xd8) { // within a scan
                at += 2;
                continue;
            }
            if (marker == 0xd9) {
                break;
            }
            progressive |= marker == 0xc2;
            int length = (file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff);
            if (marker >= 0xc0 && marker <= 0xc2 && length >= 8 && at + 9 < file.length) {
                scans.components = file[at + 9] & 0xff;
            }
            if (marker == 0xda && at + 2 + length <= file.length) {
                scans.add(file, at + 4);
            }
            at += 2 + Math.max(2, length);
        }
        return scans.lowestBit.size() < scans.components || progressive && scans.isIncomplete();
    }

    private void add(byte[] file, int at) {
        int components = file[at] & 0xff;
        int selection = at + 1 + 2 * components;
        if (components > 4 || selection + 3 > file.length) {
            return;
        }
        int from = file[selection] & 0xff;
        int to = Math.min(COEFFICIENTS - 1, file[selection + 1] & 0xff);
        int bit = file[selection + 2] & 0xf;
        for (int c = 0; c < components; c++) {
            int component = file[at + 1 + 2 * c] & 0xff;
            first = first < 0 ? component : first;
            int[] bits = lowestBit.computeIfAbsent(component, JpegScans::nothing);
            for (int k = from; k <= to; k++) {
                bits[k] = Math.min(bits[k], bit);
            }
        }
    }

    private static int[] nothing(Integer component) {
        int[] bits = new int[COEFFICIENTS];
        java.util.Arrays.fill(bits, ABSENT);
        return bits;
    }

    /** Coefficients that were begun must be ended; those of brightness must all be there. */
    private boolean isIncomplete() {
        for (Map.Entry<Integer, int[]> component : lowestBit.entrySet()) {
            for (int bit : component.getValue()) {
                if (bit > 0 && (bit != ABSENT || component.getKey() == first)) {
                    return true;
                }
            }
        }
        return lowestBit.isEmpty();
    }
}
