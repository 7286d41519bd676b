package dev.likeness.gallery;

import dev.likeness.error.InputException;
import dev.likeness.gallery.index.IndexView;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Verifies the files of an index and its codes, and compares its pictures with the files. */
final class GalleryInspection {
    private final IndexView view;
    private final List<String> missing = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private final List<Integer> damagedMarks;
    private long pictures;

    GalleryInspection(IndexView view, MarkLog marks) {
        this.view = view;
        this.damagedMarks = marks.damagedLines();
    }

    GalleryCheck inspect(Progress progress) {
        damaged.addAll(view.damage());
        if (!damaged.isEmpty()) { // to read on could fail, or give wrong answers
            return new GalleryCheck(0, List.of(), List.of(), sorted(damaged), damagedMarks);
        }
        view.forEach(document -> {
            StoredPicture picture = view.picture(document);
            try {
                view.code(document); // has a checksum
            } catch (InputException e) {
                damaged.add(picture.path() + ": " + e.problem());
            }
            compare(picture);
            pictures++;
            progress.at(pictures, view.size(), "pictures");
        });
        return new GalleryCheck(pictures, sorted(missing), sorted(changed), sorted(damaged), damagedMarks);
    }

    private void compare(StoredPicture picture) {
        try {
            BasicFileAttributes file = Files.readAttributes(picture.location(), BasicFileAttributes.class);
            if (file.size() != picture.file().bytes()
                    || !file.lastModifiedTime()
                            .toInstant()
                            .equals(picture.file().modified())) {
                changed.add(picture.path());
            }
        } catch (IOException e) {
            missing.add(picture.path());
        }
    }

    private static List<String> sorted(List<String> paths) {
        return paths.stream().sorted().toList();
    }
}
