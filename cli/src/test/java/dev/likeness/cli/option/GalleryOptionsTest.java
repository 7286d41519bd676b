package dev.likeness.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS) // the paths are those of Unix
class GalleryOptionsTest {
    private static final String HOME = "/home/me";

    @Test
    void theFolderOfUserDataIsThatOfThePlatform() {
        assertThat(UserData.folder(Map.of(), "Linux", HOME)).isEqualTo(Path.of("/home/me/.local/share/likeness"));
        assertThat(UserData.folder(Map.of("XDG_DATA_HOME", "/data"), "Linux", HOME))
                .isEqualTo(Path.of("/data/likeness"));
        assertThat(UserData.folder(Map.of("XDG_DATA_HOME", "relative"), "Linux", HOME))
                .isEqualTo(Path.of("/home/me/.local/share/likeness"));
        assertThat(UserData.folder(Map.of(), "Mac OS X", HOME))
                .isEqualTo(Path.of("/home/me/Library/Application Support/likeness"));
        assertThat(UserData.folder(Map.of("LOCALAPPDATA", "/local"), "Windows 11", HOME))
                .isEqualTo(Path.of("/local/likeness"));
        assertThat(UserData.folder(Map.of(), "Windows 11", HOME)).isEqualTo(Path.of("/home/me/AppData/Local/likeness"));
    }

    /** As programs in containers have it: no entry for the user, for whom Java has a question mark as home. */
    @Test
    void theEnvironmentStatesTheHomeFirst() {
        assertThat(UserData.folder(Map.of("HOME", "/other"), "Linux", HOME))
                .isEqualTo(Path.of("/other/.local/share/likeness"));
        assertThat(UserData.folder(Map.of("HOME", "/other"), "Linux", "?"))
                .isEqualTo(Path.of("/other/.local/share/likeness"));
        assertThatThrownBy(() -> UserData.folder(Map.of(), "Linux", "?"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("set HOME or XDG_DATA_HOME");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, 2026-11-01T00:00:00Z",
        "2026-11-01T18:30, 2026-11-01T18:30:00Z",
        "2026-11-01T18:30:05Z, 2026-11-01T18:30:05Z",
        "30m, 2026-11-25T23:30:00Z",
        "12h, 2026-11-25T12:00:00Z",
        "7d, 2026-11-19T00:00:00Z",
        "2w, 2026-11-12T00:00:00Z",
        "1y, 2025-11-26T00:00:00Z"
    })
    void aDateOrAnAge(String text, Instant since) {
        Instant now = Instant.parse("2026-11-26T00:00:00Z");
        assertThat(PictureFilterOptions.since(text, now, ZoneOffset.UTC)).isEqualTo(since);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "7", "-7d", "2026-13-01", "2026-11-01T25:00", "9999999d"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> PictureFilterOptions.since(text, Instant.EPOCH, ZoneOffset.UTC))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("2026-11-01");
    }
}
