"""update.py WHAT FROM TO - append to a PDF an update: another sheet of its first page (sheet), a note on
it (note), another catalogue (catalogue)."""
import re
import subprocess
import sys

what, before, after = sys.argv[1:]


def qpdf(*how):
    return subprocess.run(["qpdf", *how, before], capture_output=True, text=True).stdout


def named(key, text):
    return int(re.search(key + r" (\d+)", text).group(1))


pdf = open(before, "rb").read()
trailer = qpdf("--show-object=trailer")
root, size = named("/Root", trailer), named("/Size", trailer)
if what != "catalogue":
    number = named("page 1:", qpdf("--show-pages"))
    written = qpdf(f"--show-object={number}").strip()
    if what == "sheet":
        written = written.replace("841.89", "800")
    else:
        written = written.replace("/Annots [", "/Annots [ ").replace(
            " ]", " << /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (paid) >> ]", 1)
else:
    written = qpdf(f"--show-object={root}").strip()
    number = root = size
    size += 1
added = f"{number} 0 obj\n{written}\nendobj\n"
table = f"xref\n{number} 1\n{len(pdf):010} 00000 n \n"
trailer = f"trailer\n<< /Root {root} 0 R /Size {size} /Prev {int(pdf.rsplit(b'startxref', 1)[1].split()[0])} >>\n"
end = f"startxref\n{len(pdf) + len(added)}\n%%EOF\n"
open(after, "wb").write(pdf + (added + table + trailer + end).encode())
