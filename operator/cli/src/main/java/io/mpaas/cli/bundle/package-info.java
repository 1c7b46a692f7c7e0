/**
 * A delivery as one file, for sites without internet: what is in it, whether it arrived whole, and how its images get into a
 * registry or a cluster. Input: the file that {@code make bundle} writes.
 *
 * <pre>
 *   SHA256SUMS          every other file
 *   INSTALL.md          from this file to Ready
 *   chart/ manifests/ crds/   the operator, for Helm and for kubectl
 *   bin/                kubectl-mpaas, and a Java run-time for it
 *   releases/           the vendor's catalogue
 *   images/             an OCI image layout: the operator's image, and those of the Release that were at hand, manifests
 *                       byte by byte as their archives had them, so that the digests in the Release are theirs
 *   images.txt          the same for people: name, digest, architectures
 * </pre>
 */
@NullMarked
package io.mpaas.cli.bundle;

import org.jspecify.annotations.NullMarked;
