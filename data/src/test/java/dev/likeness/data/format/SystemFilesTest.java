package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.DataSet;
import dev.likeness.data.IgnoredFiles;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@eaDir",
                "$RECYCLE.BIN",
                "#recycle",
                "#snapshot",
                "@Recycle",
                "@SynoResource",
                "@appstore",
                "@upload_cache",
                "Recycled",
                "$Extend",
                "MSOCache",
                "@Recently-Snapshot",
                ".Trashes",
                ".Trash-1000",
                "System Volume Information",
                "lost+found",
                "__MACOSX",
                ".AppleDouble",
                ".thumbnails",
                ".DS_Store",
                "._a.png",
                "Thumbs.db",
                "desktop.ini",
                ".git",
                ".ipynb_checkpoints",
                ".snapshot",
                ".snapshots",
                ".sync",
                ".stfolder",
                ".dropbox.cache",
                ".picasaoriginals",
                ".@__thumb",
                "FOUND.000",
                "~snapshot",
                "SYNOPHOTO_THUMB_XL.jpg",
                "RECYCLER",
                "Network Trash Folder",
                ".hidden"
            })
    void filesOfSystemsAndDevicesAreIgnoredInAnyCase(String name) {
        assertThat(List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)))
                .allMatch(SystemFiles::matches);
        assertThat(SystemFiles.outermost("a/" + name + "/b/@eaDir/1.png")).contains("a/" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@alice", "#1", "$5", "lost", "found", "recycle", "snapshot", "thumbs", "a.DS_Store", "trash"})
    void namesThatCanBeIdentitiesAreNotIgnored(String name) {
        assertThat(SystemFiles.matches(name)).isFalse();
        assertThat(SystemFiles.outermost(name + "/1.png")).isEmpty();
    }

    private Path classesWithSystemFiles() throws IOException {
        Path data = folder.resolve("data");
        int number = 1;
        for (String identity : List.of("boat", "knot")) {
            for (int i = 1; i <= 2; i++) {
                DataFormatContract.picture(data.resolve(identity + "/" + i + ".png"), number++);
                DataFormatContract.picture(data.resolve(identity + "/@eaDir/" + i + ".png/SYNOPHOTO_THUMB_40.jpg"), 50);
            }
        }
        DataFormatContract.picture(data.resolve("#recycle/old/1.png"), 60);
        DataFormatContract.picture(data.resolve("empty/.thumbnails/1.png"), 61);
        return data;
    }

    @Test
    void ignoredFoldersAreNoIdentitiesButCounted() throws IOException {
        Path data = classesWithSystemFiles();
        for (DataSet set :
                List.of(DataFormats.open(data), DataFormats.open(Zips.pack(data, folder.resolve("data.zip"))))) {
            assertThat(set.pictures()).hasSize(4);
            assertThat(set.pictures()).extracting(LabelledPicture::identity).containsOnly("boat", "knot");
            assertThat(set.ignoredFiles().hidden())
                    .containsExactly("#recycle", "boat/@eaDir", "empty/.thumbnails", "knot/@eaDir");
        }
    }

    @Test
    void ignoredFilesAloneAreNotADataSet() throws IOException {
        DataFormatContract.picture(folder.resolve("only/@eaDir/a/1.png"), 1);
        assertThatThrownBy(() -> DataFormats.open(folder.resolve("only")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its 0 files (1 hidden or of the system)");
    }

    @Test
    void loopsAndBrokenLinksDoNotEndTheWalk() throws IOException {
        Path data = classesWithSystemFiles();
        Files.createSymbolicLink(data.resolve("boat/up"), data);
        Files.createSymbolicLink(data.resolve("boat/self"), data.resolve("boat/self"));
        Files.createSymbolicLink(data.resolve("knot/gone.png"), data.resolve("nowhere.png"));
        DataSet set = DataFormats.open(data);
        assertThat(set.pictures()).extracting(LabelledPicture::name).contains("knot/gone.png", "boat/1.png");
        assertThat(set.pictures()).hasSize(5);
        assertThat(set.ignoredFiles().loops()).containsExactly("boat/up");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsNamedAndNotRead() throws Exception {
        Path pipe = folder.resolve("pipe.png");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        FolderWalk walk = FolderWalk.of(folder);
        assertThat(walk.files()).doesNotContain("pipe.png");
        assertThat(walk.ignoredFiles().hidden()).contains("pipe.png");
    }

    @Test
    void aFolderThatCannotBeListedIsNamed() throws IOException {
        FolderWalk walk = new FolderWalk(folder);
        walk.visitFileFailed(folder.resolve("a/b"), new AccessDeniedException("a/b"));
        walk.visitFileFailed(folder.resolve("lost+found"), new AccessDeniedException("lost+found"));
        walk.postVisitDirectory(folder.resolve("c"), new IOException("input/output error"));
        assertThat(walk.ignoredFiles().unlisted())
                .extracting(IgnoredFiles.Unlisted::folder)
                .containsExactly("a/b", "c");
        assertThat(walk.ignoredFiles().hidden()).containsExactly("lost+found");
        assertThatThrownBy(() -> walk.visitFileFailed(folder, new AccessDeniedException("root")))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aFolderWithoutRightsIsSkippedAndCounted() throws IOException {
        Path data = classesWithSystemFiles();
        Path closed = data.resolve("knot");
        Files.setPosixFilePermissions(closed, Set.of());
        try {
            Assumptions.assumeFalse(Files.isReadable(closed), "this user may read everything: skipped");
            DataFormatContract.picture(data.resolve("wheels/1.png"), 9);
            DataSet set = DataFormats.open(data);
            assertThat(set.ignoredFiles().unlisted())
                    .singleElement()
                    .satisfies(one -> assertThat(one.folder()).isEqualTo("knot"));
            assertThat(SkippedPictures.of(set, SkippedPictures.Limit.DEFAULT).names())
                    .containsExactly("knot");
            assertThatThrownBy(() -> SkippedPictures.of(set, SkippedPictures.Limit.NONE))
                    .hasMessageContaining("knot: the folder cannot be listed");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
