// Archive writes container images into one OCI archive (image-spec 1.1, "OCI Image Layout") without any daemon.
//
//	archive OUT.tar IMAGES.json
//
// IMAGES.json is a list of [Image]. A folder used as a layer by several images is written once. The same input gives the same
// bytes: entries are sorted, times are zero, owners are kept as numbers. Prints "NAME DIGEST" of every image.
//
// The name "REPOSITORY:TAG@" stands for two, REPOSITORY@DIGEST (which is printed) and REPOSITORY:TAG: so containerd finds the image
// by digest after an import, without a registry. containerd before 1.7 needs the tag: among names with digests only it takes the
// first, which may be one that `ctr images import` made up and the kubelet's interface spells otherwise.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
)

// Image is what a person says about one image.
type Image struct {
	Name       string   `json:"name"`
	Layers     []string `json:"layers"`
	Entrypoint []string `json:"entrypoint"`
	Env        []string `json:"env"`
	User       string   `json:"user"`
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: archive OUT.tar IMAGES.json")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "archive:", err)
		os.Exit(1)
	}
}

func run(out, spec string) error {
	text, err := os.ReadFile(spec)
	if err != nil {
		return err
	}
	var images []Image
	if err := json.Unmarshal(text, &images); err != nil {
		return fmt.Errorf("%s: %w", spec, err)
	}
	layout, err := create(out)
	if err != nil {
		return err
	}
	for _, image := range images {
		name, digest, err := layout.add(image, runtime.GOARCH)
		if err != nil {
			return fmt.Errorf("%s: %w", image.Name, err)
		}
		fmt.Println(name, digest)
	}
	return layout.close()
}
