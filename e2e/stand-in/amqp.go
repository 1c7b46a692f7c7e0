package main

import (
	"encoding/binary"
	"fmt"
	"io"
)

// AMQP 0-9-1 (https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf), as far as a sign-in needs it.
const (
	methodFrame       = 1
	frameEnd          = 0xce
	connectionClass   = 10
	connectionStart   = 10
	connectionStartOk = 11
	connectionTune    = 30
)

// pingRabbitMQ signs in; the server's proposal of limits (tune) is its consent.
func pingRabbitMQ(b binding) error {
	connection, err := dial(b)
	if err != nil {
		return err
	}
	defer connection.Close()
	if _, err := io.WriteString(connection, "AMQP\x00\x00\x09\x01"); err != nil {
		return err
	}
	if err := expect(connection, connectionStart); err != nil {
		return err
	}
	if _, err := connection.Write(startOk(b.username, b.password)); err != nil {
		return err
	}
	return expect(connection, connectionTune)
}

// startOk is a method frame on channel 0: no properties, mechanism PLAIN, the credentials, a locale.
func startOk(user, password string) []byte {
	arguments := binary.BigEndian.AppendUint16(nil, connectionClass)
	arguments = binary.BigEndian.AppendUint16(arguments, connectionStartOk)
	arguments = binary.BigEndian.AppendUint32(arguments, 0)
	arguments = append(append(arguments, byte(len("PLAIN"))), "PLAIN"...)
	credentials := "\x00" + user + "\x00" + password
	arguments = binary.BigEndian.AppendUint32(arguments, uint32(len(credentials)))
	arguments = append(arguments, credentials...)
	arguments = append(append(arguments, byte(len("en_US"))), "en_US"...)
	frame := append([]byte{methodFrame, 0, 0}, binary.BigEndian.AppendUint32(nil, uint32(len(arguments)))...)
	return append(append(frame, arguments...), frameEnd)
}

// expect reads one frame, which must be the method of the class connection.
func expect(connection io.Reader, method uint16) error {
	header := make([]byte, 7)
	if _, err := io.ReadFull(connection, header); err != nil {
		return fmt.Errorf("rabbitmq closes the connection: %w", err)
	}
	payload := make([]byte, min(binary.BigEndian.Uint32(header[3:]), 1<<16)+1)
	if _, err := io.ReadFull(connection, payload); err != nil {
		return err
	}
	if header[0] != methodFrame || len(payload) < 5 {
		return fmt.Errorf("rabbitmq answers with a frame of type %d", header[0])
	}
	class, answer := binary.BigEndian.Uint16(payload), binary.BigEndian.Uint16(payload[2:])
	if class != connectionClass || answer != method {
		return fmt.Errorf("rabbitmq answers with method %d.%d, expected %d.%d", class, answer, connectionClass, method)
	}
	return nil
}
