package io.mpaas.planning.value;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text without what is secret in it. */
public final class Redaction {
    private static final String LEFT_OUT = "[left out]";
    /** What is shorter is in every text. */
    private static final int SHORTEST = 4;

    private static final Pattern NAMED = Pattern.compile("[\"']?[\\w.-]{1,100}[\"']?\\s*[:=]\\s*[\"']?(.*?)[\"']?,?");

    private Redaction() {}

    /**
     * Without these values, as they are and in Base64, and without each line of them and what it gives a name to, for a Secret may be
     * a file; the longest first, for one may be a part of another.
     */
    public static String of(String text, Collection<String> secrets) {
        List<String> forms = secrets.stream()
                .flatMap(Redaction::parts)
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret ->
                        Stream.of(secret, Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, LEFT_OUT);
        }
        return clean;
    }

    private static Stream<String> parts(String secret) {
        return Stream.concat(
                Stream.of(secret), secret.lines().map(String::strip).flatMap(Redaction::namedIn));
    }

    /** {@code "password": "s3cret",} and {@code password=s3cret} give s3cret a name. */
    private static Stream<String> namedIn(String line) {
        Matcher named = NAMED.matcher(line);
        return named.matches() ? Stream.of(line, named.group(1).strip()) : Stream.of(line);
    }

    /** The end of a text, of so many bytes of UTF-8 at most, without a broken character at its beginning. */
    public static String end(String text, int bytes) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        if (all.length <= bytes) {
            return text;
        }
        int from = all.length - bytes;
        while (from < all.length && (all[from] & 0xC0) == 0x80) {
            from++;
        }
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }
}
