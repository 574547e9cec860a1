// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/place_finder.h"

#include "base/descriptor.h"
#include "base/error.h"
#include "base/log.h"

#include <fcntl.h>
#include <maxminddb.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

namespace gw::shipping {

namespace {

constexpr const char *kPlacesRemedy =
    "Put a MaxMind data base (GeoLite2-City.mmdb, for instance) where geo_ip_db_path says";

template <typename... Keys>
MMDB_entry_data_s valueAt(MMDB_entry_s &entry, Keys... keys)
{
    MMDB_entry_data_s data = {};
    if (MMDB_get_value(&entry, &data, keys..., static_cast<const char *>(nullptr)) !=
        MMDB_SUCCESS) {
        data.has_data = false;
    }
    return data;
}

std::string textIn(const MMDB_entry_data_s &data)
{
    return data.has_data && data.type == MMDB_DATA_TYPE_UTF8_STRING
               ? std::string(data.utf8_string, data.data_size)
               : std::string();
}

double realIn(const MMDB_entry_data_s &data)
{
    return data.has_data && data.type == MMDB_DATA_TYPE_DOUBLE ? data.double_value : 0;
}

std::uint32_t numberIn(const MMDB_entry_data_s &data)
{
    return data.has_data && data.type == MMDB_DATA_TYPE_UINT32 ? data.uint32 : 0;
}

// A map of texts.
std::map<std::string, std::string> textsAt(MMDB_entry_s &entry, const MMDB_entry_data_s &map)
{
    std::map<std::string, std::string> texts;
    if (!map.has_data || map.type != MMDB_DATA_TYPE_MAP) {
        return texts;
    }
    MMDB_entry_s names = {entry.mmdb, map.offset};
    MMDB_entry_data_list_s *list = nullptr;
    if (MMDB_get_entry_data_list(&names, &list) == MMDB_SUCCESS && list != nullptr) {
        for (const MMDB_entry_data_list_s *key = list->next; key != nullptr && key->next != nullptr;
             key = key->next->next) {
            texts.emplace(textIn(key->entry_data), textIn(key->next->entry_data));
        }
    }
    MMDB_free_entry_data_list(list);
    return texts;
}

} // namespace

struct PlaceFinder::Database {
    Database() = default;
    ~Database()
    {
        if (isOpen) { // a failure to open has closed it
            MMDB_close(&file);
        }
    }
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    MMDB_s file = {};
    bool isOpen = false;
};

PlaceFinder::PlaceFinder(std::string file, Log &log)
    : m_file(std::move(file))
    , m_log(log)
{
}

PlaceFinder::~PlaceFinder() = default;

PlaceFinder::Stamp PlaceFinder::stampOf(const std::string &file)
{
    constexpr std::int64_t kSecond = 1'000'000'000;
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0) {
        return {};
    }
    return {static_cast<std::int64_t>(status.st_ino), status.st_size,
            status.st_mtim.tv_sec * kSecond + status.st_mtim.tv_nsec};
}

// The library maps the file into memory, where reading what somebody has cut off kills the process.
// So it gets a copy that nobody else can write to.
Expected<std::unique_ptr<PlaceFinder::Database>> PlaceFinder::open(const std::string &file)
{
    const Descriptor original(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (original.get() < 0 || ::fstat(original.get(), &status) != 0) {
        return systemFailure("The data base of places cannot be opened", file);
    }
    const Descriptor copy(::memfd_create("places", MFD_CLOEXEC));
    for (off_t left = S_ISREG(status.st_mode) ? status.st_size : 0; left > 0;) {
        const ssize_t count =
            ::sendfile(copy.get(), original.get(), nullptr, static_cast<std::size_t>(left));
        if (count <= 0) {
            return systemFailure("The data base of places cannot be read", file);
        }
        left -= count;
    }
    auto places = std::make_unique<Database>();
    const std::string path = "/proc/self/fd/" + std::to_string(copy.get());
    if (const int code = MMDB_open(path.c_str(), MMDB_MODE_MMAP, &places->file);
        code != MMDB_SUCCESS) {
        return failure(std::string("The data base of places cannot be used: ") +
                           MMDB_strerror(code),
                       file, kPlacesRemedy);
    }
    places->isOpen = true;
    return places;
}

void PlaceFinder::refresh()
{
    const Stamp stamp = stampOf(m_file);
    if (m_places != nullptr && stamp == m_stamp) {
        return;
    }
    auto opened = open(m_file);
    if (!opened) { // an older one goes on
        m_log.warning(m_places == nullptr ? "Records do not tell where clients are"
                                          : "The older data base of places goes on being used",
                      {{"prefix", std::string_view("analytics")},
                       {"error", std::string_view(opened.error().text())}});
        return;
    }
    m_places = std::move(*opened);
    m_stamp = stamp;
    m_log.info("The data base of places is in use",
               {{"prefix", std::string_view("analytics")}, {"file", std::string_view(m_file)}});
}

std::unique_ptr<telemetry::Place> PlaceFinder::find(const std::string &address,
                                                    Clock::time_point now)
{
    if (now >= m_nextLook) {
        m_nextLook = now + kInterval;
        refresh();
    }
    if (m_places == nullptr) {
        return nullptr;
    }
    int lookUpError = 0;
    int fileError = MMDB_SUCCESS;
    MMDB_lookup_result_s result =
        MMDB_lookup_string(&m_places->file, address.c_str(), &lookUpError, &fileError);
    if (lookUpError != 0 || fileError != MMDB_SUCCESS || !result.found_entry) {
        return nullptr;
    }
    auto place = std::make_unique<telemetry::Place>();
    place->countryCode = textIn(valueAt(result.entry, "country", "iso_code"));
    place->cityId = numberIn(valueAt(result.entry, "city", "geoname_id"));
    place->cityNames = textsAt(result.entry, valueAt(result.entry, "city", "names"));
    place->latitude = realIn(valueAt(result.entry, "location", "latitude"));
    place->longitude = realIn(valueAt(result.entry, "location", "longitude"));
    place->timeZone = textIn(valueAt(result.entry, "location", "time_zone"));
    return place;
}

} // namespace gw::shipping
