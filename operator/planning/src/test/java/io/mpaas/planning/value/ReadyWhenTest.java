package io.mpaas.planning.value;

import static io.mpaas.planning.value.ReadyWhen.Subject.OBJECTS;
import static io.mpaas.planning.value.ReadyWhen.Subject.WORKLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyWhenTest {
    private static final JsonNode DEPLOYMENT = Json.object()
            .put("apiVersion", "apps/v1")
            .set(
                    "status",
                    Json.tree(java.util.Map.of(
                            "readyReplicas",
                            2,
                            "conditions",
                            List.of(java.util.Map.of("type", "Available", "status", "True")))));

    /** 256 characters that exhausted the heap of the operator. */
    private static final String MEMORY = "['0123456789'].all(a,[a+a+a+a+a+a+a+a].all(b,[b+b+b+b+b+b+b+b].all(c,"
            + "[c+c+c+c+c+c+c+c].all(d,[d+d+d+d+d+d+d+d].all(e,[e+e+e+e+e+e+e+e].all(f,[f+f+f+f+f+f+f+f].all(g,"
            + "[g+g+g+g+g+g+g+g].all(h,[h+h+h+h+h+h+h+h].all(i,[i+i+i+i+i+i+i+i].all(j,size(j)>0))))))))))";

    /** Of this kind 800 characters kept a thread busy for days. */
    private static final String TIME = "[[1]].all(a,[[1]].all(A,[[a,a,a,a]].all(b,[[A,A,A,A]].all(B,[[b,b,b,b]].all(c,"
            + "[[B,B,B,B]].all(C,[[c,c,c,c]].all(d,[[C,C,C,C]].all(D,[[d,d,d,d]].all(e,[[D,D,D,D]].all(E,"
            + "[[e,e,e,e]].all(f,[[E,E,E,E]].all(F,[[f,f,f,f]].all(g,[[F,F,F,F]].all(G,g==G))))))))))))))";

    /** No loop is inside another one, and yet 8^20 items are compared. */
    private static final String CHAIN = chain(20) + " == " + chain(20);

    private static String chain(int loops) {
        return "[1]" + ".map(x,[x,x,x,x,x,x,x,x])".repeat(loops);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workload.status.readyReplicas >= 1 + 1",
                "workload.status.conditions.exists(c, c.type == 'Available' && c.status in ['True'])",
                "workload.status.conditions.filter(c, c.type == 'Available').all(c, c.status == 'True')",
                "workload.status.conditions.all(c, int(workload.status.readyReplicas) + 1 == 3)",
                "workload.status.conditions.map(c, c.type).exists(t, ['Available', 'x'].exists(w, w == t))"
            })
    void holdsForAWorkloadThatIsSo(String expression) {
        assertThat(ReadyWhen.problem(WORKLOAD, expression)).isEmpty();
        assertThat(ReadyWhen.notYet(WORKLOAD, List.of(expression), DEPLOYMENT)).isEmpty();
    }

    /** B19: of a kind that reports nothing by itself. */
    @Test
    void ofManifestsItReadsEveryObjectByKindAndName() {
        JsonNode made = Json.tree(Map.of("Widget/a", Map.of("spec", Map.of("colour", "red"))));
        JsonNode painted = Json.tree(Map.of("Widget/a", Map.of("status", Map.of("phase", "Painted"))));
        String expression = "objects['Widget/a'].status.phase == 'Painted'";

        assertThat(ReadyWhen.problem(OBJECTS, expression)).isEmpty();
        assertThat(ReadyWhen.notYet(OBJECTS, List.of(expression), Json.object()))
                .contains(expression);
        assertThat(ReadyWhen.notYet(OBJECTS, List.of(expression), made)).contains(expression);
        assertThat(ReadyWhen.notYet(OBJECTS, List.of(expression), painted)).isEmpty();
        assertThat(ReadyWhen.problem(OBJECTS, "workload.status.phase == 'Painted'")
                        .orElseThrow())
                .startsWith("is no CEL condition over `objects`");
        assertThat(ReadyWhen.problem(WORKLOAD, expression).orElseThrow())
                .startsWith("is no CEL condition over `workload`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1].all(a, [1].all(b, [1].all(c, a == c)))     | has more than 2 loops inside each other
            [1].map(a,a).map(a,a).map(a,a).map(a,a).all(a,a == 1) | has more than 4 loops in all
            "ab" + "cd" == "abcd"                           | is no CEL condition over `workload`
            workload.a.all(k, k + k == workload.b)          | adds values that may be lists inside a loop
            workload.                                       | is no CEL condition over `workload`
            """)
    void aCostlyOneIsRefused(String expression, String problem) {
        assertThat(ReadyWhen.problem(WORKLOAD, expression).orElseThrow()).startsWith(problem);
    }

    /** A Component may carry what no check has seen. */
    @Test
    void bombsAreRefusedAndHarmlessWhereTheyAreEvaluated() {
        String twoLoops = "['" + "x".repeat(200) + "'].all(a, [" + "a+".repeat(150) + "a].all(b, size("
                + "b+".repeat(150) + "b) > 0))";
        String lists = "[workload.status.conditions].all(a, [" + "a+".repeat(150) + "a].all(b, size(" + "b+".repeat(150)
                + "b) > 0))";
        for (String bomb :
                List.of(MEMORY, TIME, CHAIN, chain(39) + ".size() > 0", twoLoops, lists, "x".repeat(100_000))) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                assertThat(ReadyWhen.problem(WORKLOAD, bomb).orElseThrow()).hasSizeLessThan(500);
                assertThat(ReadyWhen.notYet(WORKLOAD, List.of(bomb), DEPLOYMENT))
                        .contains(bomb);
            });
        }
    }
}
