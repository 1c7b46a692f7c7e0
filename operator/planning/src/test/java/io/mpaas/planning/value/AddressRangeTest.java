package io.mpaas.planning.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.255.0.1,      true",
        "10.0.0.0/8,      11.0.0.0,        false",
        "10.96.0.0/16,    10.96.128.0/17,  true",
        "10.96.128.0/17,  10.96.0.0/16,    true",
        "10.96.0.0/17,    10.96.128.0/17,  false",
        "0.0.0.0/0,       198.18.0.1,      true",
        "fd00::/8,        fd12:3456::1,    true",
        "fd00::/64,       fd00::1:0:0:0:1, false",
        "2001:db8::1,     2001:db8:0:0::1, true",
        "::/0,            10.0.0.1,        false",
    })
    void rangesOverlapWhereTheyShareAnAddress(String one, String other, boolean overlap) {
        assertThat(range(one).overlaps(range(other))).isEqualTo(overlap);
        assertThat(range(other).overlaps(range(one))).isEqualTo(overlap);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "node-1",
                "10.0.0/8",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/x",
                "1.2.3.4.5",
                "fd00::/129",
                "fd00",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "fd00:::1",
                "fd00::12345",
                "fg00::"
            })
    void anythingElseIsNoRange(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    private static AddressRange range(String text) {
        return AddressRange.parse(text).orElseThrow(() -> new AssertionError(text));
    }
}
