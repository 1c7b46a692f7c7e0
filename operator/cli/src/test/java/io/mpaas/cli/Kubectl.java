package io.mpaas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cli.manifest.Crds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be said of a {@code kubectl} command without a cluster: its verb, the kinds it names, and fields of ours. */
final class Kubectl {
    private static final Set<String> VERBS = Set.of(
            "annotate",
            "apply",
            "auth",
            "config",
            "create",
            "delete",
            "describe",
            "edit",
            "events",
            "explain",
            "get",
            "label",
            "logs",
            "patch",
            "rollout",
            "scale",
            "version",
            "wait");
    private static final Set<String> WITH_KINDS =
            Set.of("annotate", "delete", "describe", "edit", "explain", "get", "label", "patch", "scale", "wait");
    private static final Set<String> KINDS = Set.of(
            "cluster",
            "configmap",
            "deploy",
            "serviceaccount",
            "controllerrevision",
            "crd",
            "mpaas",
            "namespace",
            "nodes",
            "pod",
            "pods",
            "pvc",
            "secret",
            "storageclass",
            "validatingwebhookconfiguration");
    private static final List<Class<? extends HasMetadata>> OURS =
            List.of(Release.class, Installation.class, Component.class, Site.class);
    private static final Set<String> WITH_VALUE = Set.of(
            "-n",
            "--namespace",
            "--as",
            "--as-group",
            "--context",
            "--timeout",
            "--type",
            "--replicas",
            "-p",
            "-f",
            "-l",
            "-k",
            "-o");

    private final List<String> words;
    private final List<String> problems = new ArrayList<>();

    private Kubectl(List<String> words) {
        this.words = words;
    }

    /** What is wrong with a command, in its words. */
    static List<String> problems(List<String> words) {
        return new Kubectl(words).check();
    }

    private List<String> check() {
        List<String> plain = plain();
        if (plain.isEmpty() || plain.getFirst().equals("…")) {
            return problems;
        }
        String verb = plain.getFirst();
        if (!VERBS.contains(verb)) {
            problem("kubectl has no verb " + verb);
        } else if (verb.equals("explain")) {
            plain.stream().skip(1).forEach(this::field);
        } else if (WITH_KINDS.contains(verb) && plain.size() > 1) {
            kinds(plain.get(1));
        }
        return problems;
    }

    /** Without options and their values. */
    private List<String> plain() {
        List<String> plain = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (WITH_VALUE.contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                plain.add(word);
            }
        }
        return plain;
    }

    private void kinds(String word) {
        for (String kind : word.split("/", 2)[0].split(",", -1)) {
            if (!KINDS.contains(kind) && ours(kind).isEmpty()) {
                problem("there is no kind " + kind);
            }
        }
    }

    private void field(String path) {
        String[] names = path.split("\\.", -1);
        JsonNode schema = ours(names[0]).map(Crds::schema).orElseGet(MissingNode::getInstance);
        for (int i = 1; i < names.length; i++) {
            schema = schema.path("properties").path(names[i]);
        }
        if (schema.isMissingNode()) {
            problem("there is no field " + path);
        }
    }

    /** The plural name of a kind of ours. */
    private static Optional<String> ours(String name) {
        return OURS.stream()
                .filter(kind -> name.equals(HasMetadata.getPlural(kind))
                        || name.equals(HasMetadata.getSingular(kind))
                        || List.of(kind.getAnnotation(ShortNames.class).value()).contains(name))
                .map(HasMetadata::getPlural)
                .findFirst();
    }

    private void problem(String text) {
        problems.add(String.join(" ", words) + ": " + text);
    }
}
