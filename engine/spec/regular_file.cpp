// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/regular_file.h"

#include "base/descriptor.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gw::spec {

Expected<std::string> readRegularFile(const std::string &path, std::size_t maxBytes)
{
    // O_NONBLOCK: opening a pipe must not wait for its writer.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status = {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
        return failure(std::string("Cannot be opened: ") + std::strerror(errno), path);
    }
    if (!S_ISREG(status.st_mode)) {
        return failure("Not a regular file", path);
    }
    if (static_cast<std::size_t>(status.st_size) > maxBytes) {
        return failure("Larger than " + std::to_string(maxBytes) + " bytes", path);
    }
    // One byte more than expected, so that a file that grows is read to its end.
    std::string content(static_cast<std::size_t>(status.st_size) + 1, '\0');
    std::size_t length = 0;
    while (true) {
        const ssize_t count = ::read(file.get(), content.data() + length, content.size() - length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return failure(std::string("Cannot be read: ") + std::strerror(errno), path);
        }
        if (count == 0) {
            break;
        }
        length += static_cast<std::size_t>(count);
        if (length > maxBytes) {
            return failure("Larger than " + std::to_string(maxBytes) + " bytes", path);
        }
        if (length == content.size()) {
            content.resize(content.size() * 2);
        }
    }
    content.resize(length);
    return content;
}

} // namespace gw::spec
