package io.mpaas.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    private static final int PORT = 4711;

    private final Session session = new Session();
    private final Guard guard = new Guard(PORT, session);

    @ParameterizedTest(name = "{0} {1} with {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // method | path | header | value | admitted
                "GET  | /           | -              | -                      | true",
                "GET  | /api/stream | Sec-Fetch-Site | same-origin            | true",
                "GET  | /           | Sec-Fetch-Site | none                   | true",
                "GET  | /api/stream | Sec-Fetch-Site | same-site              | false",
                "GET  | /           | Sec-Fetch-Site | cross-site             | false",
                "GET  | /           | Host           | evil.example           | false",
                "GET  | /           | Host           | localhost:4711         | false",
                "GET  | /           | Host           | 127.0.0.1:4712         | false",
                "GET  | /api/stream | Origin         | http://evil.example    | false",
                "GET  | /api/stream | Origin         | http://127.0.0.1:4712  | false",
                "GET  | /api/stream | Origin         | null                   | false",
                "GET  | /api/stream | Origin         | http://127.0.0.1:4711  | true",
                "POST | /api/components/a/restart | Origin | http://127.0.0.1:4711 | true",
                "POST | /api/components/a/restart | Origin | http://evil.example | false",
                "POST | /api/components/a/restart | Sec-Fetch-Site | same-site | false",
                "POST | /api/components/a/restart | Sec-Fetch-Site | none      | false",
                "GET  | /           | Cookie         | mpaas-console-4711=no  | false",
                "GET  | /           | Cookie         | mpaas-console-4712=OWN | false",
                "GET  | /           | Cookie         | other=1; mpaas-console-4711=OWN | true",
            })
    void admitsItsOwnPageOnly(String method, String path, String header, String value, boolean admitted) {
        assertThat(guard.admits(asked(method, path, header, value))).isEqualTo(admitted);
    }

    @Test
    void theDoorNeedsNoCookieAndMayBeLinkedTo() {
        Map<String, List<String>> clicked = Map.of(
                "Host", List.of("127.0.0.1:" + PORT),
                "Sec-Fetch-Site", List.of("cross-site"),
                "Sec-Fetch-Mode", List.of("navigate"),
                "Sec-Fetch-Dest", List.of("document"));
        assertThat(guard.admits(asked("GET", "/open", clicked))).isTrue();
        assertThat(guard.admits(asked("GET", "/", clicked))).isFalse();
        assertThat(guard.admits(asked("POST", "/open", clicked))).isFalse();
        Map<String, List<String>> framed = new HashMap<>(clicked);
        framed.put("Sec-Fetch-Dest", List.of("iframe"));
        assertThat(guard.admits(asked("GET", "/open", framed))).isFalse();
    }

    @Test
    void twoValuesOfAHeaderAreNone() {
        assertThat(guard.admits(asked("GET", "/open", Map.of("Host", List.of("127.0.0.1:" + PORT, "evil.example")))))
                .isFalse();
    }

    @Test
    void aTokenOpensOnce() {
        assertThat(session.redeem("wrong")).isFalse();
        assertThat(session.redeem(session.token())).isTrue();
        assertThat(session.redeem(session.token())).isFalse();
        assertThat(session.setCookie(PORT))
                .contains("HttpOnly", "SameSite=Strict")
                .doesNotContain(session.token());
    }

    private Asked asked(String method, String path, String header, String value) {
        String own = session.setCookie(PORT).split(";")[0];
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Host", List.of("127.0.0.1:" + PORT));
        headers.put("Cookie", List.of(own));
        if (header != null) {
            headers.put(header, List.of(value.replace("OWN", own.substring(own.indexOf('=') + 1))));
        }
        return asked(method, path, headers);
    }

    private static Asked asked(String method, String path, Map<String, List<String>> headers) {
        return new Asked(method, path, name -> headers.getOrDefault(name, List.of()));
    }
}
