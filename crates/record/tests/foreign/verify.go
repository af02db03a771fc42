// Checks the record with the Go project's own checksum-database packages, which know nothing of Folkmoot.
//
//	verify receipt KEY FILE          the receipt's entry is in the tree that its checkpoint signs
//	verify log KEY ADDRESS           every tile and entry below ADDRESS belongs to the tree that its checkpoint signs
//	verify grown KEY OLD ADDRESS     the log at ADDRESS begins with what the kept checkpoint OLD covers
//
// Says a sentence and ends with 0 when all is well, with 1 when not.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io/ioutil"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func fail(format string, args ...interface{}) {
	fmt.Printf(format+"\n", args...)
	os.Exit(1)
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func decode(text string) []byte {
	bytes, err := base64.StdEncoding.DecodeString(text)
	must(err)
	return bytes
}

func hash(bytes []byte) (h tlog.Hash) {
	if len(bytes) != len(h) {
		fail("a hash of %d bytes", len(bytes))
	}
	copy(h[:], bytes)
	return h
}

// The size and root that a checkpoint signs with the key.
func head(key, text string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	must(err)
	signed, err := note.Open([]byte(text), note.VerifierList(verifier))
	must(err)
	lines := strings.Split(signed.Text, "\n")
	if lines[0] != verifier.Name() {
		fail("the checkpoint is of %s", lines[0])
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	return tlog.Tree{N: size, Hash: hash(decode(lines[2]))}
}

func get(address string) []byte {
	answer, err := http.Get(address)
	must(err)
	defer answer.Body.Close()
	bytes, err := ioutil.ReadAll(answer.Body)
	must(err)
	if answer.StatusCode != 200 {
		fail("%s answers %d", address, answer.StatusCode)
	}
	return bytes
}

// Tiles over HTTP. Go writes the height into their addresses, C2SP does not.
type tiles struct{ address string }

func path(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
}

func (t tiles) Height() int                               { return height }
func (t tiles) SaveTiles(wanted []tlog.Tile, data [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range wanted {
		data = append(data, get(t.address+"/"+path(tile)))
	}
	return data, nil
}

func receipt(key, file string) {
	bytes, err := ioutil.ReadFile(file)
	must(err)
	parts := strings.SplitN(string(bytes), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("no receipt")
	}
	entry := decode(strings.TrimPrefix(lines[1], "extra "))
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	must(err)
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		proof = append(proof, hash(decode(line)))
	}
	tree := head(key, parts[1])
	must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)))
	fmt.Printf("entry %d is one of %d\n", index, tree.N)
}

func log(key, address string) {
	tree := head(key, string(get(address+"/checkpoint")))
	reader := tlog.TileHashReader(tree, tiles{address})
	root, err := tlog.TreeHash(tree.N, reader)
	must(err)
	if root != tree.Hash {
		fail("the tiles make another root")
	}
	for first := int64(0); first < tree.N; first += 1 << height {
		width := tree.N - first
		if width > 1<<height {
			width = 1 << height
		}
		tile := tlog.Tile{H: height, L: 0, N: first >> height, W: int(width)}
		bundle := get(address + "/" + strings.Replace(path(tile), "tile/0/", "tile/entries/", 1))
		for index := first; index < first+width; index++ {
			length := int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2 : 2+length]
			bundle = bundle[2+length:]
			hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
			must(err)
			if hashes[0] != tlog.RecordHash(entry) {
				fail("entry %d is not the one in the tree", index)
			}
		}
	}
	fmt.Printf("%d entries make the signed root\n", tree.N)
}

func grown(key, file, address string) {
	kept, err := ioutil.ReadFile(file)
	must(err)
	old, now := head(key, string(kept)), head(key, string(get(address+"/checkpoint")))
	if old.N == now.N {
		if old.Hash != now.Hash {
			fail("two roots for %d entries", old.N)
		}
		fmt.Printf("the same %d entries\n", old.N)
		return
	}
	reader := tlog.TileHashReader(now, tiles{address})
	proof, err := tlog.ProveTree(now.N, old.N, reader)
	must(err)
	must(tlog.CheckTree(proof, now.N, now.Hash, old.N, old.Hash))
	fmt.Printf("%d entries begin with the %d that were kept\n", now.N, old.N)
}

func main() {
	switch args := os.Args[1:]; {
	case len(args) == 3 && args[0] == "receipt":
		receipt(args[1], args[2])
	case len(args) == 3 && args[0] == "log":
		log(args[1], args[2])
	case len(args) == 4 && args[0] == "grown":
		grown(args[1], args[2], args[3])
	default:
		fail("usage: verify receipt KEY FILE | log KEY ADDRESS | grown KEY OLD ADDRESS")
	}
}
