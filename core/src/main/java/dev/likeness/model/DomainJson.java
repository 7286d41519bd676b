package dev.likeness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.domain.Domain;
import dev.likeness.domain.GaussianMixture;
import dev.likeness.domain.GaussianMixture.Component;
import dev.likeness.domain.PictureStatistics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The block {@code domain} of a card. Cards without it, of older versions, have no domain. */
final class DomainJson {
    private DomainJson() {}

    /**
     * Reads the block; null if there is none, or if it is for other statistics than those of this version.
     *
     * @throws IllegalArgumentException if the block is for these statistics and damaged
     */
    static @Nullable Domain read(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        if (!node.isObject() || fields.integer("statistics") != PictureStatistics.VERSION) {
            return null;
        }
        if (!node.path("threshold").isNumber() || !node.path("false_alarms").isNumber()) {
            throw new IllegalArgumentException("'domain' has no numbers 'threshold' and 'false_alarms'");
        }
        List<Component> components = new ArrayList<>();
        for (JsonNode component : node.path("density")) {
            components.add(new Component(
                    component.path("weight").asDouble(),
                    numbers(component.path("mean")),
                    numbers(component.path("factor"))));
        }
        return new Domain(
                PictureStatistics.VERSION,
                new GaussianMixture(components),
                fields.integers("alike"),
                node.path("threshold").asDouble(),
                node.path("false_alarms").asDouble(),
                fields.whole("pictures"),
                fields.whole("identities"),
                fields.text("data"));
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode value : array) {
            if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
                throw new IllegalArgumentException(
                        "'domain' has " + value + " in its density; it must be a finite number");
            }
            numbers.add(value.asDouble());
        }
        return numbers;
    }

    static void write(Domain domain, ObjectNode node) {
        node.put("statistics", domain.version())
                .put("threshold", domain.threshold())
                .put("false_alarms", domain.falseAlarms())
                .put("pictures", domain.pictures())
                .put("identities", domain.identities())
                .put("data", domain.data());
        domain.alike().forEach(node.putArray("alike")::add);
        var density = node.putArray("density");
        for (Component component : domain.density().components()) {
            ObjectNode entry = density.addObject().put("weight", component.weight());
            component.mean().forEach(entry.putArray("mean")::add);
            component.factor().forEach(entry.putArray("factor")::add);
        }
    }
}
