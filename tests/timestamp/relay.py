#!/usr/bin/env python3
# relay.py FOLDER NAME PORT - speaks TLS with FOLDER/NAME.pem and NAME.key on a free port of 127.0.0.1, whose number it
# writes to FOLDER/NAME.port, and hands requests on to PORT, which speaks none. Without PORT: a proxy, which writes what it
# is asked to connect to into FOLDER/NAME.asked, and leads nobody to port 1.
import os
import select
import socket
import ssl
import sys

folder, name, *port = sys.argv[1:]
base = os.path.join(folder, name)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)


def head_of(client):
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = client.recv(1)
        if not byte:
            raise OSError("no head")
        head += byte
    return head


def request(client):
    """A whole one: its head, and as much as this says."""
    head = head_of(client)
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    body = b""
    while len(body) < int(lengths[0]):
        body += client.recv(4096)
    return head + body


def hand_on(client):
    with context.wrap_socket(client, server_side=True) as tls, socket.create_connection(("127.0.0.1", int(port[0]))) as service:
        service.sendall(request(tls))
        while answer := service.recv(4096):
            tls.sendall(answer)


def connect(client):
    method, place, _ = head_of(client).split(b"\r\n")[0].decode().split(" ")
    with open(base + ".asked", "a") as out:
        out.write(method + " " + place + "\n")
    host, number = place.split(":")
    if number == "1":
        client.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
        return
    with socket.create_connection((host, int(number))) as service:
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            for one in select.select([client, service], [], [])[0]:
                piece = one.recv(4096)
                if not piece:
                    return
                (service if one is client else client).sendall(piece)


if port:
    context.load_cert_chain(base + ".pem", base + ".key")


with socket.create_server(("127.0.0.1", 0)) as server:
    with open(base + ".new", "w") as out:
        out.write(str(server.getsockname()[1]))
    os.rename(base + ".new", base + ".port")
    while True:
        client, _ = server.accept()
        try:
            (hand_on if port else connect)(client)
        except (OSError, ValueError):  # those who do not trust it hang up
            pass
        client.close()
