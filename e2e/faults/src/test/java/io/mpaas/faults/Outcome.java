package io.mpaas.faults;

import io.mpaas.observer.inventory.Inventory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a plan ended.
 *
 * @param likeness everything there was in the end, names apart
 * @param podsMade by component, since the scenario began
 * @param createdAgain objects that the operator created more than once, with the number
 * @param findings what is wrong in itself
 * @param strikes how often something went wrong; 0 = the scenario was over before
 * @param writes how many the operator made in the scenario
 * @param says what the operator said in the end
 */
record Outcome(
        Inventory likeness,
        Map<String, Integer> podsMade,
        Map<String, Long> createdAgain,
        List<String> findings,
        int strikes,
        long writes,
        String says,
        Duration took) {

    /** What is wrong, a sentence each: in itself, and beside an undisturbed one. */
    List<String> besides(Outcome undisturbed) {
        List<String> all = new ArrayList<>(findings);
        undisturbed.likeness().changesTo(likeness()).forEach(change -> all.add("in the end: " + change));
        podsMade.forEach((component, number) -> {
            int usual = undisturbed.podsMade().getOrDefault(component, 0);
            if (number > usual) {
                String who = component.isEmpty() ? "pods of no component: " : component + " made ";
                all.add("%s%d pods, undisturbed %d".formatted(who, number, usual));
            }
        });
        createdAgain.forEach((object, times) -> {
            long usual = undisturbed.createdAgain().getOrDefault(object, 1L);
            if (times > usual) {
                all.add("%s was created %d times, undisturbed %d".formatted(object, times, usual));
            }
        });
        return List.copyOf(all);
    }
}
