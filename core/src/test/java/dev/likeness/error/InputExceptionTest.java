package dev.likeness.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputExceptionTest {
    @Test
    void whatMovesTheCursorOrEndsTheLineIsWrittenAsACode() {
        String name = "a\nb\u001b[2Jc\u0007d\u202ee\u2028f\u0085g";
        assertThat(new InputException(name + ": cannot be read"))
                .hasMessage("a\\u000ab\\u001b[2Jc\\u0007d\\u202ee\\u2028f\\u0085g: cannot be read");
    }

    @Test
    void namesOfAllLanguagesStayAsTheyAre() {
        for (String name : new String[] {"Größe.png", "写真/猫.jpg", "صورة.png", "😀.gif"}) {
            assertThat(new InputException(name + ": cannot be read")).hasMessage(name + ": cannot be read");
        }
        assertThat(new InputException("half a pair \ud83d.")).hasMessage("half a pair \\ud83d.");
    }

    @Test
    void whatNobodyReadsIsCutInTheMiddle() {
        String message = new InputException("begin" + "x".repeat(100_000) + "end").getMessage();
        assertThat(message)
                .startsWith("beginxx")
                .endsWith("xxend")
                .contains(" [...] ")
                .hasSizeLessThan(2100);
        assertThat(new InputException("x: " + "\u001d".repeat(1500) + "; copy it again"))
                .hasMessageEndingWith("; copy it again")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2100));
    }
}
