package dev.likeness.model;

import dev.likeness.files.Sha256;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.picture.PictureShape;

/**
 * The identity of a trained model: a checksum of all that determines its codes and scores. These are the graphs of
 * encoder and heads, the size and fit of the pictures, the number formats of the codes, and the embedding's term. Calibration, thresholds and the name may
 * change; the codes stay valid.
 */
final class ModelIdentity {
    private static final int VERSION = 1; // of the list below
    private static final int MAX_NAME_LENGTH = 200;

    private ModelIdentity() {}

    static MeasureIdentity of(ModelCard card) {
        PictureShape input = card.input();
        Sha256 checksum = new Sha256()
                .add("model", Integer.toString(VERSION))
                .add(checksum(card, ModelCard.ENCODER), checksum(card, ModelCard.ENCODER_OF_B))
                .add(checksum(card, ModelCard.HEAD))
                .add(
                        input.width() + "x" + input.height() + "x" + input.channels(),
                        card.fit().name())
                .add(
                        Double.toHexString(card.term().scale()),
                        Double.toHexString(card.term().offset()));
        if (!card.codes().isFloat()) { // models from before there were formats keep their identity
            checksum.add(
                    "codes",
                    card.codes().embedding().word(),
                    card.codes().prepared().word());
        }
        if (card.comparesMany()) {
            checksum.add("many", checksum(card, ModelCard.HEAD_OF_MANY));
        }
        if (card.files().containsKey(ModelCard.HEAD_OF_BLOCK)) {
            checksum.add("block", checksum(card, ModelCard.HEAD_OF_BLOCK));
        }
        if (card.files().containsKey(ModelCard.HEAD_OF_QUERY)) {
            checksum.add("query", checksum(card, ModelCard.HEAD_OF_QUERY));
        }
        return new MeasureIdentity(name(card.name()), checksum.hex());
    }

    /** Empty if the model has no such file. */
    private static String checksum(ModelCard card, String file) {
        return card.files().getOrDefault(file, "");
    }

    /** A card may come from anyone; its name is shortened to what fits into a code. */
    private static String name(String name) {
        return name.isEmpty() ? "unnamed" : name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
    }
}
