package io.mpaas.planning.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        3 0 0 | 1 1 1 | 3 1 0 ─▶ 2 1 0 ─▶ 2 1 1 ─▶ 1 1 1
        0 0 0 | 1 1 1 | 1 1 1
        1 1 1 | 1 1 1 |
        1 1 1 | 2 2 1 | 2 1 1 ─▶ 2 2 1
        2 2 1 | 1 1 1 | 2 1 1 ─▶ 1 1 1
        1 1 1 | 1 2 0 | 1 2 1 ─▶ 1 2 0
        2 1 0 | 0 0 3 | 2 1 1 ─▶ 2 0 1 ─▶ 2 0 2 ─▶ 1 0 2 ─▶ 1 0 3 ─▶ 0 0 3
        """)
    void oneMemberAtATimeANewOneBeforeAnOldOneGoes(String present, String target, String way) {
        assertThat(String.join(" ─▶ ", way(members(present), members(target)))).isEqualTo(way == null ? "" : way);
    }

    @Test
    void nothingMovesWhileAMemberIsNotReady() {
        assertThat(Steps.next(members("3 0 0"), members("1 1 1"), false)).isEqualTo(members("3 0 0"));
        assertThat(Steps.next(Map.of(), members("1 1 1"), false)).isEqualTo(members("1 1 1"));
    }

    /** From everywhere to everywhere, with up to five members in three sites. */
    @Test
    void everyWayEndsAndIsNeverOfTwoMajorities() {
        List<Map<String, Integer>> all = new ArrayList<>();
        for (int code = 1; code < 6 * 6 * 6; code++) {
            Map<String, Integer> one = members(code / 36 + " " + code / 6 % 6 + " " + code % 6);
            if (sum(one) <= 5) {
                all.add(one);
            }
        }
        for (Map<String, Integer> from : all) {
            for (Map<String, Integer> to : all) {
                Map<String, Integer> before = from;
                int steps = 0;
                while (!before.equals(to)) {
                    Map<String, Integer> next = Steps.next(before, to, true);
                    int changed = 0;
                    for (var site : next.entrySet()) {
                        changed += Math.abs(site.getValue() - before.getOrDefault(site.getKey(), 0));
                    }
                    assertThat(changed)
                            .as("%s, on the way from %s to %s", next, from, to)
                            .isEqualTo(1);
                    assertThat(sum(next)).isBetween(Math.min(sum(from), sum(to)), Math.max(sum(from), sum(to) + 1));
                    assertThat(++steps).isLessThan(20);
                    before = next;
                }
            }
        }
        assertThat(all).hasSize(55);
    }

    private static List<String> way(Map<String, Integer> present, Map<String, Integer> target) {
        List<String> way = new ArrayList<>();
        Map<String, Integer> now = present;
        while (!now.equals(target)) {
            now = Steps.next(now, target, true);
            way.add(now.get("a") + " " + now.get("b") + " " + now.get("c"));
        }
        return way;
    }

    private static int sum(Map<String, Integer> members) {
        return members.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> members(String text) {
        String[] numbers = text.split(" ");
        return new TreeMap<>(Map.of(
                "a", Integer.valueOf(numbers[0]), "b", Integer.valueOf(numbers[1]), "c", Integer.valueOf(numbers[2])));
    }
}
