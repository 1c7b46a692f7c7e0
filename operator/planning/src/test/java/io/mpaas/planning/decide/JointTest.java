package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.value.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Deployment in several sites. Each is written {@code content:ready/wanted}, where {@code new} is the present content, or {@code –} where
 * nothing was made yet, or {@code silent:wanted}.
 */
class JointTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        – –                  | Start Start
        new:2/2 –            | Keep Start
        new:2/2 new:2/2      | Keep Keep
        old:2/2 old:2/2      | Update Keep
        new:0/2 old:2/2      | Keep Keep
        new:2/2 old:2/2      | Keep Update
        old:2/2 new:2/2      | Update Keep
        old:2/2 silent:2     | Update
        – silent:2           | Start
        silent:2 old:2/2     | Wait
        silent:2 new:2/2     | Keep
        """)
    void startsAtOnceAndUpdatesSiteBySite(String sites, String steps) {
        assertThat(joint(sites, new Given()).steps().values().stream()
                        .map(step -> step.getClass().getSimpleName())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        new:2/2 new:2/2  | Stop Stop
        new:2/2 silent:2 | Wait
        new:2/2 –        | Stop Stop
        """)
    void stopsAsOneAndOnlyWhileAllAreReached(String sites, String steps) {
        assertThat(joint(sites, new Given().toStop(2)).steps().values().stream()
                        .map(step -> step.getClass().getSimpleName())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        new:2/2 new:2/2  | True    | True
        new:2/2 new:0/2  | True    | False
        new:0/2 new:0/2  | False   | False
        new:2/2 –        | True    | False
        new:2/2 old:2/2  | True    | False
        new:2/2 silent:2 | True    | Unknown
        new:0/2 silent:2 | Unknown | False
        old:2/2 silent:2 | True    | False
        – –              | False   | False
        """)
    void whatIsKnownDecidesAndElseItIsUnknown(String sites, Verdict available, Verdict ready) {
        Facts facts = Facts.of(joint(sites, new Given()).whole());
        assertThat(facts.available()).isEqualTo(available);
        assertThat(facts.ready()).isEqualTo(ready);
    }

    /** A site that is to have none: {@code gone} of a content, or {@code –} when it has none any more. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        new:2/2 gone:2/2  | Keep Stop
        new:1/2 gone:2/2  | Keep Keep
        – gone:2/2        | Start Keep
        old:2/2 gone:2/2  | Update Keep
        new:2/2 gone:–    | Keep Keep
        gone:2/2 new:2/2  | Stop Keep
        """)
    void whatIsToGoGoesWhenAllThatIsToBeIsThere(String sites, String steps) {
        assertThat(joint(sites, new Given()).steps().values().stream()
                        .map(step -> step.getClass().getSimpleName())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(steps);
    }

    private static Joint joint(String sites, Given any) {
        List<Joint.Part> parts = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        String[] all = sites.split(" ");
        for (int i = 0; i < all.length; i++) {
            String[] parsed = all[i].split("[:/]");
            if (parsed[0].equals("silent")) {
                silent.add("Site s" + i + " is Unknown");
            } else {
                parts.add(new Joint.Part("s" + i, part(parsed, any), !silent.isEmpty()));
            }
        }
        ComponentSpec spec = any.situation().spec().withReplicas(Math.toIntExact(2L * all.length));
        return new Joint(spec, parts, silent, 2 * silent.size());
    }

    private static Situation part(String[] parsed, Given any) {
        Situation nothing = any.situation();
        return Stream.of(parsed)
                .findFirst()
                .filter(content -> !content.equals("–"))
                .filter(_ -> parsed.length > 2)
                .map(content -> (content.equals("gone") ? none() : nothing)
                        .asOf(
                                new Given()
                                        .workload(
                                                content.equals("old") ? content : Given.CONTENT,
                                                Integer.parseInt(parsed[2]),
                                                Integer.parseInt(parsed[1]))
                                        .situation()
                                        .workload()
                                        .orElseThrow(),
                                nothing.pods()))
                .orElse(parsed[0].equals("gone") ? none() : nothing);
    }

    private static Situation none() {
        return new Given().replicas(0).situation();
    }
}
