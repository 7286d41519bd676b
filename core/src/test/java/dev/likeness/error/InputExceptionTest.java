package dev.likeness.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class InputExceptionTest {
    @Test
    void controlCharactersAreReplacedByCodes() {
        String name = "a\nb\u001b[2Jc\u0007d\u202ee\u2028f\u0085g";
        assertThat(new InputException(name + ": cannot be read"))
                .hasMessage("a\\u000ab\\u001b[2Jc\\u0007d\\u202ee\\u2028f\\u0085g: cannot be read");
    }

    @Test
    void namesInAllLanguagesAreKept() {
        for (String name : new String[] {"Größe.png", "写真/猫.jpg", "صورة.png", "😀.gif"}) {
            assertThat(new InputException(name + ": cannot be read")).hasMessage(name + ": cannot be read");
        }
        assertThat(new InputException("half a pair \ud83d.")).hasMessage("half a pair \\ud83d.");
    }

    @Test
    void theRemedyEndsTheMessageInTheTextOfTheLibraryOrTheProgram() {
        InputException e = new InputException(
                "x\ny: no model folder", new Remedy(Remedy.Action.TRAIN_MODEL, "x\ny"), new IOException("absent"));
        assertThat(e)
                .hasMessage("x\\u000ay: no model folder; choose another folder, or train a model to x\\u000ay")
                .hasRootCauseMessage("absent");
        assertThat(e.problem()).isEqualTo("x\\u000ay: no model folder");
        assertThat(e.messageWith("go\nhome")).isEqualTo("x\\u000ay: no model folder; go\\u000ahome");
        assertThat(e.remedy().orElseThrow().text("[%s]")).isEqualTo("[x\ny]");
        assertThat(new InputException("a complete message").remedy()).isEmpty();
        assertThat(new InputException("a complete message").problem()).isEqualTo("a complete message");
    }

    @Test
    void aRemedyNeedsItsArguments() {
        assertThatThrownBy(() -> new Remedy(Remedy.Action.TRAIN_MODEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the remedy TRAIN_MODEL has 0 arguments; it needs 1");
        assertThatThrownBy(() -> new Remedy(Remedy.Action.RAISE_MEMORY, "8 GB"))
                .hasMessage("the remedy RAISE_MEMORY has 1 arguments; it needs 0");
    }

    @Test
    void aLongMessageIsCutInTheMiddle() {
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
