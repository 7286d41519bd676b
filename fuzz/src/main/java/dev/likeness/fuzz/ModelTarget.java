package dev.likeness.fuzz;

import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Picture;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A whole model with one changed file and corrected checksums. What passes the checks of the product goes to ONNX Runtime,
 * encodes two pictures and compares them.
 *
 * <p>The first byte of an input selects the model and the file; the rest is the content of that file.
 */
final class ModelTarget implements Target {
    private static final int FILES = 3;
    private static final int ENCODER = 0;
    private static final int HEAD = 1;

    private final List<SeedModel> models = List.of(
            SeedModel.of("plain", "blend"),
            SeedModel.of("plain", "nearest"),
            SeedModel.of("plain", "correlation"),
            SeedModel.of("residual", "concat"));
    private final List<Picture> pictures = List.of(picture(3), picture(200));

    private static Picture picture(int first) {
        byte[] rgb = new byte[8 * 8 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (first + i / 3 * 5);
        }
        return new Picture(8, 8, rgb);
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int which = input[0] & 0xff;
        SeedModel model = models.get(which / FILES % models.size());
        byte[] changed = Arrays.copyOfRange(input, 1, input.length);
        byte[] encoder = which % FILES == ENCODER ? changed : model.encoder();
        byte[] head = which % FILES == HEAD ? changed : model.head();
        byte[] json = which % FILES == ENCODER || which % FILES == HEAD
                ? SeedModel.json(model.card(), encoder, head)
                : changed;
        Map<String, byte[]> files = Map.of("model.json", json, ModelCard.ENCODER, encoder, ModelCard.HEAD, head);
        compare(ModelFiles.of("input", file -> files.getOrDefault(file, new byte[0])));
    }

    private void compare(ModelFiles files) {
        try (LearnedMeasure measure = LearnedMeasure.open(files)) {
            List<Code> codes = new ArrayList<>(measure.encode(pictures, Side.A));
            double[] scores = measure.compare(codes, List.of(codes.get(1), codes.get(0)));
            if (scores.length != pictures.size()) {
                throw new Finding(scores.length + " scores for " + pictures.size() + " pairs");
            }
            measure.map(codes.get(0), codes.get(1));
            try (CodeBlock block = measure.block(codes, Side.B)) {
                block.compare(codes);
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            SeedModel model = models.get(i);
            List<byte[]> files = List.of(model.encoder(), model.head(), model.json());
            for (int file = 0; file < FILES; file++) {
                ByteArrayOutputStream seed = new ByteArrayOutputStream();
                seed.write(i * FILES + file);
                seed.writeBytes(files.get(file));
                seeds.add(seed.toByteArray());
            }
        }
        return seeds;
    }

    @Override
    public int longest() {
        return 8192;
    }

    @Override
    public List<String> words() {
        return List.of(
                "Conv",
                "Cast",
                "Transpose",
                "Identity",
                "Reshape",
                "MatMul",
                "Gather",
                "ReduceMean",
                "Slice",
                "Concat",
                "Pad",
                "Tile",
                "Expand",
                "Loop",
                "Resize",
                "Gemm",
                "kernel_shape",
                "strides",
                "pads",
                "group",
                "perm",
                "axis",
                "embedding",
                "prepared",
                "pixels",
                "score",
                "map",
                "ai.onnx",
                "location");
    }
}
