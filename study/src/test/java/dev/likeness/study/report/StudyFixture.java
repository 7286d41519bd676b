package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.CurvePoint;
import dev.likeness.study.outcome.ContenderOutcome.SeedOutcome;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.ExamplePair.Reading;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.Significance;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.StudyOutcome.Budget;
import dev.likeness.study.outcome.StudyOutcome.DataFacts;
import dev.likeness.study.outcome.StudyOutcome.Environment;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/** Invented outcomes of studies. */
final class StudyFixture {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private StudyFixture() {}

    /** Ten learned contenders and five measures; most optional values are missing somewhere. */
    static StudyOutcome full() {
        List<ContenderOutcome> contenders = List.of(
                learned("nearest", 0.9831, 3).cost(821_093, 165_900, 0.31, 18, 53),
                learned("correlation", 0.9812, 3).cost(822_883, 285_700, 0.31, 34, 69),
                learned("product", 0.9778, 3).cost(858_147, 1_329_400, 0.31, 18, 43),
                learned("blend", 0.9771, 3).cost(931_875, 3_983_600, 0.31, 47, 77),
                learned("concat", 0.9764, 3).cost(960_419, 2_300, 0.36, 13, 38),
                learned("separable", 0.9759, 3).cost(831_651, 2_300, 0.32, 16, 39),
                learned("grouped", 0.9752, 3).cost(968_739, 2_300, 0.37, 11, 36),
                learned("interleaved", 0.9744, 3).cost(833_891, 1_182_000, 0.31, 177, 93),
                learned("early", 0.9701, 1).early(),
                learned("cosine", 0.9655, 3).cost(812_772, 300, 0.31, 1.1, 20),
                measure("keypoints", 0.9012, 2.4, 310),
                measure("hog", 0.8423, 0.21, 1.4),
                measure("ssim", 0.8011, 0.02, 41),
                measure("phash", 0.7718, 0.09, 0.02),
                measure("pixels", 0.7102, null, 0));
        Map<String, Significance> verdicts = new LinkedHashMap<>();
        for (ContenderOutcome contender : contenders) {
            verdicts.put(contender.name(), contender.learned() ? Significance.NOT_SIGNIFICANT : Significance.WORSE);
        }
        verdicts.put("nearest", Significance.BETTER);
        verdicts.put("correlation", Significance.BETTER);
        verdicts.put("early", Significance.NOT_TESTED);
        verdicts.put("cosine", Significance.WORSE);
        return study("concat", contenders, verdicts);
    }

    /** A study ranked by AUC, in which the contenders have these verdicts against the baseline. */
    static StudyOutcome study(String baseline, List<ContenderOutcome> contenders, Map<String, Significance> verdicts) {
        List<Difference> differences = new ArrayList<>();
        Map<Figure, Rate> base = contenders.stream()
                .filter(contender -> contender.name().equals(baseline))
                .findFirst()
                .orElseThrow()
                .figures();
        for (ContenderOutcome contender : contenders) {
            for (Figure figure : Figure.values()) {
                Rate rate = contender.figures().get(figure);
                Rate against = base.get(figure);
                if (!contender.name().equals(baseline) && rate != null && against != null) {
                    Significance verdict = figure == Figure.AUC
                            ? verdicts.getOrDefault(contender.name(), Significance.NOT_TESTED)
                            : Significance.NOT_TESTED;
                    differences.add(difference(contender, figure, rate.value() - against.value(), verdict));
                }
            }
        }
        return new StudyOutcome(
                "0.1.0",
                new DataFacts(
                        "omniglot-background.zip",
                        "classes",
                        "sha256:4f1c2c7a9be05c1d8f4f93a1f2f30d0b8f6a7fb3d6a1c0cf6d7e3a0f1b2c3d4e",
                        778,
                        15_560,
                        186,
                        3_720,
                        "20 % of the identities, by seed 1",
                        12_000,
                        1_000,
                        20),
                new Budget(3_800L, null, 1),
                Figure.AUC,
                baseline,
                contenders,
                differences,
                (int) differences.stream()
                        .filter(difference -> difference.significance() != Significance.NOT_TESTED)
                        .count(),
                List.of(),
                new Environment(
                        "Some Processor 9000 @ 2.10GHz",
                        2,
                        "Linux 6.1, amd64",
                        "17.0.18",
                        "libtorch 2.10.0",
                        "2026-03-14"),
                "./likeness study omniglot-background.zip --heads concat,grouped,interleaved,separable,product,blend,"
                        + "correlation,nearest,cosine,early --measures keypoints,hog,ssim,phash,pixels --seeds 3 "
                        + "--steps 3800 --threads 1 --out study");
    }

    private static Difference difference(
            ContenderOutcome contender, Figure figure, double value, Significance verdict) {
        double half =
                verdict == Significance.NOT_SIGNIFICANT ? Math.abs(value) + 0.0031 : Math.abs(value) * 0.6 + 0.0001;
        @Nullable
        Double corrected = switch (verdict) {
            case NOT_TESTED -> null;
            case NOT_SIGNIFICANT -> 0.41;
            default -> 0.0004;
        };
        return new Difference(
                contender.name(),
                figure,
                value,
                value - half,
                value + half,
                contender.seeds().size() < 3 ? null : corrected,
                corrected,
                verdict);
    }

    static Draft learned(String name, double auc, int seeds) {
        return new Draft(name, auc, seeds);
    }

    static ContenderOutcome measure(String name, double auc, @Nullable Double encode, double compare) {
        Timing timing = encode == null ? null : new Timing(encode, compare, compare * 1.5, null, true);
        return new ContenderOutcome(
                name,
                false,
                Map.of("measure", name),
                figures(auc, 0.012, false),
                Map.of(),
                List.of(new SeedOutcome(null, seedFigures(auc), 0, 0)),
                null,
                timing,
                null,
                roc(auc));
    }

