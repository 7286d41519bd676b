package dev.likeness.cli.serve;

import dev.likeness.error.InputException;
import dev.likeness.picture.PictureLimits;
import dev.likeness.server.request.ServerLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the server accepts. */
final class ServerLimitOptions {
    private static final int MOST_MEGABYTES = 1024;

    @Option(
            names = "--concurrent",
            paramLabel = "N",
            description = "Requests that are computed at the same time. Default: the number of processors.")
    private @Nullable Integer concurrent;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            description =
                    "Requests that wait for that; others are refused with 429. Default: 8 for each that is computed.")
    private @Nullable Integer waiting;

    @Option(
            names = "--most-megabytes",
            paramLabel = "N",
            defaultValue = "64",
            description = "The largest request, 1 to 1024. Default: ${DEFAULT-VALUE}.")
    private int megabytes;

    /** @throws InputException if an option has an invalid value */
    ServerLimits limits() {
        ServerLimits usual = ServerLimits.usual();
        int running = concurrent == null ? usual.work().running() : concurrent;
        int line = waiting == null ? 8 * running : waiting;
        if (running < 1 || running > 1024) {
            throw new InputException("--concurrent is " + running + "; allowed: 1 to 1024");
        }
        if (line < 0 || line > 100_000) {
            throw new InputException("--waiting is " + line + "; allowed: 0 to 100000");
        }
        if (megabytes < 1 || megabytes > MOST_MEGABYTES) {
            throw new InputException("--most-megabytes is " + megabytes + "; allowed: 1 to " + MOST_MEGABYTES);
        }
        PictureLimits current = PictureLimits.current(); // changed by the environment
        return usual.with(new ServerLimits.Work(running, line, usual.work().patience()))
                .with(new ServerLimits.Body((long) megabytes << 20, usual.body().time()))
                .with(current.equals(PictureLimits.DEFAULT) ? usual.pictures() : current);
    }
}
