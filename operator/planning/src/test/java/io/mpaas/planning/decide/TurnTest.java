package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.pods.Member;
import io.mpaas.planning.pods.Members;
import io.mpaas.planning.value.Conditions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Members are written in the order of their ordinals: {@code o} of an earlier revision, {@code m} also without a volume of the
 * present one, {@code f} of another content, {@code n} of the present one; {@code +} Ready, {@code -90} not Ready for 90 s, {@code ?} on a node that nobody hears from, {@code x} being
 * deleted, {@code @5} told of five; {@code _} is not there.
 */
class TurnTest {
    private static final String READY_AT = "2026-11-22T11:00:00Z";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "all are Ready: the last begins                    | o+ o+ o+          | Replace 2",
                "the next when the one before is Ready             | o+ o+ n+          | Replace 1",
                "not while it is coming                            | o+ o+ n-5         | update goes on when pod zk-2 is Ready",
                "however long                                      | o+ o+ n-999       | update goes on when pod zk-2 is Ready",
                "not while it is going                             | o+ o+ x           | goes on when pod zk-2 has ended",
                "not before it is there again                      | o+ o+             | 2 of 3 are",
                "X01: not while one is away                        | o-5 o+ o+         | update waits for pod zk-0: 2 of 3 are Ready, and 3 must be before the next is replaced; pod zk-0 is replaced itself if it stays so for 1m",
                "the one that is away for long costs nothing       | o-61 o+ o+        | Replace 0",
                "B02: two turn bad while the third is coming       | o-5 o-5 n-5       | update goes on when pod zk-2 is Ready",
                "and are not touched while they may come back      | o-50 o-50 n+      | update waits for pods zk-0, zk-1: 1 of 3 are Ready",
                "then one of them                                  | o-61 o-61 n+      | Replace 1",
                "and no other before it had its time               | o-90 n-5 n+       | update goes on when pod zk-1 is Ready",
                "unless no majority can be without it              | o-90 n-61 n-61    | Replace 0",
                "nobody hears of one: it may serve                 | o? o+ o+          | update waits for pod zk-0: 2 of 3 are Ready",
                "five may do with four                             | o-5 o+ o+ o+ o+   | Replace 4",
                "five not with three                               | o-5 o+ o+ o+ n-5  | update goes on when pod zk-4 is Ready",
                "an even set keeps one more than the majority, too | o+ o+ o+ o+       | Replace 3",
                "one alone has to go                               | o+                | Replace 0",
                "all are present                                   | n+ n-5 n+         | Nothing",
            })
    void aVotingSetIsUpdatedOneMemberAtATime(String why, String members, String expected) {
        int size = Math.max(members.split(" ").length, why.startsWith("not before") ? 3 : 0);
        assertThat(turn(true, size, size, members, "served")).as(why).contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a failed one goes back soon                | n+ n+ f-11   | served   | Replace 2",
                "but may be on its way to the same          | n+ n+ f-5    | served   | replaced itself if it stays so for 10s",
                "never where that takes the majority        | n+ n-5 f+    | served   | update goes on when pod zk-1 is Ready",
                "an ordinary update has more patience       | o+ o+ f-11   | other    | pod zk-2 is replaced itself if it stays so for 1m",
                "one that ends on a lost node never does    | o+ x? f-11   | served   | Replace 2",
                "nor is it replaced, or one that serves     | o+ x? o+     | served   | update waits for pod zk-1: 2 of 3 are Ready, and 3 must be before the next is replaced",
                "one that ends on a node that lives does    | o+ x-9 f-11  | served   | update goes on when pod zk-1 has ended",
                "what never served has nothing to lose      | o-11 o-11 o-11 | never  | Replace 2",
                "one at a time all the same                 | o-11 o-11 n-1  | never  | update goes on when pod zk-2 is Ready",
                "which cannot be Ready without the others   | o-30 o-30 n-11 | never  | Replace 1",
            })
    void aRevertReplacesWhatFailed(String why, String members, String before, String expected) {
        assertThat(turn(true, 3, 3, members, before)).as(why).contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "three told of five decide without the first | 5 | 1 | o+@5 o+@5 o+@5 o+@5 o+@5 | Resize 4",
                "so do these                                | 4 | 1 | o+@5 o+@5 o+@5 o+@5 | Resize 3",
                "two do not: those that stay are told       | 3 | 1 | o+@5 o+@5 o+@5 | Replace 0",
                "two told of three decide without the first | 3 | 1 | o+@3 o+@3 o+@3 | Resize 2",
                "one does not                               | 2 | 1 | o+@3 o+@3      | Replace 0",
                "three told of five, and two told of three  | 5 | 3 | o+@5 o+@5 o+@5 o+@5 o+@5 | Resize 4",
                "of four they have one in common            | 4 | 3 | o+@5 o+@5 o+@5 o+@5 | Replace 2",
                "who was told before has a say as well      | 3 | 1 | o+@5 o+@3 o+@3 | Resize 2",
                "they are as many as they were told, if any | 3 | 1 | o+ o+ o+       | Resize 2",
                "none leaves while another one is away      | 3 | 1 | o+ o-99 o+     | resize to 1 goes on, one member at a time, when pod zk-1 is Ready",
                "the one that is away for long costs nothing | 3 | 1 | o+ o-5 o-61   | Resize 2",
                "not while it may come back                 | 3 | 1 | o+ o-5 o-50    | resize to 1 goes on, one member at a time, when pod zk-1 is Ready",
                "told before, the last leaves               | 5 | 1 | n+ o+ o+ o+ o+ | Resize 4",
                "and the next when it has gone              | 4 | 1 | n+ o+ o+ o+ x  | resize to 1 goes on when pod zk-4 has ended",
                "also where nobody hears of it              | 4 | 1 | n+ o+ o+ x? | resize to 1 goes on when pod zk-3 has ended",
                "and so on                                  | 2 | 1 | n+ o+          | Resize 1",
                "not while one that stays is away           | 5 | 3 | n+ n-5 n+ o+ o+ | resize to 3 goes on, one member at a time, when pod zk-1 is Ready",
                "one that leaves may be away                | 3 | 1 | n+ o-5 o-5     | Resize 2",
                "growing tells first, too                   | 1 | 3 | o+             | Replace 0",
                "then one member comes                      | 1 | 3 | n+             | Resize 2",
                "which is to be Ready before the next       | 2 | 3 | n+ n-5         | resize to 3 goes on, one member at a time, when pod zk-1 is Ready",
                "then the next                              | 2 | 3 | n+ n+          | Resize 3",
                "one told of three cannot be Ready alone    | 1 | 3 | n-31           | Resize 2",
                "but may take its time                      | 1 | 3 | n-5            | resize to 3 goes on",
                "one that has a majority is waited for      | 3 | 5 | n+ n+ n-99     | resize to 5 goes on, one member at a time, when pod zk-2 is Ready",
                "three that know of five have none to spare | 3 | 5 | o+@5 o+@5 o+@5 | Resize 4",
                "four have                                  | 4 | 5 | o+@5 o+@5 o+@5 n+@5 | Replace 2",
                "all four                                   | 4 | 5 | o-5@5 o+@5 o+@5 n+@5 | update waits for pod zk-0: 3 of 4 are Ready, and 4 must be before the next",
                "five that know of seven have one to spare  | 5 | 7 | o+@7 o+@7 o+@7 o+@7 o+@7 | Replace 4",
                "not two                                    | 5 | 7 | o-5@7 o+@7 o+@7 o+@7 o+@7 | update waits for pod zk-0: 4 of 5 are Ready, and 5 must be before the next",
                "three that know of three are told first    | 3 | 5 | o+@3 o+@3 o+@3 | Replace 2",
                "those told of five would soon be too few   | 3 | 5 | o+@3 o+@3 n+@5 | Resize 4",
                "then the others are told                   | 4 | 5 | o+@3 o+@3 n+@5 n+@5 | Replace 1",
                "none comes while one is away               | 3 | 5 | o-5@5 o+@5 o+@5 | update waits for pod zk-0: 2 of 3 are Ready",
                "one that knows of three, too               | 1 | 3 | o+@3           | Resize 2",
                "but not one that knows of itself only      | 1 | 3 | o+@1           | Replace 0",
                "all are there                              | 3 | 3 | n+ n+ n+       | Nothing",
            })
    void aVotingSetIsResizedOneMemberAtATime(String why, int size, int wanted, String members, String expected) {
        assertThat(turn(true, size, wanted, members, "served")).as(why).contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "its controller is at work                  | o+ o+ o+      | Nothing",
                "and waits for one that may come back       | o+ o-5 n+     | update waits for pod zk-1: 2 of 3 are Ready",
                "for ever if it does not                    | o+ o-61 n+    | Replace 1",
                "in the order in which it makes them        | f-20 f-20     | Replace 0",
                "one at a time                              | n-5 f-20      | update goes on when pod zk-0 is Ready",
            })
    void ofAnotherSetOnlyWhatIsStuckIsReplaced(String why, String members, String expected) {
        assertThat(turn(false, 3, 3, members, "served")).as(why).contains(expected);
    }

    /** The controller tries to change the first pod without its volumes, cannot, and goes no further. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "the first begins, in any set           | false | m+ m+ m+   | Replace 0",
                "the next when it is Ready              | false | n-5 m+ m+  | update goes on when pod zk-0 is Ready",
                "not while one is away                  | false | m+ m-5 m+  | update waits for pod zk-1",
                "and so on                              | false | n+ n+ m+   | Replace 2",
                "its controller makes none behind it    | false | m+ m+      | Replace 0",
                "the one before it is on its way        | false | _ m+ m+    | update goes on when its pods are there: 2 of 3 are",
                "nor is the next touched before         | false | n+ _ m+    | update goes on when its pods are there: 2 of 3 are",
                "one that is stuck can wait as well     | false | n+ _ m-90  | update goes on when its pods are there: 2 of 3 are",
                "voters wait as well                    | true  | n+ _ m+    | update goes on when its pods are there: 2 of 3 are",
                "voters, too                            | true  | m+ m+ m+   | Replace 0",
                "a majority is not risked for it        | true  | m+ m+      | update waits for its pods: 2 of 3 are, and their set makes no other before pod zk-0 has the new volumes: delete it",
                "with all or one more than the majority | true  | n+ m+ m-5  | update waits for pod zk-2",
            })
    void podsWithoutTheVolumesOfTheirSetAreReplacedInOrder(
            String why, boolean voting, String members, String expected) {
        assertThat(turn(voting, 3, 3, members, "other")).as(why).contains(expected);
    }

    @Test
    void nothingMeansAnythingBeforeTheControllerHasSeenTheTemplate() {
        Members unseen = new Members(true, false, members("o+ o+ o+").all());
        assertThat(Turn.of(new Given().set(true, 3, 3, unseen).situation())).isEqualTo(new Turn.Nothing());
    }

    @Test
    void aSetThatItsControllerUpdatesIsLeftToIt() {
        Members theirs = new Members(false, true, members("o+ o+ o+").all());
        assertThat(Turn.of(new Given().set(true, 3, 3, theirs).situation())).isEqualTo(new Turn.Nothing());
    }

    @Test
    void aWaitIsSaidAlsoByOneThatServes() {
        ComponentStatus status =
                new Given().set(true, 5, 5, members("o+ n+ n+ n+ n-5")).report().status();
        assertThat(status.phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(status.message()).isEqualTo("update goes on when pod zk-4 is Ready");
    }

    /** Available is judged by the size that it has by now, for that is what its members were told or will be. */
    @Test
    void oneThatGrowsServesAllTheWhile() {
        ComponentStatus status =
                new Given().set(true, 1, 3, members("o+")).report().status();
        assertThat(Conditions.isTrue(status.conditions(), Conditions.Type.Available))
                .isTrue();
    }

    private static String turn(boolean voting, int size, int wanted, String members, String before) {
        Given given = new Given().set(voting, size, wanted, members(members));
        given.status(new ComponentStatus(
                1L,
                ComponentPhase.Updating,
                "",
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                before.equals("served") ? "rollout" : "other",
                null,
                READY_AT,
                null,
                before.equals("never") ? null : READY_AT,
                List.of(),
                ComponentStatus.EMPTY.starts()));
        return switch (Turn.of(given.situation())) {
            case Turn.Nothing _ -> "Nothing";
            case Turn.Replace replace -> "Replace " + replace.pod().substring("zk-".length());
            case Turn.Resize resize -> "Resize " + resize.size();
            case Turn.Wait wait -> wait.sentence();
        };
    }

    private static Members members(String text) {
        List<Member> all = new ArrayList<>();
        String[] words = text.strip().split(" +");
        for (int ordinal = 0; ordinal < words.length; ordinal++) {
            String word = words[ordinal];
            if (word.equals("_")) {
                continue;
            }
            char health = word.length() > 1 ? word.charAt(1) : '+';
            String[] parts = word.split("@");
            long seconds = health == '-' ? Long.parseLong(parts[0].substring(2)) : 600;
            all.add(new Member(
                    "zk-" + ordinal,
                    ordinal,
                    word.startsWith("f") ? "failed content" : Given.CONTENT,
                    word.startsWith("n"),
                    !word.startsWith("m"),
                    word.startsWith("x"),
                    parts.length > 1 ? Integer.parseInt(parts[1]) : 0,
                    health == '+'
                            ? Member.Health.Ready
                            : health == '-' ? Member.Health.NotReady : Member.Health.Unknown,
                    Given.NOON.minusSeconds(seconds)));
        }
        return new Members(true, true, all);
    }
}
