package dev.likeness.train.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.error.InputException;
import dev.likeness.measure.NumberFormat;
import dev.likeness.picture.Fit;
import dev.likeness.registry.UnknownName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every choice of a training run except the data, the length and the seed. The file {@code default.yaml} beside this class
 * holds the defaults and explains each field.
 *
 * @see Recipes
 */
public record Recipe(
        Input input,
        Design design,
        Objective objective,
        Augmentation augmentation,
        Schedule schedule,
        Selection selection) {

    /**
     * The input of the network.
     *
     * @param size the width and height to which pictures are resized, 8 to 1024 pixels
     * @param channels {@code grey}, {@code colour} or {@code auto}
     * @param fit {@code stretch}, {@code letterbox} or {@code trim}
     */
    public record Input(int size, String channels, String fit) {
        public Input {
            require(size >= 8 && size <= 1024, "input.size", size, "8 to 1024");
            requireWord(channels, "input.channels", List.of("auto", "colour", "grey"));
            requireWord(fit, "input.fit", Fit.words());
        }

        public Fit fitting() {
            return Fit.named(fit);
        }
    }

    public Recipe {
        if (schedule.frozen().equals("encoder")) {
            require(
                    !design.sharing().equals("early"),
                    "schedule.frozen",
                    "'" + schedule.frozen() + "'",
                    EARLY + "none or tower, because there is no encoder of one picture");
            require(
                    !objective.target().containsKey("info-nce"),
                    "objective.target",
                    objective.target(),
                    "with schedule.frozen 'encoder', targets on pair scores, such as {cross-entropy: 1}, because a frozen"
                            + " embedding gives info-nce nothing to learn");
        }
        if (design.sharing().equals("early")) {
            require(design.head().equals("none"), "design.head", "'" + design.head() + "'", EARLY + "none");
            require(
                    design.embeddingPooling().equals("grid"),
                    "design.embedding-pooling",
                    "'" + design.embeddingPooling() + "'",
                    EARLY + "grid, because the embedding is not learned");
            require(
                    !objective.target().containsKey("info-nce"),
                    "objective.target",
                    objective.target(),
                    EARLY + "targets on pair scores, because there is no embedding");
            require(
                    objective.negatives().equals(List.of("random")),
                    "objective.negatives",
                    objective.negatives(),
                    EARLY + "random, because there is no embedding to find harder negatives");
        }
    }

    private static final String EARLY = "with sharing 'early', where both pictures enter one tower, ";

    /**
     * The network. Empty lists and 0 stand for the defaults of the tower and the head.
     *
     * @param match {@code none}; or {@code parameters} or {@code multiply-adds}: the head then has the width at which it
     *     costs as much as {@code concat} of {@code headWidth}
     * @param embeddingPooling how the embedding pools the feature map: {@code grid} or {@code gem}
     * @param codes the number format in which codes are stored: {@code float}, {@code half} or {@code int8}
     */
    public record Design(
            String tower,
            List<Integer> widths,
            List<Integer> strides,
            int blocks,
            String sharing,
            String head,
            @JsonProperty("head-width") int headWidth,
            @JsonProperty("head-groups") int headGroups,
            @JsonProperty("head-window") int headWindow,
            String match,
            int embedding,
            @JsonProperty("embedding-pooling") String embeddingPooling,
            String codes) {
        public Design {
            widths = List.copyOf(widths);
            strides = List.copyOf(strides);
            requireWord(match, "design.match", List.of("multiply-adds", "none", "parameters"));
            require(headGroups >= 0 && headGroups <= 4096, "design.head-groups", headGroups, "0 to 4096");
            require(headWindow >= 0 && headWindow <= 64, "design.head-window", headWindow, "0 to 64 cells");
            require(blocks >= 0 && blocks <= 50, "design.blocks", blocks, "0 to 50");
            require(headWidth >= 1 && headWidth <= 4096, "design.head-width", headWidth, "1 to 4096");
            require(embedding >= 1 && embedding <= 4096, "design.embedding", embedding, "1 to 4096");
            requireWord(codes, "design.codes", NumberFormat.WORDS);
        }

        /** The number format in which codes are stored. */
        public NumberFormat codeNumbers() {
            return NumberFormat.named(codes);
        }

        /** This design with another head, with the default groups and window of that head. */
        public Design withHead(String other) {
            return new Design(
                    tower,
                    widths,
                    strides,
                    blocks,
                    sharing,
                    other,
                    headWidth,
                    0,
                    0,
                    match,
                    embedding,
                    embeddingPooling,
                    codes);
        }
    }

    /**
     * What training optimises.
     *
     * @param target each target's weight, above 0 and finite, by name
     * @param temperature of info-nce, above 0 and finite; the initial one if it is learned
     * @param learnTemperature whether training learns the temperature, which then stays between 0.01 and 0.5
     * @param margin of hinge, contrastive and triplet, above 0 and finite
     * @param negatives the kinds of negatives; every matching pair gets one negative of each kind
     */
    public record Objective(
            Map<String, Double> target,
            double temperature,
            @JsonProperty("learn-temperature") boolean learnTemperature,
            double margin,
            List<String> negatives) {
        public Objective {
            target = new TreeMap<>(target);
            negatives = List.copyOf(negatives);
            require(!target.isEmpty(), "objective.target", target, "at least one target with its weight");
            target.forEach((name, weight) -> require(
                    weight != null && weight > 0 && Double.isFinite(weight),
                    "objective.target." + name,
                    weight,
                    "a number above 0, finite"));
            require(
                    temperature > 0 && Double.isFinite(temperature),
                    "objective.temperature",
                    temperature,
                    "above 0 and finite");
            require(
                    !learnTemperature || (temperature > 0.01 && temperature < 0.5),
                    "objective.temperature",
                    temperature,
                    "between 0.01 and 0.5, because learn-temperature is true");
            require(margin > 0 && Double.isFinite(margin), "objective.margin", margin, "above 0 and finite");
            require(!negatives.isEmpty(), "objective.negatives", negatives, "at least one kind");
        }
    }

    /**
     * How pictures are altered at random each time they are used.
     *
     * @param views {@code affine}: the changes below; {@code photo}: changes that are common for photographs;
     *     {@code auto}: {@code photo} for photographs without labels, {@code affine} otherwise
     * @param strength of {@code photo}, 0 to 2
     * @param rotate degrees either way, 0 to 180
     * @param shear tangent either way, 0 to 1
     * @param zoom share either way, 0 to 0.9
     * @param shift share of the side either way, 0 to 0.5
     * @param elastic maximum smooth displacement as a share of the side, 0 to 0.5
     * @param stroke maximum share of the way from a pixel to the darkest or lightest of its neighbours, 0 to 1
     * @param light maximum factor on brightness, contrast and gamma, either way, as a logarithm, 0 to 2
     * @param blur maximum standard deviation of a blur as a share of the side, 0 to 0.5
     * @param noise maximum standard deviation of sensor noise, 0 to 128 grey levels
     * @param turns the share of groups in a batch that are turned by multiples of 90 degrees or mirrored, 0 to 1. Turned
     *     identities count as new identities: there are then up to eight times as many (Santoro et al. 2016, sec. 4.1)
     */
    public record Augmentation(
            String views,
            double strength,
            double rotate,
            double shear,
            double zoom,
            double shift,
            double elastic,
            double stroke,
            double light,
            double blur,
            double noise,
            double turns) {
        public Augmentation {
            requireWord(views, "augmentation.views", List.of("affine", "auto", "photo"));
            require(strength >= 0 && strength <= 2, "augmentation.strength", strength, "0 to 2");
            require(rotate >= 0 && rotate <= 180, "augmentation.rotate", rotate, "0 to 180 degrees");
            require(shear >= 0 && shear <= 1, "augmentation.shear", shear, "0 to 1");
            require(zoom >= 0 && zoom <= 0.9, "augmentation.zoom", zoom, "0 to 0.9");
            require(shift >= 0 && shift <= 0.5, "augmentation.shift", shift, "0 to 0.5");
            require(elastic >= 0 && elastic <= 0.5, "augmentation.elastic", elastic, "0 to 0.5");
            require(stroke >= 0 && stroke <= 1, "augmentation.stroke", stroke, "0 to 1");
            require(light >= 0 && light <= 2, "augmentation.light", light, "0 to 2");
            require(blur >= 0 && blur <= 0.5, "augmentation.blur", blur, "0 to 0.5");
            require(noise >= 0 && noise <= 128, "augmentation.noise", noise, "0 to 128 grey levels");
            require(turns >= 0 && turns <= 1, "augmentation.turns", turns, "0 to 1");
        }

        /** Whether light, blur or noise change. */
        public boolean changesCapture() {
            return light > 0 || blur > 0 || noise > 0;
        }

        /** Whether pictures are altered as photographs. */
        public boolean asPhotos(boolean unlabelled) {
            return views.equals("auto") ? unlabelled : views.equals("photo");
        }
    }

    /**
     * The training steps.
     *
     * @param identities in each batch, with two pictures of each
     * @param groups from which a batch is drawn; 0 for all
     * @param frozen what training does not change: {@code none}; {@code tower}: the embedding and the head are trained;
     *     {@code encoder}: only the head is trained
     * @param towerRate the learning rate of the tower as a share of that of the embedding and the head, above 0, to 1
     * @param learningRate its maximum
     * @param warmUp steps over which the learning rate rises; after them it falls along a cosine to 0 (Loshchilov and
     *     Hutter 2017)
     * @param weightDecay decoupled weight decay, multiplied by the learning rate (Loshchilov and Hutter 2019)
     * @param average the share of the averaged weights that each step keeps (Polyak and Juditsky 1992), below 1
     * @param precision of the numbers between the convolutions of a step: {@code float}, 32 bits; {@code mixed}, bfloat16 for wide
     *     convolutions; {@code auto}: mixed if the processor has instructions for bfloat16, else float. Weights, their
     *     averages, losses and everything outside of training steps are 32-bit floats in any case
     */
    public record Schedule(
            int identities,
            int groups,
            String frozen,
            @JsonProperty("tower-rate") double towerRate,
            @JsonProperty("learning-rate") double learningRate,
            @JsonProperty("warm-up") int warmUp,
            @JsonProperty("weight-decay") double weightDecay,
            double average,
            String precision) {
        public Schedule {
            require(identities >= 2 && identities <= 4096, "schedule.identities", identities, "2 to 4096");
            require(groups >= 0, "schedule.groups", groups, "0 or more");
            requireWord(frozen, "schedule.frozen", List.of("encoder", "none", "tower"));
            require(towerRate > 0 && towerRate <= 1, "schedule.tower-rate", towerRate, "above 0, to 1");
            require(learningRate > 0 && learningRate <= 10, "schedule.learning-rate", learningRate, "above 0, to 10");
            require(warmUp >= 1, "schedule.warm-up", warmUp, "1 step or more");
            require(weightDecay >= 0 && weightDecay <= 10, "schedule.weight-decay", weightDecay, "0 to 10");
            require(average >= 0 && average < 1, "schedule.average", average, "0 to below 1");
            requireWord(precision, "schedule.precision", List.of("auto", "float", "mixed"));
        }

        /** Whether some layers are not trained. */
        public boolean freezes() {
            return !frozen.equals("none");
        }
    }

    /**
     * How the best weights are selected.
     *
     * @param holdOut the share of identities that are held out from training, above 0 and below 1
     * @param by the quality that counts: {@code one-shot}, {@code retrieval} (mean average precision) or {@code
     *     verification} (AUC)
     * @param ways pictures to choose from in a one-shot trial, 2 or more
     * @param validations number of validation points in a run, 1 or more
     */
    public record Selection(@JsonProperty("hold-out") double holdOut, String by, int ways, int validations) {
        public Selection {
            require(holdOut > 0 && holdOut < 1, "selection.hold-out", holdOut, "above 0 and below 1");
            requireWord(by, "selection.by", List.of("one-shot", "retrieval", "verification"));
            require(ways >= 2, "selection.ways", ways, "2 or more");
            require(validations >= 1, "selection.validations", validations, "1 or more");
        }
    }

    private static void require(boolean holds, String field, @Nullable Object value, String allowed) {
        if (!holds) {
            throw new InputException("recipe: " + field + " is " + value + "; allowed: " + allowed);
        }
    }

    private static void requireWord(String word, String field, List<String> allowed) {
        if (!allowed.contains(word)) {
            throw new InputException("recipe: " + field + " is '" + word + "'" + UnknownName.suggestion(word, allowed));
        }
    }
}
