// Registry is the CNCF's image registry (github.com/distribution/distribution) for tests: without TLS, its images in a folder.
//
//	registry ADDRESS FOLDER
//
// It prints the address that it listens on; port 0 takes a free one. REGISTRY_ACCOUNT=USER:PASSWORD lets in this one only.
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/distribution/distribution/v3/configuration"
	_ "github.com/distribution/distribution/v3/registry/auth/htpasswd"
	"github.com/distribution/distribution/v3/registry/handlers"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/filesystem"
	"golang.org/x/crypto/bcrypt"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: registry ADDRESS FOLDER")
		os.Exit(2)
	}
	if err := serve(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "registry:", err)
		os.Exit(1)
	}
}

func serve(address, folder string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	settings := &configuration.Configuration{
		Storage: configuration.Storage{"filesystem": {"rootdirectory": folder}},
	}
	settings.Log.Level = "error"
	settings.HTTP.Secret = "one process, so no other has to know it"
	if user, password, given := strings.Cut(os.Getenv("REGISTRY_ACCOUNT"), ":"); given {
		file := filepath.Join(folder, "accounts")
		if err := writeAccount(file, user, password); err != nil {
			return err
		}
		settings.Auth = configuration.Auth{"htpasswd": {"realm": "registry", "path": file}}
	}
	fmt.Println(listener.Addr())
	return http.Serve(listener, handlers.NewApp(context.Background(), settings))
}

// writeAccount writes a file as Apache's htpasswd does, with one account.
func writeAccount(file, user, password string) error {
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, fmt.Appendf(nil, "%s:%s\n", user, hash), 0o600)
}
