package dev.likeness.study.report;

import com.samskivert.mustache.Mustache;
import dev.likeness.files.Sha256;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.StudyOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * {@code report.html}: one self-contained page. It makes no network requests, and its content security policy forbids
 * them. Without JavaScript only the charts are missing. Every name is escaped, because names come from file names.
 */
final class HtmlReport {
    private static final String CHART = "/META-INF/resources/webjars/chart.js/";

    private HtmlReport() {}

    /** The page's bytes, UTF-8. */
    public static byte[] write(StudyOutcome outcome, List<ExamplePair> examples) {
        String chart = withinScript(chart());
        String script = withinScript(resource("report.js"));
        Map<String, String> inlined = Map.of(
                "style",
                resource("report.css"),
                "chart",
                chart,
                "script",
                script,
                "chartData",
                ChartData.json(outcome),
                "policy",
                "'sha256-" + sha256(chart) + "' 'sha256-" + sha256(script) + "'");
        PageView view = new PageView(outcome, examples);
        StringWriter page = new StringWriter();
        Mustache.compiler()
                .escapeHTML(true)
                .emptyStringIsFalse(true)
                .withLoader(
                        name -> new StringReader(resource(name + ".mustache").strip()))
                .compile(resource("report.mustache"))
                .execute(view, inlined, page);
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Chart.js with its licence, which every copy must contain. */
    private static String chart() {
        String folder = CHART + version() + "/";
        String licence = text(folder + "LICENSE.md").strip().replace("*/", "* /");
        String source = text(folder + "dist/chart.umd.min.js")
                // The source map is not part of the page.
                .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
                .strip();
        return "/*!\n" + licence + "\n*/\n" + source + "\n";
    }

    private static String version() {
        String file = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
        Properties properties = new Properties();
        try (InputStream in = open(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** Equivalent source that cannot end the script element around it. */
    private static String withinScript(String source) {
        return source.replace("\r\n", "\n")
                .replaceAll("(?i)</(?=script)", "<\\\\/")
                .replace("<!--", "<\\!--");
    }

    private static String sha256(String text) {
        return Base64.getEncoder()
                .encodeToString(
                        new Sha256().add(text.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    private static String resource(String name) {
        return text("/dev/likeness/study/report/" + name);
    }

    private static String text(String path) {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String path) {
        InputStream in = HtmlReport.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException(
                    path + " is not on the class path; the installation is damaged, build it again");
        }
        return in;
    }
}
