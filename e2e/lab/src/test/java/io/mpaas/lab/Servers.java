package io.mpaas.lab;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Servers as Nova would tell of them, with the user data that the bootstrap provider of Cluster API writes. */
final class Servers {
    static final String INIT = """
            ## template: jinja
            #cloud-config

            write_files:
            -   path: /etc/kubernetes/pki/ca.crt
                owner: root:root
                permissions: '0640'
                content: |
                  a certificate
            -   path: /run/kubeadm/kubeadm.yaml
                content: |
                  ---
                  apiVersion: kubeadm.k8s.io/v1beta4
                  clusterName: trial
                  controlPlaneEndpoint: 127.0.0.1:16443
                  etcd: {}
                  kind: ClusterConfiguration
                  networking:
                    podSubnet: 10.244.0.0/16
                    serviceSubnet: 10.98.0.0/16

                  ---
                  apiVersion: kubeadm.k8s.io/v1beta4
                  kind: InitConfiguration
                  nodeRegistration:
                    kubeletExtraArgs:
                    - name: cloud-provider
                      value: external
                    - name: provider-id
                      value: openstack:///'{{ instance_id }}'
                    name: '{{ local_hostname }}'
                    taints: null
            runcmd:
              - 'kubeadm init --config /run/kubeadm/kubeadm.yaml'
            """;

    static final String JOIN = """
            ## template: jinja
            #cloud-config

            write_files:
            -   path: /run/kubeadm/kubeadm-join-config.yaml
                content: |
                  ---
                  apiVersion: kubeadm.k8s.io/v1beta4
                  discovery:
                    bootstrapToken:
                      apiServerEndpoint: 127.0.0.1:16443
                      token: abcdef.0123456789abcdef
                  kind: JoinConfiguration
                  nodeRegistration:
                    kubeletExtraArgs:
                    - name: node-labels
                      value: pool=apps,empty
                    name: '{{ ds.meta_data.local_hostname }}'
                    taints:
                    - effect: NoSchedule
                      key: node.cluster.x-k8s.io/uninitialized
            """;

    private Servers() {}

    static Server with(String userData) {
        return of(Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)));
    }

    static Server of(String encoded) {
        return new Server(
                "1f2e",
                "trial-1",
                "ACTIVE",
                "az2",
                "10.6.0.17",
                new Server.Flavor("mpaas.control", 4, 8192),
                "mpaas-node-v1.36.3",
                encoded);
    }

    static Kubeadm kubeadm(String userData) {
        Server server = with(userData);
        return Kubeadm.of(server, CloudConfig.of(server));
    }
}
