/**
 * The objects people and programs write and read: {@code Release}, {@code Installation}, {@code Component}.
 *
 * <p>Every spec and status is an immutable record; absent collections read as empty. The CRDs in {@code crds/generated}
 * are generated from these types; a test fails when the two differ. No logic lives here.
 */
@NullMarked
package io.mpaas.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
