package dev.likeness.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataSet;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.UserPath;
import dev.likeness.model.Licence;
import dev.likeness.model.MeasuredResults.Evaluation;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** The card of a model folder, for adding notes and results. */
public final class CardFile {
    private final Path folder;

    public CardFile(Path folder) {
        this.folder = folder;
        if (!Files.isRegularFile(folder.resolve("model.json"))) {
            throw new InputException(folder + ": is not a model folder; only the card of a folder can be changed;"
                    + " choose a model folder");
        }
    }

    /** Adds a result to the measured results. */
    public void record(ObjectNode result, DataSet data) {
        ObjectNode recorded = result.deepCopy().put("data", UserPath.lastName(data.name()));
        if (data.isOfficial()) {
            recorded.put("official", true);
        }
        Evaluation evaluation =
                new Evaluation(LocalDate.now(ZoneOffset.UTC).toString(), data.hash(), recorded.toString());
        change(notes -> notes.with(notes.measured().with(evaluation)));
    }

    /** Replaces what the card says of the licence, of the weights and of what they were trained on. */
    public void licence(Licence licence) {
        change(notes -> notes.with(licence));
    }

    private void change(UnaryOperator<ModelCard.Notes> how) {
        ModelCard card = ModelJson.read(ModelFiles.at(folder).read("model.json"), folder.toString());
        write(card.with(how.apply(card.notes())));
    }

    /** Replaces the card. */
    public void write(ModelCard card) {
        AtomicFiles.write(folder.resolve("model.json"), ModelJson.write(card));
    }
}
