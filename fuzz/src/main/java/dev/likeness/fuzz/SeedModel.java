package dev.likeness.fuzz;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.files.Sha256;
import dev.likeness.measure.CodeFormat;
import dev.likeness.measure.NumberFormat;
import dev.likeness.measure.Side;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelJson;
import dev.likeness.model.NetworkDesign;
import dev.likeness.model.Provenance;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.Networks;
import dev.likeness.train.export.OnnxExport;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The smallest model with a given head: real graphs for pictures of 8x8, with random weights.
 *
 * @param card everything except the checksums of its files
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SeedModel(ModelCard card, byte[] encoder, byte[] head) {

    private static final PictureShape SHAPE = new PictureShape(8, 8, 1);

    static SeedModel of(String tower, String head) {
        Recipe recipe = Recipes.defaults()
                .withTower(tower)
                .with("design", "widths", "[2, 2, 2]")
                .with("design", "head", head)
                .with("design", "head-width", "2")
                .with("design", "embedding", "2")
                .toRecipe();
        Network network = Networks.build(recipe.design(), SHAPE);
        Random random = new Random(1);
        Map<String, float[]> weights = new HashMap<>();
        for (Parameter parameter : network.parameters()) {
            float[] values = new float[parameter.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
            }
            weights.put(parameter.name(), values);
        }
        OnnxExport export = new OnnxExport(network, weights);
        OnnxExport.Shapes shapes = export.shapes(SHAPE);
        byte[] encoder = export.encoder(SHAPE, Side.A);
        byte[] pair = export.head(shapes, 1, 0);
        return new SeedModel(card(shapes, encoder, pair), encoder, pair);
    }

    private static final Threshold.Estimate ESTIMATE = new Threshold.Estimate(0.5, new Rate(0.0998, 0.07, 0.14), 3000);

    private static final NetworkDesign DESIGN = new NetworkDesign(
            new NetworkDesign.Tower("plain", List.of(), List.of(), 0),
            "shared",
            new NetworkDesign.Head("blend", 2, 0, 0, "none", null),
            2,
            "grid",
            null);

    private static ModelCard card(OnnxExport.Shapes shapes, byte[] encoder, byte[] head) {
        return new ModelCard(
                "seed",
                SHAPE,
                Fit.STRETCH,
                shapes.embedding(),
                shapes.prepared(),
                new CodeFormat(NumberFormat.INT8, NumberFormat.HALF),
                new EmbeddingTerm(1, 0),
                new Calibration(1.5, -0.25, 0.5),
                List.of(new Threshold(0.1, 0.75, 0.0875, 52, ESTIMATE), new Threshold(0.001, null, null, 52, null)),
                Map.of(ModelCard.ENCODER, Sha256.hex(encoder), ModelCard.HEAD, Sha256.hex(head)),
                ModelCard.Notes.of(DESIGN, Provenance.UNKNOWN));
    }

    byte[] json() {
        return ModelJson.write(card);
    }

    /** {@code model.json} with the checksums of other graphs. */
    static byte[] json(ModelCard card, byte[] encoder, byte[] head) {
        return ModelJson.write(
                card.withFiles(Map.of(ModelCard.ENCODER, Sha256.hex(encoder), ModelCard.HEAD, Sha256.hex(head))));
    }
}
