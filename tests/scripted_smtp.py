"""A mail server that misbehaves as it is told."""

from __future__ import annotations

import socket
import threading
from typing import BinaryIO


class ScriptedSmtp:
    """A mail server that does one thing wrong, at the moment named, and counts the letters that it was given whole.

    `fault`: `silent` (no greeting), `dribble` (a byte now and then), `no-rcpt`, `stall-data`, `drop-data` (before 354),
    `drop-body` (after the letter, without a reply), `stall-body`, `refuse-body`, `drop-first` (the first connection).
    """

    def __init__(self, fault: str = "") -> None:
        self.fault, self.letters, self.connections = fault, list[bytes](), 0
        self.over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Stop, and wake what waits."""
        self.over.set()
        self._socket.close()

    def _accept(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True).start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        with connection, connection.makefile("rb") as lines:
            try:
                self._talk(connection, lines, number)
            except OSError:
                return

    def _talk(self, connection: socket.socket, lines: BinaryIO, number: int) -> None:
        if self.fault == "silent":
            self.over.wait(30)
            return
        if self.fault == "dribble":
            while not self.over.wait(0.1):
                connection.sendall(b"2")
            return
        if self.fault == "drop-first" and number == 1:
            return
        connection.sendall(b"220 scripted\r\n")
        for line in lines:
            word = line[:4].upper()
            if word == b"DATA":
                if self.fault == "drop-data":
                    return
                if self.fault == "stall-data":
                    self.over.wait(30)
                    return
                connection.sendall(b"354 go on\r\n")
                body = b""
                for part in lines:
                    if part == b".\r\n":
                        break
                    body += part
                self.letters.append(body)
                if self.fault == "drop-body":
                    return
                if self.fault == "stall-body":
                    self.over.wait(30)
                    return
                connection.sendall(b"452 disk is full\r\n" if self.fault == "refuse-body" else b"250 taken\r\n")
            elif word == b"RCPT" and self.fault == "no-rcpt":
                connection.sendall(b"550 5.1.1 no such mailbox\r\n")
            elif word == b"QUIT":
                connection.sendall(b"221 bye\r\n")
                return
            else:
                connection.sendall(b"250 scripted\r\n")
