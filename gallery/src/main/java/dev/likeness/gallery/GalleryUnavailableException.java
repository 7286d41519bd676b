package dev.likeness.gallery;

import dev.likeness.error.InputException;

/** The storage of a gallery does not answer at present. The same call may succeed later. */
public final class GalleryUnavailableException extends InputException {
    private static final long serialVersionUID = 1L;

    /** @param message what is not possible at present, and what to do next */
    public GalleryUnavailableException(String message) {
        super(message);
    }

    /** @param message what did not answer, for how long it was tried, and what to do next */
    public GalleryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
