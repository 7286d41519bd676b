package dev.likeness.picture.decoding;

import org.jspecify.annotations.Nullable;

/**
 * Counts the restart markers of a JPEG file (ITU-T T.81, B.2.4.4 and E.1.4). A scan has one behind each interval but the last.
 * The decoder reports only its first warning, so that markers which are lost behind a harmless oddity are counted here.
 */
final class JpegRestarts {
    private static final int BLOCK = 8;

    private final byte[] file;
    private int frame = -1; // the index of the frame's height
    private int interval;

    private JpegRestarts(byte[] file) {
        this.file = file;
    }

    /** What is wrong, in a few words; null where all markers are there, or the file has none. */
    static @Nullable String lost(byte[] file) {
        return new JpegRestarts(file).lost();
    }

    private @Nullable String lost() {
        int at = 2;
        while (at + 4 <= file.length) {
            int marker = file[at + 1] & 0xff;
            if ((file[at] & 0xff) != 0xff || marker == 0xff || marker == 0) {
                at++;
                continue;
            }
            if (marker >= 0xd0 && marker <= 0xd8) {
                at += 2;
                continue;
            }
            int length = two(at + 2);
            int behind = at + 2 + Math.max(2, length);
            if (marker == 0xd9 || behind > file.length) {
                return null;
            }
            if (marker >= 0xc0 && marker <= 0xc2 && length >= 8) {
                frame = at + 5;
            } else if (marker == 0xdd && length >= 4) {
                interval = two(at + 4);
            } else if (marker == 0xda && length >= 6 && frame >= 0 && interval > 0) {
                long wanted = (units(at + 4) - 1) / interval;
                long found = restarts(behind);
                if (found < wanted) {
                    return "a scan has " + found + " of " + wanted + " restart markers";
                }
            }
            at = behind;
        }
        return null;
    }

    private int two(int at) {
        return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
    }

    /** The units that a scan codes: whole blocks of one component, or groups of blocks of several. */
    private long units(int scan) {
        int across = 1;
        int down = 1;
        int ownAcross = 1;
        int ownDown = 1;
        for (int c = 0; c < file[frame + 4] && frame + 5 + 3 * c + 2 < file.length; c++) {
            int at = frame + 5 + 3 * c;
            int factors = file[at + 1] & 0xff;
            across = Math.max(across, factors >> 4);
            down = Math.max(down, factors & 0xf);
            if (file[at] == file[scan + 1]) {
                ownAcross = Math.max(1, factors >> 4);
                ownDown = Math.max(1, factors & 0xf);
            }
        }
        boolean single = file[scan] == 1;
        return single
                ? blocks(two(frame + 2), ownAcross, across) * blocks(two(frame), ownDown, down)
                : blocks(two(frame + 2), 1, across) * blocks(two(frame), 1, down);
    }

    /** The blocks that cover a length, whose samples are {@code own} for each {@code most} of the picture. */
    private static long blocks(long length, int own, int most) {
        long samples = (length * own + most - 1) / most;
        return (samples + BLOCK - 1) / BLOCK;
    }

    private long restarts(int from) {
        long found = 0;
        for (int at = from; at + 1 < file.length; at++) {
            int next = file[at + 1] & 0xff;
            if ((file[at] & 0xff) != 0xff || next == 0 || next == 0xff) {
                continue;
            }
            if (next < 0xd0 || next > 0xd7) {
                break;
            }
            found++;
        }
        return found;
    }
}
