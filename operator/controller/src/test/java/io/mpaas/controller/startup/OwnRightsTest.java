package io.mpaas.controller.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRuleBuilder;
import io.mpaas.api.v1alpha1.Component;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnRightsTest {
    private static final ResourceRule READS_NODES =
            rule("", "nodes", "list", "get").build();

    @Test
    void lacksWhatNoRuleGrants() {
        OwnRights rights = new OwnRights(
                List.of(
                        READS_NODES,
                        rule("mpaas.io", "components", "patch").build(),
                        rule("mpaas.io", "components/status", "get").build()),
                true);

        assertThat(rights.lacks("list", Node.class, "")).isFalse();
        assertThat(rights.lacks("watch", Node.class, "")).isTrue();
        assertThat(rights.lacks("patch", Component.class, "")).isFalse();
        assertThat(rights.lacks("patch", Component.class, "/status")).isTrue();
    }

    @Test
    void aWildcardGrantsAllAndARuleForOneNameNothing() {
        assertThat(with(rule("*", "*", "*").build()).lacks("patch", Component.class, "/status"))
                .isFalse();
        assertThat(with(rule("mpaas.io", "*/status", "patch").build()).lacks("patch", Component.class, "/status"))
                .isFalse();
        assertThat(with(rule("mpaas.io", "*/status", "patch").build()).lacks("patch", Component.class, ""))
                .isTrue();
        assertThat(with(rule("", "nodes", "watch").withResourceNames("a").build())
                        .lacks("watch", Node.class, ""))
                .isTrue();
    }

    @Test
    void nothingIsMissingWhereNotEverythingIsKnown() {
        assertThat(new OwnRights(List.of(READS_NODES), false).lacks("watch", Node.class, ""))
                .isFalse();
    }

    private static OwnRights with(ResourceRule rule) {
        return new OwnRights(List.of(rule), true);
    }

    private static ResourceRuleBuilder rule(String group, String resource, String... verbs) {
        return new ResourceRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs);
    }
}
