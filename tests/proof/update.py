"""update.py WHAT FROM TO - append to a PDF an update: another sheet of its first page (sheet), a note on it (note), a
signature field over it that nobody has signed (stamp), another picture in the field that waits for a signature
(picture), another title among the properties (title), another catalogue (catalogue)."""
import re
import subprocess
import sys

what, before, after = sys.argv[1:]


def qpdf(*how):
    return subprocess.run(["qpdf", *how, before], capture_output=True, text=True).stdout


def named(key, text):
    found = re.search(key + r" (\d+)", text)
    return int(found.group(1)) if found else 0


def shown(number):
    return qpdf(f"--show-object={number}").strip()


def with_item(text, key, item):
    assert key + " [" in text
    return re.sub(re.escape(key) + r" \[(.*?)\]", lambda m: f"{key} [{m.group(1)} {item} ]", text)


def stream(keys, content):
    return f"<< {keys} /Length {len(content)} >>\nstream\n{content}\nendstream"


def picture():
    return stream("/Type /XObject /Subtype /Form /BBox [0 0 300 400] /Resources << >>", "1 0 0 rg 0 0 300 400 re f")


pdf = open(before, "rb").read()
trailer = qpdf("--show-object=trailer")
root, info, size = named("/Root", trailer), named("/Info", trailer), named("/Size", trailer)
page = named("page 1:", qpdf("--show-pages"))
form = named("/AcroForm", shown(root))
new = {}
if what == "sheet":
    new[page] = shown(page).replace("841.89", "800")
elif what == "note":
    new[page] = with_item(shown(page), "/Annots", "<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (paid) >>")
elif what == "stamp":
    new[size] = f"<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /F 132 /Rect [100 300 400 700] /P {page} 0 R /AP << /N {size + 1} 0 R >> >>"
    new[size + 1] = picture()
    new[page] = with_item(shown(page), "/Annots", f"{size} 0 R")
    new[form or root] = with_item(shown(form or root), "/Fields", f"{size} 0 R")
elif what == "picture":
    waiting = next(n for n in range(1, size) if "/FT /Sig" in shown(n) and "/V " not in shown(n))
    new[waiting] = re.sub(r"/AP << .*? >>", f"/AP << /N {size} 0 R >>", shown(waiting))
    new[size] = picture()
elif what == "title":
    new[size] = "<< /Title (other) >>"
    info = size
else:
    new[size] = shown(root)
    root = size
size = max(size, *(n + 1 for n in new))
end = pdf
table = "xref\n"
for number, text in sorted(new.items()):
    table += f"{number} 1\n{len(end):010} 00000 n \n"
    end += f"{number} 0 obj\n{text}\nendobj\n".encode()
trailer = f"trailer\n<< /Root {root} 0 R {f'/Info {info} 0 R' if info else ''} /Size {size} /Prev {int(pdf.rsplit(b'startxref', 1)[1].split()[0])} >>\n"
open(after, "wb").write(end + (table + trailer + f"startxref\n{len(end)}\n%%EOF\n").encode())
