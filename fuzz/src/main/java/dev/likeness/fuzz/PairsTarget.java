package dev.likeness.fuzz;

import dev.likeness.data.DataSet;
import dev.likeness.data.PairSplit;
import dev.likeness.data.Pairs;
import dev.likeness.data.format.DataFormats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A CSV file of pairs, in a folder with six pictures. */
final class PairsTarget implements Target {
    private final Scratch scratch = new Scratch();

    PairsTarget() {
        byte[] picture = PicturesTarget.drawn("png");
        for (int i = 0; i < 6; i++) {
            scratch.write((char) ('u' + i) + ".png", picture);
        }
    }

    @Override
    public String name() {
        return "pairs-csv";
    }

    @Override
    public void read(byte[] input) {
        Path file = scratch.write("pairs.csv", input);
        DataSet data = DataFormats.open(file);
        if (!(data instanceof Pairs pairs) || pairs.pairs().isEmpty()) {
            throw new Finding("a CSV file without pairs was read");
        }
        pairs.pictures().forEach(picture -> {
            if (!picture.name().matches("[u-z]\\.png|pairs\\.csv")) {
                throw new Finding("a picture outside the folder: " + picture.name());
            }
        });
        Attempt.refusable(() -> PairSplit.of(pairs, 0.5, 1));
    }

    @Override
    public List<byte[]> seeds() {
        String rows = "u.png,v.png,1%s\nu.png,w.png,0%s\nx.png,y.png,match%s\n\"y.png\",\"z.png\",no-match%s\n";
        return List.of(
                text("a,b,label\n" + rows.replace("%s", "")),
                text("\ufeffa,b,label,split\r\n" + rows.formatted(",train", ",train", ",validation", ",test")),
                text("label,b,a\n" + "true, u.png ,v.png\nfalse,\"w.png\",x.png\n"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int longest() {
        return 2048;
    }

    @Override
    public List<String> watched() {
        return List.of("de.siegmar.**");
    }

    @Override
    public List<String> words() {
        return List.of(
                "a,b,label",
                ",split",
                "u.png,v.png,1\n",
                "w.png,x.png,0\n",
                ",train",
                ",validation",
                ",test",
                "../",
                "/",
                "..",
                "./u.png",
                "\"\"",
                "\"",
                "\r\n",
                "\0",
                "\ufeff",
                "no-match",
                "match",
                "pairs.csv");
    }
}
