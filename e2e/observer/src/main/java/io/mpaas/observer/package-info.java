/**
 * What an installation does, seen from outside: by watches of our own and never by the operator's words.
 *
 * <pre>
 *   API server --Feed--> Sighting, Sighting, ... --> History of each component --+--> Observation  (start)
 *                                                                                +--> Update       (order of an update)
 *              Component specs or a map of yours --> Graph ----------------------+--> Deletion     (order of a deletion)
 * </pre>
 *
 * {@link io.mpaas.observer.Observer} and {@code Feed} talk to the API server; everything right of the sightings is pure.
 * Order is judged by resourceVersion, durations by the time of arrival here.
 */
@NullMarked
package io.mpaas.observer;

import org.jspecify.annotations.NullMarked;
