package io.mpaas.cli.bundle;

/**
 * The parts of {@code r.example:5000/mpaas/mysql:8.4@sha256:…}.
 *
 * <p>As in every container tool, the first segment is a host only if it has a dot or a colon or is {@code localhost}.
 *
 * @param host empty where none is named
 * @param tag empty where none is named
 */
record ImageName(String host, String repository, String tag) {

    static ImageName parse(String reference) {
        String name = reference.replaceFirst("@.*", "");
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        String path = host ? name.substring(slash + 1) : name;
        int colon = path.indexOf(':');
        return new ImageName(
                host ? first : "",
                colon < 0 ? path : path.substring(0, colon),
                colon < 0 ? "" : path.substring(colon + 1));
    }

    /** Host and repository as a person writes them. */
    String plain() {
        return host.isEmpty() ? repository : host + "/" + repository;
    }

    /** Host and repository as container run-times know them: {@code busybox} is {@code docker.io/library/busybox}. */
    String canonical() {
        if (!host.isEmpty()) {
            return plain();
        }
        return "docker.io/" + (repository.contains("/") ? "" : "library/") + repository;
    }
}
