package io.mpaas.cli.web;

import org.junit.jupiter.api.Test;

/** What many changes cost the page, measured: no other story runs beside it. */
class ConsoleLoadTest {
    /** So many seconds as the environment variable LOAD_SECONDS says. */
    @Test
    void threeHundredComponentsWithTwentyChangesASecondMoveNothing() throws Exception {
        try (Play play = new Play()) {
            PageStory.tell("load", play.link(), play::change);
        }
    }
}
