package dev.likeness.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataSet;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.UserPath;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** The card of a model folder as it is added to: notes for people, and results. */
public final class CardFile {
    private final Path folder;

    public CardFile(Path folder) {
        this.folder = folder;
        if (!Files.isRegularFile(folder.resolve("model.json"))) {
            throw new InputException(folder + ": is no model folder; only the card of a folder can be written to");
        }
    }

    /** Adds a result to those measured. */
    public void record(ObjectNode result, DataSet data) {
        change(notes -> {
            ObjectNode measured = notes.measured().deepCopy();
            ObjectNode entry = measured.withArray("evaluations")
                    .addObject()
                    .put("opened", LocalDate.now(ZoneOffset.UTC).toString())
                    .put("data_sha256", data.hash());
            entry.setAll(result);
            entry.put("data", UserPath.lastName(data.name()));
            return new ModelCard.Notes(notes.design(), notes.provenance(), notes.licence(), measured, notes.run());
        });
    }

    /** Replaces what the card says of the licence, of the weights and of what they were trained on. */
    public void licence(JsonNode licence) {
        change(notes ->
                new ModelCard.Notes(notes.design(), notes.provenance(), licence, notes.measured(), notes.run()));
    }

    private void change(UnaryOperator<ModelCard.Notes> how) {
        ModelCard card = ModelJson.read(ModelFiles.at(folder).read("model.json"), folder.toString());
        write(card.with(how.apply(card.notes())));
    }

    /** Puts another card in its place. */
    public void write(ModelCard card) {
        AtomicFiles.write(folder.resolve("model.json"), ModelJson.write(card));
    }
}
