package io.mpaas.planning.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialsTest {
    private static final Owner SHOP = new Owner("shop", "small", "id", "");
    private static final Blueprint BLUEPRINT =
            Catalogue.blueprint("""
            version: "1"
            components:
              db:
                type: StatefulSet
                replicas: {SingleNode: 1}
                provides: {port: 3306}
                storage: {data: {size: 1Gi, mountPath: /data}}
                pod: {containers: [{name: main, image: "r.example/db@sha256:01"}]}
              api:
                type: Deployment
                replicas: {SingleNode: 1}
                config: {LEVEL: debug}
                pod: {containers: [{name: main, image: "r.example/api@sha256:01"}]}
              extras:
                type: Manifests
                manifests:
                - {apiVersion: example.io/v1, kind: Widget, metadata: {name: w}}
            """, "{release: shop, tier: SingleNode, serviceAccountName: deployer}");

    @Test
    void whatMakesPodsIsTriedFirstAndASetAlsoAsADeployment() {
        assertThat(trials(Map.of()).all())
                .extracting(trial -> trial.as() + " " + trial.what())
                .containsExactly(
                        "WORKLOAD Deployment api",
                        "WORKLOAD StatefulSet db",
                        "PODS StatefulSet db",
                        "MANIFEST Widget w",
                        "SUPPORT ConfigMap api-config",
                        "SUPPORT Service db",
                        "SUPPORT ConfigMap db-binding",
                        "SUPPORT Service db-peers");
    }

    @Test
    void whatStandsInForASetHasItsClaimsAsVolumes() {
        Deployment pods = (Deployment) trials(Map.of()).all().get(2).object();

        assertThat(pods.getSpec().getTemplate().getSpec().getVolumes())
                .extracting(volume -> volume.getName() + " "
                        + (volume.getPersistentVolumeClaim() == null
                                ? ""
                                : volume.getPersistentVolumeClaim().getClaimName()))
                .contains("data data");
    }

    @Test
    void manifestsAreTriedByTheirAccountAndAllElseByTheOperator() {
        assertThat(trials(Map.of()).all())
                .filteredOn(trial -> trial.account().equals(Optional.of("deployer")))
                .extracting(Trial::what)
                .containsExactly("Widget w");
    }

    @Test
    void whatHasTheHashThatItHadIsNotTried() {
        assertThat(trials(BLUEPRINT.contentHashes()).all()).isEmpty();
        assertThat(trials(Map.of("api", BLUEPRINT.contentHashes().get("api"), "db", "2-other"))
                        .hashes())
                .containsOnlyKeys("db", "extras");
    }

    @Test
    void noMoreThanALimitIsTriedAndTheRestIsTold() {
        StringBuilder release = new StringBuilder("version: \"1\"\ncomponents:\n");
        for (int i = 0; i < 320; i++) {
            release.append(
                    "  c%03d: {type: Deployment, replicas: {SingleNode: 1}, pod: {containers: [{name: m, image: i}]}}\n"
                            .formatted(i));
        }
        Trials trials = Trials.of(
                SHOP,
                Catalogue.blueprint(release.toString(), "{release: shop, tier: SingleNode}")
                        .components(),
                Map.of());

        assertThat(trials.all()).hasSize(Trials.MOST);
        assertThat(new Verdicts().accepted(trials)).isEmpty();
        assertThat(told(new Verdicts(), trials))
                .containsExactlyInAnyOrder(
                        "Warning spec.components: 20 objects were not tried: at most 300 are, at once. What the API"
                                + " server says of it will be on its component",
                        "Warning spec.components: 300 objects could not be tried within 4 s. What the API server says"
                                + " of it will be on its component");
    }

    @Test
    void everyRefusalIsAnErrorOfItsComponentAndWhatIsOpenAWarningForEachReason() {
        Trials trials = trials(Map.of());
        Verdicts verdicts = new Verdicts();
        trials.all()
                .forEach(trial -> verdicts.add(
                        trial,
                        switch (trial.as()) {
                            case WORKLOAD, PODS -> new Answer.Refused(List.of("spec.x: bad", "spec.y: worse"));
                            case MANIFEST -> new Answer.Open("no API of this cluster serves its kind yet");
                            case SUPPORT ->
                                trial.what().startsWith("Service") ? new Answer.Open("away") : new Answer.Accepted();
                        }));

        assertThat(told(verdicts, trials))
                .containsExactly(
                        "Error spec.components.api: the API server would refuse Deployment api: spec.x: bad",
                        "Error spec.components.api: the API server would refuse Deployment api: spec.y: worse",
                        "Error spec.components.db: the API server would refuse StatefulSet db: spec.x: bad",
                        "Error spec.components.db: the API server would refuse StatefulSet db: spec.y: worse",
                        "Warning spec.components: Service db and 1 more could not be tried: away. What the API server"
                                + " says of it will be on its component",
                        "Warning spec.components: Widget w could not be tried: no API of this cluster serves its kind"
                                + " yet. What the API server says of it will be on its component");
        assertThat(verdicts.accepted(trials)).isEmpty();
    }

    @Test
    void aComponentOfWhichAllIsAcceptedIsRemembered() {
        Trials trials = trials(Map.of());
        Verdicts verdicts = new Verdicts();
        trials.all()
                .forEach(trial -> verdicts.add(
                        trial, trial.component().equals("db") ? new Answer.Open("") : new Answer.Accepted()));

        assertThat(verdicts.accepted(trials)).containsOnlyKeys("api", "extras");
    }

    @Test
    void longValuesAreLeftOut() {
        Trials trials = trials(Map.of());
        Verdicts verdicts = new Verdicts();
        verdicts.add(
                trials.all().getFirst(),
                new Answer.Refused(List.of("spec.x: Invalid value: core.PodSpec{" + "y".repeat(900) + "}: is wrong")));

        assertThat(told(verdicts, trials).getFirst())
                .isEqualTo("Error spec.components.api: the API server would refuse Deployment api: spec.x: is wrong");
    }

    private static Trials trials(Map<String, String> before) {
        return Trials.of(SHOP, BLUEPRINT.components(), before);
    }

    private static List<String> told(Verdicts verdicts, Trials trials) {
        return verdicts.problems(trials, 4).stream().map(TrialsTest::told).toList();
    }

    private static String told(ReportedProblem problem) {
        return problem.severity() + " " + problem.field() + ": " + problem.message();
    }
}
