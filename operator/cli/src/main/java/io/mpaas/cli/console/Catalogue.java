package io.mpaas.cli.console;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.planning.value.Say;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sentences about one subject in one language: {@code id → text with {places}}. */
public final class Catalogue {
    private final SortedMap<String, String> texts;

    private Catalogue(SortedMap<String, String> texts) {
        this.texts = Collections.unmodifiableSortedMap(texts);
    }

    /**
     * The one for an environment: Chinese where LC_ALL, LC_MESSAGES or LANG, the first that is set, says so; else English.
     *
     * @param subject such as {@code console}, whose sentences the page reads, too
     */
    public static Catalogue of(String subject, Map<String, String> environment) {
        String language = java.util.stream.Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return read(subject, language.toLowerCase(Locale.ROOT).startsWith("zh") ? "zh" : "en");
    }

    /**
     * The one of a language.
     *
     * @param language {@code en} or {@code zh}
     */
    public static Catalogue read(String subject, String language) {
        String file = "/io/mpaas/" + subject + "/messages/" + language + ".json";
        try (InputStream in = Catalogue.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program is not whole: no " + file);
            }
            return new Catalogue(
                    new ObjectMapper().readValue(in.readAllBytes(), new TypeReference<TreeMap<String, String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SortedMap<String, String> texts() {
        return texts;
    }

    /** A sentence with its places filled. */
    public String text(Say say) {
        return say.in(texts);
    }
}
