package dev.likeness.solr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The class path of users, on which all tests of this module run, has neither Jetty nor the server of Solr. */
class ClassPathTest {
    @Test
    void hasNoJettyAndNoServer() {
        List<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> new File(path).getName())
                .toList();
        assertThat(jars).anyMatch(jar -> jar.startsWith("solr-solrj-9"));
        assertThat(jars)
                .noneMatch(jar -> jar.startsWith("jetty-")
                        || jar.startsWith("http2-")
                        || jar.startsWith("solr-core")
                        || jar.startsWith("httpclient-")
                        || jar.startsWith("netty-tcnative"));
    }
}
