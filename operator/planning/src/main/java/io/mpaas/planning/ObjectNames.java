package io.mpaas.planning;

import java.util.List;

/** Names of the objects made for a component; the workload, its Service and its disruption budget have its own name. */
public final class ObjectNames {
    static final List<String> SUFFIXES = List.of("-peers", "-config", "-binding", "-credentials", "-exposed");

    private ObjectNames() {}

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

    /** Job or ControllerRevision of one content hash. */
    public static String ofContent(String component, String contentHash) {
        return component + "-" + contentHash;
    }
}
