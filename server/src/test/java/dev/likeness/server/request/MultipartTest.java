package dev.likeness.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bodies of forms as browsers and programs write them, and damaged ones. */
class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=xyz";

    private static Form form(String body, String type) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return Multipart.of(bytes, bytes.length, type);
    }

    private static String field(String name, String value) {
        return "--xyz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Test
    void readsFieldsByteForByte() {
        String contents = "\r\n--xy\r\n--\r\n\0\u00ff--xyz--\r\n\r\n-";
        Form form = form(field("a", contents) + field("b", "") + field("c", "true") + "--xyz--\r\n", TYPE);
        assertThat(form.file("a")).isEqualTo(contents.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(form.text("b")).isNull();
        assertThat(form.flag("c")).isTrue();
        assertThat(form.flag("d")).isFalse();
        assertThat(form.allow(Set.of("a", "b", "c"))).isSameAs(form);
        assertThatThrownBy(() -> form.allow(Set.of("a", "b")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("'c'");
    }

    @Test
    void readsOtherWaysOfWriting() {
        String body =
                "a preamble\r\n--a b\t\r\ncontent-TYPE: image/png\r\nCONTENT-disposition: form-data;filename=\"x;name=y\";"
                        + " name=picture\r\n\r\ndata\r\n--a b--\r\nan epilogue";
        assertThat(form(body, "Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"")
                        .file("picture"))
                .isEqualTo("data".getBytes(StandardCharsets.US_ASCII));
        assertThat(Parameters.of("form-data; name=\"a\\\"b\"; x")).containsEntry("name", "a\"b");
    }

    @Test
    void refusesWhatIsMalformed() {
        for (String body : new String[] {
            "",
            "--xyz--",
            "--xyz\r\n",
            "--xyz\nContent-Disposition: form-data; name=a\n\nx\n--xyz--",
            "--xyz\r\n\r\nno header\r\n--xyz--\r\n",
            "--xyz\r\nContent-Type: x\r\n\r\nno name\r\n--xyz--\r\n",
            field("../a", "x") + "--xyz--\r\n",
            field("a", "x") + field("a", "x") + "--xyz--\r\n",
            field("a", "x"),
            "--xyz\r\nContent-Disposition: form-data; name=a; x=" + "x".repeat(5000) + "\r\n\r\nx\r\n--xyz--\r\n",
            field("a", "x").repeat(17) + "--xyz--\r\n"
        }) {
            if (body.equals("--xyz--")) {
                assertThatThrownBy(() -> form(body, TYPE).file("a")).isInstanceOf(Problem.class);
            } else {
                assertThatThrownBy(() -> form(body, TYPE)).as(body).isInstanceOf(Problem.class);
            }
        }
        for (String type : new String[] {"multipart/form-data", "multipart/form-data; boundary=", "text/plain", ""}) {
            assertThatThrownBy(() -> form(field("a", "x") + "--xyz--", type))
                    .as(type)
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void anyDamageGivesAProblemOrAForm() {
        byte[] whole =
                (field("a", "0123456789") + field("b", "text") + "--xyz--\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int length = 0; length < whole.length - 4; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Multipart.of(cut, cut.length, TYPE))
                    .as("cut at " + length)
                    .isInstanceOf(Problem.class);
        }
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                read += Multipart.of(damaged, damaged.length, TYPE).text("b") == null ? 0 : 1;
            } catch (Problem expected) {
                assertThat(expected.kind()).isEqualTo(Problem.Kind.INVALID_REQUEST);
            }
        }
        assertThat(read).isPositive();
    }
}
