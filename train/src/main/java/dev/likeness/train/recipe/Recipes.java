package dev.likeness.train.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.likeness.error.InputException;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.FileFault;
import dev.likeness.registry.UnknownName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Recipes from files and options: the defaults, then what a file changes, then what options change. */
public final class Recipes {
    private static final int MAX_BYTES = 1 << 20;
    private static final YAMLFactory YAML_TOKENS = new YAMLFactory();
    private static final ObjectMapper YAML = new ObjectMapper(YAML_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private final ObjectNode changes;
    private final String origin;

    /** @param changes what differs from the defaults */
    private Recipes(ObjectNode changes, String origin) {
        this.changes = changes;
        this.origin = origin;
    }

    /** The defaults. */
    public static Recipes defaults() {
        return new Recipes(YAML.createObjectNode(), "recipe");
    }

    private static ObjectNode resource(String name) {
        try (InputStream yaml = Objects.requireNonNull(Recipes.class.getResourceAsStream(name))) {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is part of this jar", e);
        }
    }

    /** The defaults, those of the sharing that is asked for, and the changes on top. */
    private ObjectNode tree() {
        ObjectNode tree = resource("default.yaml");
        if (changes.path("design").path("sharing").asText().equals("early")) {
            tree = merged(tree, resource("early.yaml"));
        }
        return merged(tree, changes.deepCopy());
    }

    /** The defaults with the changes that a YAML file makes. */
    public static Recipes read(Path file) {
        return defaults().changedBy(file);
    }

    /**
     * The same with the changes that a YAML file makes.
     *
     * @throws InputException if the file is absent or no YAML mapping
     */
    public Recipes changedBy(Path file) {
        return new Recipes(merged(changes.deepCopy(), yaml(file)), file.toString());
    }

    /**
     * A YAML file as a tree.
     *
     * @throws InputException if the file is absent or no YAML mapping
     */
    public static ObjectNode yaml(Path file) {
        try {
            byte[] bytes = bytes(file);
            requireNoAlias(file, bytes);
            if (YAML.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file + ": no YAML that can be read, line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ": " + firstLine(e)
                            + "; correct it",
                    e);
        } catch (IOException e) {
            throw new InputException(
                    file + ": cannot be read (" + FileFault.reason(e, file) + "); name a YAML file", e);
        }
        throw new InputException(file + ": a mapping such as 'design: {head: concat}' is wanted, and this is none");
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return BoundedRead.all(
                    in,
                    MAX_BYTES,
                    () -> new InputException(file + ": has more than " + MAX_BYTES
                            + " bytes, the most that a recipe may have; name a recipe, which is a page of text"));
        }
    }

    /** An alias would be read as the text of its name. */
    private static void requireNoAlias(Path file, byte[] bytes) throws IOException {
        try (YAMLParser parser = YAML_TOKENS.createParser(bytes)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new InputException(file + ": line "
                            + parser.currentTokenLocation().getLineNr() + " has the alias *" + parser.getText()
                            + ", and aliases are not read; write the value itself");
                }
            }
        }
    }

    private static String firstLine(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }

    private static ObjectNode merged(ObjectNode base, ObjectNode over) {
        over.properties().forEach(change -> {
            JsonNode old = base.get(change.getKey());
            boolean descends = old instanceof ObjectNode && change.getValue() instanceof ObjectNode;
            base.set(
                    change.getKey(),
                    descends && !change.getKey().equals("target")
                            ? merged((ObjectNode) old, (ObjectNode) change.getValue())
                            : change.getValue());
        });
        return base;
    }

    /** The same with one more change, such as {@code with("design", "head", "concat")}; the value is read as YAML. */
    public Recipes with(String section, String field, String value) {
        ObjectNode defaults = resource("default.yaml");
        if (!defaults.has(section)) {
            List<String> sections =
                    defaults.properties().stream().map(Map.Entry::getKey).toList();
            throw new InputException(
                    origin + ": there is no section '" + section + "'" + UnknownName.suggestion(section, sections));
        }
        ObjectNode changed = changes.deepCopy();
        ObjectNode fields = changed.path(section) instanceof ObjectNode object ? object : changed.putObject(section);
        try {
            fields.set(field, YAML.readTree(value));
        } catch (IOException e) {
            throw new InputException("'" + value + "' cannot be read as the recipe's " + section + "." + field, e);
        }
        return new Recipes(changed, origin);
    }

    /** The same with another tower, of its own sizes: those of the tower before would not fit. */
    public Recipes withTower(String tower) {
        return with("design", "tower", tower)
                .with("design", "widths", "[]")
                .with("design", "strides", "[]")
                .with("design", "blocks", "0");
    }

    /** The same with other targets, each with its weight where that is not 1: {@code "triplet,info-nce=0.5"}. */
    public Recipes withTargets(String targets) {
        List<String> entries = new ArrayList<>();
        for (String part : targets.split(",", -1)) {
            String[] named = part.split("=", 2);
            entries.add(named[0] + ": " + (named.length == 2 ? named[1] : "1"));
        }
        return with("objective", "target", "{" + String.join(", ", entries) + "}");
    }

    /**
     * The same with one field changed.
     *
     * @param path section and field, such as {@code input.size}
     * @param value read as YAML
     */
    public Recipes withField(String path, String value) {
        String[] names = path.split("\\.", -1);
        if (names.length != 2) {
            throw new InputException("--set " + path + ": name a section and a field, such as --set"
                    + " input.size=64; 'likeness train --print-recipe' shows all");
        }
        return with(names[0], names[1], value);
    }

    /** The first field of a recipe that is another here; fields that no recipe has are for {@link #toRecipe} to find. */
    public Optional<RecipeDifference> differenceFrom(Recipe recipe) {
        return RecipeDifference.first(tree(recipe), tree());
    }

    /**
     * The recipe itself, checked.
     *
     * @throws InputException if a word in it is unknown or a value out of its range
     */
    public Recipe toRecipe() {
        try {
            return YAML.treeToValue(tree(), Recipe.class);
        } catch (UnrecognizedPropertyException e) {
            List<String> known =
                    e.getKnownPropertyIds().stream().map(Object::toString).toList();
            throw new InputException(
                    origin + ": there is no '" + path(e) + "'" + UnknownName.suggestion(e.getPropertyName(), known), e);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof InputException cause) {
                throw cause;
            }
            throw new InputException(origin + ": '" + path(e) + "' has a value of the wrong kind: " + firstLine(e), e);
        } catch (JsonProcessingException e) {
            throw new InputException(origin + ": " + firstLine(e), e);
        }
    }

    /** A recipe as a JSON tree, for a model's card. */
    public static JsonNode tree(Recipe recipe) {
        return new ObjectMapper().valueToTree(recipe);
    }

    /** From the tree that {@link #tree} made, by this version or an older one: what it did not know takes its default. */
    public static Recipes of(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            // A recipe of an older release lacks the fields that came later: they have their defaults.
            return new Recipes(object.deepCopy(), "the model's recipe");
        }
        throw new InputException("the model's card holds no recipe; name one with --recipe");
    }

    /** A recipe as YAML, whole. */
    public static String yaml(Recipe recipe) {
        try {
            return YAML.writeValueAsString(recipe);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recipe of plain values is always written", e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
