package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.data.PathNames;
import org.junit.jupiter.api.Test;

class FileTreeTest {
    @Test
    void pathsAreNormalised() {
        for (String same : new String[] {"a/b.png", "./a/b.png", "a//b.png", "a/./b.png", "a/c/../b.png"}) {
            assertThat(PathNames.inside(same)).as(same).isEqualTo("a/b.png");
        }
    }

    @Test
    void pathsOutsideAreNull() {
        for (String out : new String[] {"../b.png", "a/../../b.png", "/etc/passwd", "C:\\b.png", "c:/b.png"}) {
            assertThat(PathNames.inside(out)).as(out).isNull();
        }
    }

    @Test
    void pathsOfFoldersAreEmpty() {
        assertThat(PathNames.inside("a/")).isEmpty();
        assertThat(PathNames.inside("a\0b")).isEmpty();
    }
}
