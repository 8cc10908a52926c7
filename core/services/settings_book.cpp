#include "settings_book.h"

#include "setting_file_writer.h"
#include "setting_value.h"
#include "shared_promise.h"
#include "when_done.h"
#include "work_queue.h"

using namespace Qt::StringLiterals;

struct SettingsBook::Private {
    SettingsBook *q = nullptr;
    const SettingSources sources;
    Settings settings;
    WorkQueue files {u"settings"_s};

    Result<void> check(const QHash<QString, QString> &changes) const;
    QFuture<Result<Settings>> write(const QHash<QString, QString> &changes);
    void adopt(const Settings &read);
};

namespace {

Error refused(const QString &key, Error::Code code, Error::Reason reason, const QString &detail)
{
    return {.code = code, .reason = reason, .field = key, .detail = detail};
}

Error badField(const QString &key, const QString &detail)
{
    return refused(key, Error::Code::Invalid, Error::Reason::BadField, detail);
}

} // namespace

SettingsBook::SettingsBook(SettingSources sources, Settings settings, QObject *parent)
    : QObject(parent)
    , m(new Private {.q = this, .sources = std::move(sources), .settings = std::move(settings)})
{
}

SettingsBook::~SettingsBook() = default;

const Settings &SettingsBook::settings() const
{
    return m->settings;
}

Result<void> SettingsBook::check(const QString &key, const QString &text) const
{
    const SettingRow *row = Settings::row(key);
    if (!row)
        return badField(key, u"there is no such setting"_s);
    if (key == "data.directory"_L1)
        return badField(key, u"cannot be set in a file that lies in it"_s);
    if (fixedFromOutside(key))
        return refused(key, Error::Code::Conflict, Error::Reason::StateNotAllowed,
                       u"is set outside of the settings file"_s);
    if (text.isNull())
        return Done {};
    const Result<QString> value = settingValue(*row, text);
    return value ? Result<void>() : badField(key, value.error().detail);
}

bool SettingsBook::fixedFromOutside(const QString &key) const
{
    const Settings::Source source = m->settings.source(key);
    return source != Settings::Source::Default && source != Settings::Source::File;
}

QFuture<Result<void>> SettingsBook::save(const QHash<QString, QString> &changes)
{
    if (const Result<void> checked = m->check(changes); !checked)
        return failedFuture<void>(checked.error());
    const auto promise = makePromise<void>();
    whenDone(m->write(changes), this, [this, promise](const Result<Settings> &read) {
        if (read)
            m->adopt(*read);
        fulfil<void>(promise, read ? Result<void>() : read.error());
    });
    return promise->future();
}

Result<void> SettingsBook::Private::check(const QHash<QString, QString> &changes) const
{
    QStringList keys = changes.keys();
    keys.sort(); // The same fault is named each time.
    for (const QString &key : keys) {
        if (Result<void> checked = q->check(key, changes[key]); !checked)
            return checked;
    }
    return Done {};
}

QFuture<Result<Settings>> SettingsBook::Private::write(const QHash<QString, QString> &changes)
{
    const auto promise = makePromise<Settings>();
    QFuture<Result<Settings>> future = promise->future();
    files.post([from = sources, changes, promise] {
        const Result<void> written = writeSettings(from.settingsFile, changes);
        fulfil<Settings>(promise, written ? Settings::load(from) : written.error());
    });
    return future;
}

void SettingsBook::Private::adopt(const Settings &read)
{
    QStringList changedKeys;
    for (const SettingRow &row : Settings::table()) {
        const bool same = read.text(row.key) == settings.text(row.key)
            && read.source(row.key) == settings.source(row.key);
        if (!same)
            changedKeys.append(row.key);
    }
    settings = read;
    if (!changedKeys.isEmpty())
        emit q->changed(changedKeys);
}
