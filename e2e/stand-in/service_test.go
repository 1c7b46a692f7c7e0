package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// bindings writes service bindings: name → type.
func bindings(t *testing.T, types map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, kind := range types {
		folder := filepath.Join(root, name)
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		for entry, value := range map[string]string{"type": kind, "host": "127.0.0.1", "port": "1\n"} {
			if err := os.WriteFile(filepath.Join(folder, entry), []byte(value), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return root
}

func settingsWith(t *testing.T, env map[string]string) settings {
	t.Helper()
	s, err := readSettings(func(name string) string { return env[name] })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestDependenciesAreThoseThatTheInstallationHas(t *testing.T) {
	s := settingsWith(t, map[string]string{
		"STAND_IN_NAME":              "mgs-core",
		"STAND_IN_DEPENDS_ON":        `{"mysql": ["startup", "optional"], "redis": ["optional"], "drm": ["optional"]}`,
		"STAND_IN_DEPENDS_ON_ONE_OF": `{"discovery": {"of": ["registry-session", "zookeeper"], "kinds": ["startup", "runtime"]}}`,
		"SERVICE_BINDING_ROOT":       bindings(t, map[string]string{"mysql": "mysql", "zookeeper": "zookeeper", "drm": "drm"}),
	})
	found, err := s.dependencies()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, d := range found {
		text := d.name
		if d.startup {
			text += " startup"
		}
		if d.runtime {
			text += " runtime"
		}
		texts = append(texts, text)
	}
	if got, want := strings.Join(texts, ", "), "drm, mysql startup, zookeeper startup runtime"; got != want {
		t.Errorf("found %s, expected %s", got, want)
	}
}

func TestAlternativeWithoutAnyBindingIsAnError(t *testing.T) {
	s := settingsWith(t, map[string]string{
		"STAND_IN_NAME":              "mas-query",
		"STAND_IN_DEPENDS_ON_ONE_OF": `{"store": {"of": ["ssdb", "hbase"], "kinds": ["startup"]}}`,
		"SERVICE_BINDING_ROOT":       bindings(t, nil),
	})
	_, err := s.dependencies()
	expectError(t, err, "ssdb, hbase")
}

func TestWorkOfAJobIsATableInTheDatabase(t *testing.T) {
	s := settingsWith(t, map[string]string{
		"STAND_IN_NAME":        "registry-meta",
		"STAND_IN_DEPENDS_ON":  `{"registry-schema": ["startup"]}`,
		"SERVICE_BINDING_ROOT": bindings(t, map[string]string{"mysql": "mysql"}),
	})
	found, err := s.dependencies()
	if err != nil || len(found) != 1 || found[0].check == nil {
		t.Errorf("found %v, %v", found, err)
	}
}

func TestAbsentStartupDependencyEndsTheProcessWithItsName(t *testing.T) {
	s := settingsWith(t, map[string]string{
		"STAND_IN_NAME": "iam", "STAND_IN_PORTS": "0", "STAND_IN_DEPENDS_ON": `{"mysql": ["startup"]}`,
		"SERVICE_BINDING_ROOT": bindings(t, map[string]string{"mysql": "mysql"}),
	})
	s.patience = time.Millisecond
	expectError(t, run(context.Background(), s), "iam needs mysql to start: dial tcp")
}

func TestUnreadyWhileARuntimeDependencyIsGone(t *testing.T) {
	s := newService(settings{name: "iam"}, []dependency{{name: "mysql", runtime: true}, {name: "redis"}})
	gone := errors.New("connection refused")
	for _, step := range []struct {
		dependency string
		err        error
		status     int
	}{
		{"mysql", nil, http.StatusOK},
		{"mysql", gone, http.StatusOK}, // once is no outage
		{"mysql", gone, http.StatusServiceUnavailable},
		{"mysql", nil, http.StatusOK},
		{"redis", gone, http.StatusOK},
		{"redis", gone, http.StatusOK}, // optional: told, not suffered
	} {
		s.note(step.dependency, step.err)
		answer := httptest.NewRecorder()
		s.routes().ServeHTTP(answer, httptest.NewRequest("GET", "/health", nil))
		if answer.Code != step.status {
			t.Errorf("after %s %v: %d, expected %d", step.dependency, step.err, answer.Code, step.status)
		}
	}
	answer := httptest.NewRecorder()
	s.routes().ServeHTTP(answer, httptest.NewRequest("GET", "/state", nil))
	if body := answer.Body.String(); !strings.Contains(body, `"redis":false`) || !strings.Contains(body, `"status":"WORKING"`) {
		t.Errorf("state is %s", body)
	}
}

func TestMemberOfAVotingSetServesOnlyWithAMajority(t *testing.T) {
	three, err := members("registry-meta", "3", "")
	if err != nil {
		t.Fatal(err)
	}
	s := newService(settings{name: "registry-meta", host: "registry-meta-0", members: three, ports: []int{1}}, nil)
	s.elect() // the other members cannot be found
	if reason := s.unready(); reason != "raftStatus: Candidate" {
		t.Errorf("unready because of %q", reason)
	}
	s.members = three[:1]
	s.elect()
	if reason := s.unready(); reason != "" || s.raft != "Leader" {
		t.Errorf("alone it is %s, unready because of %q", s.raft, reason)
	}
}

func TestMembersInSeveralClustersAreNamed(t *testing.T) {
	named, err := members("registry-meta", "2", "registry-meta-0.registry-meta-peers,registry-meta-30.registry-meta-peers")
	if err != nil || len(named) != 2 {
		t.Fatalf("members are %v, %v", named, err)
	}
	s := newService(settings{name: "registry-meta", host: "registry-meta-3", members: named, ports: []int{1}}, nil)
	if s.isMyself(named[1]) {
		t.Errorf("registry-meta-3 takes itself for %s", named[1])
	}
	s.host = "registry-meta-30"
	if !s.isMyself(named[1]) {
		t.Errorf("registry-meta-30 does not know itself as %s", named[1])
	}
	if _, err := members("registry-meta", "many", ""); err == nil {
		t.Error("a number that is none is accepted")
	}
}
