package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"strings"
)

const (
	manifestType = "application/vnd.oci.image.manifest.v1+json"
	configType   = "application/vnd.oci.image.config.v1+json"
	layerType    = "application/vnd.oci.image.layer.v1.tar"
	indexType    = "application/vnd.oci.image.index.v1+json"
	epoch        = "1970-01-01T00:00:00Z"
)

type descriptor struct {
	MediaType   string            `json:"mediaType"`
	Digest      string            `json:"digest"`
	Size        int64             `json:"size"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

// layout is an archive in the making. Blobs are written as they come, each once; the index comes last.
type layout struct {
	file      *os.File
	tar       *tar.Writer
	layers    map[string]descriptor
	blobs     map[string]bool
	manifests []descriptor
}

func create(path string) (*layout, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	l := &layout{file: file, tar: tar.NewWriter(file), layers: map[string]descriptor{}, blobs: map[string]bool{}}
	return l, l.write("oci-layout", []byte(`{"imageLayoutVersion":"1.0.0"}`))
}

// add writes an image and returns its full name and the digest of its manifest.
func (l *layout) add(image Image, architecture string) (string, string, error) {
	layers := []descriptor{}
	diffs := []string{}
	for _, folder := range image.Layers {
		layer, err := l.layer(folder)
		if err != nil {
			return "", "", err
		}
		layers = append(layers, layer)
		diffs = append(diffs, layer.Digest) // not compressed: the digest of the blob is that of its content
	}
	config, err := l.json(configType, map[string]any{
		"architecture": architecture,
		"os":           "linux",
		"created":      epoch,
		"config":       map[string]any{"Entrypoint": image.Entrypoint, "Env": image.Env, "User": image.User, "WorkingDir": "/"},
		"rootfs":       map[string]any{"type": "layers", "diff_ids": diffs},
	})
	if err != nil {
		return "", "", err
	}
	manifest, err := l.json(manifestType, map[string]any{
		"schemaVersion": 2, "mediaType": manifestType, "config": config, "layers": layers,
	})
	if err != nil {
		return "", "", err
	}
	digest := manifest.Digest
	names := []string{image.Name}
	if tagged, byDigest := strings.CutSuffix(image.Name, "@"); byDigest {
		names = []string{repository(tagged) + "@" + digest, tagged}
	}
	for _, name := range names {
		manifest.Annotations = map[string]string{"io.containerd.image.name": name}
		l.manifests = append(l.manifests, manifest)
	}
	return names[0], digest, nil
}

// repository is a reference without its tag; a colon before the last slash belongs to a port.
func repository(reference string) string {
	if colon := strings.LastIndex(reference, ":"); colon > strings.LastIndex(reference, "/") {
		return reference[:colon]
	}
	return reference
}

func (l *layout) close() error {
	index, err := json.Marshal(map[string]any{"schemaVersion": 2, "mediaType": indexType, "manifests": l.manifests})
	if err != nil {
		return err
	}
	if err := l.write("index.json", index); err != nil {
		return err
	}
	if err := l.tar.Close(); err != nil {
		return err
	}
	return l.file.Close()
}

func (l *layout) json(mediaType string, value any) (descriptor, error) {
	content, err := json.Marshal(value) // sorts the keys of maps
	if err != nil {
		return descriptor{}, err
	}
	sum := sha256.Sum256(content)
	d := descriptor{MediaType: mediaType, Digest: "sha256:" + hex.EncodeToString(sum[:]), Size: int64(len(content))}
	return d, l.blob(d, bytes.NewReader(content))
}

// layer writes a folder as a layer; a temporary file holds it, because its digest comes before its content.
func (l *layout) layer(folder string) (descriptor, error) {
	if known, ok := l.layers[folder]; ok {
		return known, nil
	}
	file, err := os.CreateTemp("", "layer")
	if err != nil {
		return descriptor{}, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	sum := sha256.New()
	if err := writeFolder(io.MultiWriter(file, sum), folder); err != nil {
		return descriptor{}, err
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return descriptor{}, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return descriptor{}, err
	}
	d := descriptor{MediaType: layerType, Digest: "sha256:" + hex.EncodeToString(sum.Sum(nil)), Size: size}
	l.layers[folder] = d
	return d, l.blob(d, file)
}

func (l *layout) blob(d descriptor, content io.Reader) error {
	if l.blobs[d.Digest] {
		return nil
	}
	l.blobs[d.Digest] = true
	name := "blobs/" + strings.Replace(d.Digest, ":", "/", 1)
	if err := l.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: d.Size, Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := io.Copy(l.tar, content)
	return err
}

func (l *layout) write(name string, content []byte) error {
	if err := l.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(content))}); err != nil {
		return err
	}
	_, err := l.tar.Write(content)
	return err
}
