package io.mpaas.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    /** As ECMA-48 has them: ESC or a C1 control begins what a terminal carries out. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            plain words ✓ 等待,                plain words ✓ 等待
            'two\nlines\tand a tab',           'two\nlines\tand a tab'
            '\u001b]0;title\u0007 \u001b[2J',  '�]0;title� �[2J'
            '\u009b31m red',                   '�31m red'
            'over\rwritten \u007f\b',          'over�written ��'
            'abc\u202Edcba',                   'abc�dcba'
            """)
    void whatOthersSayIsNoCommandToIt(String said, String shown) {
        assertThat(Terminal.harmless(said)).isEqualTo(shown);
    }
}
