#pragma once

#include "result.h"

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QStringList>

class SettingsBook;

/// The changes of settings that are not saved yet, and what is wrong with them. They stay until
/// they are saved or discarded, also while the screen is closed. Owned by the settings screen; main
/// thread.
class SettingDraft final : public QObject
{
    Q_OBJECT
public:
    explicit SettingDraft(SettingsBook &book, QObject *parent = nullptr);

    /// As it would be after saving.
    QString text(const QString &key) const;
    /// What is saved already is no change.
    void change(const QString &key, const QString &text);
    bool isChanged(const QString &key) const { return m_changes.contains(key); }
    bool isWrong(const QString &key) const;
    /// Nothing that is written here would count: it is said elsewhere.
    bool isLocked(const QString &key) const;
    QStringList changedKeys() const; ///< In the order of the table.
    QStringList wrongKeys() const;

    /// All changes or none; what equals a default goes back to the default. Resolves after
    /// changed(). Errors: as SettingsBook::save().
    QFuture<Result<void>> save();
    void discard();

signals:
    void changed(const QStringList &keys); ///< These look differently now.

private:
    void drop(const QHash<QString, QString> &saved);

    SettingsBook &m_book;
    QHash<QString, QString> m_changes;
};
