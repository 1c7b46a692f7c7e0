package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// timeout of a connection with its sign-in, and of the answer to a question: as drivers have it, for a machine may be busy.
const timeout = 5 * time.Second

// workTimeout of a statement that changes the schema. Drivers set no limit to it, for it may have to wait for locks: while a member of
// a Galera cluster takes its first copy by rsync, the one that gives it holds back every change for seconds.
const workTimeout = time.Minute

func dial(b binding) (net.Conn, error) {
	connection, err := net.DialTimeout("tcp", b.address(), timeout)
	if err != nil {
		return nil, err
	}
	return connection, connection.SetDeadline(time.Now().Add(timeout))
}

func pingHTTP(address string) error { return get("http://" + address + "/health") }

func get(url string) error {
	client := http.Client{Timeout: timeout, Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(response.Body, 200))
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %d: %s", url, response.StatusCode, strings.TrimSpace(string(body)))
	}
	return nil
}

// pingRedis signs in and pings (RESP2).
func pingRedis(b binding) error {
	connection, err := dial(b)
	if err != nil {
		return err
	}
	defer connection.Close()
	answers := bufio.NewReader(connection)
	if b.password != "" {
		if err := redis(connection, answers, "+OK", "AUTH", b.username, b.password); err != nil {
			return err
		}
	}
	return redis(connection, answers, "+PONG", "PING")
}

func redis(connection io.Writer, answers *bufio.Reader, expected string, words ...string) error {
	command := fmt.Sprintf("*%d\r\n", len(words))
	for _, word := range words {
		command += fmt.Sprintf("$%d\r\n%s\r\n", len(word), word)
	}
	if _, err := io.WriteString(connection, command); err != nil {
		return err
	}
	line, err := answers.ReadString('\n')
	if err != nil {
		return fmt.Errorf("redis does not answer %s: %w", words[0], err)
	}
	if strings.TrimSpace(line) != expected {
		return fmt.Errorf("redis answers %s with %s", words[0], strings.TrimSpace(line))
	}
	return nil
}

// pingZooKeeper asks for the server's role, which it has only as part of a quorum.
func pingZooKeeper(b binding) error {
	connection, err := dial(b)
	if err != nil {
		return err
	}
	defer connection.Close()
	if _, err := io.WriteString(connection, "srvr"); err != nil {
		return err
	}
	answer, err := io.ReadAll(connection)
	if err != nil {
		return err
	}
	if !strings.Contains(string(answer), "Mode: ") {
		return fmt.Errorf("zookeeper answers: %s", strings.TrimSpace(string(answer)))
	}
	return nil
}
