package dev.likeness.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A clone with sources that real Maven builds within seconds: a parent that inherits from the project's own, and one module,
 * whose name the launcher has never heard of. Its build counts itself, waits as long as it is held, fails if a source is
 * broken, and writes the stamp as the real build does; the jars are there already.
 */
record SmallProject(LauncherFolder folder) {
    private static final String PARENT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>dev.likeness</groupId>
                <artifactId>likeness-parent</artifactId>
                <version>VERSION</version>
                <relativePath>POM</relativePath>
              </parent>
              <artifactId>likeness-small</artifactId>
              <packaging>pom</packaging>
              <name>Likeness small</name>
              <modules>
                <module>attic</module>
              </modules>
            </project>
            """;

    private static final String MODULE = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>dev.likeness</groupId>
                <artifactId>likeness-small</artifactId>
                <version>VERSION</version>
              </parent>
              <artifactId>likeness-attic</artifactId>
              <packaging>pom</packaging>
              <name>Likeness attic</name>
              <build>
                <plugins>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-antrun-plugin</artifactId>
                    <executions>
                      <execution>
                        <phase>package</phase>
                        <goals>
                          <goal>run</goal>
                        </goals>
                        <configuration>
                          <target>
                            <delete file="${basedir}/../cli/target/likeness/stamp"/>
                            <echo file="${basedir}/../builds" append="true" message="."/>
                            <waitfor maxwait="10" maxwaitunit="minute">
                              <not>
                                <available file="${basedir}/../hold"/>
                              </not>
                            </waitfor>
                            <fail message="the attic is full">
                              <condition>
                                <available file="${basedir}/src/main/broken"/>
                              </condition>
                            </fail>
                            <echo file="${basedir}/../cli/target/likeness/stamp" message="STAMP${line.separator}"/>
                          </target>
                        </configuration>
                      </execution>
                    </executions>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    /** Lays out a clone that was not built. */
    static SmallProject create(Path root) throws IOException {
        assumeTrue(Tools.find("mvn").isPresent(), "no mvn on the PATH");
        SmallProject project = new SmallProject(LauncherFolder.clone(root));
        Path pom = LauncherFolder.project("pom.xml");
        Matcher version = Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(pom));
        if (!version.find()) {
            throw new AssertionError("no version in " + pom);
        }
        project.write(
                "pom.xml",
                PARENT.replace("VERSION", version.group(1))
                        .replace("POM", root.relativize(pom).toString()));
        project.write(
                "attic/pom.xml", MODULE.replace("VERSION", version.group(1)).replace("STAMP", LauncherFolder.JARS));
        project.write("attic/src/main/source", "");
        String repository = System.getProperty("localRepository"); // set by Surefire
        project.write(".mvn/maven.config", repository == null ? "" : "-Dmaven.repo.local=" + repository + "\n");
        Files.delete(project.folder.stamp());
        return project;
    }

    /** A call that needs the jars of the last build and no class archive. */
    LauncherCall call() {
        return folder.call("train", "--print-recipe").building();
    }

    /** The number of builds that began. */
    long builds() throws IOException {
        Path builds = file("builds");
        return Files.exists(builds) ? Files.size(builds) : 0;
    }

    Path lock() {
        return file("cli/target/likeness.lock");
    }

    Path file(String name) {
        return folder.root().resolve(name);
    }

    Path write(String name, String text) throws IOException {
        Files.createDirectories(file(name).getParent());
        return Files.writeString(file(name), text);
    }

    /** Makes the build a thing of the past, so that any file written from now on is newer. */
    void age() throws IOException {
        Files.setLastModifiedTime(folder.stamp(), FileTime.from(Instant.now().plusSeconds(-60)));
        for (String name : new String[] {"pom.xml", "attic/pom.xml", "attic/src/main", "attic/src/main/source"}) {
            Files.setLastModifiedTime(file(name), FileTime.from(Instant.now().plusSeconds(-120)));
        }
    }
}
