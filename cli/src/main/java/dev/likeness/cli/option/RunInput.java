package dev.likeness.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An option or a parameter that names a file or folder to read though its type is not {@link java.nio.file.Path}, such as
 * a model by its name or its folder. Each {@code Path} that is not a {@link RunOutput} is an input without this.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface RunInput {}
