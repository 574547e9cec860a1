// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/secret_file.h"

#include "base/descriptor.h"
#include "base/log.h"

#include <openssl/rand.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gw::control {

namespace {

constexpr std::string_view kTykDefault = "352d20ee67be67f6340b4c0605b044b7";
constexpr std::size_t kMinLength = 16;
constexpr std::size_t kMaxFileSize = 4096;

std::string lastProblem()
{
    return std::strerror(errno);
}

Expected<std::string> randomSecret()
{
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), bytes.size()) != 1) {
        return failure("No random bytes for the control API's secret", {},
                       "Set \"secret\" in the configuration");
    }
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xFU];
    }
    return text;
}

bool writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// A rename or a new name survives a power cut only when its folder is flushed too.
bool flushFolder(const std::string &folder)
{
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return descriptor.isValid() && ::fsync(descriptor.get()) == 0;
}

Expected<std::string> createSecret(const std::string &folder, const std::string &path)
{
    const auto secret = randomSecret();
    if (!secret) {
        return secret;
    }
    const Descriptor descriptor(::open(
        path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!descriptor.isValid()) {
        return failure("The control API's secret cannot be kept: " + lastProblem(), path,
                       "Make the state folder writable, or set \"secret\" in the configuration");
    }
    if (!writeAll(descriptor.get(), *secret + "\n") || ::fsync(descriptor.get()) != 0 ||
        !flushFolder(folder)) {
        const std::string problem = lastProblem();
        ::unlink(path.c_str());
        return failure("The control API's secret cannot be written: " + problem, path,
                       "Make room on the disk, or set \"secret\" in the configuration");
    }
    return secret;
}

Expected<std::string> readSecret(int fd, const std::string &path)
{
    struct stat facts{};
    if (::fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return failure("The control API's secret is not a regular file", path,
                       "Remove it: a new one is made");
    }
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return failure(
            "The control API's secret is open to other users", path,
            "chmod 600 it, and delete it when somebody may have read it: a new one is made");
    }
    std::string text(kMaxFileSize, '\0');
    const ssize_t length = ::read(fd, text.data(), text.size());
    text.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    if (text.size() < kMinLength) {
        return failure("The control API's secret is empty or too short", path,
                       "Remove it: a new one is made");
    }
    return text;
}

} // namespace

std::string secretWeakness(std::string_view secret)
{
    if (secret == kTykDefault) {
        return "The control API's secret is Tyk's published default: everybody knows it";
    }
    if (secret.size() < kMinLength) {
        return "The control API's secret is shorter than 16 characters: it can be guessed";
    }
    return {};
}

Expected<std::string> controlSecret(std::string_view configured, const std::string &stateFolder,
                                    Log &log)
{
    if (!configured.empty()) {
        if (const std::string weakness = secretWeakness(configured); !weakness.empty()) {
            log.warning(weakness + ". Set another \"secret\", or none: one is made then",
                        {{"prefix", "main"}});
        }
        return std::string(configured);
    }
    const std::string path = stateFolder + "/secret";
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (descriptor.isValid()) {
        return readSecret(descriptor.get(), path);
    }
    if (errno != ENOENT) {
        return failure("The control API's secret cannot be read: " + lastProblem(), path,
                       "Remove it: a new one is made");
    }
    return createSecret(stateFolder, path);
}

} // namespace gw::control
