package io.mpaas.cluster;

/** The namespace of the running test, fresh for it and deleted afterwards. */
public record TestNamespace(String name) {
    @Override
    public String toString() {
        return name;
    }
}
