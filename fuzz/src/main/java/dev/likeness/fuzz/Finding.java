package dev.likeness.fuzz;

/** What must not happen, and did: says what, and of which part of the product. */
final class Finding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Finding(String message) {
        super(message);
    }

    Finding(String message, Throwable cause) {
        super(message, cause);
    }
}
