package main

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// folder makes one with a file, a second name for it, and a symbolic link.
func folder(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, err := range []error{
		os.WriteFile(filepath.Join(root, "program"), []byte("text"), 0o755),
		os.Link(filepath.Join(root, "program"), filepath.Join(root, "second")),
		os.Symlink("program", filepath.Join(root, "third")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func written(t *testing.T, images ...Image) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "images.tar")
	layout, err := create(out)
	for _, image := range images {
		if err == nil {
			_, _, err = layout.add(image, "amd64")
		}
	}
	if err = errors.Join(err, layout.close()); err != nil {
		t.Fatal(err)
	}
	return out
}

func entries(t *testing.T, in io.Reader) (names []string, contents map[string][]byte, headers map[string]*tar.Header) {
	t.Helper()
	contents, headers = map[string][]byte{}, map[string]*tar.Header{}
	for reader := tar.NewReader(in); ; {
		header, err := reader.Next()
		if err == io.EOF {
			return names, contents, headers
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, header.Name)
		headers[header.Name] = header
		contents[header.Name], _ = io.ReadAll(reader)
	}
}

func open(t *testing.T, path string) *os.File {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func TestSameFolderGivesTheSameBytes(t *testing.T) {
	image := Image{Name: "r.example/a:1@", Entrypoint: []string{"/program"}}
	first, second := image, image
	first.Layers, second.Layers = []string{folder(t)}, []string{folder(t)}
	a, _ := io.ReadAll(open(t, written(t, first)))
	b, _ := io.ReadAll(open(t, written(t, second)))
	if string(a) != string(b) {
		t.Error("two archives of the same content differ")
	}
}

func TestSharedLayerIsWrittenOnce(t *testing.T) {
	shared := folder(t)
	names, _, _ := entries(t, open(t, written(t, Image{Name: "a:1", Layers: []string{shared}}, Image{Name: "b:1", Layers: []string{shared}, User: "1"})))
	if len(names) != 1+1+2+2+1 { // oci-layout, layer, two configs, two manifests, index
		t.Errorf("the archive has %v", names)
	}
}

func TestImageIsFoundByDigestAndByTag(t *testing.T) {
	_, contents, _ := entries(t, open(t, written(t, Image{Name: "r.example:5000/a:1@", Layers: []string{folder(t)}})))
	var index struct{ Manifests []descriptor }
	if err := json.Unmarshal(contents["index.json"], &index); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, manifest := range index.Manifests {
		names = append(names, manifest.Annotations["io.containerd.image.name"])
	}
	if want := []string{"r.example:5000/a@" + index.Manifests[0].Digest, "r.example:5000/a:1"}; !slices.Equal(names, want) {
		t.Errorf("names are %v, expected %v", names, want)
	}
}

func TestLayerKeepsLinks(t *testing.T) {
	in, out := io.Pipe()
	root := folder(t)
	go func() { out.CloseWithError(writeFolder(out, root)) }()
	_, contents, headers := entries(t, in)
	if string(contents["program"]) != "text" || headers["second"].Typeflag != tar.TypeLink || headers["third"].Linkname != "program" {
		t.Errorf("layer has %v", headers)
	}
}
