package io.mpaas.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.planning.cloud.CloudChecks;
import io.mpaas.planning.cloud.CloudFitness;
import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.inspect.Result;
import io.mpaas.planning.inspect.Result.State;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.value.Say;
import io.mpaas.planning.value.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of a cloud: each is found by its own check, says one sentence and what to do, and hides no other. */
class CloudFaultsTest {
    private static final Map<String, String> ENGLISH = texts("en");
    private static final Map<String, String> CHINESE = texts("zh");
    /** It is spoken to without TLS. */
    private static final String PLAIN = "cloud-encryption";

    /** Where one of these is wrong, nothing more can be known, or another of the same check is planted. */
    private static final Set<CloudFault> ALONE = EnumSet.of(
            CloudFault.NO_SUCH_CLOUD,
            CloudFault.UNVERIFIED,
            CloudFault.NOBODY_THERE,
            CloudFault.WRONG_PASSWORD,
            CloudFault.WRONG_REGION,
            CloudFault.NO_NOVA,
            CloudFault.NO_IMAGE,
            CloudFault.TWO_IMAGES,
            CloudFault.WRONG_FLAVOR,
            CloudFault.SMALL_RANGE,
            CloudFault.DISABLED_ZONE,
            CloudFault.INTERNAL_ZONE,
            CloudFault.NO_BALANCER,
            CloudFault.SOMETHING_LEFT);

    @Test
    void aGoodCloudIsFit() {
        try (CloudScene scene = new CloudScene()) {
            assertThat(scene.report().results())
                    .filteredOn(result -> !result.id().equals(PLAIN))
                    .allSatisfy(result ->
                            assertThat(result.state()).as(result.toString()).isIn(State.Pass, State.NotApplicable));
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachIsFoundByItsOwnCheckAndByNoOther(CloudFault fault) {
        try (CloudScene scene = new CloudScene()) {
            fault.plant(scene);
            Report report = scene.report();
            assertThat(complaints(report)).isEqualTo(List.of(fault.id + " " + fault.state));
            Result result = result(report, fault.id);
            assertThat(result.evidence()).hasSize(1);
            assertThat(say(result.evidence().getFirst())).contains(fault.sentence);
            assertThat(say(Objects.requireNonNull(result.remedy()))).isNotBlank();
            if (fault.state == State.Fail) {
                Fitness fitness = CloudFitness.of("room-a", report, ENGLISH);
                assertThat(fitness.verdict()).isEqualTo(Verdict.False);
                assertThat(fitness.words())
                        .contains("Check " + fault.id + " failed: ", fault.sentence, "; what to do: ")
                        .contains("`kubectl mpaas site accept room-a --check " + fault.id + " --reason TEXT`");
            }
        }
    }

    @Test
    void noneHidesAnother() {
        EnumSet<CloudFault> all = EnumSet.complementOf(EnumSet.copyOf(ALONE));
        assertThat(all).hasSizeGreaterThanOrEqualTo(15);
        try (CloudScene scene = new CloudScene()) {
            all.forEach(fault -> fault.plant(scene));
            Report report = scene.report();
            assertThat(new TreeSet<>(complaints(report)))
                    .isEqualTo(all.stream()
                            .map(fault -> fault.id + " " + fault.state)
                            .collect(Collectors.toCollection(TreeSet::new)));
            all.forEach(fault -> assertThat(result(report, fault.id).evidence().stream()
                            .map(CloudFaultsTest::say)
                            .collect(Collectors.joining("\n")))
                    .contains(fault.sentence.replaceAll("\\d+ more are.*", "")));
        }
    }

    /** Two dozen checks, and every sentence of them in both languages without a place that is left open. */
    @Test
    void allOfItIsSaidInBothLanguagesAndNothingThatIsSecret() {
        List<String> lines = new ArrayList<>();
        for (CloudFault fault : CloudFault.values()) {
            try (CloudScene scene = new CloudScene()) {
                fault.plant(scene);
                for (Result result : scene.report().results()) {
                    result.evidence().forEach(one -> both(one, lines));
                    if (result.remedy() != null) {
                        both(result.remedy(), lines);
                    }
                }
            }
        }
        assertThat(CloudChecks.CHECKS.ids()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(lines).hasSizeGreaterThan(1000).noneMatch(line -> line.matches(".*\\{[a-zA-Z]+}.*"));
        assertThat(lines).noneMatch(line -> line.contains("canary"));
    }

    private static void both(Say say, List<String> lines) {
        lines.add(say.in(ENGLISH));
        lines.add(say.in(CHINESE));
    }

    /** All that is not fit, but for what every scene has. */
    private static List<String> complaints(Report report) {
        return report.results().stream()
                .filter(result -> !result.id().equals(PLAIN))
                .filter(result -> result.state() == State.Fail || result.state() == State.Warn)
                .map(result -> result.id() + " " + result.state())
                .toList();
    }

    private static Result result(Report report, String id) {
        return report.results().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String say(Say say) {
        return say.in(ENGLISH);
    }

    static Map<String, String> texts(String language) {
        try (InputStream file = Objects.requireNonNull(
                CloudFaultsTest.class.getResourceAsStream("/io/mpaas/inspect/messages/" + language + ".json"))) {
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
