package dev.likeness.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BoundedReadTest {
    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private static InputException tooLong() {
        return new InputException("too long");
    }

    @Test
    void readsUpToTheLimit() throws IOException {
        assertThat(BoundedRead.all(bytes(0), 3, BoundedReadTest::tooLong)).isEmpty();
        assertThat(BoundedRead.all(bytes(3), 3, BoundedReadTest::tooLong)).hasSize(3);
        assertThat(BoundedRead.all(bytes(3), Long.MAX_VALUE - 1, BoundedReadTest::tooLong))
                .hasSize(3);
    }

    @Test
    void refusesWhatIsLongerAfterOneByteMore() {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[100]);
        assertThatThrownBy(() -> BoundedRead.all(in, 3, BoundedReadTest::tooLong))
                .isInstanceOf(InputException.class)
                .hasMessage("too long");
        assertThat(in.available()).isEqualTo(96);
    }

    @Test
    void checksumsAreThoseOfTheStandard() {
        // FIPS 180-4 example "abc"
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Sha256.hex(new byte[] {'a', 'b', 'c'})).isEqualTo(abc);
        assertThat(new Sha256()
                        .add(new byte[] {'a'})
                        .add(ByteBuffer.wrap(new byte[] {'b', 'c'}))
                        .hex())
                .isEqualTo(abc);
        assertThat(new Sha256().add("ab", "c").hex())
                .isEqualTo(Sha256.hex(new byte[] {'a', 'b', 0, 'c', 0}))
                .isNotEqualTo(new Sha256().add("a", "bc").hex());
    }
}
