package dev.likeness.heif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.heif.CodedSize.Size;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CodedSizeTest {
    /** The body of the first box of a type; its size is in front of the type. */
    private static ByteBuffer body(String file, String type) {
        byte[] bytes = TestFiles.bytes(file);
        int at = TestFiles.behind(bytes, type);
        int size = ByteBuffer.wrap(bytes).getInt(at - 8);
        return ByteBuffer.wrap(bytes, at, size - 8).slice();
    }

    @Test
    void sizesInHevcParametersAreRead() {
        assertThat(CodedSize.inHevcConfiguration(body("colour.heic", "hvcC"))).containsExactly(new Size(96, 64));
        assertThat(CodedSize.inHevcConfiguration(body("ten.heic", "hvcC"))).containsExactly(new Size(96, 64));
        assertThat(CodedSize.inHevcConfiguration(body("grid.heic", "hvcC"))).containsExactly(new Size(64, 64));
    }

    @Test
    void sizesInAv1HeadersAreRead() {
        assertThat(CodedSize.inAv1(body("colour.avif", "mdat"))).contains(new Size(96, 64));
        assertThat(CodedSize.inAv1(body("twelve.avif", "mdat"))).contains(new Size(96, 64));
    }

    @Test
    void headersThatEndEarlyHaveNoSize() {
        ByteBuffer box = body("colour.heic", "hvcC");
        for (int length = 0; length < box.limit(); length++) {
            assertThat(CodedSize.inHevcConfiguration(box.slice(0, length))).hasSizeLessThan(2);
            assertThat(CodedSize.inHevc(box.slice(0, length))).isEmpty();
            CodedSize.inAv1(box.slice(0, length));
        }
    }
}
