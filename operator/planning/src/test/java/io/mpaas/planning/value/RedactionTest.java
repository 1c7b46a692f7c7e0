package io.mpaas.planning.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void secretsAreLeftOutAsTheyAreAndInBase64TheLongestFirst() {
        assertThat(Redaction.of("login root:s3cret-9 (czNjcmV0LTk=) and s3cret failed", List.of("s3cret", "s3cret-9")))
                .isEqualTo("login root:[left out] ([left out]) and [left out] failed");
        assertThat(Redaction.of("a b c", List.of("a", "", "b"))).isEqualTo("a b c");
    }

    @Test
    void theEndOfATextHasNoBrokenCharacter() {
        assertThat(Redaction.end("abc", 3)).isEqualTo("abc");
        assertThat(Redaction.end("abcd", 3)).isEqualTo("bcd");
        assertThat(Redaction.end("错误错误", 7)).isEqualTo("错误");
    }

    @Test
    void aSecretThatIsAFileIsKnownByItsLines() {
        assertThat(Redaction.of("cannot log in with s3cret-1", List.of("s3cret-1\n")))
                .isEqualTo("cannot log in with [left out]");
        assertThat(Redaction.of(
                        "password s3cret-2 and s3cret-3 refused",
                        List.of("user=root\npassword = s3cret-2\n", "{\n  \"password\": \"s3cret-3\",\n}")))
                .isEqualTo("password [left out] and [left out] refused");
    }
}
