package dev.likeness.server.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.gallery.Mark;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.server.request.Problem;
import dev.likeness.server.request.Problem.Kind;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code GET /api/duplicates}: the groups of duplicates of a finished search, or how far the search is. */
public final class DuplicatesEndpoint {
    private static final Numbers.Range OFFSETS = new Numbers.Range(0, Integer.MAX_VALUE);
    private static final Numbers.Range LIMITS = new Numbers.Range(1, 500);
    private static final int USUAL_LIMIT = 50;

    private final OpenGallery gallery;
    private final DuplicateJobs jobs;

    public DuplicatesEndpoint(OpenGallery gallery, DuplicateJobs jobs) {
        this.gallery = gallery;
        this.jobs = jobs;
    }

    /** Answers one request. */
    public void answer(Context context) {
        QueryParameters query = new QueryParameters(context, Set.of("kind", "offset", "limit", "refresh"));
        DuplicateKind kind = kind(query.text("kind"));
        int offset = query.whole("offset", 0, OFFSETS);
        int limit = query.whole("limit", USUAL_LIMIT, LIMITS);
        boolean refresh = query.flag("refresh");
        long version = gallery.use(PictureGallery::version);
        if (jobs.takeFailure()) {
            throw new Problem(
                    Kind.UNAVAILABLE,
                    "the last search for duplicates failed, and the server's log has the reason; the same request starts a"
                            + " new one",
                    Duration.ofSeconds(5));
        }
        Optional<DuplicateJobs.Result> result = jobs.result(kind);
        if (refresh || result.isEmpty()) {
            jobs.begin(kind);
            Optional<DuplicateJobs.Progress> running = jobs.running();
            if (running.isPresent()) {
                answerProgress(context, running.get());
                return;
            }
            result = jobs.result(kind); // it has ended in the meantime
        }
        if (result.isEmpty()) {
            answerProgress(context, new DuplicateJobs.Progress(0, 0, "pictures"));
            return;
        }
        Json.answer(context, page(result.get(), kind, version, offset, limit));
    }

    private static DuplicateKind kind(@org.jspecify.annotations.Nullable String word) {
        String asked = word == null ? "edited" : word;
        return Arrays.stream(DuplicateKind.values())
                .filter(kind -> word(kind).equals(asked))
                .findFirst()
                .orElseThrow(() ->
                        Problem.invalid("the parameter 'kind' is '" + asked + "'; allowed: exact, edited, alike"));
    }

    private static String word(DuplicateKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static void answerProgress(Context context, DuplicateJobs.Progress progress) {
        context.status(202).header("Retry-After", "1");
        Json.answer(
                context,
                Json.object()
                        .put("done", progress.done())
                        .put("total", progress.total())
                        .put("unit", progress.unit()));
    }

    private ObjectNode page(DuplicateJobs.Result result, DuplicateKind kind, long version, int offset, int limit) {
        Map<String, String> answers = answers();
        List<DuplicateJobs.Group> groups = result.groups();
        ObjectNode page = Json.object()
                .put("kind", word(kind))
                .put("total", groups.size())
                .put("offset", offset)
                .put("stale", result.version() != version);
        ArrayNode all = page.putArray("groups");
        int from = Math.min(offset, groups.size());
        for (DuplicateJobs.Group group : groups.subList(from, Math.min(groups.size(), from + limit))) {
            StoredPicture best = group.members().get(0).picture();
            ObjectNode node = all.addObject()
                    .put("kind", word(group.kind()))
                    .put("best", best.file().content());
            ArrayNode members = node.putArray("members");
            group.members().forEach(member -> put(members.addObject(), member, best, answers));
        }
        return page;
    }

    private static void put(
            ObjectNode node, DuplicateJobs.Member member, StoredPicture best, Map<String, String> answers) {
        StoredPicture picture = member.picture();
        node.put("id", picture.file().content())
                .put("name", String.valueOf(Path.of(picture.path()).getFileName()))
                .put("path", picture.path())
                .put("width", picture.image().width())
                .put("height", picture.image().height())
                .put("bytes", picture.file().bytes())
                .put("score", member.found().score())
                .put("probability", member.found().probability())
                .put("label", member.found().label())
                .put(
                        "marked",
                        answers.get(pair(best.file().content(), picture.file().content())));
    }

    /** The present answers, by the two ids. */
    private Map<String, String> answers() {
        Map<String, String> answers = new HashMap<>();
        for (Mark mark : gallery.use(PictureGallery::marks)) {
            answers.put(pair(mark.contentOfA(), mark.contentOfB()), mark.same() ? "same" : "different");
        }
        return answers;
    }

    private static String pair(String a, String b) {
        return a.compareTo(b) <= 0 ? a + b : b + a;
    }
}
