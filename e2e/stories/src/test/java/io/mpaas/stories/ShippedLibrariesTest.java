package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Libraries that face the network are shipped in the version that pom.xml names for them, not in that of the platform. */
class ShippedLibrariesTest {
    private static final Path ROOT = OperatorProcess.root();

    @ParameterizedTest
    @CsvSource({
        "netty.version, io.netty.netty-",
        "jackson.version, com.fasterxml.jackson.core.jackson-core-",
        "jackson.version, com.fasterxml.jackson.core.jackson-databind-"
    })
    void theVersionOfThePomIsShipped(String property, String library) throws IOException {
        List<String> jars = jars(library);
        String version = version(property);
        assertThat(jars).isNotEmpty().allMatch(jar -> jar.endsWith("-" + version + ".jar"), "is of " + version);
    }

    private static String version(String property) throws IOException {
        Matcher found = Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(found.find()).as(property).isTrue();
        return found.group(1);
    }

    private static List<String> jars(String library) throws IOException {
        try (Stream<Path> all = Files.list(ROOT.resolve("operator/controller/target/quarkus-app/lib/main"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(library))
                    .sorted()
                    .toList();
        }
    }
}
