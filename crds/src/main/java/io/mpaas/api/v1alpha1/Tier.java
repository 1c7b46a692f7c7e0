package io.mpaas.api.v1alpha1;

/** The high-availability level of an installation: what it survives decides how many replicas run and how they spread. */
public enum Tier {
    SingleNode,
    SingleRoom,
    SameCityActiveActive,
    TwoCitiesThreeCenters,
    ThreeCitiesFiveCenters
}
