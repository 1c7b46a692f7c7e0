// Stand-in plays any service of mPaaS on a cluster with real pods, so that the order of starts is judged by processes that need
// one another. It is no mPaaS: it does what every service does at its start, and nothing else.
//
//	boots          for the component's usual start time
//	connects       to every startup dependency, with the address and the credentials that the operator injects;
//	               if one is absent it ends with one line and a non-zero code, as most services do
//	serves         /healthz (the process runs), /state (JSON), and readiness on every other path
//	turns unready  while a runtime dependency does not answer
//
// As a Job (no ports) it does its work in the database, a table by its own name, and ends.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	settings, err := readSettings(os.Getenv)
	if err == nil {
		err = run(ctx, settings)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "stand-in:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings) error {
	dependencies, err := s.dependencies()
	if err != nil {
		return err
	}
	fmt.Printf("%s boots for %s\n", s.name, s.boot)
	if !sleep(ctx, s.boot) {
		return nil
	}
	for _, d := range dependencies {
		if d.startup {
			if err := connect(ctx, d, s.patience); err != nil {
				return fmt.Errorf("%s needs %s to start: %w", s.name, d.name, err)
			}
			fmt.Printf("%s is connected to %s\n", s.name, d.name)
		}
	}
	if len(s.ports) == 0 {
		return work(s, dependencies)
	}
	return serve(ctx, newService(s, dependencies))
}

// connect tries for as long as a client's own connect timeout would: longer is no startup, it is waiting.
func connect(ctx context.Context, d dependency, patience time.Duration) error {
	end := time.Now().Add(patience)
	for {
		err := d.check()
		if err == nil || time.Now().After(end) || !sleep(ctx, 200*time.Millisecond) {
			return err
		}
	}
}

// sleep reports whether the time passed before the context ended.
func sleep(ctx context.Context, duration time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(duration):
		return true
	}
}
