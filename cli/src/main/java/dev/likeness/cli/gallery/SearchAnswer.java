package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.cli.command.MapFile;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.PictureFilterOptions;
import dev.likeness.cli.text.DomainText;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.PathText;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.files.NewFolder;
import dev.likeness.gallery.Hit;
import dev.likeness.gallery.Orientation;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one query.
 *
 * @param query the picture file
 * @param picture its contents
 */
record SearchAnswer(Path query, Picture picture, PictureGallery gallery, List<Hit> hits) {
    /** @param err receives a warning if no picture passes the filter */
    static SearchAnswer of(
            Path query, Picture picture, PictureGallery gallery, SearchSettings settings, PrintWriter err) {
        SearchAnswer answer = new SearchAnswer(query, picture, gallery, gallery.search(picture, settings));
        if (answer.hits.isEmpty()) {
            PictureFilterOptions.tellIfNonePasses(gallery, settings.filter(), err);
        }
        return answer;
    }

    private @Nullable Boolean inDomain() {
        return gallery.likeness().inDomain(List.of(PictureStatistics.of(picture)));
    }

    /** The start of a result; the hits are added last, by {@link #addHits}. */
    ObjectNode json() {
        return JsonOption.object()
                .put("query", PathText.absolute(query))
                .put("gallery", GalleryText.absolute(gallery))
                .put("model", gallery.likeness().measure().name())
                .put("in_domain", inDomain());
    }

    void addHits(ObjectNode result) {
        ArrayNode all = result.putArray("hits");
        for (Hit hit : hits) {
            all.addObject()
                    .put("path", PathText.absolute(hit.path()))
                    .put("score", hit.score())
                    .put("probability", hit.probability())
                    .put("match", hit.match())
                    .put("orientation", words(hit.orientation()));
        }
    }

    void print(PrintWriter print, PrintWriter err) {
        if (hits.isEmpty()) {
            print.println("no picture found");
        }
        for (int i = 0; i < hits.size(); i++) {
            Hit hit = hits.get(i);
            String orientation = hit.orientation() == Orientation.UPRIGHT ? "" : "  (" + words(hit.orientation()) + ")";
            print.printf(
                    Locale.ROOT,
                    "%3d  %-8s  probability %.4f  %s%s%n",
                    i + 1,
                    hit.match() ? "match" : "no match",
                    hit.probability(),
                    PathText.shown(hit.path()),
                    orientation);
        }
        print.flush();
        if (Boolean.FALSE.equals(inDomain())) {
            err.println("likeness: "
                    + DomainText.warning(gallery.likeness().measure().name()));
        }
    }

    private static String words(Orientation orientation) {
        return orientation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Writes the map of each hit into a new folder. */
    void writeMaps(Path folder) {
        Likeness likeness = gallery.likeness();
        try (NewFolder maps = NewFolder.at(folder)) {
            for (int i = 0; i < hits.size(); i++) {
                Hit hit = hits.get(i);
                Picture turned = hit.orientation().of(picture);
                Picture found = Picture.read(hit.path());
                Code a = likeness.encode(turned, Side.A);
                Code b = likeness.encode(found, Side.B);
                Verdict verdict = likeness.compare(a, b);
                String name = String.format(Locale.ROOT, "%02d.png", i + 1);
                MapFile.write(
                        likeness,
                        verdict,
                        likeness.map(a, b),
                        turned,
                        found,
                        Objects.requireNonNull(maps.aside()).resolve(name));
            }
            maps.moveIntoPlace();
        }
    }
}
