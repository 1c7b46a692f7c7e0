package io.mpaas.planning.value;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the objects made for a component; the workload, its Service and its disruption budget have its own name. */
public final class ObjectNames {
    public static final List<String> SUFFIXES = List.of("-peers", "-config", "-binding", "-credentials", "-exposed");

    private ObjectNames() {}

    /** Names of the Services and ConfigMaps of a component. */
    public static Set<String> of(String component) {
        return Stream.concat(Stream.of(""), SUFFIXES.stream())
                .map(suffix -> component + suffix)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Headless Service that gives each member of a StatefulSet its name. */
    public static String peers(String component) {
        return component + "-peers";
    }

    /** ConfigMap with the settings. */
    public static String config(String component) {
        return component + "-config";
    }

    /** ConfigMap with what dependants are told. */
    public static String binding(String component) {
        return component + "-binding";
    }

    /** Secret with the generated passwords. */
    public static String credentials(String component) {
        return component + "-credentials";
    }

    /** Service with the ports that are reached from outside. */
    public static String exposed(String component) {
        return component + "-exposed";
    }

    /** The part of a variable's name that stands for an account or a dependency. */
    public static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** ConfigMap with the kept copy of a Release. */
    public static String release(String digest) {
        return "release-" + digest;
    }

    /** ControllerRevision with one entry of the history. */
    public static String accepted(String installation, long number) {
        return installation + "-accepted-" + number;
    }

    /** Secret with the key of the digests of Secrets. */
    public static final String DIGEST_KEY = "mpaas-digest-key";

    /** Job or ControllerRevision of one content hash; kept copy of one digest. */
    public static String ofContent(String component, String contentHash) {
        return component + "-" + contentHash;
    }
}
