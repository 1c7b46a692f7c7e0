package main

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"time"
)

// MySQL client/server protocol, as far as a sign-in and a query need it:
// https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html
const (
	mysqlDatabase     = "mpaas"
	longPassword      = 0x1
	connectWithSchema = 0x8
	protocol41        = 0x200
	secureConnection  = 0x8000
	pluginAuth        = 0x80000
	utf8mb4           = 45

	authSwitchPacket = 0xfe
	errorPacket      = 0xff
	quitCommand      = 0x01
	queryCommand     = 0x03
)

// pingMySQL signs in and asks for something, so that a server that takes connections but does not serve is found out.
func pingMySQL(b binding) error { return queryMySQL(b, "SELECT 1", timeout) }

// queryMySQL signs in as quickly as any check has to; the answer to the statement may take longer.
func queryMySQL(b binding, sql string, patience time.Duration) error {
	connection, err := dial(b)
	if err != nil {
		return err
	}
	defer connection.Close()
	m := &mysql{connection: connection}
	defer m.quit()
	if err := m.signIn(b.username, b.password); err != nil {
		return fmt.Errorf("sign-in as %s: %w", b.username, err)
	}
	if err := connection.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	m.sequence = 0
	if err := m.write(append([]byte{queryCommand}, sql...)); err != nil {
		return err
	}
	answer, err := m.read()
	if err != nil {
		return err
	}
	return failure(answer)
}

// quit takes leave, so that the server has nothing to complain about.
func (m *mysql) quit() {
	m.sequence = 0
	_ = m.write([]byte{quitCommand})
}

type mysql struct {
	connection net.Conn
	sequence   byte
}

func (m *mysql) signIn(user, password string) error {
	greeting, err := m.read()
	if err != nil {
		return err
	}
	if err := failure(greeting); err != nil {
		return err
	}
	challenge, err := challengeOf(greeting)
	if err != nil {
		return err
	}
	if err := m.write(response(user, scramble(password, challenge))); err != nil {
		return err
	}
	answer, err := m.read()
	if err != nil {
		return err
	}
	if len(answer) > 0 && answer[0] == authSwitchPacket {
		if answer, err = m.switchMethod(answer, password); err != nil {
			return err
		}
	}
	return failure(answer)
}

func (m *mysql) switchMethod(request []byte, password string) ([]byte, error) {
	plugin, challenge, _ := bytes.Cut(request[1:], []byte{0})
	if string(plugin) != "mysql_native_password" {
		return nil, fmt.Errorf("the server asks for %s; a stand-in knows mysql_native_password only", plugin)
	}
	if err := m.write(scramble(password, bytes.TrimRight(challenge, "\x00"))); err != nil {
		return nil, err
	}
	return m.read()
}

// challengeOf reads the 20 random bytes of a version 10 greeting: 8 after the thread id, 12 after the reserved bytes.
func challengeOf(greeting []byte) ([]byte, error) {
	if len(greeting) == 0 || greeting[0] != 10 {
		return nil, fmt.Errorf("this is no MySQL greeting")
	}
	end := bytes.IndexByte(greeting, 0)
	first := end + 1 + 4
	second := first + 8 + 1 + 2 + 1 + 2 + 2 + 1 + 10
	if end < 0 || len(greeting) < second+12 {
		return nil, fmt.Errorf("the MySQL greeting is too short")
	}
	return append(bytes.Clone(greeting[first:first+8]), greeting[second:second+12]...), nil
}

func response(user string, proof []byte) []byte {
	packet := binary.LittleEndian.AppendUint32(nil, longPassword|connectWithSchema|protocol41|secureConnection|pluginAuth)
	packet = binary.LittleEndian.AppendUint32(packet, 1<<24)
	packet = append(packet, utf8mb4)
	packet = append(packet, make([]byte, 23)...)
	packet = append(append(packet, user...), 0)
	packet = append(append(packet, byte(len(proof))), proof...)
	packet = append(append(packet, mysqlDatabase...), 0)
	return append(append(packet, "mysql_native_password"...), 0)
}

// scramble is SHA1(password) XOR SHA1(challenge + SHA1(SHA1(password))).
func scramble(password string, challenge []byte) []byte {
	if password == "" {
		return nil
	}
	once := sha1.Sum([]byte(password))
	twice := sha1.Sum(once[:])
	mask := sha1.Sum(append(bytes.Clone(challenge), twice[:]...))
	for i := range mask {
		mask[i] ^= once[i]
	}
	return mask[:]
}

// failure is the message of an error packet; anything else went well.
func failure(packet []byte) error {
	if len(packet) == 0 {
		return fmt.Errorf("the server answers with nothing")
	}
	if packet[0] != errorPacket {
		return nil
	}
	return fmt.Errorf("the server says: %s", packet[min(3, len(packet)):])
}

func (m *mysql) read() ([]byte, error) {
	header := make([]byte, 4)
	if _, err := io.ReadFull(m.connection, header); err != nil {
		return nil, fmt.Errorf("the server closes the connection: %w", err)
	}
	m.sequence = header[3] + 1
	packet := make([]byte, int(header[0])|int(header[1])<<8|int(header[2])<<16)
	_, err := io.ReadFull(m.connection, packet)
	return packet, err
}

func (m *mysql) write(packet []byte) error {
	length := len(packet)
	header := []byte{byte(length), byte(length >> 8), byte(length >> 16), m.sequence}
	_, err := m.connection.Write(append(header, packet...))
	return err
}
