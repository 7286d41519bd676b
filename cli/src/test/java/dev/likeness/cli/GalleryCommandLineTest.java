package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands for galleries as users type them, with the photographs of the examples and copies of them. */
@DisabledOnOs(OS.WINDOWS) // names and links that Windows does not allow
class GalleryCommandLineTest {
    private static final Path EXAMPLES = Documents.ROOT.resolve("examples");

    @TempDir
    Path temporary;

    private Path folder;
    private Path pictures;
    private String gallery;

    @BeforeEach
    void copyPictures() throws IOException {
        folder = temporary.toRealPath();
        pictures = Files.createDirectories(folder.resolve("pictures"));
        for (String name : List.of("cathedral.jpg", "cathedral-postcard.jpg", "cave.jpg", "flower.jpg")) {
            Files.copy(EXAMPLES.resolve(name), pictures.resolve(name));
        }
        Files.createDirectories(pictures.resolve("inner"));
        Files.copy(pictures.resolve("cave.jpg"), pictures.resolve("inner/cave again.jpg"));
        PictureFile.write(Picture.read(pictures.resolve("flower.jpg")), pictures.resolve("inner/flower.png"));
        gallery = folder.resolve("gallery").toString();
    }

    private Result gallery(String command, String... more) {
        List<String> words = new ArrayList<>(List.of("gallery", command, "--gallery", gallery));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private void add() {
        Result added = gallery("add", pictures.toString(), "--model", "photos");
        assertThat(added.code()).as(added.err()).isZero();
    }

    private static void assertRefused(Result result, String... words) {
        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.err()).contains(words).doesNotContain("Exception", "\tat ");
    }

    @Test
    void addsAndFindsWhatLooksAlike() throws Exception {
        Files.writeString(pictures.resolve("notes.txt"), "not a picture");
        Result added = gallery("add", pictures.toString(), "--model", "photos", "--json");
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.json().get("added").asInt() + added.json().get("known").asInt())
                .isEqualTo(6);
        assertThat(added.json().get("pictures").asInt()).isEqualTo(6);
        assertThat(added.json().get("failures")).hasSize(1);
        assertThat(added.err()).contains("notes.txt", "plain text");

        Result found = gallery("search", pictures + "/cathedral-postcard.jpg", "-k", "2", "--json");
        JsonNode hits = found.json().get("hits");
        assertThat(found.json().get("query").asText()).isEqualTo(pictures + "/cathedral-postcard.jpg");
        assertThat(hits).hasSize(2);
        assertThat(hits.get(1).get("path").asText()).isEqualTo(pictures + "/cathedral.jpg");
        JsonNode compared = run(
                        "compare",
                        pictures + "/cathedral-postcard.jpg",
                        pictures + "/cathedral.jpg",
                        "--model",
                        "photos",
                        "--json")
                .json();
        assertThat(hits.get(1).get("score").asDouble())
                .isCloseTo(compared.get("score").asDouble(), org.assertj.core.data.Offset.offset(1e-3));
        assertThat(hits.get(1).get("match").asBoolean()).isTrue();

