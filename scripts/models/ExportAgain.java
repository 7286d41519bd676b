import dev.likeness.files.AtomicFiles;
import dev.likeness.files.Sha256;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.models.Models;
import dev.likeness.train.ModelFolderWriter;
import dev.likeness.train.Networks;
import dev.likeness.train.export.OnnxExport;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes the graphs for one query against many again, from the weights of a model that an older version exported, so that it gets what
 * newer versions export. Weights, encoder and the head for pairs stay as they are, and so do all scores, within rounding.
 *
 * <pre>
 * java -cp 'cli/target/likeness/lib/*' scripts/models/ExportAgain.java MODEL OUT
 * </pre>
 *
 * <p>MODEL is the name of a bundled model or a model folder. OUT is a folder, which may be MODEL; it gets {@code head_many.onnx}, {@code
 * head_block.onnx} and {@code head_query.onnx} if the head has them, and {@code model.json} with their checksums.
 */
public final class ExportAgain {
    private ExportAgain() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        ModelFiles files = Files.isDirectory(folder) ? ModelFiles.at(folder) : Models.bundled(args[0]);
        ModelCard card = ModelJson.read(files.read("model.json"), args[0]);
        Recipe recipe = Recipes.ofJson(Objects.requireNonNull(card.notes().provenance()).recipe()).toRecipe();
        Map<String, float[]> weights = new HashMap<>();
        SafeTensors.read(files.read("weights.safetensors"), args[0])
                .forEach((name, array) -> weights.put(name, array.values()));
        OnnxExport export = new OnnxExport(Networks.build(recipe.design(), card.input()), weights);
        OnnxExport.HeadOfMany many = export.headOfMany(
                export.shapes(card.input()), card.term().scale(), card.term().offset());
        Map<String, byte[]> written = new HashMap<>(ModelFolderWriter.headOfMany(many));
        Map<String, String> checksums = new HashMap<>(card.files());
        checksums.keySet().removeAll(Set.of(ModelCard.HEAD_OF_BLOCK, ModelCard.HEAD_OF_QUERY));
        written.forEach((file, bytes) -> checksums.put(file, Sha256.hex(bytes)));
        written.put("model.json", ModelJson.write(card.withFiles(checksums)));
        written.forEach((file, bytes) -> AtomicFiles.write(Path.of(args[1]).resolve(file), bytes));
        System.out.println("written to " + args[1] + ": " + written.keySet());
    }
}
