package io.mpaas.controller.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private static final String HOST = "mpaas-operator.mpaas-system.svc";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final Duration VALIDITY = Duration.ofDays(365);

    private final Certificate certificate = Certificate.selfSigned(HOST, NOW, VALIDITY);

    @Test
    void itServesItsHostUntilItExpires() {
        Instant end = NOW.plus(VALIDITY);

        assertThat(certificate.serves(HOST, end.minus(Duration.ofMinutes(1)))).isTrue();
        assertThat(certificate.serves(HOST, end.plus(Duration.ofMinutes(1)))).isFalse();
        assertThat(certificate.serves("127.0.0.1", NOW)).isFalse();
        assertThat(Certificate.selfSigned("127.0.0.1", NOW, VALIDITY).serves("127.0.0.1", NOW))
                .isTrue();
    }

    @Test
    void whatItReplacesStaysTrustedForReplicasThatServeItStill() {
        Certificate renewed = certificate.renewed(HOST, NOW.plus(Duration.ofDays(340)), VALIDITY);

        assertThat(renewed.pem()).isNotEqualTo(certificate.pem());
        assertThat(renewed.trusted()).contains(renewed.pem(), certificate.pem());
        assertThat(renewed.renewed(HOST, NOW, VALIDITY).trusted()).doesNotContain(certificate.pem());
    }

    @Test
    void whatIsNoCertificateServesNobody() {
        assertThat(new Certificate("", "", "").serves(HOST, NOW)).isFalse();
    }
}
