package io.mpaas.cli.web;

import java.util.List;
import java.util.Set;

/**
 * Decides who may ask. Any page of any site can make a browser ask 127.0.0.1, so each request has to show that it comes from the page
 * that this server gave out, in the browser that opened it.
 *
 * <ul>
 *   <li>Host: the address we listen at, or a name was rebound to it (DNS rebinding)
 *   <li>Origin, where there is one: ours
 *   <li>Sec-Fetch-Site: ours or the address bar. Pages on other ports of 127.0.0.1 are the same site and send the cookie, and a GET of
 *       theirs has no Origin: only this header tells them apart. Programs without it need the cookie all the same
 *   <li>the cookie, for all but the door
 * </ul>
 */
final class Guard {
    /** What may be had without a cookie: a page that holds nothing and trades the token for the cookie. */
    private static final Set<String> DOOR = Set.of("/open", "/open.js", "/favicon.ico");

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final String host;
    private final int port;
    private final Session session;

    Guard(int port, Session session) {
        this.host = "127.0.0.1:" + port;
        this.port = port;
        this.session = session;
    }

    boolean admits(Asked asked) {
        return isOurs(asked.header("Host"), host)
                && hasGoodOrigin(asked)
                && hasGoodSite(asked)
                && (DOOR.contains(asked.path()) || hasCookie(asked));
    }

    private boolean hasGoodOrigin(Asked asked) {
        List<String> origin = asked.header("Origin");
        return origin.isEmpty() ? !asked.isPost() || isFetchedBySelf(asked) : isOurs(origin, "http://" + host);
    }

    /** A browser that leaves out Origin of a POST says Sec-Fetch-Site; a program says neither. */
    private static boolean isFetchedBySelf(Asked asked) {
        List<String> site = asked.header("Sec-Fetch-Site");
        return site.isEmpty() || isOurs(site, "same-origin");
    }

    private static boolean hasGoodSite(Asked asked) {
        List<String> site = asked.header("Sec-Fetch-Site");
        boolean own = site.isEmpty() || (site.size() == 1 && OWN.contains(site.getFirst()));
        return own || isLinkToDoor(asked);
    }

    /** The link may be clicked in a web terminal or a chat. */
    private static boolean isLinkToDoor(Asked asked) {
        return asked.isGet()
                && asked.path().equals("/open")
                && isOurs(asked.header("Sec-Fetch-Mode"), "navigate")
                && isOurs(asked.header("Sec-Fetch-Dest"), "document");
    }

    private boolean hasCookie(Asked asked) {
        return asked.header("Cookie").stream().anyMatch(header -> session.knows(header, port));
    }

    private static boolean isOurs(List<String> values, String expected) {
        return values.size() == 1 && values.getFirst().equals(expected);
    }
}
