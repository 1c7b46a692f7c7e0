package io.mpaas.cli.survey;

import io.mpaas.cli.bundle.Credentials;
import io.mpaas.cli.bundle.Registry;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.planning.preflight.Seen.ImageFound;
import io.mpaas.planning.value.Image;
import io.mpaas.planning.value.Say;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks registries for images, from this machine and with its credentials. One that does not answer is asked once. */
final class ImageSearch {
    private final HttpClient http;
    private final Map<String, Registry> registries = new HashMap<>();
    private final Map<String, Say> silent = new HashMap<>();

    /** @param http knows the authorities to trust */
    ImageSearch(HttpClient http) {
        this.http = http;
    }

    SortedMap<String, ImageFound> all(Collection<String> references) {
        SortedMap<String, ImageFound> found = new TreeMap<>();
        references.forEach(reference -> found.put(reference, one(reference)));
        return found;
    }

    private ImageFound one(String reference) {
        Image image = Image.parse(reference);
        if (image.host().isEmpty()) {
            return new ImageFound.Unknown(Say.of("images.noHost").with("image", reference));
        }
        Say before = silent.get(image.host());
        return before == null ? asked(image) : new ImageFound.Unknown(before);
    }

    private ImageFound asked(Image image) {
        int digest = image.path().indexOf('@');
        String named = digest < 0 ? image.path() : image.path().substring(0, digest);
        int tag = named.indexOf(':');
        String path = tag < 0 ? named : named.substring(0, tag);
        String version =
                digest >= 0 ? image.path().substring(digest + 1) : tag < 0 ? "latest" : named.substring(tag + 1);
        try {
            return registries
                    .computeIfAbsent(image.host(), host -> new Registry(host, http, Credentials.find(host)))
                    .architectures(path, version)
                    .<ImageFound>map(ImageFound.There::new)
                    .orElseGet(ImageFound.Missing::new);
        } catch (Complaint complaint) {
            boolean away = complaint.exitCode() == ExitCode.UNREACHABLE;
            Say why = Say.of(away ? "images.silent" : "images.refused")
                    .with("registry", image.host())
                    .with("words", complaint.text());
            if (away) {
                silent.put(image.host(), why);
            }
            return new ImageFound.Unknown(why);
        }
    }
}
