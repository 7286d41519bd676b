package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.format.CsvTable.Row;
import dev.likeness.error.InputException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    private static final CsvTable.Header HEADER = new CsvTable.Header(List.of("a", "b"), "the columns a and b");

    private static List<String> rows(byte[] csv) {
        List<String> rows = new ArrayList<>();
        try (CsvTable table = new CsvTable(new ByteArrayInputStream(csv), "p.csv", HEADER)) {
            for (Row row = table.next(); row != null; row = table.next()) {
                rows.add(row.line() + " "
                        + (row.fault() == null ? row.field("a") + "|" + row.field("b") : "! " + row.fault()));
            }
        }
        return rows;
    }

    private static List<String> rows(String csv) {
        return rows(csv.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\nx,y\n",
                "A,B\r\nx,y\r\n",
                " a , b \rx , y\r",
                "\"a\", \"b\"\n\"x\", \"y\"",
                "\ufeffa;b\nx;y\n",
                "\ufeff\ufeffa,b\nx,y",
                "a\tb\nx\ty\n",
                "sep=;\na;b\nx;y\n",
                "\n\na,b\n\nx,y\n\n",
                "id;b;A\n7;y;x\n",
                "a,b,,\nx,y,,\n",
            })
    void headersFollowOneRule(String csv) {
        assertThat(rows(csv)).hasSize(1).first().asString().endsWith(" x|y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
    void textsWithAByteOrderMarkAreRead(String charset) {
        assertThat(rows("\ufeffa,b\r\nf\u00fcr.png,\u6f22.png\r\n".getBytes(Charset.forName(charset))))
                .containsExactly("2 f\u00fcr.png|\u6f22.png");
    }

    @Test
    void quotesProtectDelimitersQuotesAndLineEnds() {
        assertThat(rows("a,b\n\"x,1\",\"say \"\"y\"\"\"\n24\".png,'y'\n\"l\nm\",n\no,p\n"))
                .containsExactly("2 x,1|say \"y\"", "3 24\".png|'y'", "4 l\nm|n", "6 o|p");
    }

    @Test
    void anInvalidRowAffectsNoOtherRow() {
        assertThat(rows("a,b\n\"x.png,y.png\nc,d\n\"e\"f,g\nh\ni,j,k\nl\0,m\n\"n,o\n\"p,q\nr,s\n\"\",t\n"))
                .containsExactly(
                        "2 ! it has an unclosed quote; correct its quotes",
                        "3 c|d",
                        "4 ! it has text after a closing quote; correct its quotes",
                        "5 ! it has 1 field, but the header has 2; correct the row",
                        "6 ! it has 3 fields, but the header has 2; correct the row",
                        "7 ! it contains a NUL character, which is invalid in a path; correct the row",
                        "8 ! it has an unclosed quote; correct its quotes",
                        "9 ! it has an unclosed quote; correct its quotes",
                        "10 r|s",
                        "11 |t");
    }

    @Test
    void invalidUtf8AffectsItsRowOnly() {
        byte[] csv = "a,b\n\u00e4,y\nx,y\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(rows(csv))
                .containsExactly("2 ! it contains bytes that are not UTF-8; save the file as UTF-8", "3 x|y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"left,right\n", "left,right\nx,y\n", "a\nx\n", "\"a,b\nx,y\n", "a|b\nx|y\n", "a\0,\0b\0\n"})
    void aHeaderWithoutTheColumnsIsRejected(String csv) {
        assertThatThrownBy(() -> rows(csv))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("p.csv, row 1: the header is \"")
                .hasMessageContaining("expected the columns a and b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\ufeff", "   \n"})
    void anEmptyFileHasNoPairs(String csv) {
        assertThatThrownBy(() -> rows(csv))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("p.csv: the file is empty");
    }

    @Test
    void aDuplicateColumnIsRejected() {
        assertThatThrownBy(() -> rows("a,b, A \n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("names the column \"a\" twice");
    }

    @Test
    void otherColumnsCanBeCopied() {
        byte[] csv = "Id,a,b,,Note\n7,x,y,,\"n,1\"\n".getBytes(StandardCharsets.UTF_8);
        try (CsvTable table = new CsvTable(new ByteArrayInputStream(csv), "p.csv", HEADER)) {
            List<String> others = table.columnsBut(List.of("a", "b"));
            assertThat(others).containsExactly("Id", "Note");
            Row row = Objects.requireNonNull(table.next());
            assertThat(table.fields(row, others)).containsExactly("7", "n,1");
        }
    }

    @Test
    void anUnclosedFieldNeedsLittleMemory() {
        long bytes = 100 << 20;
        InputStream endless = new InputStream() {
            private final byte[] head = "a,b\nx,".getBytes(StandardCharsets.UTF_8);
            private final byte[] tail = "\nx,y\n".getBytes(StandardCharsets.UTF_8);
            private long at;

            @Override
            public int read() {
                long now = at++;
                return now < head.length
                        ? head[(int) now]
                        : now < bytes ? 'z' : now < bytes + tail.length ? tail[(int) (now - bytes)] : -1;
            }

            @Override
            public int read(byte[] into, int from, int count) {
                int done = 0;
                for (int next = done < count ? read() : -1; next >= 0; next = done < count ? read() : -1) {
                    into[from + done++] = (byte) next;
                    if (done == count) {
                        break;
                    }
                }
                return done == 0 ? -1 : done;
            }
        };
        List<String> rows = new ArrayList<>();
        try (CsvTable table = new CsvTable(endless, "p.csv", HEADER)) {
            for (Row row = table.next(); row != null; row = table.next()) {
                rows.add(row.line() + " " + row.fault());
            }
        }
        assertThat(rows).containsExactly("2 it is longer than 1048576 characters", "3 null");
    }

    /** Such as a device that never ends. */
    @Test
    void aRowWithoutAnEndIsRefused() {
        InputStream zeros = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int from, int count) {
                Arrays.fill(into, from, from + count, (byte) 0);
                return count;
            }
        };
        assertThatThrownBy(() -> new CsvTable(zeros, "p.csv", HEADER))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("p.csv: row 1 has more than", "no end");
    }
}
