package io.mpaas.cli.web;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser, over installations that nobody runs. */
class ConsolePageTest {
    private final Play play = new Play();

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void anOutageIsSeenActedOnAndSeenToHeal() throws Exception {
        tell("walk");
    }

    @Test
    void pagesOfOtherPortsAndSitesGetNothing() throws Exception {
        tell("thieves");
    }

    private void tell(String story) throws Exception {
        PageStory.tell(story, play.link(), play::change);
    }
}
