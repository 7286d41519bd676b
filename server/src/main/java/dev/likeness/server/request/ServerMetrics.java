package dev.likeness.server.request;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;

/**
 * What the server counts, in the text format of Prometheus. The labels come from fixed lists, never from a request, so that
 * nobody can fill the memory with them. Thread-safe.
 */
public final class ServerMetrics implements FrontDoor.Answered, AutoCloseable {
    /** The media type of the text. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Set<String> METHODS = Set.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Begins to count. */
    public ServerMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Shows how full the queue is. */
    public void watch(Admission admission) {
        Gauge.builder("likeness.running", admission, Admission::running)
                .description("requests that are computed")
                .register(registry);
        Gauge.builder("likeness.queue", admission, Admission::waiting)
                .description("requests that wait to be computed")
                .register(registry);
    }

    /** Shows how many requests are not answered yet. */
    public void watch(FrontDoor door) {
        Gauge.builder("likeness.open", door, FrontDoor::inside)
                .description("requests that are not answered yet")
                .register(registry);
    }

    @Override
    public void count(String method, String route, int status, String problem, double seconds) {
        Timer.builder("likeness.requests")
                .description("requests by address and answer, and their time")
                .tag("method", METHODS.contains(method) ? method : "other")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20))
                .register(registry)
                .record(Duration.ofNanos(Math.round(seconds * 1e9)));
        if (!problem.isEmpty()) {
            registry.counter("likeness.refusals", "problem", problem).increment();
        }
    }

    /** All counts as text. */
    public String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
