package dev.likeness.train;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.FileFault;
import dev.likeness.files.Sha256;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.sharing.Sharings;
import dev.likeness.train.tower.TorchvisionNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Initial weights of a tower: the state dict of torchvision's {@code resnet18}, as safetensors.
 *
 * <p>torchvision's models expect {@code (pixels / 255 - mean) / deviation}. Here the network's first norm computes this:
 * its running mean and variance are initialised with those values, so that the network equals torchvision's up to
 * rounding until the first step. During training all norms use the statistics of the batch and update their running
 * statistics. So pictures that look like photographs are normalised as before, and others are brought to the mean 0 and
 * variance 1 that the tower was trained on.
 */
public final class TowerWeights {
    private static final String TOWER = "resnet18";
    private static final Pattern TOWERS = Pattern.compile("(?:[ab]\\.)?tower\\.(.+)"); // shared, or one for each side
    private static final Pattern PIXELS = Pattern.compile("(?:[ab]\\.)?pixels\\.(.+)");
    private static final long MAX_BYTES = 1 << 29; // five times the size of the weights in 64-bit numbers
    private static final int NAMED = 3; // how many wrong tensors an error names; the others are only counted
    private static final double[] MEANS = {0.485, 0.456, 0.406}; // red, green, blue, of pixels / 255
    private static final double[] DEVIATIONS = {0.229, 0.224, 0.225};

    private final Path file;
    private final String checksum;
    private final Map<String, SafeTensors.Array> arrays;

    private TowerWeights(Path file, byte[] bytes) {
        this.file = file;
        checksum = Sha256.hex(bytes);
        arrays = SafeTensors.read(bytes, file.toString(), name -> !TorchvisionNames.beside(name));
    }

    /**
     * Reads a whole file.
     *
     * @throws InputException if it is absent, too large, or not a safetensors file
     */
    public static TowerWeights read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = BoundedRead.all(
                    in,
                    MAX_BYTES,
                    () -> new InputException(file + ": larger than " + (MAX_BYTES >> 20) + " MB, but the weights of "
                            + TOWER + " have 45 MB; name their safetensors file"));
            if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
                throw new InputException(file + ": a file in PyTorch's own format (pickle), which can run code and"
                        + " is never read; " + howToSave());
            }
            return new TowerWeights(file, bytes);
        } catch (IOException e) {
            throw new InputException(
                    file + ": cannot be read (" + FileFault.reason(e, file) + "); name a safetensors file", e);
        }
    }

    private static String howToSave() {
        return "write a safetensors file in Python: safetensors.torch.save_file(torchvision.models." + TOWER
                + "(..).state_dict(), \"" + TOWER + ".safetensors\")";
    }

    /** SHA-256 of the file. */
    String checksum() {
        return checksum;
    }

    /** The name of the file, without its folder. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    /**
     * Checks before any picture is read whether the weights fit a recipe. With {@code auto} channels, whether the
     * pictures are grey is checked later.
     *
     * @throws InputException if the recipe has another tower or grey pictures, or the file has another network
     */
    void require(Recipe recipe) {
        if (!recipe.design().tower().equals(TOWER)) {
            throw new InputException(
                    file + ": these weights are for the tower " + TOWER + ", and the recipe's is "
                            + recipe.design().tower(),
                    new Remedy(Remedy.Action.SET_TOWER, TOWER));
        }
        if (Sharings.headless(recipe.design().sharing())) {
            throw new InputException(file + ": these weights take one picture, but with sharing "
                    + recipe.design().sharing() + " the tower takes two pictures; choose shared or separate");
        }
        int channels = recipe.input().channels().equals("grey") ? 1 : 3;
        numbers(Networks.build(recipe.design(), new PictureShape(64, 64, channels)));
    }

    /**
     * The values of the network's tower or towers and of the first norm, by the names of their parameters.
     *
     * @throws InputException if a tensor is missing, unknown or of another shape, if a value is invalid, or if the
     *     pictures are grey
     */
    Map<String, float[]> numbers(Network network) {
        if (network.parameters().stream()
                .anyMatch(p -> PIXELS.matcher(p.name()).matches() && p.size() != MEANS.length)) {
            throw new InputException(
                    file + ": these weights take colour pictures, and yours are grey",
                    new Remedy(Remedy.Action.SET_COLOUR_INPUT));
        }
        Set<String> left = new LinkedHashSet<>(arrays.keySet());
        Set<String> asked = new HashSet<>();
        Map<String, float[]> numbers = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> reshaped = new ArrayList<>();
        for (Parameter parameter : network.parameters()) {
            Matcher pixels = PIXELS.matcher(parameter.name());
            if (pixels.matches()) {
                numbers.put(parameter.name(), pixels(pixels.group(1)));
            }
            Matcher tower = TOWERS.matcher(parameter.name());
            if (tower.matches()) {
                String name = TorchvisionNames.of(tower.group(1));
                SafeTensors.Array array = arrays.get(name);
                left.remove(name);
                asked.add(name);
                if (array == null) {
                    missing.add(name + " " + parameter.shape());
                } else if (!array.shape().equals(parameter.shape())) {
                    reshaped.add(name + " " + array.shape() + " for " + parameter.shape());
                } else {
                    requireValid(name, array);
                    numbers.put(parameter.name(), array.values());
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        describe(wrong, missing, "missing");
        describe(wrong, reshaped, "of another shape");
        describe(wrong, List.copyOf(left), "unknown");
        if (!wrong.isEmpty()) {
            throw new InputException(file + ": does not contain the " + asked.size() + " tensors of the tower " + TOWER
                    + ": " + String.join("; ", wrong) + "; " + howToSave());
        }
        return numbers;
    }

    private static void describe(List<String> wrong, List<String> names, String what) {
        if (!names.isEmpty()) {
            wrong.add(names.size() + " " + what + " ("
                    + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                    + (names.size() > NAMED ? ", .." : "") + ")");
        }
    }

    private void requireValid(String name, SafeTensors.Array array) {
        boolean variance = name.endsWith(".running_var");
        for (float value : array.values()) {
            if (!Float.isFinite(value) || (variance && value < 0)) {
                throw new InputException(file + ": " + name + " contains " + value + ", which is not a valid "
                        + (variance ? "variance" : "weight") + "; save or download the file again");
            }
        }
    }

    /**
     * The initial value of one parameter of the first norm. The norm's epsilon is not subtracted from the variance: at
     * about 3300 the difference is below the precision of a float.
     */
    private static float[] pixels(String parameter) {
        float[] numbers = new float[MEANS.length];
        for (int i = 0; i < MEANS.length; i++) {
            numbers[i] = switch (parameter) {
                case "weight" -> 1;
                case "bias" -> 0;
                case "running_mean" -> (float) (255 * MEANS[i]);
                case "running_var" -> (float) Math.pow(255 * DEVIATIONS[i], 2);
                default -> throw new IllegalArgumentException("a norm has no " + parameter);
            };
        }
        return numbers;
    }
}
