package io.mpaas.planning.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectRulesReviewStatus;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SitePermissionsTest {
    @Test
    void whatTheOwnerAppliesIsEnough() {
        assertThat(SitePermissions.missing(granted(rule -> true), "shop")).isEmpty();
    }

    @Test
    void eachMissingPermissionIsNamedWithItsVerbs() {
        assertThat(SitePermissions.missing(granted(rule -> !rule.getResources().contains("pods")), "shop"))
                .hasValueSatisfying(words ->
                        assertThat(words).isEqualTo("its account may not list, watch, delete pods in namespace shop"));
        assertThat(SitePermissions.missing(granted(rule -> !rule.getResources().contains("nodes")), "shop"))
                .hasValueSatisfying(words -> assertThat(words).endsWith("may not list, watch nodes"));
    }

    @Test
    void starsGrantEverythingAndNamesNothing() {
        ResourceRule all = new ResourceRule(List.of("*"), List.of(), List.of("*"), List.of("*"));
        ResourceRule one = new ResourceRule(List.of("*"), List.of("mine"), List.of("*"), List.of("*"));

        assertThat(SitePermissions.missing(new SubjectRulesReviewStatus(null, false, List.of(), List.of(all)), "shop"))
                .isEmpty();
        assertThat(SitePermissions.missing(new SubjectRulesReviewStatus(null, false, List.of(), List.of(one)), "shop"))
                .isPresent();
    }

    @Test
    void aClusterThatDoesNotKnowIsNotDoubted() {
        assertThat(SitePermissions.missing(new SubjectRulesReviewStatus(null, true, List.of(), List.of()), "shop"))
                .isEmpty();
    }

    private static SubjectRulesReviewStatus granted(Predicate<PolicyRule> kept) {
        List<ResourceRule> rules = new ArrayList<>();
        for (HasMetadata object : new SiteRbac("shop", "baseline").objects()) {
            List<PolicyRule> all = switch (object) {
                case Role role -> role.getRules();
                case ClusterRole role -> role.getRules();
                default -> List.of();
            };
            all.stream()
                    .filter(kept)
                    .map(rule -> new ResourceRule(
                            rule.getApiGroups(), rule.getResourceNames(), rule.getResources(), rule.getVerbs()))
                    .forEach(rules::add);
        }
        return new SubjectRulesReviewStatus(null, false, List.of(), rules);
    }
}
