package dev.likeness.picture.decoding;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Turns what goes wrong in a decoder into one error that names the file: it ends early, it is damaged, its type is not
 * supported, or memory is too small.
 *
 * @param what the name of the file
 * @param label the name of its format
 * @param bytes its size
 * @param endsEarly whether a failure was caused by the end of the file
 */
record DecodingFaults(String what, String label, int bytes, Predicate<Throwable> endsEarly) {
    /** Decodes a picture. */
    interface Decoding {
        Pixels picture() throws IOException;
    }

    /** @throws InputException if decoding fails */
    Pixels guarded(Decoding decoding) {
        try {
            return decoding.picture();
        } catch (InputException e) {
            throw e;
        } catch (UnsupportedTypeException e) {
            throw unread(reason(e), e);
        } catch (IOException | RuntimeException e) {
            if (isRareKind(reason(e))) {
                throw unread(
                        (label.startsWith("A") ? "an " : "a ") + label + " picture of an unsupported type (" + reason(e)
                                + ")",
                        e);
            }
            if (endsEarly.test(e)) {
                throw new InputException(endedEarly(), e);
            }
            // The readers throw arbitrary runtime exceptions for malformed bytes.
            throw damaged(reason(e), e);
        } catch (StackOverflowError e) {
            throw damaged("its nesting is too deep", e);
        } catch (OutOfMemoryError e) {
            throw new InputException(
                    what + ": decoding this " + label + " file takes more memory than Java may use ("
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB)",
                    new Remedy(Remedy.Action.RAISE_MEMORY),
                    e);
        }
    }

    /** The message for a truncated file. */
    String endedEarly() {
        return what + ": the " + label + " file ends early, after " + bytes + " bytes; copy it again from its source";
    }

    /**
     * The header states the type of a JPEG file; an unknown marker after it is damage, as is an unknown code of fax data.
     */
    private static boolean isRareKind(String reason) {
        return reason.matches("(Unsupported|Unknown) .*|.* not supported\\b.*")
                && !reason.matches("Unsupported (marker type|JPEG process: SOF type) 0x.*|Unknown code in .*");
    }

    private InputException unread(String kind, Throwable cause) {
        return new InputException(
                what + ": this is " + kind
                        + ", which is not supported; save it as an ordinary PNG or JPEG with an image program",
                cause);
    }

    private InputException damaged(String reason, Throwable cause) {
        return new InputException(
                what + ": the " + label + " file is damaged (" + reason
                        + "); open and save it again with an image program, or copy it again from its source",
                cause);
    }

    static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
