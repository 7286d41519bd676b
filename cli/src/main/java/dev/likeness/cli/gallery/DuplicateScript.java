package dev.likeness.cli.gallery;

import dev.likeness.gallery.DuplicateGroup;
import dev.likeness.gallery.DuplicateGroup.Member;
import dev.likeness.gallery.DuplicateKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A POSIX shell script that moves exact and edited copies aside. File names are byte for byte those of the file system, always
 * inside single quotes, where a shell interprets nothing; they are nowhere else, not in comments either.
 *
 * @param groups those of kind {@code ALIKE} are left out
 * @param kept pictures that stay, besides the best copies
 */
record DuplicateScript(List<DuplicateGroup> groups, Predicate<Path> kept) {
    private static final String HEAD = """
            #!/bin/sh
            # Written by likeness. It has not changed anything yet: read it, then run it with
            #     sh THIS-FILE DIR
            # It moves each copy below into the folder DIR, with a number before its name. The best copy of each group stays.
            # A copy stays as well if its best copy is gone. Put a # before a line to keep that picture.
            set -eu
            if [ "$#" -ne 1 ]; then
                echo "usage: sh $0 DIR    (a folder for the copies)" >&2
                exit 2
            fi
            aside=$1
            case $aside in -*) aside=./$aside ;; esac
            mkdir -p "$aside"
            moved=0
            stays() {
                best=$1
            }
            copy() {
                target=$aside/$1-${2##*/}
                if [ ! -f "$best" ]; then
                    printf 'kept, as its best copy is gone: %s\\n' "$2" >&2
                elif [ ! -f "$2" ]; then
                    printf 'already gone: %s\\n' "$2" >&2
                elif [ -e "$target" ]; then
                    printf 'kept, as there is a file of that name in DIR: %s\\n' "$2" >&2
                else
                    mv "$2" "$target"
                    moved=$((moved + 1))
                fi
            }

            """;

    private static final String END = """

            echo "$moved copies moved into $aside"
            """;

    byte[] bytes() {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        add(script, HEAD);
        int number = 0;
        for (DuplicateGroup group : groups) {
            List<Member> copies = group.members().stream()
                    .filter(member -> group.kind() != DuplicateKind.ALIKE)
                    .filter(member -> !member.path().equals(group.best()) && !kept.test(member.path()))
                    .toList();
            if (copies.isEmpty()) {
                continue;
            }
            add(script, "stays ");
            quote(script, group.best());
            add(script, "\n");
            for (Member copy : copies) {
                number++;
                add(script, "copy " + number + " ");
                quote(script, copy.path());
                add(script, " # " + copy.label() + "\n");
            }
        }
        add(script, END);
        return script.toByteArray();
    }

    private static void add(ByteArrayOutputStream script, String text) {
        script.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In single quotes; a single quote in the name closes them, is escaped, and opens them again. */
    private static void quote(ByteArrayOutputStream script, Path path) {
        script.write('\'');
        for (byte each : name(path)) {
            if (each == '\'') {
                add(script, "'\\''");
            } else {
                script.write(each);
            }
        }
        script.write('\'');
    }

    /** The bytes of an absolute path, from its URI: a Java string may not have them all. */
    private static byte[] name(Path path) {
        String uri = path.toAbsolutePath().toUri().getRawPath();
        int end = uri.length() > 1 && uri.endsWith("/") ? uri.length() - 1 : uri.length();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < end; at++) {
            if (uri.charAt(at) == '%') {
                bytes.write(Integer.parseInt(uri, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.write(uri.charAt(at));
            }
        }
        return bytes.toByteArray();
    }
}
