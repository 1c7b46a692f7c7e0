package io.mpaas.cli.live;

import io.mpaas.cli.why.Traces;

/** Keeps the address of the API server, which is the kubeconfig's, out of what a page is told. Pure. */
final class Discretion {
    private static final String INSTEAD = "the API server";

    private final String server;

    /**
     * @param server as a client names it
     */
    Discretion(String server) {
        this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    }

    /** A text without the address. */
    String about(String text) {
        return text.replace(server + "/", INSTEAD + " ")
                .replace(server, INSTEAD)
                .replace(INSTEAD + "  ", INSTEAD + " ");
    }

    /** The same, with what could not be read told discreetly. */
    Traces about(Traces traces) {
        return new Traces(
                traces.workload(),
                traces.pods(),
                traces.events(),
                traces.logs(),
                traces.unread().stream().map(this::about).toList());
    }
}
