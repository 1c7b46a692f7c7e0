package io.mpaas.controller.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.ProvidedSecret;
import io.mpaas.api.v1alpha1.Provides;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.cluster.Revisions;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The passwords that are made up for a component, once for each account. They belong to its data: while that is there, a lost
 * password is an error with the way out, never a new password.
 */
final class Credentials {
    /** Annotation: the accounts that passwords were made up for. */
    private static final String MADE = "mpaas.io/accounts";

    private static final int PASSWORD_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Place place;
    private final Applier applier;
    private final Owner owner;

    Credentials(Place place) {
        this.place = place;
        this.applier = place.atHome();
        this.owner = place.owner();
    }

    /**
     * Makes up what is missing; a password that is there is never changed.
     *
     * @param started whether pods of it live
     * @param atPresent whether they are of the present content, for which every password was made up before
     */
    void ensure(ComponentSpec spec, boolean started, boolean atPresent) {
        Provides provides = spec.content() == null ? null : spec.content().provides();
        ProvidedSecret generated = provides == null || spec.external() != null ? null : provides.secret();
        if (generated == null) {
            return;
        }
        String name = ObjectNames.credentials(owner.component());
        Optional<Secret> there = place.home().find(Secret.class, owner, name);
        if (there.filter(secret -> !owner.owns(secret)).isPresent()) {
            throw new Obstacle(
                    "Secret " + name + " exists already and is not this installation's: rename or delete it, or"
                            + " take it over (`kubectl mpaas leftovers` says how)");
        }
        if (there.isPresent()) {
            addMissing(there.get(), generated.generate(), atPresent);
            return;
        }
        if (hadPasswords(name)) {
            fitsTheData(name, spec, started);
        }
        create(name, generated.generate());
    }

    /** Not where a newer Release adds the first account: nothing that is kept knows a Secret of this name. */
    private boolean hadPasswords(String name) {
        Map<String, Rendering> kept = Revisions.all(place);
        return kept.isEmpty()
                || kept.values().stream()
                        .flatMap(rendering -> rendering.workload().stream())
                        .anyMatch(workload -> Json.tree(workload).toString().contains('"' + name + '"'));
    }

    private void fitsTheData(String name, ComponentSpec spec, boolean started) {
        boolean stores = spec.content() != null && !spec.content().storage().isEmpty();
        String claims = stores
                ? place.applier().claims().stream()
                        .map(claim -> claim.getMetadata().getName())
                        .sorted()
                        .collect(Collectors.joining(", "))
                : "";
        if (!claims.isEmpty()) {
            throw new Obstacle(
                    "Secret " + name + " is not there, and the data in " + PersistentVolumeClaim.class.getSimpleName()
                            + " " + claims
                            + " knows its passwords: restore the Secret; or, to begin without that data, delete the"
                            + " claims");
        }
        if (started) {
            throw new Obstacle("Secret " + name + " was deleted, and new passwords would not fit the data: restore it");
        }
    }

    private void create(String name, List<String> accounts) {
        Map<String, String> passwords = new TreeMap<>();
        accounts.forEach(account -> passwords.put(account, password()));
        Map<String, String> labels = new TreeMap<>(owner.labels());
        labels.put(Mpaas.PART_LABEL, "credentials");
        applier.create(new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(owner.namespace())
                .withLabels(labels)
                .withAnnotations(Map.of(MADE, made(accounts)))
                .endMetadata()
                .withStringData(passwords)
                .build());
    }

    /**
     * An account that a newer Release has added: judged by the Secret as it is, and added to that very one. One that was made up
     * before and is not there any more was lost.
     */
    private void addMissing(Secret cached, List<String> accounts, boolean atPresent) {
        if (missing(cached, accounts).isEmpty()) {
            return;
        }
        applier.read(Secret.class, cached.getMetadata().getName())
                .filter(owner::owns)
                .ifPresent(now -> {
                    List<String> missing = missing(now, accounts);
                    refuseLost(now, missing, atPresent);
                    if (!missing.isEmpty()) {
                        ObjectNode data = Json.object();
                        missing.forEach(account -> data.put(account, encoded(password())));
                        applier.addData(now, data, Map.of(MADE, made(accounts)));
                    }
                });
    }

    private static void refuseLost(Secret secret, List<String> missing, boolean atPresent) {
        Map<String, String> annotations = secret.getMetadata().getAnnotations();
        String made = annotations == null ? null : annotations.get(MADE);
        List<String> lost = missing.stream()
                .filter(account ->
                        made == null ? atPresent : List.of(made.split(",")).contains(account))
                .toList();
        if (!lost.isEmpty()) {
            throw new Obstacle("Secret " + secret.getMetadata().getName() + " has no password of "
                    + String.join(", ", lost) + " any more, and the data knows the one it had: put it back");
        }
    }

    private static String made(List<String> accounts) {
        return accounts.stream().sorted().collect(Collectors.joining(","));
    }

    private static List<String> missing(Secret secret, List<String> accounts) {
        Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
        return accounts.stream().filter(account -> !data.containsKey(account)).toList();
    }

    private static String encoded(String password) {
        return Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
