package io.mpaas.cli.web;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The page in a real browser, over installations that nobody runs. */
class ConsolePageTest {
    private final Play play = new Play();

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aStartIsSeenAsAWhole() throws Exception {
        tell("start");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anOutageIsSeenActedOnAndSeenToHeal() throws Exception {
        tell("walk");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void pagesOfOtherPortsAndSitesGetNothing() throws Exception {
        tell("thieves");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void everybodyCanUseItInTheirLanguage() throws Exception {
        tell("everybody");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void longNamesAndUntidyMessagesStayInTheirPlace() throws Exception {
        tell("untidy");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whatOneLooksAtAColleagueSees() throws Exception {
        tell("colleague");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBrowserThatWasAsleepCatchesUp() throws Exception {
        tell("asleep");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void itLooksAsItDid() throws Exception {
        tell("pictures");
    }

    private void tell(String story) throws Exception {
        PageStory.tell(story, play.link(), play::change);
    }
}
