/**
 * A delivery as one file, for sites without internet: what is in it, whether it arrived whole, from whom, and how its images get into a
 * registry or a cluster. Input: the file that {@code make bundle} writes.
 *
 * <pre>
 *   SHA256SUMS          every other file
 *   SHA256SUMS.sig      its signature by the vendor's key, if the bundle was made with one
 *   INSTALL.md          from this file to Ready
 *   chart/ manifests/ crds/   the operator, for Helm and for kubectl
 *   bin/                kubectl-mpaas, and a Java run-time for it
 *   releases/           the vendor's catalogue
 *   images/             an OCI image layout: the operator's image, and those of the Release that were at hand, manifests
 *                       byte by byte as their archives had them, so that the digests in the Release are theirs
 *   images.txt          for people: every image of the Release with its digest and the architectures that travel, then the others
 * </pre>
 */
@NullMarked
package io.mpaas.cli.bundle;

import org.jspecify.annotations.NullMarked;
