package dev.likeness.cli.gallery;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.text.PathText;
import dev.likeness.gallery.DuplicateGroup;
import dev.likeness.gallery.DuplicateGroup.Member;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.gallery.Duplicates;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups of duplicates for people and as JSON. */
final class DuplicateText {
    private static final int GROUPS_SHOWN = 50;
    private static final int MEMBERS_SHOWN = 20;

    private DuplicateText() {}

    /** The label of a member: {@code best copy} for the best one. */
    static String label(DuplicateGroup group, Member member) {
        return member.path().equals(group.best()) ? "best copy" : member.label();
    }

    /** One line, such as {@code 2 groups with 5 of 20 pictures}. */
    static String summary(Duplicates found) {
        if (found.groups().isEmpty()) {
            return "no duplicates among " + AddText.counted(found.pictures(), "picture");
        }
        long inGroups = found.groups().stream()
                .mapToLong(group -> group.members().size())
                .sum();
        return AddText.counted(found.groups().size(), "group") + " of duplicates, with "
                + AddText.counted(inGroups, "picture") + "; " + AddText.counted(found.pictures(), "picture")
                + " compared";
    }

    static void print(Duplicates found, PrintWriter print) {
        print.println(summary(found));
        List<DuplicateGroup> groups = found.groups();
        for (DuplicateGroup group : groups.subList(0, Math.min(GROUPS_SHOWN, groups.size()))) {
            print.println(DuplicateOptions.word(group.kind()) + ":");
            List<Member> members = group.members();
            for (Member member : members.subList(0, Math.min(MEMBERS_SHOWN, members.size()))) {
                print.println("  " + PathText.shown(member.path()) + "  (" + label(group, member) + ")");
            }
            if (members.size() > MEMBERS_SHOWN) {
                print.println("  and " + (members.size() - MEMBERS_SHOWN) + " more");
            }
        }
        if (groups.size() > GROUPS_SHOWN) {
            print.println(
                    "and " + (groups.size() - GROUPS_SHOWN) + " more groups; --html, --csv and --json contain all");
        }
        if (!found.missing().isEmpty()) {
            print.println(AddText.counted(found.missing().size(), "picture")
                    + " of the gallery not found on disk; 'likeness gallery check' names them");
        }
        print.flush();
    }

    /**
     * Prints one JSON object, group by group: there may be more than fit into a tree.
     *
     * @param first the fields before the groups
     */
    static void json(Duplicates found, ObjectNode first, PrintWriter print) {
        first.put("pictures", found.pictures());
        ObjectNode thresholds = first.putObject("thresholds");
        put(thresholds, "candidate", found.thresholds().candidate());
        put(thresholds, "alike", found.thresholds().alike());
        put(thresholds, "certain", found.thresholds().certain());
        first.set("missing", JsonOption.tree(found.missing()));
        try {
            JsonGenerator json = new ObjectMapper().createGenerator(print);
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> field : first.properties()) {
                json.writeFieldName(field.getKey());
                json.writeTree(field.getValue());
            }
            json.writeArrayFieldStart("groups");
            for (DuplicateGroup group : found.groups()) {
                json.writeTree(group(group));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw new IllegalStateException("a print writer reports no faults", e);
        }
        print.println();
        print.flush();
    }

    private static ObjectNode group(DuplicateGroup group) {
        ObjectNode node = JsonOption.object()
                .put("kind", DuplicateOptions.word(group.kind()))
                .put("best", PathText.absolute(group.best()));
        var members = node.putArray("members");
        for (Member member : group.members()) {
            boolean exact = member.kind() == DuplicateKind.EXACT;
            members.addObject()
                    .put("path", PathText.absolute(member.path()))
                    .put("score", member.score())
                    .put("probability", member.probability())
                    .put("label", label(group, member))
                    .put("kind", DuplicateOptions.word(member.kind()))
                    .put("same_bytes", exact && member.sameBytes())
                    .put("marked", member.marked())
                    .set(
                            "labels",
                            JsonOption.tree(member.labels().stream()
                                    .map(label -> label.name().toLowerCase(Locale.ROOT))
                                    .sorted()
                                    .toList()));
        }
        return node;
    }

    /** JSON has no infinity: without enough pictures no score is certain. */
    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
