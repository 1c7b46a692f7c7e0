package io.mpaas.cli.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the page; they come with the program. */
final class Assets {
    /** Where the module console-page puts them. */
    private static final String FOLDER = "/io/mpaas/console/page";

    private static final Pattern NAME = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*){1,3}");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    /** A file and its media type. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Asset(String type, byte[] bytes) {}

    /** Empty for what is not a file of the page. */
    Optional<Asset> find(String path) {
        String file = path.equals("/") ? "/index.html" : path.equals("/open") ? "/open.html" : path;
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(file).matches()) {
            return Optional.empty();
        }
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + file)) {
            return in == null ? Optional.empty() : Optional.of(new Asset(type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
