package dev.likeness.server;

import dev.likeness.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content security policy of a page that contains its scripts and styles: it allows exactly these, by their checksums
 * (Content Security Policy Level 3, sec. 6.7.3), so that no other inline script or style can run.
 */
final class InlineContents {
    private static final Pattern ELEMENT =
            Pattern.compile("<(script|style)\\b[^>]*>(.*?)</\\1>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private InlineContents() {}

    static String policy(byte[] page) {
        Set<String> scripts = new LinkedHashSet<>();
        Set<String> styles = new LinkedHashSet<>();
        Matcher element = ELEMENT.matcher(new String(page, StandardCharsets.UTF_8));
        while (element.find()) {
            String text = element.group(2).replace("\r\n", "\n").replace('\r', '\n'); // as a browser reads it
            (element.group(1).equalsIgnoreCase("script") ? scripts : styles).add(source(text));
        }
        return "default-src 'none'; img-src data:; script-src " + sources(scripts) + "; style-src " + sources(styles)
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String sources(Set<String> all) {
        return all.isEmpty() ? "'none'" : String.join(" ", all);
    }

    private static String source(String text) {
        byte[] sha256 = new Sha256().add(text.getBytes(StandardCharsets.UTF_8)).bytes();
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
    }
}
