package io.mpaas.planning.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            409 | Accepted | the name is taken
            413 | Refused  | too large
            422 | Refused  | a field, or a policy of the site that says Invalid
            400 | Open     | somebody's webhook allows no dry runs
            401 | Open     | a token ran out
            403 | Open     | no permission, a quota, a policy of the site that says Forbidden
            404 | Open     | no such namespace or kind
            408 | Open     | too late
            429 | Open     | too many requests
            500 | Open     | somebody's webhook is down
            503 | Open     | an aggregated API is down
            504 | Open     | somebody's webhook is slow
            0   | Open     | no answer
            """)
    void onlyWhatIsSaidOfTheContentIsARefusal(int code, String meaning, String example) {
        assertThat(Answer.of(code, example, Optional.empty()).getClass().getSimpleName())
                .isEqualTo(meaning);
    }

    @Test
    void eachFieldIsARefusalOfItsOwn() {
        assertThat(Answer.of(422, "Deployment api is invalid: …", Optional.of(twoFields())))
                .isEqualTo(new Answer.Refused(List.of("spec.a: must be set", "spec.b: Invalid value: 7")));
        assertThat(Answer.of(422, "the policy of the site says no", Optional.empty()))
                .isEqualTo(new Answer.Refused(List.of("the policy of the site says no")));
    }

    /** A rule that somebody made for Deployments does not hold for a StatefulSet. */
    @Test
    void ofWhatStandsInOnlyFieldsCount() {
        Status policy = new StatusBuilder()
                .withNewDetails()
                .addNewCause()
                .withMessage("Deployments need an owner")
                .endCause()
                .endDetails()
                .build();

        assertThat(Answer.ofStandIn(422, "", Optional.of(policy))).isEqualTo(new Answer.Accepted());
        assertThat(Answer.ofStandIn(403, "", Optional.of(twoFields()))).isEqualTo(new Answer.Accepted());
        assertThat(Answer.ofStandIn(500, "", Optional.empty())).isEqualTo(new Answer.Accepted());
        assertThat(Answer.ofStandIn(422, "", Optional.of(twoFields()))).isInstanceOf(Answer.Refused.class);
    }

    private static Status twoFields() {
        return new StatusBuilder()
                .withNewDetails()
                .addNewCause("spec.a", "must be set", "FieldValueRequired")
                .addNewCause("spec.b", "Invalid value: 7", "FieldValueInvalid")
                .addNewCause("spec.a", "must be set", "FieldValueRequired")
                .endDetails()
                .build();
    }
}
