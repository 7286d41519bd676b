package dev.likeness.spark;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns ONNX Runtime's telemetry off in this process. ONNX Runtime asks the environment of the process when it is loaded, and
 * Java cannot change that; the C library can. A session that somebody else made needs no setting for its executors then.
 */
final class TelemetrySwitch {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetrySwitch.class);
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private TelemetrySwitch() {}

    /** The calls of the C library. */
    interface Environment extends Library {
        int setenv(String name, String value, int overwrite);

        String getenv(String name);
    }

    /** Must be called before ONNX Runtime is loaded. On Windows nothing is done: the variable is for Linux and macOS. */
    static void off() {
        if (Platform.isWindows()) {
            return;
        }
        try {
            Native.load("c", Environment.class).setenv(VARIABLE, "1", 1);
        } catch (LinkageError e) {
            LOG.warn("the telemetry of ONNX Runtime cannot be turned off here: {}", e.toString());
        }
    }
}
