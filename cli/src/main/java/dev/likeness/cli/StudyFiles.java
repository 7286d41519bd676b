package dev.likeness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.study.Study;
import java.nio.file.Path;

final class StudyFiles {
    private StudyFiles() {}

    static void write(Study.Finished finished, Path out) {}

    static JsonNode json(Study.Finished finished) {
        return JsonOption.tree(finished.outcome());
    }

    static String table(Study.Finished finished) {
        return json(finished).toPrettyString();
    }
}
