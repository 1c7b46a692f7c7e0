package io.mpaas.cli.web;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster has at one moment.
 *
 * @param deleted the Installation was there and is gone; it is as it was last seen
 * @param products of its Release: product → components; empty where the Release cannot be read
 */
public record Seen(
        Installation installation,
        boolean deleted,
        SortedMap<String, Component> components,
        SortedMap<String, List<String>> products,
        Link link) {
    public Seen {
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
        products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
    }
}
