package io.mpaas.faults;

import java.util.List;

/** The component that a scenario changes and a disturbance is about: one of each type. */
enum Target {
    DEPLOYMENT("core", "deployments", 4),
    VOTING_SET("db", "statefulsets", 5),
    OTHER_SET("files", "statefulsets", 4),
    JOB("schema", "jobs", 0),
    MANIFESTS("policies", "configmaps", 0);

    /** Name of the component. */
    final String component;
    /** What it is made of, as plural. */
    final String resource;
    /** Replicas to resize it to; 0 = it has none. */
    final int replicas;

    Target(String component, String resource, int replicas) {
        this.component = component;
        this.resource = resource;
        this.replicas = replicas;
    }

    /** Kinds that the operator writes. */
    List<String> written() {
        return List.of("installations", "components", resource);
    }

    /** Kinds whose watches or requests a disturbance may be about. */
    List<String> resources() {
        return List.of("installations", "components", resource, "pods");
    }
}
