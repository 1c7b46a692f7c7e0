# From objects of the operator in one namespace to plain manifests for another: no status, no identity, no ownership.
def clean: {apiVersion, kind, metadata: {name: .metadata.name, labels: (.metadata.labels // {}
    | with_entries(select(.key | IN("mpaas.io/component", "mpaas.io/installation"))))}} + (del(.apiVersion, .kind, .metadata, .status));

def of_kind:
  if .kind == "Service" then del(.spec.clusterIP | select(. != "None")) | del(.spec.clusterIPs, .spec.ports[]?.nodePort, .spec.healthCheckNodePort)
  elif .kind == "Job" then del(.spec.selector, .spec.template.metadata.labels["controller-uid", "batch.kubernetes.io/controller-uid", "job-name", "batch.kubernetes.io/job-name"])
  else . end;

{apiVersion: "v1", kind: "List", items: [.items[] | clean | of_kind
  | (.metadata.namespace = $to)
  | walk(if type == "string" then gsub("\\.\($from)\\.svc"; ".\($to).svc") else . end)]}
