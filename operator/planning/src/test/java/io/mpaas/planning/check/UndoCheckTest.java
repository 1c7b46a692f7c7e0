package io.mpaas.planning.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.planning.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndoCheckTest {
    private static final String RELEASE =
            """
            version: "1"
            products: {All: [api]}
            components:
              db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
              schema: {type: Job, undo: Job, undoJob: back, dependsOn: {db: [startup]}, pod: POD}
              back: {type: Job, when: Undo, pod: POD}
              api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {schema: [startup]}, pod: POD}
            """.replace("POD", "{containers: [{name: main, image: \"r.example/x@sha256:01\"}]}");

    private static List<String> problems(String yaml) {
        return Catalogue.texts(ReleaseCheck.check(Catalogue.release(yaml)));
    }

    @Test
    void aJobAndTheOneThatUndoesItAreFine() {
        assertThat(problems(RELEASE)).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            undo: Job, undoJob: back,  | undo: Job,                          | Error InvalidValue spec.components.schema.undoJob: is missing
            undo: Job, undoJob: back,  | undoJob: back,                      | Error InvalidValue spec.components.schema.undo: must be Job
            undo: Job, undoJob: back,  | undo: Compatible, undoJob: back,    | Error InvalidValue spec.components.schema.undo: must be Job
            undoJob: back              | undoJob: bakc                       | Error UnknownComponent spec.components.schema.undoJob: bakc is not a Job
            undoJob: back              | undoJob: api                        | Error UnknownComponent spec.components.schema.undoJob: api is not a Job
            undo: Job, undoJob: back,  | ''                                  | Error InvalidValue spec.components.back.when: no Job names
            [api]                      | [api, back]                         | Error InvalidValue spec.products.All: product All names the undo Job
            schema: [startup]}         | schema: [startup], back: [startup]} | Error InvalidValue spec.components.api.dependsOn.back: back is an undo Job
            schema: [startup]}         | schema: [undo]}                     | Error InvalidValue spec.components.api.dependsOn.schema: undo is not a kind
            when: Undo                 | 'when: Undo, dependsOn: {db: [startup]}' | Error NotForThisType spec.components.back.dependsOn: an undo Job
            when: Undo                 | 'when: Undo, undo: Compatible'      | Error NotForThisType spec.components.back.undo: an undo Job
            type: Deployment, rep      | 'type: Deployment, when: Undo, rep' | Error NotForThisType spec.components.db.when: only a Job
            """)
    void saysWhatDoesNotFit(String from, String to, String expected) {
        assertThat(RELEASE).contains(from);
        assertThat(problems(RELEASE.replace(from, to))).anyMatch(problem -> problem.startsWith(expected));
    }
}
