package dev.likeness.cli.gallery;

import dev.likeness.cli.option.Companion;
import dev.likeness.error.ControlCharacters;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.DuplicateGroup;
import dev.likeness.gallery.DuplicateGroup.Member;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Groups of duplicates as pages for a browser: the first is the file itself, the others are in a folder beside it. Each page is
 * self-contained, makes no request to another host, and needs no script. Small pictures are inside the first pages; later
 * pages let the browser load the pictures from their files as they come into view, so that 100,000 groups are written in
 * seconds.
 */
record ContactSheetPages(List<DuplicateGroup> groups, Path file) {
    static final int GROUPS_ON_A_PAGE = 200;

    /** Making a small picture means reading the whole one. */
    private static final int MOST_THUMBNAILS = 4_000;

    /** The folder of the pages after the first. */
    static Path folder(Path file) {
        return Companion.PAGES.of(file).orElseThrow();
    }

    private int pages() {
        return Math.max(1, (groups.size() + GROUPS_ON_A_PAGE - 1) / GROUPS_ON_A_PAGE);
    }

    /** Writes all pages; those of an earlier run are replaced. */
    void write(Progress progress) {
        int embedded = 0;
        for (int page = 0; page < pages(); page++) {
            int from = page * GROUPS_ON_A_PAGE;
            List<DuplicateGroup> some = groups.subList(from, Math.min(groups.size(), from + GROUPS_ON_A_PAGE));
            int pictures =
                    some.stream().mapToInt(group -> group.members().size()).sum();
            boolean embeds = embedded + pictures <= MOST_THUMBNAILS || page == 0;
            embedded += embeds ? pictures : 0;
            Path place = page == 0 ? file : folder(file).resolve(name(page));
            AtomicFiles.writeQuickly(place, html(page, some, embeds).getBytes(StandardCharsets.UTF_8));
            progress.at(page + 1L, pages(), "pages");
        }
    }

    private static String name(int page) {
        return "page-" + (page + 1) + ".html";
    }

    /** A link from one page to another. */
    private String link(int from, int to) {
        if (to == 0) {
            return "../" + encoded(String.valueOf(file.getFileName()));
        }
        return from == 0 ? encoded(String.valueOf(folder(file).getFileName())) + "/" + name(to) : name(to);
    }

    private static String encoded(String name) {
        String uri = Path.of("/").resolve(name).toUri().getRawPath();
        return uri.substring(uri.lastIndexOf('/', uri.length() - 2) + 1);
    }

    private String html(int page, List<DuplicateGroup> some, boolean embeds) {
        Map<Path, Optional<Thumbnail>> thumbnails = new HashMap<>();
        if (embeds) {
            Map<Path, Optional<Thumbnail>> made = new ConcurrentHashMap<>();
            some.parallelStream()
                    .flatMap(group -> group.members().stream())
                    .forEach(member -> made.computeIfAbsent(member.path(), Thumbnail::of));
            thumbnails.putAll(made);
        }
        StringBuilder html = new StringBuilder(1 << 16);
        String title = groups.isEmpty() ? "No duplicates" : AddText.counted(groups.size(), "group") + " of duplicates";
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'; img-src data: file:\">\n")
                .append("<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<header>\n<h1>")
                .append(title)
                .append("</h1>\n<p>The best copy of each group comes first. Nothing was changed or deleted.</p>\n");
        navigation(page, html);
        html.append("</header>\n<main>\n");
        for (int i = 0; i < some.size(); i++) {
            group(page * GROUPS_ON_A_PAGE + i + 1, some.get(i), thumbnails, embeds, html);
        }
        html.append("</main>\n<footer>\n");
        navigation(page, html);
        return html.append("</footer>\n</body>\n</html>\n").toString();
    }

    private void navigation(int page, StringBuilder html) {
        if (pages() == 1) {
            return;
        }
        html.append("<nav>");
        step(page, 0, "First", page > 0, html);
        step(page, page - 1, "Previous", page > 0, html);
        html.append("<span>Page ")
                .append(page + 1)
                .append(" of ")
                .append(pages())
                .append("</span>");
        step(page, page + 1, "Next", page < pages() - 1, html);
        step(page, pages() - 1, "Last", page < pages() - 1, html);
        html.append("</nav>\n");
    }

    private void step(int from, int to, String word, boolean possible, StringBuilder html) {
        if (possible) {
            html.append("<a href=\"")
                    .append(escaped(link(from, to)))
                    .append("\">")
                    .append(word)
                    .append("</a>");
        } else {
            html.append("<span class=\"off\">").append(word).append("</span>");
        }
    }

    private static void group(
            int number,
            DuplicateGroup group,
            Map<Path, Optional<Thumbnail>> thumbnails,
            boolean embeds,
            StringBuilder html) {
        html.append("<section>\n<h2>Group ")
                .append(number)
                .append(" <small>")
                .append(DuplicateOptions.word(group.kind()))
                .append(", ")
                .append(group.members().size())
                .append(" pictures</small></h2>\n<div class=\"members\">\n");
        for (Member member : group.members()) {
            member(group, member, thumbnails.getOrDefault(member.path(), Optional.empty()), embeds, html);
        }
        html.append("</div>\n</section>\n");
    }

    private static void member(
            DuplicateGroup group, Member member, Optional<Thumbnail> thumbnail, boolean embeds, StringBuilder html) {
        boolean best = member.path().equals(group.best());
        String label = DuplicateText.label(group, member);
        Path parent = member.path().getParent();
        String folder = parent == null ? "" : escaped(ControlCharacters.shown(UserPath.text(parent)));
        String name =
                escaped(ControlCharacters.shown(UserPath.text(member.path().getFileName())));
        String address = escaped(member.path().toUri().toASCIIString());
        html.append(best ? "<figure class=\"best\">" : "<figure>")
                .append("<a href=\"")
                .append(address)
                .append("\">");
        if (thumbnail.isPresent()) {
            Thumbnail small = thumbnail.get();
            html.append("<img src=\"")
                    .append(small.source())
                    .append("\" width=\"")
                    .append(small.shown().width())
                    .append("\" height=\"")
                    .append(small.shown().height());
        } else if (embeds) {
            html.append("<span class=\"gone\">cannot be read</span></a>");
        } else {
            html.append("<img loading=\"lazy\" src=\"").append(address);
        }
        if (thumbnail.isPresent() || !embeds) {
            html.append("\" alt=\"")
                    .append(escaped(label))
                    .append(": ")
                    .append(name)
                    .append("\"></a>");
        }
        html.append("<figcaption><strong>").append(escaped(label)).append("</strong>");
        if (!best) {
            html.append(String.format(Locale.ROOT, " <span>probability %.4f</span>", member.probability()));
        }
        thumbnail.ifPresent(small -> html.append(" <span>")
                .append(small.width())
                .append(" × ")
                .append(small.height())
                .append("</span>"));
        html.append(" <span class=\"name\">").append(name).append("</span>");
        // A long path breaks after a slash.
        html.append(" <span class=\"folder\">in ")
                .append(folder.replace("/", "/<wbr>"))
                .append("</span></figcaption></figure>\n");
    }

    /** Text for HTML, in an element or a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String style() {
        try (InputStream in = ContactSheetPages.class.getResourceAsStream("contact-sheet.css")) {
            if (in == null) {
                throw new IllegalStateException(
                        "contact-sheet.css is not on the class path; the installation is damaged, build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
