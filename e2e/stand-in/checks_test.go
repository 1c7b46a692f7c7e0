package main

import (
	"bufio"
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// answering is a server that plays one conversation, and the binding that leads to it.
func answering(t *testing.T, conversation func(net.Conn)) binding {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		defer connection.Close()
		conversation(connection)
	}()
	host, port, _ := net.SplitHostPort(listener.Addr().String())
	return binding{host: host, port: port, username: "app", password: "secret"}
}

const challenge = "abcdefghijklmnopqrst"

// database plays a MySQL server that answers one query.
func database(t *testing.T, answer string) binding {
	return conversing(t, func(server *mysql) { _ = server.write([]byte(answer)) })
}

// conversing plays a MySQL server that knows the password "secret" of app, then answers one query as it is told.
func conversing(t *testing.T, answer func(*mysql)) binding {
	return answering(t, func(connection net.Conn) {
		server := &mysql{connection: connection}
		greeting := "\x0a11.0\x00\x01\x00\x00\x00" + challenge[:8] + "\x00" + strings.Repeat("\x00", 2+1+2+2+1+10) + challenge[8:] + "\x00"
		_ = server.write([]byte(greeting))
		signIn, err := server.read()
		if err != nil {
			return
		}
		if !bytes.Contains(signIn, scramble("secret", []byte(challenge))) {
			_ = server.write([]byte("\xff\x15\x04#28000Access denied"))
			return
		}
		_ = server.write([]byte{0, 0, 0, 2, 0, 0, 0})
		if _, err := server.read(); err == nil {
			answer(server)
		}
	})
}

func TestScrambleIsTheNativePasswordProof(t *testing.T) {
	// What the server checks: SHA1(proof XOR SHA1(challenge + stored)) is the stored SHA1(SHA1(password)).
	once := sha1.Sum([]byte("secret"))
	stored := sha1.Sum(once[:])
	mask := sha1.Sum(append([]byte(challenge), stored[:]...))
	proof := scramble("secret", []byte(challenge))
	for i := range proof {
		proof[i] ^= mask[i]
	}
	if again := sha1.Sum(proof); again != stored {
		t.Errorf("proof does not lead to %s", hex.EncodeToString(stored[:]))
	}
}

func TestMySQLSignsInAndAsks(t *testing.T) {
	if err := pingMySQL(database(t, "\x01\x01")); err != nil {
		t.Error(err)
	}
}

func TestMySQLRefusesAWrongPassword(t *testing.T) {
	b := database(t, "\x01\x01")
	b.password = "other"
	expectError(t, pingMySQL(b), "Access denied")
}

func TestMySQLReportsAFailedQuery(t *testing.T) {
	expectError(t, pingMySQL(database(t, "\xff\x7a\x04#42S02No such table")), "No such table")
}

func TestOnlyACheckGivesUpOnAStatementThatWaits(t *testing.T) {
	const impatience = 50 * time.Millisecond
	slow := func() binding {
		return conversing(t, func(server *mysql) {
			time.Sleep(4 * impatience) // as behind a lock
			_ = server.write([]byte("\x01\x01"))
		})
	}
	expectError(t, queryMySQL(slow(), "SELECT 1", impatience), "i/o timeout")
	expectError(t, queryMySQL(slow(), "CREATE TABLE t (made TIMESTAMP)", workTimeout), "")
}

func TestRedisSignsInAndPings(t *testing.T) {
	if err := pingRedis(cache(t, "+OK\r\n+PONG\r\n")); err != nil {
		t.Error(err)
	}
	expectError(t, pingRedis(cache(t, "-WRONGPASS no\r\n")), "WRONGPASS")
	expectError(t, pingRedis(cache(t, "+OK\r\n-LOADING\r\n")), "LOADING")
}

func cache(t *testing.T, answers string) binding {
	return answering(t, func(connection net.Conn) {
		requests := bufio.NewReader(connection)
		for line := range strings.Lines(answers) {
			if _, err := requests.ReadString('\n'); err != nil {
				return
			}
			_, _ = io.WriteString(connection, line)
		}
		_, _ = io.Copy(io.Discard, requests)
	})
}

func TestZooKeeperMustHaveARole(t *testing.T) {
	for answer, failure := range map[string]string{
		"Zookeeper version: 3.8\nMode: follower\n":                    "",
		"This ZooKeeper instance is not currently serving requests\n": "not currently serving",
	} {
		b := answering(t, func(connection net.Conn) {
			_, _ = io.ReadFull(connection, make([]byte, 4))
			_, _ = io.WriteString(connection, answer)
		})
		expectError(t, pingZooKeeper(b), failure)
	}
}

func TestRabbitMQIsSignedInWhenItProposesLimits(t *testing.T) {
	start := "\x01\x00\x00\x00\x00\x00\x04\x00\x0a\x00\x0a\xce"
	tune := "\x01\x00\x00\x00\x00\x00\x04\x00\x0a\x00\x1e\xce"
	refusal := "\x01\x00\x00\x00\x00\x00\x04\x00\x0a\x00\x32\xce"
	for answer, failure := range map[string]string{tune: "", refusal: "method 10.50"} {
		b := answering(t, func(connection net.Conn) {
			_, _ = io.ReadFull(connection, make([]byte, 8))
			_, _ = io.WriteString(connection, start)
			_, _ = io.ReadFull(connection, make([]byte, len(startOk("app", "secret"))))
			_, _ = io.WriteString(connection, answer)
		})
		expectError(t, pingRabbitMQ(b), failure)
	}
}

func TestHTTPSaysWhatTheOtherSideSays(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "mysql is gone", 503) }))
	defer server.Close()
	expectError(t, pingHTTP(strings.TrimPrefix(server.URL, "http://")), "503: mysql is gone")
}

// expectError expects success where no text is given.
func expectError(t *testing.T, err error, text string) {
	t.Helper()
	if text == "" && err != nil {
		t.Errorf("failed with %v", err)
	}
	if text != "" && (err == nil || !strings.Contains(err.Error(), text)) {
		t.Errorf("got %v, expected an error with %q", err, text)
	}
}
