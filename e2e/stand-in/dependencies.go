package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// dependency is one that this installation has, and how to see that it serves.
type dependency struct {
	name             string
	startup, runtime bool
	check            func() error
}

// binding is a service binding (servicebinding.io): one file per entry.
type binding struct{ kind, host, port, username, password string }

func (b binding) address() string { return b.host + ":" + b.port }

// dependencies finds a binding for each dependency, sorted by name. One that is only optional and has no binding is not part of
// this installation.
func (s settings) dependencies() ([]dependency, error) {
	kinds := map[string][]string{}
	for name, of := range s.dependsOn {
		kinds[name] = of
	}
	for name, choice := range s.dependsOnOf {
		chosen := s.chosen(choice)
		if chosen == "" {
			return nil, fmt.Errorf("no binding of %s, one of which is needed for %s", strings.Join(choice.Of, ", "), name)
		}
		kinds[chosen] = append(kinds[chosen], choice.Kinds...)
	}
	var found []dependency
	for name, of := range kinds {
		d := dependency{name: name, startup: slices.Contains(of, "startup"), runtime: slices.Contains(of, "runtime")}
		check, err := s.checkOf(name)
		if err != nil {
			return nil, err
		}
		if check == nil && !d.startup && !d.runtime {
			continue
		}
		if check == nil {
			if check, err = s.checkOfWork(name); err != nil {
				return nil, err
			}
		}
		d.check = check
		found = append(found, d)
	}
	sort.Slice(found, func(i, j int) bool { return found[i].name < found[j].name })
	return found, nil
}

func (s settings) chosen(choice choice) string {
	for _, candidate := range choice.Of {
		if b, err := s.binding(candidate); err == nil && b != nil {
			return candidate
		}
	}
	return ""
}

// checkOf is nil where there is no binding.
func (s settings) checkOf(name string) (func() error, error) {
	b, err := s.binding(name)
	if err != nil || b == nil {
		return nil, err
	}
	switch b.kind {
	case "mysql":
		return func() error { return pingMySQL(*b) }, nil
	case "redis":
		return func() error { return pingRedis(*b) }, nil
	case "zookeeper":
		return func() error { return pingZooKeeper(*b) }, nil
	case "rabbitmq":
		return func() error { return pingRabbitMQ(*b) }, nil
	default:
		return func() error { return pingHTTP(b.address()) }, nil
	}
}

// checkOfWork asks for what a Job left behind: it serves nothing itself, its work is a table in the database.
func (s settings) checkOfWork(job string) (func() error, error) {
	database, err := s.binding("mysql")
	if err != nil {
		return nil, err
	}
	if database == nil {
		return nil, fmt.Errorf("there is no binding of %s below %q", job, s.bindings)
	}
	return func() error { return queryMySQL(*database, "SELECT 1 FROM "+table(job)+" LIMIT 1", timeout) }, nil
}

// binding is nil where there is none.
func (s settings) binding(name string) (*binding, error) {
	folder := filepath.Join(s.bindings, name)
	read := func(entry string) string {
		text, _ := os.ReadFile(filepath.Join(folder, entry)) // an entry that is absent is empty
		return strings.TrimSpace(string(text))
	}
	b := binding{kind: read("type"), host: read("host"), port: read("port"), username: read("username"), password: read("password")}
	if b == (binding{}) {
		return nil, nil
	}
	if b.kind == "" || b.host == "" || b.port == "" {
		return nil, fmt.Errorf("the binding %s lacks type, host or port", folder)
	}
	return &b, nil
}

// work is what a Job does.
func work(s settings, dependencies []dependency) error {
	database, err := s.binding("mysql")
	if err != nil || database == nil {
		return fmt.Errorf("%s has no database to work in: %v", s.name, err)
	}
	if err := queryMySQL(*database, "CREATE TABLE IF NOT EXISTS "+table(s.name)+" (made TIMESTAMP)", workTimeout); err != nil {
		return err
	}
	fmt.Printf("%s made its table\n", s.name)
	return nil
}

func table(name string) string { return "`" + strings.ReplaceAll(name, "-", "_") + "`" }
