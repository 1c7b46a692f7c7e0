# From an Installation of crds/samples to one with the images that were built.
del(.metadata.namespace) | .spec.images.registry = "kind.local"
