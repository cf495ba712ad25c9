"""update.py FROM TO - append to a PDF an update in which its first page has another sheet."""
import re
import subprocess
import sys


def qpdf(*what):
    return subprocess.run(["qpdf", *what, sys.argv[1]], capture_output=True, text=True).stdout


number = re.search(r"page 1: (\d+) 0 R", qpdf("--show-pages")).group(1)
page = qpdf("--show-object=" + number).strip().replace("841.89", "800")
trailer = qpdf("--show-object=trailer")
pdf = open(sys.argv[1], "rb").read()
before = pdf.rsplit(b"startxref", 1)[1].split()[0].decode()
added = f"{number} 0 obj\n{page}\nendobj\n"
root, size = (re.search(key, trailer).group(0) for key in (r"/Root \d+ 0 R", r"/Size \d+"))
table = f"xref\n{number} 1\n{len(pdf):010} 00000 n \ntrailer\n<< {root} {size} /Prev {before} >>\n"
end = f"startxref\n{len(pdf) + len(added)}\n%%EOF\n"
open(sys.argv[2], "wb").write(pdf + (added + table + end).encode())
