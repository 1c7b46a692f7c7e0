package main

import (
	"archive/tar"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// writeFolder writes a folder as a tar: in lexical order, times zero, owners as numbers, hard links kept. Sockets and
// devices are left out: a container gets its own.
func writeFolder(out io.Writer, folder string) error {
	writer := tar.NewWriter(out)
	links := map[uint64]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		return writeEntry(writer, path, name, entry, links)
	})
	if err != nil {
		return err
	}
	return writer.Close()
}

func writeEntry(writer *tar.Writer, path, name string, entry fs.DirEntry, links map[uint64]string) error {
	info, err := entry.Info()
	if err != nil || info.Mode()&(fs.ModeSocket|fs.ModeDevice|fs.ModeNamedPipe) != 0 {
		return err
	}
	target := ""
	if info.Mode()&fs.ModeSymlink != 0 {
		if target, err = os.Readlink(path); err != nil {
			return err
		}
	}
	header, err := tar.FileInfoHeader(info, target)
	if err != nil {
		return err
	}
	header.Name = name
	if info.IsDir() {
		header.Name += "/"
	}
	header.Uname, header.Gname = "", ""
	header.ModTime, header.AccessTime, header.ChangeTime = time.Unix(0, 0), time.Time{}, time.Time{}
	header.Format = tar.FormatPAX
	if first, again := hardLink(info, name, links); again {
		header.Typeflag, header.Linkname, header.Size = tar.TypeLink, first, 0
		return writer.WriteHeader(header)
	}
	if err := writer.WriteHeader(header); err != nil || !info.Mode().IsRegular() {
		return err
	}
	return copyFile(writer, path)
}

// hardLink remembers a file with several names by its inode; the second name becomes a link to the first.
func hardLink(info fs.FileInfo, name string, links map[uint64]string) (string, bool) {
	status, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.Mode().IsRegular() || status.Nlink < 2 {
		return "", false
	}
	first, again := links[status.Ino]
	if !again {
		links[status.Ino] = name
	}
	return first, again
}

func copyFile(writer io.Writer, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(writer, file)
	return err
}
