package io.mpaas.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "busybox,                         '',         busybox,     '',  docker.io/library/busybox",
                "bank/db:1,                       '',         bank/db,     1,   docker.io/bank/db",
                "localhost/db,                    localhost,  db,          '',  localhost/db",
                "r.example:5000/mpaas/db,         r.example:5000, mpaas/db, '', r.example:5000/mpaas/db",
                "r.example/mpaas/db:8.4@sha256:0, r.example,  mpaas/db,    8.4, r.example/mpaas/db"
            })
    void isTakenApartAsContainerToolsDo(
            String reference, String host, String repository, String tag, String canonical) {
        ImageName name = ImageName.parse(reference);

        assertThat(name).isEqualTo(new ImageName(host, repository, tag));
        assertThat(name.canonical()).isEqualTo(canonical);
    }
}
