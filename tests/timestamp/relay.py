#!/usr/bin/env python3
# relay.py FOLDER NAME PORT - speaks TLS with FOLDER/NAME.pem and NAME.key on a free port of 127.0.0.1, whose number it
# writes to FOLDER/NAME.port, and hands requests on to PORT, which speaks none.
import os
import socket
import ssl
import sys

folder, name, port = sys.argv[1:]
base = os.path.join(folder, name)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(base + ".pem", base + ".key")


def request(client):
    """A whole one: its head, and as much as this says."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += client.recv(1)
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    body = b""
    while len(body) < int(lengths[0]):
        body += client.recv(4096)
    return head + body


def hand_on(client):
    with socket.create_connection(("127.0.0.1", int(port))) as service:
        service.sendall(request(client))
        while answer := service.recv(4096):
            client.sendall(answer)


with socket.create_server(("127.0.0.1", 0)) as server:
    with open(base + ".new", "w") as out:
        out.write(str(server.getsockname()[1]))
    os.rename(base + ".new", base + ".port")
    while True:
        client, _ = server.accept()
        try:
            with context.wrap_socket(client, server_side=True) as tls:
                hand_on(tls)
        except OSError:  # those who do not trust it hang up
            client.close()
