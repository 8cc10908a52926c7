#include "setting_draft.h"

#include "settings_book.h"
#include "shared_promise.h"
#include "when_done.h"

using namespace Qt::StringLiterals;

SettingDraft::SettingDraft(SettingsBook &book, QObject *parent)
    : QObject(parent)
    , m_book(book)
{
    connect(&book, &SettingsBook::changed, this, &SettingDraft::changed);
}

QString SettingDraft::text(const QString &key) const
{
    const auto change = m_changes.constFind(key);
    return change == m_changes.cend() ? m_book.settings().text(key) : *change;
}

void SettingDraft::change(const QString &key, const QString &text)
{
    if (text == this->text(key))
        return;
    if (text == m_book.settings().text(key))
        m_changes.remove(key);
    else
        m_changes.insert(key, text.isNull() ? u""_s : text); // Null would mean the default.
    emit changed({key});
}

bool SettingDraft::isWrong(const QString &key) const
{
    const auto change = m_changes.constFind(key);
    return change != m_changes.cend() && !m_book.check(key, *change);
}

bool SettingDraft::isLocked(const QString &key) const
{
    return !m_book.check(key, QString());
}

QStringList SettingDraft::changedKeys() const
{
    QStringList keys;
    for (const SettingRow &row : Settings::table()) {
        if (isChanged(row.key))
            keys.append(row.key);
    }
    return keys;
}

QStringList SettingDraft::wrongKeys() const
{
    QStringList keys = changedKeys();
    keys.removeIf([this](const QString &key) { return !isWrong(key); });
    return keys;
}

QFuture<Result<void>> SettingDraft::save()
{
    QHash<QString, QString> changes = m_changes;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (*change == Settings::row(change.key())->standard)
            *change = QString();
    }
    const auto promise = makePromise<void>();
    whenDone(m_book.save(changes), this,
             [this, promise, saved = m_changes](const Result<void> &done) {
                 if (done)
                     drop(saved);
                 fulfil<void>(promise, done);
             });
    return promise->future();
}

/// What was changed again in the meantime stays a change.
void SettingDraft::drop(const QHash<QString, QString> &saved)
{
    for (auto change = saved.cbegin(); change != saved.cend(); ++change) {
        if (m_changes.value(change.key()) == *change)
            m_changes.remove(change.key());
    }
    emit changed(saved.keys());
}

void SettingDraft::discard()
{
    const QStringList keys = m_changes.keys();
    m_changes.clear();
    emit changed(keys);
}
