/**
 * Packs folders into a container image. Input: folders and how their program is started; output: a docker-archive that
 * {@code kind load image-archive}, {@code ctr images import} and {@code docker load} read. Neither a daemon nor a registry is
 * needed; the same folders give the same bytes.
 */
@NullMarked
package io.mpaas.image;

import org.jspecify.annotations.NullMarked;
