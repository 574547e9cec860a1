// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bundle/hostile_bundles.h"

#include "engine/bundle/zip_maker.h"

namespace gw::bundle::test {

namespace {

using namespace std::string_literals;

const std::string kCode = kGoodCode;

std::string manifestFor(const std::string &list, const std::string &checksum,
                        const std::string &more = {})
{
    return R"({"file_list": [)" + list +
           R"(], "custom_middleware": {"driver": "goplugin", "pre": [{"name": "Guard", )"
           R"("path": "hook.so"}]}, "checksum": ")" +
           checksum + "\"" + more + "}";
}

// A bundle with one good file; each row of the test spoils something.
struct Bundle {
    ZipPart hook{.name = "hook.so", .content = kCode};
    ZipPart manifest{.name = "manifest.json",
                     .content = manifestFor(R"("hook.so")", md5Hex(kCode))};
    std::vector<ZipPart> more = {};
    ZipShape shape = {};

    [[nodiscard]] std::string zip() const
    {
        std::vector<ZipPart> parts = {hook, manifest};
        parts.insert(parts.end(), more.begin(), more.end());
        return makeZip(parts, shape);
    }
};

template <typename Spoil>
std::string spoilt(Spoil spoil)
{
    Bundle bundle;
    spoil(bundle);
    return bundle.zip();
}

std::string withFile(const std::string &name)
{
    return spoilt([&](Bundle &bundle) { bundle.more.push_back({.name = name}); });
}

std::string withManifest(const std::string &text)
{
    return spoilt([&](Bundle &bundle) { bundle.manifest.content = text; });
}

// Collects what is made.
class Rows {
public:
    void operator()(const char *name, std::string zip, const char *reason)
    {
        m_bundles.push_back({name, std::move(zip), reason});
    }
    [[nodiscard]] std::vector<HostileBundle> take() { return std::move(m_bundles); }

private:
    std::vector<HostileBundle> m_bundles;
};

void nameRows(Rows &row)
{
    row("parent folder", withFile("../evil"), "lead elsewhere");
    row("parent folder inside", withFile("a/../../evil"), "lead elsewhere");
    row("absolute", withFile("/tmp/evil"), "absolute");
    row("this folder", withFile("./evil"), "lead elsewhere");
    row("backslash", withFile("a\\..\\evil"), "not allowed");
    row("drive", withFile("C:evil"), "not allowed");
    row("NUL", withFile("evil.so\0.txt"s), "not allowed");
    row("newline", withFile("evil\n.so"), "not allowed");
    row("escape sequence", withFile("\x1b[2Jevil"), "not allowed");
    row("not ASCII", withFile("\xc3\xa9vil"), "not allowed");
    row("empty name", withFile(""), "empty");
    row("only a slash", spoilt([](Bundle &b) { b.more.push_back({.name = "/", .mode = 0040755}); }),
        "empty");
    row("empty part", withFile("a//evil"), "empty");
    row("hidden", withFile(".complete"), "hidden");
    row("hidden folder", withFile(".ssh/authorized_keys"), "hidden");
    row("long name", withFile(std::string(101, 'a')), "too long");
    row("deep", withFile("1/2/3/4/5/6/7/8/9"), "too many folders");
    row("same name twice", withFile("hook.so"), "same name");
    row("same name but for the case", withFile("HOOK.so"), "same name");
    row("two manifests", withFile("manifest.json"), "same name");
    row("file and folder", withFile("hook.so/evil"), "file and of a folder");
}

void kindRows(Rows &row)
{
    row("symbolic link", spoilt([](Bundle &b) {
            b.more.push_back({.name = "link", .content = "/etc", .mode = 0120777});
        }),
        "symbolic link");
    row("link, then a file through it", spoilt([](Bundle &b) {
            b.more.push_back({.name = "link", .content = "/tmp", .mode = 0120777});
            b.more.push_back({.name = "link/evil", .content = "x"});
        }),
        "symbolic link");
    row("device", spoilt([](Bundle &b) { b.hook.mode = 0020666; }), "neither file nor folder");
    row("pipe", spoilt([](Bundle &b) { b.hook.mode = 0010666; }), "neither file nor folder");
    row("folder with content", spoilt([](Bundle &b) {
            b.more.push_back({.name = "folder/", .content = "x", .mode = 0040755});
        }),
        "folder has content");
    row("encrypted", spoilt([](Bundle &b) { b.hook.moreFlags = 1; }), "encrypted");
    row("strongly encrypted", spoilt([](Bundle &b) { b.hook.moreFlags = 1 << 6; }), "encrypted");
    row("encrypted directory", spoilt([](Bundle &b) { b.hook.moreFlags = 1 << 13; }), "encrypted");
    row("patch", spoilt([](Bundle &b) { b.hook.moreFlags = 1 << 5; }), "unknown feature");
    row("bzip2", spoilt([](Bundle &b) { b.hook.method = 12; }), "method 12");
    row("zip64 sizes", spoilt([](Bundle &b) { b.hook.size = b.hook.packedSize = 0xffffffff; }),
        "zip64");
    row("zip64 field", spoilt([](Bundle &b) { b.hook.extra = "\x01\x00\x00\x00"s; }), "zip64");
    row("second name in a field", spoilt([](Bundle &b) { b.hook.extra = "\x75\x70\x01\x00x"s; }),
        "two names");
    row("field cut off", spoilt([](Bundle &b) { b.hook.extra = "\x99\x99\xff\x00x"s; }), "cut off");
    row("file with a comment", spoilt([](Bundle &b) { b.hook.comment = "hello"; }), "comment");
}

void sizeRows(Rows &row)
{
    row("wrong CRC", spoilt([](Bundle &b) { b.hook.crc = 1; }), "CRC");
    row("damaged", spoilt([](Bundle &b) { b.hook.packed = std::string(kCode.size(), 'x'); }),
        "CRC");
    row("deflate stream damaged", spoilt([](Bundle &b) {
            b.hook.isDeflated = true;
            b.hook.packed = "\xff\xff\xff\xff\xff";
        }),
        "damaged");
    row("deflate stream cut off", spoilt([](Bundle &b) {
            b.hook.isDeflated = true;
            b.hook.packed = bareDeflate(kCode).substr(0, 8);
        }),
        "damaged");
    row("larger than it says", spoilt([](Bundle &b) {
            b.hook.isDeflated = true;
            b.hook.size = 4;
        }),
        "larger than it says");
    row("smaller than it says", spoilt([](Bundle &b) {
            b.hook.isDeflated = true;
            b.hook.size = 400;
        }),
        "smaller than it says");
    row("stored with two sizes", spoilt([](Bundle &b) { b.hook.size = 4; }), "two sizes");
    row("bomb", spoilt([](Bundle &b) {
            b.hook.content.assign(1 << 20, '\0');
            b.hook.isDeflated = true;
        }),
        "100 times");
    row("more than fits", spoilt([](Bundle &b) {
            b.hook.isDeflated = true;
            b.hook.packed = std::string(1 << 20, 'x');
            b.hook.size = 65 << 20;
        }),
        "unpacks to more");
    row("more files than fit", spoilt([](Bundle &b) {
            for (int i = 0; i < 1000; ++i) {
                b.more.push_back({.name = "f" + std::to_string(i)});
            }
        }),
        "more than 1000 files");
    row("more bytes than fit", spoilt([](Bundle &b) { b.hook.content.assign(33 << 20, 'x'); }),
        "larger than");
    row("local size differs", spoilt([](Bundle &b) { b.hook.localSize = 4; }), "other things");
    row("local name differs", spoilt([](Bundle &b) { b.hook.localName = "../a.so"; }),
        "other things");
    row("size behind the bytes differs", spoilt([](Bundle &b) {
            b.hook.hasDescriptor = true;
            b.hook.descriptorSize = 4;
        }),
        "sizes behind");
}

void shapeRows(Rows &row)
{
    row("no archive", "This is no zip file, but some text that is long enough.", "no zip file");
    row("empty", "", "no zip file");
    row("cut off", Bundle().zip().substr(0, 100), "cut off");
    row("bytes before", spoilt([](Bundle &b) { b.shape.prefix = "#!/bin/sh\n"; }),
        "belong to no file");
    row("bytes behind", spoilt([](Bundle &b) { b.shape.suffix = "garbage"; }), "follows its end");
    row("comment", spoilt([](Bundle &b) { b.shape.comment = "garbage"; }), "follows its end");
    row("bytes between", spoilt([](Bundle &b) { b.hook.gapBehind = "garbage"; }),
        "belong to no file");
    row("bytes before the directory", spoilt([](Bundle &b) { b.manifest.gapBehind = "garbage"; }),
        "belong to no file");
    row("overlapping files", spoilt([](Bundle &b) {
            // The first file spans the second's head as well.
            const std::string second =
                makeZip({b.manifest})
                    .substr(0, 30 + b.manifest.name.size() + b.manifest.content.size());
            b.hook.content = kCode + second;
            b.hook.packed = kCode;
            b.hook.packedSize = static_cast<std::uint32_t>(b.hook.content.size());
        }),
        "overlap");
    row("one file under two names", spoilt([](Bundle &b) {
            b.more.push_back({.name = "again.so", .content = kCode, .headOffset = 0});
        }),
        "other things");
    row("file inside the directory", spoilt([](Bundle &b) { b.hook.headOffset = 0x7fffffff; }),
        "before the directory");
    row("head elsewhere", spoilt([](Bundle &b) { b.hook.headOffset = 3; }), "not where");
    row("fewer files than it says", spoilt([](Bundle &b) { b.shape.moreEntries = 1; }), "damaged");
    row("more files than it says", spoilt([](Bundle &b) { b.shape.moreEntries = -1; }),
        "more than it says");
    row("directory elsewhere", spoilt([](Bundle &b) { b.shape.moreOffset = -4; }),
        "not where its end says");
    row("one of several", spoilt([](Bundle &b) { b.shape.disk = 1; }), "part of several");
    row("file on another disk", spoilt([](Bundle &b) { b.hook.disk = 1; }), "part of several");
}

void manifestRows(Rows &row)
{
    const std::string sum = md5Hex(kCode);
    row("no manifest", makeZip({{.name = "hook.so", .content = kCode}}), "no manifest.json");
    row("manifest is no JSON", withManifest("{"), "manifest.json");
    row("manifest is a list", withManifest("[]"), "manifest.json");
    row("manifest with a member twice", withManifest(R"({"checksum": "a", "checksum": "b"})"),
        "checksum");
    row("manifest too large", withManifest(std::string(2 << 20, ' ')), "manifest.json is larger");
    row("file that is not listed", withFile("extra.so"), "does not list");
    row("listed file missing", withManifest(manifestFor(R"("hook.so", "gone.so")", sum)),
        "not in the bundle");
    row("file listed twice", withManifest(manifestFor(R"("hook.so", "hook.so")", sum)), "twice");
    row("manifest lists itself", withManifest(manifestFor(R"("hook.so", "manifest.json")", sum)),
        "lists itself");
    row("listed file outside", withManifest(manifestFor(R"("../hook.so")", sum)), "lead elsewhere");
    row("hook outside",
        withManifest(R"({"file_list": ["hook.so"], "custom_middleware": {"pre": [{"name": "Guard",
            "path": "../../../lib/evil.so"}]}, "checksum": ")" +
                     sum + "\"}"),
        "lead elsewhere");
    row("no hooks",
        withManifest(R"({"file_list": ["hook.so"], "custom_middleware":
            {"driver": "goplugin"}, "checksum": ")" +
                     sum + "\"}"),
        "No hooks defined");
    row("only hooks that are disabled",
        withManifest(R"({"file_list": ["hook.so"], "custom_middleware": {"driver": "goplugin",
            "pre": [{"name": "Guard", "path": "hook.so", "disabled": true}]}, "checksum": ")" +
                     sum + "\"}"),
        "No hooks defined");
    row("wrong checksum", withManifest(manifestFor(R"("hook.so")", md5Hex("other"))),
        "invalid checksum");
    row("no checksum", withManifest(manifestFor(R"("hook.so")", "")), "invalid checksum");
    row("wrong SHA-256",
        withManifest(
            manifestFor(R"("hook.so")", sum, R"(, "gatewright": {"sha256": {"hook.so": "00"}})")),
        "SHA-256");
}

} // namespace

std::vector<HostileBundle> hostileBundles()
{
    Rows rows;
    nameRows(rows);
    kindRows(rows);
    sizeRows(rows);
    shapeRows(rows);
    manifestRows(rows);
    return rows.take();
}

std::string goodBundle()
{
    return Bundle().zip();
}

std::string bundleAsGoWritesIt()
{
    return spoilt([](Bundle &bundle) {
        for (ZipPart *part : {&bundle.hook, &bundle.manifest}) {
            part->hasDescriptor = true;
            part->isDeflated = true;
            part->mode = 0;
        }
        bundle.more.push_back({.name = "folder/", .mode = 0040755});
    });
}

} // namespace gw::bundle::test
