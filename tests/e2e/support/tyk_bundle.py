# SPDX-License-Identifier: GPL-3.0-or-later
"""Tyk's rules for bundles, written down apart from the engine.

check FILE [PUBLIC.pem]       does what Tyk does before it uses a bundle
make FOLDER FILE [PRIVATE.pem]  makes a bundle as Tyk's bundler does
"""

import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

MANIFEST = "manifest.json"


def openssl(*arguments):
    subprocess.run(("openssl", "dgst", "-sha256", *arguments), check=True, stdout=subprocess.DEVNULL)


def has_valid_signature(key, data, signature):
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder, name) for name in ("data", "signature")]
        paths[0].write_bytes(data)
        paths[1].write_bytes(base64.b64decode(signature, validate=True))
        try:
            openssl("-verify", key, "-signature", str(paths[1]), str(paths[0]))
        except subprocess.CalledProcessError:
            return False
    return True


def signature_of(key, data):
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder, name) for name in ("data", "signature")]
        paths[0].write_bytes(data)
        openssl("-sign", key, "-out", str(paths[1]), str(paths[0]))
        return base64.b64encode(paths[1].read_bytes()).decode()


def check(file, key=None):
    with zipfile.ZipFile(file) as archive:
        if archive.testzip() is not None:
            return "damaged"
        manifest = json.loads(archive.read(MANIFEST))
        if archive.namelist() != manifest["file_list"] + [MANIFEST]:
            return "files are not in their order, with the manifest last"
        data = b"".join(archive.read(name) for name in manifest["file_list"])
    if hashlib.md5(data).hexdigest() != manifest["checksum"]:
        return "invalid checksum"
    middleware = manifest["custom_middleware"]
    if middleware.get("driver") != "goplugin":
        return "No driver specified"
    if not any(middleware.get(place) for place in ("pre", "post", "post_key_auth", "response", "auth_check")):
        return "No hooks defined"
    if key and not manifest.get("signature"):
        return "Bundle isn't signed"
    if key and not has_valid_signature(key, data, manifest["signature"]):
        return "signature is wrong"
    return None


def make(folder, file, key=None):
    folder = pathlib.Path(folder)
    manifest = json.loads((folder / MANIFEST).read_text())
    data = b"".join((folder / name).read_bytes() for name in manifest["file_list"])
    manifest["checksum"] = hashlib.md5(data).hexdigest()
    manifest["signature"] = signature_of(key, data) if key else ""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in manifest["file_list"]:
            archive.writestr(name, (folder / name).read_bytes())
        archive.writestr(MANIFEST, json.dumps(manifest))
    return None


if __name__ == "__main__":
    sys.exit({"check": check, "make": make}[sys.argv[1]](*sys.argv[2:]))
