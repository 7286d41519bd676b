package dev.likeness.cli.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.gallery.DuplicateGroup;
import dev.likeness.gallery.DuplicateGroup.Member;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetPagesTest {
    @TempDir
    Path folder;

    private static List<DuplicateGroup> groups(int number) {
        List<DuplicateGroup> groups = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Path best = Path.of("/gone/best " + i + ".jpg");
            groups.add(new DuplicateGroup(
                    DuplicateKind.EDITED, best, List.of(member(best), member(Path.of("/gone/copy#" + i + "&.jpg")))));
        }
        return groups;
    }

    private static Member member(Path path) {
        return new Member(path, DuplicateKind.EDITED, 1, 0.5, false, false, Set.of());
    }

    @Test
    void aHundredThousandGroupsAreSplitIntoPagesThatLinkToEachOther() throws Exception {
        Path file = folder.resolve("sheet of all.html");
        new ContactSheetPages(groups(100_000), file).write(Progress.NONE);
        Path pages = folder.resolve("sheet of all-pages");
        try (Stream<Path> all = Files.list(pages)) {
            assertThat(all).hasSize(499);
        }
        Path page = file;
        int seen = 1;
        Pattern next = Pattern.compile("<a href=\"([^\"]+)\">Next</a>");
        while (true) {
            String html = Files.readString(page);
            assertThat(html.length()).isLessThan(1_000_000);
            assertThat(html).contains("Page " + seen + " of 500");
            Matcher link = next.matcher(html);
            if (!link.find()) {
                break;
            }
            page = page.resolveSibling(link.group(1).replace("%20", " "));
            seen++;
        }
        assertThat(seen).isEqualTo(500);
        String last = Files.readString(page);
        assertThat(last)
                .contains("Group 100000", "loading=\"lazy\" src=\"file:///gone/copy%2399999&amp;.jpg\"")
                .contains("<a href=\"../sheet%20of%20all.html\">First</a>");
        assertThat(Files.readString(file)).contains("cannot be read");
    }

    @Test
    void namesAreEscaped() {
        assertThat(ContactSheetPages.escaped("<b a=\"1\" b='2'>&"))
                .isEqualTo("&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;");
    }

    @Test
    void noGroupsIsAPageAsWell() throws Exception {
        Path file = folder.resolve("none.html");
        new ContactSheetPages(List.of(), file).write(Progress.NONE);
        assertThat(Files.readString(file)).contains("No duplicates").doesNotContain("<nav>");
    }
}
