# From an Installation of crds/samples to one with the images that were built. Members of voting sets are told how many they are.
#
#   jq --slurpfile release release.json -f installation.jq installation.json
del(.metadata.namespace)
| .spec.tier as $tier
| .spec.images.registry = "kind.local"
| .spec.components = (.spec.components // {}) * ($release[0].spec.components | with_entries(
    select(.value.quorum) | .value = {config: {MEMBERS: (.value.replicas[$tier] | tostring)}}))
