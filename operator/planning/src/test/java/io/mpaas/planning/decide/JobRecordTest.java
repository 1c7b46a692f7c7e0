package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobRecordTest {
    @Test
    void oneHashOfAnOlderOperatorIsAListOfOne() {
        assertThat(read("1-aa").completed()).containsExactly("1-aa");
        assertThat(read("2-bb, 1-aa,,2-bb").completed()).containsExactly("2-bb", "1-aa");
        assertThat(read("").completed()).isEmpty();
    }

    @Test
    void theNewestIsFirstAndEachIsThereOnce() {
        JobRecord record = read("2-bb,1-aa").with(List.of("1-aa"));

        assertThat(record.completedText()).isEqualTo("1-aa,2-bb");
        assertThat(record.hasCompleted("2-bb")).isTrue();
        assertThat(record.hasCompleted("2-b")).isFalse();
    }

    @Test
    void theListIsBounded() {
        JobRecord record = JobRecord.NONE;
        for (String hash : IntStream.range(0, 30).mapToObj(i -> "2-" + i).toList()) {
            record = record.with(List.of(hash));
        }

        assertThat(record.completed()).hasSize(20).startsWith("2-29").endsWith("2-10");
    }

    @Test
    void aDeletedJobWaitsForAnotherRequest() {
        JobRecord record = deleted("2-bb/monday");

        assertThat(record.waitsForRequest("2-bb", Optional.of("monday"))).isTrue();
        assertThat(record.waitsForRequest("2-bb", Optional.of("tuesday"))).isFalse();
        assertThat(record.waitsForRequest("2-cc", Optional.of("monday"))).isFalse();
        assertThat(deleted("2-bb/").waitsForRequest("2-bb", Optional.empty())).isTrue();
        assertThat(record.with(List.of("2-bb")).waitsForRequest("2-bb", Optional.of("monday")))
                .isFalse();
    }

    @Test
    void goingBackToAnEarlierContentIsNoStart() {
        assertThat(new Given()
                        .job()
                        .completed("other")
                        .completed(Given.CONTENT)
                        .completed("third")
                        .decide())
                .isInstanceOf(Step.Keep.class);
    }

    @Test
    void aJobThatSomebodyDeletedIsRecordedAndNotStartedAgain() {
        assertThat(new Given().job().deletedWhileItRan().decide()).isInstanceOf(Step.RecordDeletion.class);
        Given after = new Given().job().deletedJob("");

        assertThat(after.decide()).isInstanceOf(Step.Keep.class);
        assertThat(after.report().status().message()).startsWith("its Job was deleted before it completed");
        assertThat(Given.reason(after.report().status())).isEqualTo("JobDeleted");
        assertThat(new Given().job().deletedJob("").restart("now").decide()).isInstanceOf(Step.Start.class);
    }

    private static JobRecord read(String completed) {
        return record(Map.of(Mpaas.COMPLETED_ANNOTATION, completed));
    }

    private static JobRecord deleted(String text) {
        return record(Map.of(Mpaas.JOB_DELETED_ANNOTATION, text));
    }

    private static JobRecord record(Map<String, String> annotations) {
        Component component = new Component();
        component.getMetadata().setAnnotations(annotations);
        return JobRecord.of(component);
    }
}
