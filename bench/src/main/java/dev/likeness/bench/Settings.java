package dev.likeness.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param rows to measure
 * @param rounds each side runs this often
 * @param seconds of measurement in one process
 * @param threads of both sides
 * @param characters a folder of pictures for each identity; null to draw one
 * @param photographs a folder of photographs; null to draw one
 * @param python the interpreter
 * @param force whether to measure on a busy machine
 */
record Settings(
        List<Row> rows,
        int rounds,
        double seconds,
        int threads,
        @Nullable Path characters,
        @Nullable Path photographs,
        String python,
        boolean force) {
    static final String HELP = """
            bench/run [--only ID,..] [--rounds 3] [--seconds 5] [--threads 2] [--characters DIR] [--photographs DIR]
                      [--python FILE] [--with-old] [--force]

            Measures the speed of Likeness side by side with Python, in turn, each run in its own process, and writes
            bench/RESULTS.md and bench/results.json. Run nothing else meanwhile: it refuses on a busy machine.

              --only ID,..       Only these rows. The results of the other rows are kept if they are from the same machine
                                 and the same version of the sources; otherwise they are dropped.
              --rounds N         How often each side runs. The ratio is the median of the rounds. Default: 3.
              --seconds S        Seconds of measurement in each process; training runs take three times as long. Default: 5.
              --threads N        Threads of both sides. Default: 2. On a machine with more processors, start with
                                 taskset -c 0,1 so that commands use two.
              --characters DIR   Labelled pictures for omniglot-run: a folder for each identity, in folders of groups, such as
                                 the background set of Omniglot. Default: drawn ones of the same size and number.
              --photographs DIR  Photographs for photos-run, all in one folder. Default: drawn ones.
              --python FILE      A Python with torch, torchvision, onnxruntime, opencv-python-headless, numpy and pillow.
                                 Default: python3. Without torch, only our side is measured.
              --with-old         Also measure rank-1080 (one round): it builds an old commit in a work tree, which then ranks
                                 for several minutes.
              --force            Measure although the machine is busy. The results say so.

            Rows: %s""";

    /** Reads the arguments. */
    static Settings of(String[] arguments) {
        Set<String> only = new LinkedHashSet<>();
        int rounds = 3;
        double seconds = 5;
        int threads = 2;
        Path characters = null;
        Path photographs = null;
        String python = "python3";
        boolean old = false;
        boolean force = false;
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            switch (word) {
                case "--with-old" -> old = true;
                case "--force" -> force = true;
                case "--only" -> only.addAll(Arrays.asList(value(arguments, ++i).split(",", -1)));
                case "--rounds" -> rounds = number(word, value(arguments, ++i));
                case "--seconds" -> seconds = number(word, value(arguments, ++i));
                case "--threads" -> threads = number(word, value(arguments, ++i));
                case "--characters" ->
                    characters = Path.of(value(arguments, ++i)).toAbsolutePath();
                case "--photographs" ->
                    photographs = Path.of(value(arguments, ++i)).toAbsolutePath();
                case "--python" -> python = value(arguments, ++i);
                default -> throw new UsageException("unknown option " + word + "; bench/run --help lists the options");
            }
        }
        boolean withOld = old || only.contains(Rows.RANK);
        List<Row> rows = only.isEmpty()
                ? Rows.ALL.stream()
                        .filter(row -> withOld || !row.id().equals(Rows.RANK))
                        .toList()
                : Rows.of(only);
        return new Settings(rows, rounds, seconds, threads, characters, photographs, python, force);
    }

    private static String value(String[] arguments, int i) {
        if (i >= arguments.length) {
            throw new UsageException(arguments[i - 1] + " needs a value; bench/run --help shows an example");
        }
        return arguments[i];
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,3}")) {
            throw new UsageException(option + " is " + value + "; allowed: a whole number, 1 to 9999");
        }
        return Integer.parseInt(value);
    }
}
