package dev.likeness.fuzz;

import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelJson;
import java.util.Arrays;
import java.util.List;

/** {@code model.json}. A card that is written and read again must be equal. */
final class ModelJsonTarget implements Target {
    @Override
    public String name() {
        return "model-json";
    }

    @Override
    public void read(byte[] input) {
        ModelCard card = ModelJson.read(input, "input");
        byte[] written = ModelJson.write(card);
        ModelCard again = ModelJson.read(written, "written");
        if (!again.equals(card) || !Arrays.equals(written, ModelJson.write(again))) {
            throw new Finding("a card differs after it is written and read again");
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(SeedModel.of("plain", "blend").json());
    }

    @Override
    public int longest() {
        return 4096;
    }

    @Override
    public List<String> watched() {
        return List.of("com.fasterxml.jackson.**");
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"format\"",
                "\"name\"",
                "\"input\"",
                "\"width\"",
                "\"channels\"",
                "\"fit\"",
                "letterbox",
                "\"embedding\"",
                "\"prepared\"",
                "\"embedding_term\"",
                "\"calibration\"",
                "\"prior\"",
                "\"thresholds\"",
                "\"false_match_rate\"",
                "\"negatives\"",
                "\"files\"",
                "\"encoder_b.onnx\"",
                "\"run\"",
                "null",
                "1e999",
                "-0.0",
                "2147483648",
                "NaN",
                "[[[[",
                "{\"a\":");
    }
}
