package dev.likeness.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownNameTest {
    private static final List<String> HEADS = List.of("concat", "cosine", "correlation", "nearest");

    @Test
    void countsWhatWasMistyped() {
        assertThat(UnknownName.distance("concat", "concat")).isZero();
        assertThat(UnknownName.distance("conact", "concat")).isEqualTo(1); // two letters swapped
        assertThat(UnknownName.distance("conct", "concat")).isEqualTo(1);
        assertThat(UnknownName.distance("CONCAT", "concat")).isZero();
        assertThat(UnknownName.distance("", "abc")).isEqualTo(3);
        assertThat(UnknownName.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void theNearestIsNamedOnlyWhereItIsNear() {
        assertThat(UnknownName.nearest("neerest", HEADS)).contains("nearest");
        assertThat(UnknownName.nearest("corelation", HEADS)).contains("correlation");
        assertThat(UnknownName.nearest("transformer", HEADS)).isEmpty();
        assertThat(UnknownName.nearest("", HEADS)).isEmpty();
    }

    @Test
    void saysWhatIsAllowed() {
        assertThat(UnknownName.of("head", "cosin", List.of("cosine", "concat")))
                .hasMessage("there is no head 'cosin'; did you mean 'cosine'? Allowed: concat, cosine");
        assertThat(UnknownName.of("head", "x", List.of("cosine", "concat")))
                .hasMessage("there is no head 'x'; choose one of concat, cosine");
    }
}
