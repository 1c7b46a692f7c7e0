package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files; {@code RoomsE2E} asks a cluster. */
class PlaceCommandTest {
    private static final String RELEASE = Run.sample("release-4.2.0.yaml");
    private static final String SITES = Run.sample("sites-three-rooms.yaml");
    private static final String INSTALLATION = Run.sample("installation-three-rooms.yaml");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void showsWhatRunsWhereAndWhy(String format) {
        Run run = Run.of("place", "-f", RELEASE, "-f", SITES, "-f", INSTALLATION, "-o", format);
        assertThat(run.err()).isEmpty();
        Golden.check("place." + format, run.out());
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void withoutAThirdRoomItSaysThatTheLossOfOneIsNotSurvived() throws IOException {
        Run run = Run.of("place", "-f", RELEASE, "-f", SITES, "-f", changed(INSTALLATION, "    - name: witness\n", ""));
        assertThat(run.out())
                .contains(
                        "AutoFailover False (NoThirdZone): the loss of hangzhou/a takes the majority of mysql,"
                                + " registry-meta, zookeeper: add a third Site for votes (spec.witness), or prepare to take over by hand");
        assertThat(run.exitCode()).isEqualTo(4);
    }

    @Test
    void whatAPersonAsksForIsTakenWhereItIsNoWorse() throws IOException {
        Run run = Run.of("place", "-f", RELEASE, "-f", SITES, "-f", with("""
                    mgs-core: {placement: {room-a: {replicas: 5}, room-b: {replicas: 1}}}
                """));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsPattern("mgs-core +6 +5 +1 +– +as spec.components.mgs-core.placement says");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mysql: {placement: {room-a: {replicas: 2}, room-b: {replicas: 1}}}     | spec.components.mysql.placement: the loss of one room would take the majority of its 3 votes, which these sites can avoid: at most 1 in each
        mysql: {placement: {room-a: {replicas: 1}, room-b: {replicas: 1}}}     | spec.components.mysql.placement: a voting set of 3 is split here into 2: make the numbers agree
        iam: {placement: {room-a: {replicas: 1}, witness: {replicas: 1}}}      | spec.components.iam.placement.witness: Site witness is a witness, which carries votes only
        iam: {placement: {room-c: {replicas: 1}}}                              | spec.components.iam.placement.room-c: spec.sites does not name it: room-a, room-b, witness
        iam: {replicas: 3, placement: {room-a: {replicas: 1}}}                 | spec.components.iam.placement: its numbers sum up to 1, and replicas is 3: make them agree
        registry-schema: {placement: {room-b: {}}}                             | spec.components.registry-schema.placement: a Job runs once
        """)
    void aPlacementThatCannotBeOrIsWorseIsRefused(String setting, String sentence) throws IOException {
        Run run = Run.of("place", "-f", RELEASE, "-f", SITES, "-f", with("    " + setting + "\n"));
        assertThat(run.err()).contains(sentence);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        10.9.0.0/16  | 10.8.128.0/17 | pods of Site room-b (10.8.128.0/17) and of Site room-a (10.8.0.0/16) may have the same addresses
        10.9.0.0/16  | 10.9.0/16     | spec.network.cidrs: "10.9.0/16" is not a valid address range
        name: room-b | name: room-x  | there is no Site room-b
        """)
    void sitesThatDoNotFitAreRefused(String from, String to, String sentence) throws IOException {
        Run run = Run.of("lint", RELEASE, changed(SITES, from, to), INSTALLATION);
        assertThat(run.out()).containsAnyOf(sentence, "not all of its Sites are among the files");
    }

    @Test
    void aTierOfOneSiteIsRefusedInSeveral() throws IOException {
        Run run = Run.of("lint", RELEASE, SITES, changed(INSTALLATION, "SameCityActiveActive", "SingleRoom"));
        assertThat(run.out())
                .contains("tier SingleRoom runs in one site: name one, or set tier to SameCityActiveActive");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void inOneClusterThereIsNothingToPlace() {
        Run run = Run.of("place", "-f", RELEASE, "-f", Run.sample("installation-minimal.yaml"));
        assertThat(run.err()).contains("it runs in one cluster: there is nothing to place");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private String with(String components) throws IOException {
        return Files.writeString(
                        folder.resolve("installation.yaml"),
                        Files.readString(Path.of(INSTALLATION)) + "  components:\n" + components)
                .toString();
    }

    private String changed(String file, String from, String to) throws IOException {
        String text = Files.readString(Path.of(file));
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve(Path.of(file).getFileName()), text.replace(from, to))
                .toString();
    }
}
