package dev.likeness.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The table. */
final class Rows {
    static final String RANK = "rank-1080";

    private static final List<String> EAGER = List.of("eager");
    private static final List<String> PLAIN = List.of("eager_plain");
    private static final List<String> BEST = List.of("eager", "channels_last", "compile", "compile_channels_last");
    private static final List<String> BRIEF = List.of("bfloat16_channels_last", "bfloat16_compile_channels_last");
    private static final String PYTHON_BRIEF =
            "Python torch in bfloat16 (torch.autocast), the better of eager and torch.compile";
    private static final String PYTHON_EAGER = "Python torch, eager";
    private static final String PYTHON_PLAIN =
            "Python torch, eager, with the head as it is defined, conv(concat(a, b))";
    private static final String PYTHON_SPLIT = "Python torch, eager, with our algebra in the head, Wa a + Wb b";
    private static final String PYTHON_BEST = "Python torch, the best of eager, channels_last and torch.compile";
    private static final String PYTHON_RUN =
            "Python torch with torchvision's transforms and a DataLoader, the best of the three";
    private static final String PYTHON_ORT = "Python onnxruntime on the same files";
    private static final String PYTHON_MANY = "Python torch, batched and broadcast, the best of several ways";
    private static final String STEP = "network step (forward, backward, AdamW)";
    private static final String MANY_AIM = "50 % of the memory bandwidth or of the fp32 peak";

    static final List<Row> ALL = List.of(
            new Row("t1-step-eager", "T1, " + STEP, PYTHON_PLAIN, PLAIN, List.of("step t1"), 1.6, "2.0"),
            new Row("t1-step-split", "T1, " + STEP, PYTHON_SPLIT, EAGER, List.of("step t1"), 1.6, "2.0"),
            new Row("t1-step-best", "T1, " + STEP, PYTHON_BEST, BEST, List.of("step t1"), 1.1, "1.3"),
            new Row(
                    "r-step-best",
                    "R, " + STEP,
                    PYTHON_BEST,
                    BEST,
                    List.of("step r"),
                    1.0,
                    "1.1, and 80 % of the peak"),
            new Row(
                    "d-step-best",
                    "D, " + STEP,
                    PYTHON_BEST,
                    BEST,
                    List.of("step d"),
                    1.0,
                    "1.1, and 80 % of the peak"),
            new Row(
                    "omniglot-run",
                    "training run on characters",
                    PYTHON_RUN,
                    BEST,
                    List.of("run characters"),
                    2,
                    "3.0"),
            new Row(
                    "photos-run",
                    "training run on photographs",
                    PYTHON_RUN,
                    BEST,
                    List.of("run photographs"),
                    2,
                    "3.0"),
            brief("t1-step-bfloat16", "T1, " + STEP, "mixed-step t1"),
            brief("r-step-bfloat16", "R, " + STEP, "mixed-step r"),
            brief("d-step-bfloat16", "D, " + STEP, "mixed-step d"),
            brief("omniglot-run-bfloat16", "training run on characters", "mixed-run characters"),
            brief("photos-run-bfloat16", "training run on photographs", "mixed-run photographs"),
            compare("compare-1-eager", 1, PYTHON_EAGER, "eager", 3.3, "4.0"),
            compare("compare-64-eager", 64, PYTHON_EAGER, "eager", 2.4, "3.0"),
            compare("compare-1-ort", 1, PYTHON_ORT, "ort", 0.95, "1.0"),
            compare("compare-64-ort", 64, PYTHON_ORT, "ort", 0.95, "1.0"),
            many("concat"),
            many("nearest"),
            many("correlation"),
            many("default"),
            new Row(
                    RANK,
                    "ranking 1,080 pictures against each other, shell to table",
                    "commit " + OldVersion.COMMIT,
                    List.of("old"),
                    List.of("rank"),
                    10,
                    "20"),
            folder("", 200, "full", 1.5, "2.0"),
            folder("", 200, "reduced", 0.7, "1.0"),
            folder("24-", 24, "full", 1.5, "2.0"),
            folder("24-", 24, "reduced", 0.7, "1.0"),
            new Row(
                    "start-up",
                    "shell to first verdict",
                    "Python importing torch and doing the same",
                    EAGER,
                    List.of("start"),
                    3,
                    "5"));

    private Rows() {}

    /** Both sides in mixed precision. */
    private static Row brief(String id, String work, String measured) {
        return new Row(id, work + ", bfloat16", PYTHON_BRIEF, BRIEF, List.of(measured), 1, "1.1");
    }

    private static Row compare(String id, int pairs, String against, String setting, double must, String aim) {
        return new Row(
                id,
                "compare, batch " + pairs + ", T1 and R, from decoded pixels",
                against,
                List.of(setting),
                List.of("compare-" + pairs + " t1", "compare-" + pairs + " r"),
                must,
                aim);
    }

    private static Row many(String head) {
        String work =
                "one query against 10,000 codes, head " + (head.equals("default") ? "of the default recipe" : head);
        return new Row("many-" + head, work, PYTHON_MANY, List.of("torch"), List.of("many " + head), 1.2, MANY_AIM);
    }

    /** Both sides have a start that counts more in a small folder. */
    private static Row folder(String size, int count, String reading, double must, String aim) {
        return new Row(
                "folder-" + size + reading,
                "folder of " + count + " 12-megapixel JPEGs to embeddings",
                "Python: OpenCV " + reading + " reading and onnxruntime",
                List.of(reading),
                List.of("folder " + count),
                must,
                aim);
    }

    /** The rows of some ids, in the order of the table. */
    static List<Row> of(Set<String> ids) {
        Set<String> unknown = new LinkedHashSet<>(ids);
        ALL.forEach(row -> unknown.remove(row.id()));
        if (!unknown.isEmpty()) {
            throw new UsageException("no row is called " + unknown + "; allowed: "
                    + ALL.stream().map(Row::id).toList());
        }
        return ALL.stream().filter(row -> ids.contains(row.id())).toList();
    }
}
