package dev.likeness.model;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prevents a crash of ONNX Runtime. On Linux, version 1.29.0 crashes on start-up (SIGSEGV, without a message) if the command
 * line of the process is longer than about 3,980 bytes, which a long class path easily is. Here it becomes an error message.
 */
final class CommandLineLength {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final int MAX_BYTES = 3_900;

    private CommandLineLength() {}

    /**
     * Checks this process.
     *
     * @throws InputException if its command line is too long
     */
    static void require() {
        require(COMMAND_LINE);
    }

    static void require(Path commandLine) {
        if (!Files.exists(commandLine)) {
            return; // not Linux
        }
        try {
            int length = Files.readAllBytes(commandLine).length;
            if (length > MAX_BYTES) {
                throw new InputException("the command line of this Java process is " + length
                        + " bytes long, and ONNX Runtime 1.29.0 crashes from about 3980 bytes; put the class path into an"
                        + " argument file (java @arguments Main), into CLASSPATH, or into wildcards such as 'lib/*'");
            }
        } catch (IOException e) {
            throw new InputException(commandLine + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
