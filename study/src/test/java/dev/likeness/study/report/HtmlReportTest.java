package dev.likeness.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.ExamplePair;
import dev.likeness.study.outcome.ExamplePair.Reading;
import dev.likeness.study.outcome.StudyOutcome;
import dev.likeness.study.outcome.StudyOutcome.Budget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page as a browser parses it. */
class HtmlReportTest {
    private static final StudyOutcome STUDY = StudyFixture.full();
    private static final String EVIL = "</script><script>alert('x')</script><img src=x onerror=alert(1)>&amp;\".png";

    private static String page = "";
    private static Document document = new Document("");

    @BeforeAll
    static void write() throws IOException {
        byte[] bytes = HtmlReport.write(STUDY, StudyFixture.examples());
        // For inspection by eye: a test cannot judge the layout.
        Path folder = Files.createDirectories(Path.of("target", "report"));
        Files.write(folder.resolve("report.html"), bytes);
        page = new String(bytes, StandardCharsets.UTF_8);
        document = Jsoup.parse(page);
    }

    @Test
    void theMarkupHasNoErrors() {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        Jsoup.parse(page, parser);
        assertThat(parser.getErrors()).extracting(ParseError::toString).isEmpty();
        assertThat(page).startsWith("<!doctype html>").doesNotContain("{{");
    }

    @Test
    void startsWithTheAnswer() {
        assertThat(document.select("h1").text().replace('\u00a0', ' '))
                .isEqualTo(Answer.of(STUDY).sentence());
        assertThat(document.body().select("h1, h2").get(0).normalName()).isEqualTo("h1");
    }

    @Test
    void allContendersAreRanked() {
        assertThat(document.select(".ranking tbody th"))
                .extracting(Element::ownText)
                .containsExactlyElementsOf(
                        STUDY.contenders().stream().map(ContenderOutcome::name).toList());
        Element early = document.select(".ranking tbody tr").get(8);
        assertThat(early.text()).contains("no verdict", "1 seed", "busy", "17.9 M");
        assertThat(document.select(".ranking tr.baseline").text()).contains("concat", "baseline");
        assertThat(document.select(".ranking tr.better")).hasSize(2);
        assertThat(document.select("#readings tbody tr")).hasSize(9);
        assertThat(document.select("#figures tbody tr")).hasSize(15 + 28);
        assertThat(document.select("#recipes details")).hasSize(10);
        assertThat(document.select("#command").text()).isEqualTo(STUDY.command());
    }

    @Test
    void makesNoNetworkRequests() {
        for (Element element : document.select("[src], [href], [srcset], [action], [data], link, iframe, object")) {
            String target = element.attr("src") + element.attr("href");
            assertThat(target).as(element.normalName()).matches("(?s)data:image/jpeg;base64,.*|#.*");
        }
        assertThat(document.select("style").html()).doesNotContain("url(", "@import");
        assertThat(page).doesNotContain("sourceMappingURL");
        assertThat(document.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'; img-src data:;");
    }

    @Test
    void policyListsTheHashesOfTheScripts() throws Exception {
        String policy =
                document.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        List<String> hashes = new ArrayList<>();
        for (Element script : document.select("script:not([type])")) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(script.data().getBytes(StandardCharsets.UTF_8));
            hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
        assertThat(hashes).hasSize(2);
        assertThat(policy).contains("script-src " + String.join(" ", hashes) + ";");
    }

    @Test
    void containsTheLicenceOfTheChartLibrary() {
        assertThat(page)
                .contains(
                        "Chart.js v4.5.1",
                        "The MIT License (MIT)",
                        "The above copyright notice and this permission notice");
    }

    @Test
    void isSmall() {
        assertThat(HtmlReport.write(STUDY, List.of())).hasSizeLessThan(500_000);
    }

    @Test
    void theSameOutcomeGivesTheSamePage() {
        assertThat(new String(HtmlReport.write(STUDY, StudyFixture.examples()), StandardCharsets.UTF_8))
                .isEqualTo(page);
    }

    @Test
    void examplesShowBothSides() {
        assertThat(document.select("#examples article")).hasSize(2);
        assertThat(document.select("#examples img").get(0).attr("alt"))
                .isEqualTo(
                        "Bengali/character07/0133_05.png and Bengali/character07/0133_12.png, with the likeness map of"
                                + " nearest");
        assertThat(document.select("#examples figure").eachText())
                .first()
                .asString()
                .contains("nearest says", "match", "right", "score 2.31, at or above its threshold 0.42");
        assertThat(document.select("#examples figure.wrong")).hasSize(2);
        Document without = Jsoup.parse(new String(HtmlReport.write(STUDY, List.of()), StandardCharsets.UTF_8));
        assertThat(without.select("#examples, nav a[href=#examples]")).isEmpty();
    }

    @Test
    void escapesNames() throws IOException {
        ContenderOutcome evil = StudyFixture.learned(EVIL, 0.98, 3).cost(1, 2, 3, 4, 5);
        StudyOutcome study = StudyFixture.study(EVIL, List.of(evil), Map.of());
        byte[] png = {1, 2, 3};
        ExamplePair pair = new ExamplePair(
                EVIL, EVIL, true, new Reading(EVIL, 1, 0, png, true), new Reading(EVIL, -1, 0, png, false));
        Document read = Jsoup.parse(new String(HtmlReport.write(study, List.of(pair)), StandardCharsets.UTF_8));
        assertThat(read.select("script")).hasSize(3);
        assertThat(read.select("[onerror]")).isEmpty();
        assertThat(read.select(".names span").get(0).text()).isEqualTo(EVIL);
        assertThat(read.select("#examples img").get(0).attr("alt")).startsWith(EVIL);
        JsonNode data =
                new ObjectMapper().readTree(read.select("#study-data").get(0).data());
        assertThat(data.path("contenders").get(0).path("name").asText()).isEqualTo(EVIL);
    }

    @Test
    void chartDataContainsTheFronts() throws IOException {
        JsonNode data = new ObjectMapper()
                .readTree(document.select("#study-data").get(0).data());
        assertThat(data.path("axes")).hasSize(CostAxis.values().length);
        assertThat(data.path("axes").get(0).path("front").toString()).isEqualTo("[13,9,6,4,0]");
        assertThat(data.path("axes").get(0).path("frontOfLearned").toString()).isEqualTo("[9,6,4,0]");
        assertThat(data.path("contenders").get(14).path("costs").get(0).isNull())
                .isTrue();
    }

    @Test
    void aBudgetOfMinutesWithoutTrialsOrVerdicts() {
        StudyOutcome whole = StudyFixture.study(
                "hog",
                List.of(StudyFixture.measure("hog", 0.8, 0.2, 1), StudyFixture.measure("ssim", 0.7, null, 0)),
                Map.of());
        StudyOutcome study = new StudyOutcome(
                whole.software(),
                whole.data(),
                new Budget(null, 2.5, 2),
                whole.figure(),
                whole.baseline(),
                whole.contenders(),
                whole.differences(),
                0,
                List.of(new StudyOutcome.Failure("wild", 2, "training diverged at step 7")),
                whole.environment(),
                whole.command());
        String text = Jsoup.parse(new String(HtmlReport.write(study, List.of()), StandardCharsets.UTF_8))
                .text();
        assertThat(text).contains("wild, seed 2: training diverged at step 7");
        assertThat(text).contains("2.5 minutes, 2 threads", "Verdicts None.", "none: no contender is trained");
        assertThat(text).doesNotContainPattern(Pattern.compile("NaN|null|Infinity"));
    }
}
