package io.mpaas.cli.place;

import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.cli.console.Colour;
import io.mpaas.cli.console.Table;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.rooms.Loss;
import io.mpaas.planning.rooms.Placed;
import io.mpaas.planning.rooms.PlacementPlan;
import io.mpaas.planning.rooms.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A placement for people.
 *
 * <pre>
 * COMPONENT  ALL  room-a  room-b  witness  WHY
 * mgs-core     4       2       2        –  evenly over the sites that are not witnesses
 * mysql        3       1       1        1  no room holds a majority of the 3 votes
 *
 * AFTER THE LOSS OF  STOPS
 * room-a             nothing
 * </pre>
 */
public final class PlaceText {
    private static final String NONE = "–";
    private static final int SHOWN = 6;

    private PlaceText() {}

    /** Lines to print. */
    public static List<String> of(PlacementPlan plan, Terminal terminal) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("COMPONENT", "ALL"));
        plan.rooms().forEach(room -> head.add(room.site() + (room.witness() ? " (witness)" : "")));
        head.add("WHY");
        rows.add(head);
        plan.components().forEach((name, placed) -> rows.add(row(plan, name, placed)));
        List<String> lines = new ArrayList<>(Table.lines(rows));
        lines.set(0, terminal.paint(Colour.DIM, lines.getFirst()));
        lines.add("");
        List<List<String>> losses = new ArrayList<>(List.of(List.of("AFTER THE LOSS OF", "STOPS")));
        plan.losses().forEach(loss -> losses.add(List.of(loss.domain(), stops(loss))));
        List<String> table = new ArrayList<>(Table.lines(losses));
        table.set(0, terminal.paint(Colour.DIM, table.getFirst()));
        lines.addAll(table);
        lines.add("");
        boolean good = plan.survival().automatic();
        lines.add(terminal.paint(
                good ? Colour.GREEN : Colour.YELLOW,
                "AutoFailover " + (good ? "True" : "False") + " ("
                        + plan.survival().reason() + "): " + plan.survival().words()));
        return lines;
    }

    private static List<String> row(PlacementPlan plan, String name, Placed placed) {
        List<String> row = new ArrayList<>(List.of(name, all(placed)));
        for (Room room : plan.rooms()) {
            row.add(share(placed.shares().get(room.site())));
        }
        row.add(placed.why());
        return row;
    }

    private static String all(Placed placed) {
        return placed.wish().total() == 0
                ? placed.wish().kind().name().toLowerCase(Locale.ROOT)
                : String.valueOf(placed.total());
    }

    /** A site that has the addresses only has none of its pods. */
    private static String share(@Nullable Placement share) {
        if (share == null) {
            return NONE;
        }
        Integer replicas = share.replicas();
        return replicas == null ? "yes" : replicas == 0 ? NONE : replicas.toString();
    }

    private static String stops(Loss loss) {
        List<String> parts = new ArrayList<>();
        add(parts, loss.votes(), " (no majority)");
        add(parts, loss.replicas(), " (no replica left)");
        add(parts, loss.users(), " (needs one of those)");
        return parts.isEmpty() ? "nothing" : String.join("; ", parts);
    }

    private static void add(List<String> parts, List<String> names, String why) {
        if (!names.isEmpty()) {
            String first = String.join(", ", names.stream().limit(SHOWN).toList());
            int more = names.size() - SHOWN;
            parts.add(first + (more > 0 ? " and " + more + " more" : "") + why);
        }
    }
}
