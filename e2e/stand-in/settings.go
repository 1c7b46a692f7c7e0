package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// settings is what a service knows of itself. Where its dependencies are, it learns from the bindings.
type settings struct {
	name        string
	ports       []int
	boot        time.Duration
	patience    time.Duration
	members     []string // of its voting set, by their names in its headless Service; none = it does not vote
	host        string // of this pod
	bindings    string // folder of the service bindings
	dependsOn   map[string][]string
	dependsOnOf map[string]choice
}

// choice is an alternative in the Release's words: the first candidate that the installation has.
type choice struct {
	Of    []string `json:"of"`
	Kinds []string `json:"kinds"`
}

func readSettings(env func(string) string) (settings, error) {
	s := settings{name: env("STAND_IN_NAME"), host: env("HOSTNAME"), bindings: env("SERVICE_BINDING_ROOT"), patience: 10 * time.Second}
	if s.name == "" {
		return s, fmt.Errorf("STAND_IN_NAME is not set")
	}
	var err error
	for _, port := range strings.Fields(env("STAND_IN_PORTS")) {
		number, err := strconv.Atoi(port)
		if err != nil {
			return s, fmt.Errorf("STAND_IN_PORTS: %w", err)
		}
		s.ports = append(s.ports, number)
	}
	if s.boot, err = seconds(env("STAND_IN_BOOT_SECONDS")); err != nil {
		return s, fmt.Errorf("STAND_IN_BOOT_SECONDS: %w", err)
	}
	if s.members, err = members(s.name, env("MPAAS_MEMBERS"), env("MPAAS_MEMBER_NAMES")); err != nil {
		return s, err
	}
	if err := parse(env("STAND_IN_DEPENDS_ON"), &s.dependsOn); err != nil {
		return s, fmt.Errorf("STAND_IN_DEPENDS_ON: %w", err)
	}
	if err := parse(env("STAND_IN_DEPENDS_ON_ONE_OF"), &s.dependsOnOf); err != nil {
		return s, fmt.Errorf("STAND_IN_DEPENDS_ON_ONE_OF: %w", err)
	}
	return s, nil
}

// members are those that are named, or, where they are only counted, those with the ordinals from 0 on.
func members(set, number, names string) ([]string, error) {
	if names != "" {
		return strings.Split(names, ","), nil
	}
	if number == "" {
		return nil, nil
	}
	count, err := strconv.Atoi(number)
	if err != nil {
		return nil, fmt.Errorf("MPAAS_MEMBERS: %w", err)
	}
	var counted []string
	for i := range count {
		counted = append(counted, fmt.Sprintf("%s-%d.%s-peers", set, i, set))
	}
	return counted, nil
}

func seconds(text string) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	return time.ParseDuration(text + "s")
}

func parse(text string, into any) error {
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), into)
}
