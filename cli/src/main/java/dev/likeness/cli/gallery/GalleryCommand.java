package dev.likeness.cli.gallery;

import dev.likeness.error.InputException;
import picocli.CommandLine.Command;

@Command(
        name = "gallery",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel =
                "(add | search | duplicates | mark | remove | erase | info | check | export | copy | re-encode)",
        subcommands = {
            GalleryAddCommand.class,
            GallerySearchCommand.class,
            GalleryDuplicatesCommand.class,
            GalleryMarkCommand.class,
            GalleryRemoveCommand.class,
            GalleryRemoveCommand.Erase.class,
            GalleryInfoCommand.class,
            GalleryCheckCommand.class,
            GalleryExportCommand.class,
            GalleryImportCommand.class,
            GalleryCopyCommand.class,
            GalleryEncodeAgainCommand.class
        },
        description = {
            "Keeps what a model knows of your pictures on disk, and answers from it in milliseconds: what looks like this,"
                    + " and what is there twice.",
            "A gallery holds codes, checksums, sizes and paths, and a copy of its model. It never changes or deletes a"
                    + " picture."
        },
        footer = {
            "",
            "For a folder or two, 'likeness duplicates DIR' and 'likeness search PICTURE DIR' keep a gallery by"
                    + " themselves.",
            "",
            "Examples:",
            "    likeness gallery add examples",
            "    likeness gallery search examples/cathedral-postcard.jpg -k 3",
            "    likeness gallery duplicates",
            "    likeness gallery info"
        })
public final class GalleryCommand implements Runnable {
    @Override
    public void run() {
        throw new InputException(
                "gallery takes one of add, search, duplicates, mark, remove, erase, info, check, export, import, copy"
                        + " and re-encode, such as 'likeness gallery add DIR'");
    }
}
