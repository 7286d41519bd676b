/**
 * Compares pictures: the door, pictures, measures and codes, the model folder and its ONNX sessions.
 *
 * <p>On the module path, Java 22 and later want {@code --enable-native-access=dev.likeness.core,com.microsoft.onnxruntime},
 * as both load native libraries.
 */
@SuppressWarnings("module") // the modules named by the qualified export are compiled after this one
module dev.likeness.core {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.microsoft.onnxruntime;
    requires transitive java.desktop;
    requires java.management;
    requires org.slf4j;

    // Found by ImageIO, through their services.
    requires com.twelvemonkeys.imageio.bmp;
    requires com.twelvemonkeys.imageio.jpeg;
    requires com.twelvemonkeys.imageio.metadata;
    requires com.twelvemonkeys.imageio.tiff;
    requires com.twelvemonkeys.imageio.webp;

    exports dev.likeness;
    exports dev.likeness.alignment;
    exports dev.likeness.calibration;
    exports dev.likeness.domain;
    exports dev.likeness.error;
    exports dev.likeness.measure;
    exports dev.likeness.model;
    exports dev.likeness.picture;
    exports dev.likeness.picture.reader;
    exports dev.likeness.progress;
    exports dev.likeness.registry;
    exports dev.likeness.files to
            dev.likeness.data,
            dev.likeness.train,
            dev.likeness.study,
            dev.likeness.gallery,
            dev.likeness.server,
            dev.likeness.cli,
            dev.likeness.fuzz;

    uses dev.likeness.alignment.AlignerProvider;
    uses dev.likeness.measure.MeasureProvider;
    uses dev.likeness.picture.reader.PictureReaderProvider;
}