        assertThat(gallery("search", pictures + "/cathedral.jpg", "--only", "*.png", "--json")
                        .json()
                        .at("/hits/0/path")
                        .asText())
                .endsWith("flower.png");
        assertThat(gallery("search", pictures + "/cathedral.jpg", pictures + "/inner", "--json")
                        .json()
                        .get("hits"))
                .hasSize(2);
        assertThat(gallery("search", pictures + "/cathedral.jpg", "--newer-than", "2100-01-01")
                        .out())
                .isEqualTo("no picture found\n");
        Path maps = folder.resolve("maps");
        assertThat(gallery("search", pictures + "/cathedral.jpg", "-k", "2", "--map", maps.toString())
                        .code())
                .isZero();
        assertThat(maps.resolve("01.png")).exists();
        assertThat(maps.resolve("02.png")).exists();
        assertRefused(gallery("search", pictures + "/cathedral.jpg", "--map", maps.toString()), "not empty");
    }

    @Test
    void groupsDuplicatesAndHandsThemOver() throws Exception {
        add();
        Path csv = folder.resolve("d.csv");
        Path html = folder.resolve("d.html");
        Path links = folder.resolve("links");
        Path script = folder.resolve("move.sh");
        Result found = gallery(
                "duplicates",
                "--json",
                "--csv",
                csv.toString(),
                "--html",
                html.toString(),
                "--links",
                links.toString(),
                "--script",
                script.toString());
        assertThat(found.code()).as(found.err()).isZero();
        JsonNode groups = found.json().get("groups");
        List<String> members = new ArrayList<>();
        for (JsonNode group : groups) {
            List<String> paths = group.findValuesAsText("path");
            assertThat(paths).contains(group.get("best").asText());
            members.addAll(paths);
        }
        assertThat(members).doesNotHaveDuplicates().hasSize(6);
        assertThat(groups).hasSize(3);
        assertThat(found.out()).contains("\"same file\"", "\"same pixels\"", "\"cropped\"");
        assertThat(Files.readString(csv)).startsWith("group,kind,best,path,score,probability,label\r\n");
        assertThat(Files.readAllLines(csv)).hasSize(7);
        String page = Files.readString(html);
        assertThat(page).contains("3 groups of duplicates", "data:image/jpeg;base64,", "alt=\"best copy: ");
        assertThat(page).doesNotContain("http://", "https://", "<script");
        try (Stream<Path> all = Files.walk(links)) {
            assertThat(all.filter(Files::isSymbolicLink)).hasSize(6).allMatch(Files::exists);
        }
        Path aside = folder.resolve("aside");
        assertThat(shell(script, aside)).contains("3 copies moved into " + aside);
        try (Stream<Path> moved = Files.list(aside)) {
            assertThat(moved).hasSize(3);
        }
        for (JsonNode group : groups) {
            assertThat(Path.of(group.get("best").asText())).exists();
        }
        assertThat(gallery("duplicates", "--kind", "exact").out()).startsWith("no duplicates among 3 pictures");
        assertThat(gallery("check", "--json").json().get("missing")).hasSize(3);
        assertThat(gallery("remove", "--missing").out()).startsWith("3 pictures removed from the gallery, 3 left");
    }

    private String shell(Path script, Path aside) throws Exception {
        Process process = new ProcessBuilder("sh", script.toString(), aside.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    /** A name may be anything that a file system allows; none is executed, and every page stays whole. */
    @Test
    void hostileNamesAreDataOnly() throws Exception {
        List<String> names = List.of(
                "-rf",
                "a'; touch pwned; '.jpg",
                "$(touch pwned).jpg",
                "`touch pwned`.jpg",
                "line\nbreak\ntouch pwned\n.jpg",
                "<script>alert(1)<\u2044script>\"'&.jpg",
                "\u001b[31mred.jpg",
                "=cmd|calc,\"x\".jpg");
        for (String name : names) {
            Files.copy(pictures.resolve("cave.jpg"), pictures.resolve(name));
        }
        add();
        Path html = folder.resolve("d.html");
        Path script = folder.resolve("move.sh");
        Path links = folder.resolve("links");
        Result found = gallery(
                "duplicates",
                "--kind",
                "exact",
                "--best",
                "size",
                "--html",
                html.toString(),
                "--script",
                script.toString(),
                "--links",
                links.toString());
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.out()).doesNotContain("\u001b");
        assertThat(Files.readString(html)).doesNotContain("<script", "\u001b");
        String printed = shell(script, folder.resolve("aside"));
        assertThat(printed).contains(" copies moved into ");
        try (Stream<Path> moved = Files.list(folder.resolve("aside"))) {
            assertThat(moved).hasSize(names.size() + 2); // of cave: all but one; of flower: one
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(path -> path.endsWith("pwned"))).isEmpty();
        }
    }

    @Test
    void marksAreRespectedAndExported() throws Exception {
        add();
        String a = pictures + "/cathedral.jpg";
        String b = pictures + "/cathedral-postcard.jpg";
        assertThat(gallery("mark", a, b, "different").out()).startsWith("marked as different; 1 marked pair");
        JsonNode groups = gallery("duplicates", "--json").json().get("groups");
        assertThat(groups.findValuesAsText("path")).doesNotContain(b);
        assertThat(gallery("mark", a, pictures + "/flower.jpg", "same", "--json")
                        .json()
                        .get("marks")
                        .asInt())
                .isEqualTo(2);
        Path marks = folder.resolve("marks.csv");
        Files.move(pictures.resolve("cathedral-postcard.jpg"), pictures.resolve("moved.jpg"));
        gallery("add", pictures.toString());
        assertThat(gallery("export", "--marks", marks.toString()).code()).isZero();
        assertThat(Files.readString(marks).replace("\r\n", "\n"))
                .isEqualTo("a,b,label\npictures/cathedral.jpg,pictures/moved.jpg,0\n"
                        + "pictures/cathedral.jpg,pictures/flower.jpg,1\n");
        assertRefused(gallery("export", "--marks", pictures + "/inner/m.csv"), "cathedral.jpg", "above all marked");
        assertThat(run("data", "check", marks.toString()).out()).contains("pairs, 3 pictures");
        assertThat(gallery("erase", a).out()).startsWith("1 picture erased");
        assertThat(gallery("info", "--json").json().get("marks").asInt()).isZero();
        assertRefused(gallery("erase", a), "no picture of the gallery");
        assertRefused(gallery("mark", a, b, "maybe"), "same or different");
        assertRefused(gallery("mark", folder + "/no.jpg", b, "same"), "not in the gallery");
    }

    @Test
    void embeddingsAreAnArrayOfNumpy() throws Exception {
        add();
        Path file = folder.resolve("v.npy");
        JsonNode exported =
                gallery("export", "--out", file.toString(), "--json").json();
        assertThat(exported.get("pictures").asInt()).isEqualTo(6);
        byte[] bytes = Files.readAllBytes(file);
        int width = exported.get("numbers").asInt();
        int header = ByteBuffer.wrap(bytes, 8, 2).order(ByteOrder.LITTLE_ENDIAN).getShort() + 10;
        assertThat(new String(bytes, 1, header - 1, StandardCharsets.US_ASCII))
                .startsWith("NUMPY")
                .contains("'shape': (6, " + width + ")");
        assertThat(header % 64).isZero();
        assertThat(bytes).hasSize(header + 6 * width * 4);
        List<String> rows = Files.readAllLines(folder.resolve("v.csv"));
        assertThat(rows).hasSize(7).startsWith("row,path");

        Path encoded = folder.resolve("e.npy");
        Result result = run("encode", pictures.toString(), "--out", encoded.toString(), "--model", "photos");
        assertThat(result.code()).as(result.err()).isZero();
        List<String> names = Files.readAllLines(folder.resolve("e.csv"));
        for (int i = 1; i < rows.size(); i++) { // the same pictures have the same embeddings, in another order
            String path = rows.get(i).split(",", 2)[1];
            int other = names.stream().map(row -> row.split(",", 2)[1]).toList().indexOf(path) - 1;
            assertThat(row(bytes, header, i - 1, width))
                    .isEqualTo(row(Files.readAllBytes(encoded), header, other, width));
        }
        assertRefused(gallery("export"), "--out FILE.npy, --codes DIR or --marks FILE.csv");
        assertRefused(gallery("export", "--out", folder + "/v.txt"), ".npy");
        assertRefused(gallery("export", "--marks", folder + "/m.csv"), "no answers");
    }

    private static byte[] row(byte[] array, int header, int row, int width) {
        int from = header + row * width * 4;
        return java.util.Arrays.copyOfRange(array, from, from + width * 4);
    }

    @Test
    void badInputGivesOneLine() throws IOException {
        String picture = pictures + "/cave.jpg";
        assertRefused(gallery("search", picture), "no gallery found", "gallery add DIR", "--gallery");
        assertRefused(gallery("duplicates", "--model", "photos"), "no gallery found");
        assertThat(Path.of(gallery)).doesNotExist();
        assertRefused(gallery("add", folder + "/absent"), "there is no such file or folder");
        assertThat(Path.of(gallery)).doesNotExist();
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertRefused(gallery("add", empty.toString(), "--model", "photos"), "no pictures found");
        Files.writeString(empty.resolve("notes.txt"), "text");
        assertRefused(run("duplicates", empty.toString(), "--model", "photos"), "no pictures found", "notes.txt");
        assertRefused(run("search", picture, empty.toString(), "--model", "photos"), "no pictures found");
        add();
        assertRefused(gallery("search", folder + "/no.jpg"), "no.jpg", "there is no such file");
        assertRefused(gallery("info", "--model", "characters"), "photos", "characters", "re-encode");
        assertRefused(gallery("re-encode"), "--model");
        assertRefused(gallery("search", picture, "-k", "0"), "-k is 0", "1 to");
        assertRefused(gallery("search", picture, "--newer-than", "soon"), "'soon'", "2026-11-01");
        assertRefused(gallery("search", picture, "--only", "[a"), "[ without a ]");
        assertRefused(gallery("duplicates", "--kind", "some"), "'some'", "exact, edited, alike");
        assertRefused(gallery("duplicates", "--best", "size,size"), "twice");
        assertRefused(gallery("remove"), "--missing");
        assertRefused(run("gallery"), "gallery takes one of add");
        assertRefused(run("gallery", "info", "--gallery", pictures.toString()), "no gallery found");
        assertRefused(
                run("gallery", "add", picture, "--gallery", pictures.toString(), "--model", "photos"),
                "not empty and not a gallery");
        Result missing = gallery("add", pictures + "/cave.jpg", Files.createFile(folder.resolve("z.png")) + "");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("z.png", "empty");
        Path damaged = Path.of(gallery, "gallery.json");
        Files.writeString(damaged, "{");
        assertRefused(gallery("info"), "gallery.json", "damaged");
    }

    @Test
    void aFilterThatNothingPassesIsNamed() {
        add();
        String picture = pictures + "/cave.jpg";
        for (List<String> words : List.of(
                List.of("duplicates", pictures.toString()),
                List.of("search", picture, pictures.toString()),
                List.of("gallery", "duplicates", "--gallery", gallery),
                List.of("gallery", "search", picture, "--gallery", gallery, "--json"))) {
            List<String> filtered = new ArrayList<>(words);
            filtered.addAll(List.of("--only", "cave.*", "--leave-out", "c*", "--model", "photos"));
            Result result = run(filtered.toArray(String[]::new));
            assertThat(result.code()).as("%s", filtered).isZero();
            assertThat(result.err()).as("%s", filtered).containsPattern("none of the \\d+ pictures passes --only");
            filtered.removeAll(List.of("--leave-out", "c*"));
            assertThat(run(filtered.toArray(String[]::new)).err())
                    .as("%s", filtered)
                    .doesNotContain("pictures passes");
        }
    }

    @Test
    void outputsNeverOverwriteInputs() {
        add();
        for (String option : List.of("--html", "--csv", "--script")) {
            assertRefused(
                    run("duplicates", pictures.toString(), option, pictures + "/cave.jpg"),
                    "an input of this run (",
                    option);
            assertRefused(gallery("duplicates", option, gallery + "/gallery.json"), "an input of this run (");
        }
        assertRefused(run("duplicates", pictures.toString(), "--links", pictures + "/links"), "lies in an input");
        assertRefused(run("encode", pictures.toString(), "--out", pictures + "/v.npy"), "lies in an input of this run");
        assertRefused(
                gallery("search", pictures + "/cave.jpg", "--map", pictures + "/cave.jpg"), "an input of this run");
    }

    @Test
    void aGalleryIsEncodedAgainWithAnotherModel() throws Exception {
        add();
        Result again = gallery("re-encode", "--model", "characters", "--json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().get("pictures").asInt()).isEqualTo(6);
        assertThat(gallery("info", "--json").json().get("model").asText()).isEqualTo("characters");
    }

    @Test
    void shortcutsKeepCodesAndReadOnlyWhatChanged() throws Exception {
        String[] duplicates = {"duplicates", pictures.toString(), "--model", "photos", "--json"};
        Result first = run(duplicates);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.json().get("added").asInt()).isPositive();
        assertThat(first.err()).contains("their codes are kept in");
        assertThat(first.json().get("groups")).hasSize(3);
        Files.delete(pictures.resolve("flower.jpg"));
        Result second = run(duplicates);
        assertThat(second.json().get("added").asInt()).isZero();
        assertThat(second.json().get("unchanged").asInt()).isEqualTo(5);
        assertThat(second.json().get("groups")).hasSize(2);
        assertThat(second.json().get("gallery")).isEqualTo(first.json().get("gallery"));

        Result automatic = run("search", pictures + "/cave.jpg", pictures.toString(), "-k", "2");
        assertThat(automatic.code()).as(automatic.err()).isZero();
        assertThat(automatic.out().lines()).hasSize(2).allMatch(line -> line.contains("cave"));
    }

    @Test
    void newPicturesAreComparedWithAnArchive() throws Exception {
        Path fresh = Files.createDirectories(folder.resolve("new"));
        Files.copy(pictures.resolve("cathedral.jpg"), fresh.resolve("copy.jpg"));
        Files.copy(pictures.resolve("cathedral.jpg"), fresh.resolve("another copy.jpg"));
        Path script = folder.resolve("move.sh");
        JsonNode found = run(
                        "duplicates",
                        fresh.toString(),
                        "--against",
                        pictures.toString(),
                        "--model",
                        "photos",
                        "--script",
                        script.toString(),
                        "--json")
                .json();
        assertThat(found.get("groups")).hasSize(1);
        assertThat(found.at("/groups/0/best").asText()).startsWith(pictures.toString());
        assertThat(shell(script, folder.resolve("aside"))).contains("2 copies moved");
        assertThat(pictures.resolve("cathedral-postcard.jpg")).exists();
    }
}
