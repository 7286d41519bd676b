package dev.likeness.cli;

import dev.likeness.cli.command.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Runs the short commands once on pictures in the most common formats and discards the output. The launcher lets Java
 * record which classes they load, and builds an archive of these classes, so that later calls start faster.
 */
final class ClassArchiveTraining {
    private ClassArchiveTraining() {}

    /** The only argument is the folder for temporary files. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String png = picture(folder, "png");
        String jpeg = picture(folder, "jpg");
        run("compare", png, jpeg);
        run("compare", png, jpeg, "--json", "--map", folder.resolve("map.png").toString());
        run("models", "list");
        System.exit(ExitCode.OK);
    }

    private static String picture(Path folder, String format) throws IOException {
        Path file = folder.resolve("picture." + format);
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IOException("this Java platform cannot write " + format);
        }
        return file.toString();
    }

    private static void run(String... arguments) {
        PrintWriter discarded = new PrintWriter(Writer.nullWriter());
        int code = Main.run(arguments, discarded, discarded);
        if (code != ExitCode.OK) {
            System.exit(code);
        }
    }
}
