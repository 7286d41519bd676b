package dev.likeness.cli.serve;

import dev.likeness.error.InputException;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.FileFault;
import dev.likeness.server.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The token that requests must have. */
final class Tokens {
    static final String VARIABLE = "LIKENESS_TOKEN";

    private static final int MOST = 4096;

    private Tokens() {}

    /**
     * The token of a file, otherwise that of the environment, otherwise null.
     *
     * @throws InputException if the file cannot be read, or the token is too short or has other than visible characters
     */
    static @Nullable String read(@Nullable Path file, @Nullable String variable) {
        if (file != null) {
            return checked(contents(file), file.toString());
        }
        return variable == null || variable.isBlank()
                ? null
                : checked(variable.strip(), "the environment variable " + VARIABLE);
    }

    private static String contents(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = BoundedRead.all(
                    in,
                    MOST,
                    () -> new InputException(file + ": more than " + MOST + " bytes; a token is one short line"));
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new InputException(
                    file + ": the token cannot be read (" + FileFault.reason(e, file) + "); check --token-file", e);
        }
    }

    private static String checked(String token, String from) {
        if (token.length() < ServerSettings.LEAST_TOKEN || !token.matches("[!-~]+")) {
            throw new InputException(from + ": the token has " + token.length() + " characters; it needs "
                    + ServerSettings.LEAST_TOKEN
                    + " or more, visible ASCII without blanks, such as from 'openssl rand -hex"
                    + " 16'");
        }
        return token;
    }
}
