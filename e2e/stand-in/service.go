package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// period between two looks at the dependencies.
	period = 2 * time.Second
	// misses in a row until a dependency counts as gone: one lost packet is no outage.
	misses = 2
)

// service is a started service: what it knows of its dependencies and of its voting set.
type service struct {
	settings
	dependencies []dependency

	mutex  sync.Mutex
	failed map[string]int    // dependency → misses in a row
	why    map[string]string // dependency → last error
	raft   string            // Leader, Follower or Candidate; empty without a voting set
}

func newService(s settings, dependencies []dependency) *service {
	return &service{settings: s, dependencies: dependencies, failed: map[string]int{}, why: map[string]string{}}
}

// serve answers on every port of the component until the context ends.
func serve(ctx context.Context, s *service) error {
	server := &http.Server{Handler: s.routes(), ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, len(s.ports))
	for _, port := range s.ports {
		listener, err := net.Listen("tcp", ":"+strconv.Itoa(port))
		if err != nil {
			return err
		}
		go func() { failed <- server.Serve(listener) }()
	}
	fmt.Printf("%s serves on %v\n", s.name, s.ports)
	go s.watch(ctx)
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return errors.Join(server.Close())
	}
}

func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/healthz", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/state", func(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(s.state()) })
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		if reason := s.unready(); reason != "" {
			http.Error(w, reason, http.StatusServiceUnavailable)
		}
	})
	return mux
}

func (s *service) watch(ctx context.Context) {
	for {
		s.elect()
		for _, d := range s.dependencies {
			s.note(d.name, d.check())
		}
		if !sleep(ctx, period) {
			return
		}
	}
}

func (s *service) note(name string, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	before := s.failed[name] >= misses
	if err == nil {
		s.failed[name] = 0
	} else {
		s.failed[name]++
		s.why[name] = err.Error()
	}
	if now := s.failed[name] >= misses; now && !before {
		fmt.Printf("%s lost %s: %v\n", s.name, name, err)
	} else if before && !now {
		fmt.Printf("%s has %s again\n", s.name, name)
	}
}

// unready says what keeps the service from serving, or nothing.
func (s *service) unready() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, d := range s.dependencies {
		if d.runtime && s.failed[d.name] >= misses {
			return d.name + " is gone: " + s.why[d.name]
		}
	}
	if len(s.members) > 0 && s.raft != "Leader" && s.raft != "Follower" {
		return "raftStatus: " + s.raft
	}
	return ""
}

func (s *service) state() map[string]any {
	reason := s.unready()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	status, serves := "WORKING", map[string]bool{}
	if reason != "" {
		status = "UNREADY"
	}
	for _, d := range s.dependencies {
		serves[d.name] = s.failed[d.name] < misses
	}
	state := map[string]any{"name": s.name, "status": status, "reason": reason, "dependencies": serves}
	if len(s.members) > 0 {
		state["raftStatus"] = s.raft
	}
	return state
}

// elect plays the outcome of an election: the lowest member that answers leads, once a majority answers. It is no Raft.
func (s *service) elect() {
	if len(s.members) == 0 {
		return
	}
	answering, lowest := 0, ""
	for _, member := range s.members {
		if s.isMyself(member) || s.answers(member) {
			answering++
			if lowest == "" {
				lowest = member
			}
		}
	}
	role := "Candidate"
	if answering > len(s.members)/2 && s.isMyself(lowest) {
		role = "Leader"
	} else if answering > len(s.members)/2 {
		role = "Follower"
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if role != s.raft {
		fmt.Printf("%s is %s: %d of %d members answer\n", s.host, strings.ToLower(role), answering, len(s.members))
	}
	s.raft = role
}

func (s *service) isMyself(member string) bool { return strings.HasPrefix(member, s.host+".") }

func (s *service) answers(member string) bool {
	return get(fmt.Sprintf("http://%s:%d/healthz", member, s.ports[0])) == nil
}
