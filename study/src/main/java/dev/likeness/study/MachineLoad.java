package dev.likeness.study;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much of this machine others use while something is measured. */
final class MachineLoad {
    /** Of one processor: what the system does for itself stays below it. */
    private static final double QUIET = 0.15;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    MachineLoad() {
        restart();
    }

    /** Forgets what was before. */
    void restart() {
        system.getCpuLoad(); // both speak of the time since they were last asked
        system.getProcessCpuLoad();
    }

    /**
     * Whether nothing else worked since the last call or {@link #restart}: others had less than {@value #QUIET} of a
     * processor. False where the system does not tell.
     */
    boolean wasQuiet() {
        double all = system.getCpuLoad();
        double ours = system.getProcessCpuLoad();
        return all >= 0 && ours >= 0 && (all - ours) * system.getAvailableProcessors() < QUIET;
    }
}
