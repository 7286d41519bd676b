package dev.likeness.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final List<String> HEADS = List.of("concat", "cosine", "correlation", "nearest");

    @Test
    void countsTypingErrors() {
        assertThat(Words.distance("concat", "concat")).isZero();
        assertThat(Words.distance("conact", "concat")).isEqualTo(1); // two letters swapped
        assertThat(Words.distance("conct", "concat")).isEqualTo(1);
        assertThat(Words.distance("CONCAT", "concat")).isZero();
        assertThat(Words.distance("", "abc")).isEqualTo(3);
        assertThat(Words.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void onlyANearNameIsSuggested() {
        assertThat(Words.nearest("neerest", HEADS)).contains("nearest");
        assertThat(Words.nearest("corelation", HEADS)).contains("correlation");
        assertThat(Words.nearest("transformer", HEADS)).isEmpty();
        assertThat(Words.nearest("", HEADS)).isEmpty();
    }

    @Test
    void theMessageListsTheAllowedNames() {
        assertThat(Words.choose("head", "cosine", Map.of("cosine", 7))).isEqualTo(7);
        assertThatThrownBy(() -> Words.choose("head", "cosin", Map.of("cosine", 7, "concat", 8)))
                .isInstanceOf(InputException.class)
                .hasMessage("there is no head 'cosin'; did you mean 'cosine'? Allowed: concat, cosine");
        assertThatThrownBy(() -> Words.choose("head", "x", Map.of("cosine", 7, "concat", 8)))
                .hasMessage("there is no head 'x'; choose one of concat, cosine");
    }
}
