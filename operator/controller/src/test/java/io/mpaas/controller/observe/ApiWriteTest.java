package io.mpaas.controller.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiWriteTest {
    @ParameterizedTest
    @CsvSource({
        "POST,   /apis/apps/v1/namespaces/bank/deployments,                            deployments,       create",
        "PATCH,  /apis/mpaas.io/v1alpha1/namespaces/bank/components/mysql/status,      components/status, patch",
        "PUT,    /apis/mpaas.io/v1alpha1/namespaces/bank/components/mysql,             components,        update",
        "DELETE, /api/v1/namespaces/bank/pods/mysql-0,                                 pods,              delete",
        "DELETE, /api/v1/namespaces/bank,                                              namespaces,        delete",
        "POST,   /apis/authorization.k8s.io/v1/selfsubjectrulesreviews,                selfsubjectrulesreviews, create",
        "PATCH,  /apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/mpaas, validatingwebhookconfigurations, patch",
    })
    void aWriteIsNamedAsTheAuditLogWould(String method, String path, String kind, String verb) {
        assertThat(ApiWrite.of(method, path)).contains(new ApiWrite(kind, verb));
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/namespaces/bank/pods", "POST, /healthz", "POST, /api/v1"})
    void aReadAndAPathOfNoObjectAreNone(String method, String path) {
        assertThat(ApiWrite.of(method, path)).isEqualTo(Optional.empty());
    }
}
