package dev.likeness.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileTreeTest {
    @Test
    void onePictureHasOneName() {
        for (String same : new String[] {"a/b.png", "./a/b.png", "a//b.png", "a/./b.png", "a/c/../b.png"}) {
            assertThat(FileTree.inside(same)).as(same).isEqualTo("a/b.png");
        }
    }

    @Test
    void whatLeadsOutIsNone() {
        for (String out : new String[] {"../b.png", "a/../../b.png", "/etc/passwd", "C:\\b.png", "c:/b.png"}) {
            assertThat(FileTree.inside(out)).as(out).isNull();
        }
    }

    @Test
    void whatIsNoFileHasNoName() {
        assertThat(FileTree.inside("a/")).isEmpty();
        assertThat(FileTree.inside("a\0b")).isEmpty();
    }
}
