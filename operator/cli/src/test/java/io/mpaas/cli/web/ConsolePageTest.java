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
    void aStartIsSeenAsAWhole() throws Exception {
        tell("start");
    }

    @Test
    void anOutageIsSeenActedOnAndSeenToHeal() throws Exception {
        tell("walk");
    }

    @Test
    void pagesOfOtherPortsAndSitesGetNothing() throws Exception {
        tell("thieves");
    }

    @Test
    void everybodyCanUseItInTheirLanguage() throws Exception {
        tell("everybody");
    }

    @Test
    void threeHundredComponentsWithTwentyChangesASecondMoveNothing() throws Exception {
        tell("load");
    }

    @Test
    void longNamesAndUntidyMessagesStayInTheirPlace() throws Exception {
        tell("untidy");
    }

    @Test
    void whatOneLooksAtAColleagueSees() throws Exception {
        tell("colleague");
    }

    @Test
    void aBrowserThatWasAsleepCatchesUp() throws Exception {
        tell("asleep");
    }

    @Test
    void itLooksAsItDid() throws Exception {
        tell("pictures");
    }

    private void tell(String story) throws Exception {
        PageStory.tell(story, play.link(), play::change);
    }
}
