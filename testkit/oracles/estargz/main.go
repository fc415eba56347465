// Writes the image of an OCI layout anew, with layers of eStargz, by the package of those who made
// the format.
//
// usage: estargz LAYOUT NEW-LAYOUT    the first image of the one becomes the only one of the other
package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/containerd/stargz-snapshotter/estargz"
)

type object = map[string]any

func main() {
	if err := convert(layout(os.Args[1]), layout(os.Args[2])); err != nil {
		log.Fatal(err)
	}
}

func convert(from, to layout) error {
	if err := os.MkdirAll(filepath.Join(string(to), "blobs", "sha256"), 0o755); err != nil {
		return err
	}
	var index, manifest, config object
	if err := from.read("index.json", &index); err != nil {
		return err
	}
	root := index["manifests"].([]any)[0].(object)
	if err := from.read(blob(root), &manifest); err != nil {
		return err
	}
	configuration := manifest["config"].(object)
	if err := from.read(blob(configuration), &config); err != nil {
		return err
	}
	var diffIDs []string
	for _, one := range manifest["layers"].([]any) {
		diffID, err := convertLayer(from, to, one.(object))
		if err != nil {
			return err
		}
		diffIDs = append(diffIDs, diffID)
	}
	config["rootfs"].(object)["diff_ids"] = diffIDs
	if err := to.put(config, configuration); err != nil {
		return err
	}
	if err := to.put(manifest, root); err != nil {
		return err
	}
	index["manifests"] = []any{root}
	if err := to.write("index.json", index); err != nil {
		return err
	}
	return to.write("oci-layout", object{"imageLayoutVersion": "1.0.0"})
}

// convertLayer changes the descriptor to that of the new layer.
func convertLayer(from, to layout, descriptor object) (diffID string, err error) {
	in, err := os.Open(filepath.Join(string(from), blob(descriptor)))
	if err != nil {
		return "", err
	}
	defer in.Close()
	facts, err := in.Stat()
	if err != nil {
		return "", err
	}
	layer, err := estargz.Build(
		io.NewSectionReader(in, 0, facts.Size()), estargz.WithCompressionLevel(1))
	if err != nil {
		return "", err
	}
	defer layer.Close()
	draft, err := os.CreateTemp(string(to), "layer")
	if err != nil {
		return "", err
	}
	defer draft.Close()
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(draft, hash), layer)
	if err != nil {
		return "", err
	}
	descriptor["mediaType"] = "application/vnd.oci.image.layer.v1.tar+gzip"
	descriptor["digest"] = fmt.Sprintf("sha256:%x", hash.Sum(nil))
	descriptor["size"] = size
	descriptor["annotations"] = map[string]string{
		estargz.TOCJSONDigestAnnotation: layer.TOCDigest().String(),
	}
	return layer.DiffID().String(), os.Rename(draft.Name(), filepath.Join(string(to), blob(descriptor)))
}

type layout string

func blob(descriptor object) string {
	return filepath.Join("blobs", strings.Replace(descriptor["digest"].(string), ":", "/", 1))
}

func (l layout) read(name string, into *object) error {
	bytes, err := os.ReadFile(filepath.Join(string(l), name))
	if err != nil {
		return err
	}
	return json.Unmarshal(bytes, into)
}

func (l layout) write(name string, from object) error {
	bytes, err := json.Marshal(from)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(string(l), name), bytes, 0o644)
}

// put changes the descriptor to that of what is written.
func (l layout) put(content, descriptor object) error {
	bytes, err := json.Marshal(content)
	if err != nil {
		return err
	}
	descriptor["digest"] = fmt.Sprintf("sha256:%x", sha256.Sum256(bytes))
	descriptor["size"] = len(bytes)
	return l.write(blob(descriptor), content)
}
