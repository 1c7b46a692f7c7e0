package io.mpaas.observer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRequestTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            POST,   /api/v1/namespaces/bank/configmaps?x=y,                            POST configmaps bank/,            true
            put,    /apis/mpaas.io/v1alpha1/namespaces/bank/components/mysql/status,   PUT components/status bank/mysql, true
            PATCH,  /apis/apps/v1/namespaces/bank/deployments/a?fieldManager=x,        PATCH deployments bank/a,         true
            DELETE, /api/v1/namespaces/bank,                                           DELETE namespaces bank,           true
            PUT,    /api/v1/namespaces/bank/finalize,                                  PUT namespaces/finalize bank,     true
            GET,    /apis/mpaas.io/v1alpha1/releases/r,                                GET releases r,                   true
            PUT,    /apis/coordination.k8s.io/v1/namespaces/bank/leases/lock,          PUT leases bank/lock,             false
            POST,   /apis/events.k8s.io/v1/namespaces/bank/events,                     POST events bank/,                false
            POST,   /api/v1/namespaces/bank/configmaps?dryRun=All&x=y,                 DRY-RUN configmaps bank/,         true
            GET,    /version,                                                          "GET  ",                          true
            GET,    /apis/apps/v1,                                                     "GET  ",                          true
            """)
    void readsThePath(String method, String uri, String text, boolean matters) {
        ApiRequest request = ApiRequest.of(method, uri);

        assertThat(request).hasToString(text);
        assertThat(request.matters()).isEqualTo(matters);
        assertThat(request.writes()).isEqualTo(!method.equals("GET") && !uri.contains("dryRun"));
    }
}
