# From the Release of crds/samples to the one that real pods can play on a small cluster. What stays: components, edges, replicas,
# ports, probes, credentials, start times. What changes: images (those of $images), requests, sizes of volumes, and what the
# images of this folder need: a user, and for a stand-in its settings.
#
#   jq --rawfile images images.txt -f release.jq release.json

# name of an image → its reference without the registry, with the digest (or tag) that was built
def built: $images | split("\n") | map(select(. != "") | capture("^[^/]+/(?<path>(?:.*/)?(?<name>[^/@:]+)[@:].*)$")) | map({key: .name, value: .}) | from_entries;

def probe_ports: [.readinessProbe // {} | .httpGet.port?, .tcpSocket.port?] | map(select(. != null));
def all_ports: ([.ports[]?.containerPort] + probe_ports) | unique;

def stand_in($name; $component):
  .image = "registry.mpaas.example/\(built["stand-in"].path)"
  | .env += ([
      {name: "STAND_IN_NAME", value: $name},
      {name: "STAND_IN_PORTS", value: (all_ports | map(tostring) | join(" "))},
      {name: "STAND_IN_BOOT_SECONDS", value: ($component.typicalStartSeconds // 0 | tostring)},
      {name: "STAND_IN_DEPENDS_ON", value: ($component.dependsOn // {} | tojson)},
      {name: "STAND_IN_DEPENDS_ON_ONE_OF", value: ($component.dependsOnOneOf // {} | tojson)}
    ] | map(select(.value != "")));

# Voting sets listen before they are part of a majority, and after they have lost it.
def functional_probe($name): if $name | IN("mysql", "zookeeper") then .readinessProbe = {exec: {command: ["ready"]}, periodSeconds: 2, timeoutSeconds: 2} else . end;

def small: .resources = {requests: {cpu: "10m", memory: "16Mi"}};

def container($name; $component):
  small
  | if built[$name] then .image = "registry.mpaas.example/\(built[$name].path)" | functional_probe($name) else stand_in($name; $component) end
  | .securityContext = {allowPrivilegeEscalation: false, capabilities: {drop: ["ALL"]}};

def non_root: .securityContext = {
    runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532, seccompProfile: {type: "RuntimeDefault"},
    sysctls: [{name: "net.ipv4.ip_unprivileged_port_start", value: "0"}]};

.spec.components |= with_entries(
  .key as $name | .value as $component
  | .value.pod |= (non_root | .terminationGracePeriodSeconds = 10 | .containers |= map(container($name; $component)))
  | if .value.storage then .value.storage |= map_values(.size = "64Mi") else . end
  | if built[$name] and $name == "mq-broker" then .value.provides.type = "rabbitmq" else . end)
