// Registry is the CNCF's image registry (github.com/distribution/distribution) for tests: without TLS, without accounts, its images
// in a folder.
//
//	registry ADDRESS FOLDER
//
// It prints the address that it listens on; port 0 takes a free one.
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"

	"github.com/distribution/distribution/v3/configuration"
	"github.com/distribution/distribution/v3/registry/handlers"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/filesystem"
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
	fmt.Println(listener.Addr())
	return http.Serve(listener, handlers.NewApp(context.Background(), settings))
}
