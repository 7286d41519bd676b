package dev.likeness.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One side of a measurement: a process.
 *
 * @param setting {@code likeness}, or the setting of a peer
 * @param command whose last line of standard output may be a JSON object with {@code seconds}, of one operation; otherwise
 *     the duration of the whole process counts
 * @param environment added to that of the driver
 * @param folder in which it runs
 * @param operations in the whole process, if its duration counts
 */
record Side(String setting, List<String> command, Map<String, String> environment, Path folder, int operations) {
    static final String OURS = "likeness";

    Side {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
