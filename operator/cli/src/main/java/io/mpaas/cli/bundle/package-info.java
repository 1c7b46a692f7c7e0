/**
 * A delivery as one file, for sites without internet: what is in it, whether it arrived whole, and how its images get into a
 * registry or a cluster. Input: the file that {@code make bundle} writes.
 *
 * <pre>
 *   SHA256SUMS          every other file
 *   chart/ manifests/ crds/   the operator, for Helm and for kubectl
 *   bin/                kubectl-mpaas
 *   releases/           the vendor's catalogue
 *   images/             an OCI image layout: the operator's image, and those of the Release that were at hand
 * </pre>
 */
@NullMarked
package io.mpaas.cli.bundle;

import org.jspecify.annotations.NullMarked;
