package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.mpaas.api.v1alpha1.Claim;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.value.Owner;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The size of volumes decides no pod: a larger one enlarges the claims that are there, where their StorageClass allows it. A set
 * keeps the size that it was made with, so claims of members that come later are enlarged as well.
 */
final class Claims {
    private final Applier applier;
    private final Owner owner;

    Claims(Applier applier, Owner owner) {
        this.applier = applier;
        this.owner = owner;
    }

    /**
     * Looks at claims only where they can differ: the spec was changed since it was written first, or the live set was made with
     * another size.
     */
    void ensure(Component component, Optional<HasMetadata> live) {
        ComponentContent content = component.getSpec().content();
        if (content == null || !(live.orElse(null) instanceof StatefulSet set)) {
            return;
        }
        Map<String, Claim> wanted = content.storage();
        boolean changed = component.getMetadata().getGeneration() > 1
                || wanted.entrySet().stream().anyMatch(entry -> !isMadeWith(set, entry.getKey(), entry.getValue()));
        if (changed && !wanted.isEmpty()) {
            List<PersistentVolumeClaim> claims = applier.claims();
            wanted.forEach((name, claim) -> claims.stream()
                    .filter(one -> one.getMetadata().getName().startsWith(name + "-" + owner.component() + "-"))
                    .forEach(one -> enlarge(name, claim, one)));
        }
    }

    /**
     * Before pods with these ordinals are made: what has the name of one of their claims already must be the component's, for they
     * would take it as it is.
     */
    void ensureOwn(ComponentSpec spec, int from, int to) {
        Map<String, Claim> wanted =
                spec.content() == null ? Map.of() : spec.content().storage();
        if (wanted.isEmpty() || from >= to) {
            return;
        }
        Set<String> names = IntStream.range(from + spec.firstOrdinal(), to + spec.firstOrdinal())
                .boxed()
                .flatMap(ordinal -> namesOf(wanted.keySet(), ordinal).stream())
                .collect(Collectors.toSet());
        applier.allClaims().stream()
                .filter(claim -> names.contains(claim.getMetadata().getName()) && !isOurs(claim))
                .min(Comparator.comparing(claim -> claim.getMetadata().getName()))
                .ifPresent(claim -> {
                    throw new Obstacle(
                            "PersistentVolumeClaim " + claim.getMetadata().getName()
                                    + " exists already and was not made for this component: delete it or, to have its data used,"
                                    + " label it " + Mpaas.COMPONENT_LABEL + "=" + owner.component() + " and "
                                    + Mpaas.INSTALLATION_LABEL + "=" + owner.installation());
                });
    }

    /** How many members, from the first on, have a claim already: a volume may have been added since. */
    int membersWithClaims(ComponentSpec spec, int most) {
        Set<String> storage =
                spec.content() == null ? Set.of() : spec.content().storage().keySet();
        Set<String> there = storage.isEmpty()
                ? Set.of()
                : applier.claims().stream()
                        .map(claim -> claim.getMetadata().getName())
                        .collect(Collectors.toSet());
        int members = 0;
        while (members < most
                && namesOf(storage, spec.firstOrdinal() + members).stream().anyMatch(there::contains)) {
            members++;
        }
        return members;
    }

    private List<String> namesOf(Set<String> storage, int ordinal) {
        return storage.stream()
                .map(claim -> claim + "-" + owner.component() + "-" + ordinal)
                .toList();
    }

    private boolean isOurs(PersistentVolumeClaim claim) {
        Map<String, String> labels = claim.getMetadata().getLabels();
        return labels != null && labels.entrySet().containsAll(owner.selector().entrySet());
    }

    private static boolean isMadeWith(StatefulSet set, String name, Claim wanted) {
        return set.getSpec().getVolumeClaimTemplates().stream()
                .filter(template -> name.equals(template.getMetadata().getName()))
                .anyMatch(template -> bytes(size(template)).compareTo(bytes(wanted.size())) == 0);
    }

    private void enlarge(String name, Claim wanted, PersistentVolumeClaim claim) {
        int compared = bytes(size(claim)).compareTo(bytes(wanted.size()));
        if (compared > 0) {
            throw new Obstacle("PersistentVolumeClaim " + claim.getMetadata().getName() + " has " + size(claim)
                    + ", and a volume cannot be made smaller: set the size of " + name + " back to " + size(claim));
        }
        if (compared < 0) {
            applier.enlarge(claim, wanted.size());
        }
    }

    private static String size(PersistentVolumeClaim claim) {
        Quantity storage = claim.getSpec().getResources().getRequests().get("storage");
        return Objects.requireNonNull(storage, "storage").toString();
    }

    private static BigDecimal bytes(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity));
    }
}
