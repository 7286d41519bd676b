/**
 * Towers, heads, targets, sampling, the trainer and the export to ONNX.
 *
 * <p>On the module path, add PyTorch's natives, which no module requires: {@code --add-modules ALL-MODULE-PATH}.
 */
@SuppressWarnings("module") // the modules named by the qualified exports are compiled after this one
module dev.likeness.train {
    requires static transitive org.jspecify;
    requires transitive dev.likeness.data;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires com.google.protobuf;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.pytorch;
    requires org.tribuo.util.onnx;

    exports dev.likeness.train;
    exports dev.likeness.train.head;
    exports dev.likeness.train.network;
    exports dev.likeness.train.recipe;
    exports dev.likeness.train.target;
    exports dev.likeness.train.tower;
    exports dev.likeness.train.cost to
            dev.likeness.study;
    exports dev.likeness.train.engine to
            dev.likeness.study;
    exports dev.likeness.train.export to
            dev.likeness.fuzz;
    exports dev.likeness.train.sharing to
            dev.likeness.study;

    uses dev.likeness.train.head.HeadProvider;
    uses dev.likeness.train.target.TargetProvider;
    uses dev.likeness.train.tower.TowerProvider;

    opens dev.likeness.train.recipe to
            com.fasterxml.jackson.databind;
}
