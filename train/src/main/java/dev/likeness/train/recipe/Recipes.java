package dev.likeness.train.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
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

/** Reads recipes from files and options: the defaults, then the changes of a file, then those of options. */
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

    /** @param changes the fields that differ from the defaults */
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

    /** The defaults, those of the chosen sharing on top of them, then the changes. */
    private ObjectNode tree() {
        ObjectNode tree = resource("default.yaml");
        if (changes.path("design").path("sharing").asText().equals("early")) {
            tree = merged(tree, resource("early.yaml"));
        }
        return merged(tree, changes.deepCopy());
    }

    /** The defaults with the changes of a YAML file. */
    public static Recipes read(Path file) {
        return defaults().changedBy(file);
    }

    /**
     * This recipe with the changes of a YAML file.
     *
     * @throws InputException if the file is absent or not a YAML mapping
     */
    public Recipes changedBy(Path file) {
        return new Recipes(merged(changes.deepCopy(), yaml(file)), file.toString());
    }

    /**
     * A YAML file as a tree.
     *
     * @throws InputException if the file is absent or not a YAML mapping
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
                    file + ": not valid YAML, line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ": " + firstLine(e)
                            + "; correct it",
                    e);
        } catch (IOException e) {
            throw new InputException(
                    file + ": cannot be read (" + FileFault.reason(e, file) + "); name a YAML file", e);
        }
        throw new InputException(
                file + ": not a YAML mapping; write sections and fields, such as 'design: {head: concat}'");
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return BoundedRead.all(
                    in,
                    MAX_BYTES,
                    () -> new InputException(file + ": larger than " + MAX_BYTES
                            + " bytes, the limit for a recipe; name a recipe, which is a page of text"));
        }
    }

    /** YAML aliases are rejected: the reader would return their names as text. */
    private static void requireNoAlias(Path file, byte[] bytes) throws IOException {
        try (YAMLParser parser = YAML_TOKENS.createParser(bytes)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new InputException(file + ": line "
                            + parser.currentTokenLocation().getLineNr() + " has the alias *" + parser.getText()
                            + "; aliases are not supported: write the value itself");
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

    /** Changes one field, such as {@code with("design", "head", "concat")}; the value is parsed as YAML. */
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

    /** Changes the tower and resets its sizes to the tower's defaults: the sizes of another tower would not fit. */
    public Recipes withTower(String tower) {
        return with("design", "tower", tower)
                .with("design", "widths", "[]")
                .with("design", "strides", "[]")
                .with("design", "blocks", "0");
    }

    /** Changes the targets; each may have a weight, 1 by default: {@code "triplet,info-nce=0.5"}. */
    public Recipes withTargets(String targets) {
        List<String> entries = new ArrayList<>();
        for (String part : targets.split(",", -1)) {
            String[] named = part.split("=", 2);
            entries.add(named[0] + ": " + (named.length == 2 ? named[1] : "1"));
        }
        return with("objective", "target", "{" + String.join(", ", entries) + "}");
    }

    /**
     * Changes one field.
     *
     * @param path section and field, such as {@code input.size}
     * @param value parsed as YAML
     */
    public Recipes withField(String path, String value) {
        String[] names = path.split("\\.", -1);
        if (names.length != 2) {
            throw new InputException(
                    "'" + path + "' is not a field of a recipe", new Remedy(Remedy.Action.NAME_RECIPE_FIELD));
        }
        return with(names[0], names[1], value);
    }

    /**
     * This recipe, of a model, as it is for a run that starts from the model: with the changes of {@code fine-tuning.yaml}
     * beside this class, which suit data that are fewer than the model's, and other than they.
     */
    public Recipes forFineTuning() {
        return new Recipes(merged(changes.deepCopy(), resource("fine-tuning.yaml")), origin);
    }

    /** The first field that differs from another recipe's; unknown fields are ignored here and found by {@link #toRecipe}. */
    public Optional<RecipeDifference> differenceFrom(Recipe recipe) {
        return RecipeDifference.first(tree(recipe), tree());
    }

    /**
     * The recipe, checked.
     *
     * @throws InputException if a field is unknown or a value is out of its range
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
            if (e instanceof MismatchedInputException mismatched) {
                JsonNode value = tree().at("/" + path(e).replace('.', '/'));
                throw new InputException(origin + ": " + path(e) + " " + ValueType.mismatch(value, mismatched), e);
            }
            throw new InputException(origin + ": '" + path(e) + "' is invalid: " + firstLine(e), e);
        } catch (JsonProcessingException e) {
            throw new InputException(origin + ": " + firstLine(e), e);
        }
    }

    /** A recipe as a JSON tree. */
    public static JsonNode tree(Recipe recipe) {
        return new ObjectMapper().valueToTree(recipe);
    }

    /** A recipe as JSON text, for a model's card. */
    public static String json(Recipe recipe) {
        return tree(recipe).toString();
    }

    /**
     * A recipe that {@link #tree} wrote in this version or an older one. Fields that the older version did not know have
     * their defaults.
     */
    public static Recipes of(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return new Recipes(object.deepCopy(), "the model's recipe");
        }
        throw noRecipe();
    }

    /**
     * A tree that {@link #tree} wrote in this version or an older one, with the defaults of the fields that the older version
     * did not know. A tree that is not a valid recipe is returned unchanged.
     */
    public static JsonNode completed(JsonNode tree) {
        try {
            return tree(of(tree).toRecipe());
        } catch (InputException e) {
            return tree;
        }
    }

    /** A recipe that {@link #json} wrote in this version or an older one; see {@link #of}. */
    public static Recipes ofJson(String json) {
        try {
            return of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw noRecipe();
        }
    }

    private static InputException noRecipe() {
        return new InputException("the model's card contains no recipe", new Remedy(Remedy.Action.CHOOSE_RECIPE));
    }

    /** A whole recipe as YAML. */
    public static String yaml(Recipe recipe) {
        try {
            return YAML.writeValueAsString(recipe);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recipe of plain values can always be written", e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
