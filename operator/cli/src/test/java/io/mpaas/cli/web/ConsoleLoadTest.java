package io.mpaas.cli.web;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What many changes cost the page, measured: no other story runs beside it. In {@code make labs} only. */
@Tag("labs")
class ConsoleLoadTest {
    /** So many seconds as the environment variable LOAD_SECONDS says. */
    @Test
    void threeHundredComponentsWithTwentyChangesASecondMoveNothing() throws Exception {
        try (Play play = new Play()) {
            PageStory.tell("load", play.link(), play::change);
        }
    }
}
