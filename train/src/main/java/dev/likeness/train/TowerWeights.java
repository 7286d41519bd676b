package dev.likeness.train;

import dev.likeness.error.InputException;
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
 * Weights that a tower starts from: the state dict of torchvision's {@code resnet18}, as safetensors.
 *
 * <p>torchvision's models take pixels / 255, less a mean, divided by a deviation. Here the network's first norm does it:
 * these are its running mean and variance, so that the network is torchvision's to the last rounding until the first
 * step. In training all norms use the batch's own statistics and their running ones follow, the first like the twenty
 * behind it: pictures that look like photographs are taken as before, and others are brought to the mean 0 and variance
 * 1 that the tower was trained on.
 */
public final class TowerWeights {
    private static final String TOWER = "resnet18";
    private static final Pattern TOWERS = Pattern.compile("(?:[ab]\\.)?tower\\.(.+)"); // one, or one for each side
    private static final Pattern PIXELS = Pattern.compile("(?:[ab]\\.)?pixels\\.(.+)");
    private static final long MAX_BYTES = 1 << 29; // five times what it takes with 64-bit numbers
    private static final int NAMED = 3; // of the tensors that do not fit; the rest are counted
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
     * Reads a file, whole.
     *
     * @throws InputException if it is absent, or no safetensors file, or too big to be meant
     */
    public static TowerWeights read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InputException(
                        file + ": has " + (Files.size(file) >> 20) + " MB; the weights of " + TOWER + " have 45");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
                throw new InputException(file + ": a file of PyTorch's own format, which is code (pickle) and never"
                        + " read; " + howToSave());
            }
            return new TowerWeights(file, bytes);
        } catch (IOException e) {
            throw new InputException(
                    file + ": cannot be read (" + FileFault.reason(e, file) + "); name a safetensors file", e);
        }
    }

    private static String howToSave() {
        return "in Python, safetensors.torch.save_file(torchvision.models." + TOWER + "(..).state_dict(), \"" + TOWER
                + ".safetensors\") writes what is wanted";
    }

    /** SHA-256 of the file. */
    String checksum() {
        return checksum;
    }

    /** The file's own name, without its folder. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    /**
     * Finds out before any picture is read whether they fit, apart from what {@code auto} channels will come to.
     *
     * @throws InputException if the recipe has another tower or grey pictures, or the file another network
     */
    void require(Recipe recipe) {
        if (!recipe.design().tower().equals(TOWER)) {
            throw new InputException(file + ": weights are read for the tower " + TOWER + " only, and this one is "
                    + recipe.design().tower() + "; add --tower " + TOWER + ", or leave the weights out");
        }
        if (Sharings.headless(recipe.design().sharing())) {
            throw new InputException(file + ": these weights take one picture, and with sharing "
                    + recipe.design().sharing() + " the tower takes two together; choose shared or separate");
        }
        int channels = recipe.input().channels().equals("grey") ? 1 : 3;
        numbers(Networks.build(recipe.design(), new PictureShape(64, 64, channels)));
    }

    /**
     * The numbers of the network's tower, or towers, and of the pixels' norm, by the names of their parameters.
     *
     * @throws InputException if a tensor is missing, too many or of another shape, or holds what no network computes
     *     with, or the pictures are grey
     */
    Map<String, float[]> numbers(Network network) {
        if (network.parameters().stream()
                .anyMatch(p -> PIXELS.matcher(p.name()).matches() && p.size() != MEANS.length)) {
            throw new InputException(file + ": these weights take colour pictures, and yours are grey; add --set"
                    + " input.channels=colour: each grey value is then taken as red, green and blue");
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
                    requireSound(name, array);
                    numbers.put(parameter.name(), array.values());
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        note(wrong, missing, "missing");
        note(wrong, reshaped, "of another shape");
        note(wrong, List.copyOf(left), "not of it");
        if (!wrong.isEmpty()) {
            throw new InputException(file + ": does not hold the tower " + TOWER + ", whose tensors are "
                    + asked.size() + ": " + String.join("; ", wrong) + "; "
                    + howToSave());
        }
        return numbers;
    }

    private static void note(List<String> wrong, List<String> names, String what) {
        if (!names.isEmpty()) {
            wrong.add(names.size() + " " + what + " ("
                    + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                    + (names.size() > NAMED ? ", .." : "") + ")");
        }
    }

    private void requireSound(String name, SafeTensors.Array array) {
        boolean variance = name.endsWith(".running_var");
        for (float value : array.values()) {
            if (!Float.isFinite(value) || (variance && value < 0)) {
                throw new InputException(file + ": " + name + " holds " + value + ", which is no "
                        + (variance ? "variance" : "weight") + "; save or download the file again");
            }
        }
    }

    /**
     * What one parameter of the pixels' norm starts from. The norm's epsilon is left out of the variance: beside some 3300
     * it is less than a float can tell.
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
