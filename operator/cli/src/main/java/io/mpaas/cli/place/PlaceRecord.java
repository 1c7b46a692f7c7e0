package io.mpaas.cli.place;

import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.planning.rooms.Loss;
import io.mpaas.planning.rooms.PlacementPlan;
import io.mpaas.planning.rooms.Room;
import io.mpaas.planning.rooms.Survival;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A placement for programs.
 *
 * @param sites in the order of the spec
 * @param components what each site has of each, and why
 * @param losses what the loss of each failure domain would mean
 */
public record PlaceRecord(
        List<String> sites, SortedMap<String, Entry> components, List<Loss> losses, Survival autoFailover) {

    /** One component. */
    public record Entry(SortedMap<String, Placement> sites, String why) {}

    /** The same. */
    public static PlaceRecord of(PlacementPlan plan) {
        SortedMap<String, Entry> components = new TreeMap<>();
        plan.components().forEach((name, placed) -> components.put(name, new Entry(placed.shares(), placed.why())));
        return new PlaceRecord(
                plan.rooms().stream().map(Room::site).toList(), components, plan.losses(), plan.survival());
    }
}
