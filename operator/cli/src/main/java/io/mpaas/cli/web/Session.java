package io.mpaas.cli.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** The right to use one server: a token that opens it once, and the cookie that a browser holds afterwards. */
final class Session {
    private static final int BYTES = 32;

    private final String token = secret();
    private final String cookie = secret();
    private boolean open = true;

    /** To be given to the person who started the server, and to nobody else. */
    String token() {
        return token;
    }

    /** Whether this is the token, for the first time. */
    synchronized boolean redeem(String given) {
        boolean good = open && same(token, given);
        open &= !good;
        return good;
    }

    /** Browsers send cookies to every port of a host: the name keeps two consoles apart. */
    static String cookieName(int port) {
        return "mpaas-console-" + port;
    }

    /** The header that a browser is answered with. No age: it ends with the browser. */
    String setCookie(int port) {
        return cookieName(port) + "=" + cookie + "; Path=/; HttpOnly; SameSite=Strict";
    }

    /** Whether a request's Cookie header has ours. */
    boolean knows(String cookieHeader, int port) {
        String prefix = cookieName(port) + "=";
        return Arrays.stream(cookieHeader.split(";"))
                .map(String::strip)
                .filter(one -> one.startsWith(prefix))
                .anyMatch(one -> same(cookie, one.substring(prefix.length())));
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String secret() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