    private static Map<Figure, Rate> figures(double auc, double half, boolean oneShot) {
        double eer = 1 - NORMAL.cumulativeProbability(shift(auc) / 2);
        double fpr95 = 1 - NORMAL.cumulativeProbability(shift(auc) - NORMAL.inverseCumulativeProbability(0.95));
        Map<Figure, Rate> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.AUC, rate(auc, half));
        figures.put(Figure.EER, rate(eer, half * 1.4));
        figures.put(Figure.FPR95, rate(fpr95, half * 3));
        if (oneShot) {
            figures.put(Figure.ONE_SHOT, rate(0.2 + 0.69 * (auc - 0.5) / 0.48, 0.03));
        }
        return figures;
    }

    private static Rate rate(double value, double half) {
        return new Rate(value, Math.max(0, value - half), Math.min(1, value + half * 0.9));
    }

    /** In reverse order: an outcome puts them in order. */
    private static Map<Figure, Double> seedFigures(double auc) {
        Map<Figure, Double> values = new LinkedHashMap<>();
        figures(auc, 0.01, true).entrySet().stream()
                .sorted(Map.Entry.<Figure, Rate>comparingByKey().reversed())
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().value()));
        return values;
    }

    private static double shift(double auc) {
        return Math.sqrt(2) * NORMAL.inverseCumulativeProbability(auc);
    }

    /** The curve of two normal distributions with this area. */
    private static List<CurvePoint> roc(double auc) {
        List<CurvePoint> points = new ArrayList<>(List.of(new CurvePoint(0, 0)));
        for (double z = -3.6; z <= 3.6; z += 0.08) {
            points.add(new CurvePoint(NORMAL.cumulativeProbability(z), NORMAL.cumulativeProbability(z + shift(auc))));
        }
        points.add(new CurvePoint(1, 1));
        return points;
    }

    /** Builds a learned contender. */
    record Draft(String name, double auc, int seeds) {
        ContenderOutcome cost(long parameters, long perPair, double encode, double compare, double alone) {
            CostFacts cost = new CostFacts(parameters, 17_200_000, 300_000, perPair);
            return outcome(cost, new Timing(encode, compare, alone, 1_240.0, true), true);
        }

        /** Without costs. */
        ContenderOutcome plain() {
            return outcome(null, null, true);
        }

        /** Early fusion: all of it runs for each pair. Timed on a busy machine; no trials. */
        ContenderOutcome early() {
            CostFacts cost = new CostFacts(790_113, 0, 0, 17_900_000);
            return outcome(cost, new Timing(0.02, 310, 395, 1_410.0, false), false);
        }

        private ContenderOutcome outcome(@Nullable CostFacts cost, @Nullable Timing timing, boolean readings) {
            Map<String, String> choice = new LinkedHashMap<>();
            choice.put("tower", "residual");
            choice.put("sharing", "shared");
            choice.put("head", name);
            choice.put("target", "cross-entropy");
            choice.put("negatives", "semi-hard");
            Map<String, Map<Figure, Rate>> read = new LinkedHashMap<>();
            if (readings) {
                read.put("embedding", figures(auc - 0.006, 0.006, true));
                read.put("head", figures(auc - 0.009, 0.006, true));
            }
            Random random = new Random(name.hashCode());
            List<SeedOutcome> runs = LongStream.rangeClosed(1, seeds)
                    .mapToObj(seed -> new SeedOutcome(
                            seed,
                            seedFigures(Math.min(0.9999, auc + 0.003 * random.nextGaussian())),
                            3_800,
                            4.5 + random.nextDouble()))
                    .toList();
            String recipe = "tower: residual\nhead: " + name + "\ntarget: cross-entropy\nsteps: 3800\n";
            return new ContenderOutcome(
                    name, true, choice, figures(auc, 0.0052, readings), read, runs, cost, timing, recipe, roc(auc));
        }
    }

    /** Two pairs. */
    static List<ExamplePair> examples() {
        return List.of(
                new ExamplePair(
                        "Bengali/character07/0133_05.png",
                        "Bengali/character07/0133_12.png",
                        true,
                        new Reading("nearest", 2.31, 0.42, picture("nearest", 7, true), true),
                        new Reading("cosine", -0.18, 0.09, picture("cosine", 7, false), false)),
                new ExamplePair(
                        "Futurama/character03/0961_11.png",
                        "Futurama/character14/0972_02.png",
                        false,
                        new Reading("correlation", -1.07, 0.36, picture("correlation", 9, true), true),
                        new Reading("concat", 0.88, 0.31, picture("concat", 9, true), true)));
    }

    private static byte[] picture(String seed, int strokes, boolean map) {
        BufferedImage image = new BufferedImage(336, 160, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 336, 160);
        Random shape = new Random(strokes);
        Random cells = new Random(seed.hashCode());
        for (int side = 0; side < 2; side++) {
            pen.setStroke(new java.awt.BasicStroke(5));
            pen.setColor(Color.BLACK);
            for (int i = 0; i < strokes - 4; i++) {
                int x = side * 176 + 20;
                pen.drawLine(
                        x + shape.nextInt(120),
                        20 + shape.nextInt(120),
                        x + shape.nextInt(120),
                        20 + shape.nextInt(120));
            }
            for (int i = 0; map && i < 36; i++) {
                pen.setColor(new Color(0.85f, 0.35f, 0, 0.6f * cells.nextFloat()));
                pen.fillRect(side * 176 + i % 6 * 27, i / 6 * 27, 27, 27);
            }
        }
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
