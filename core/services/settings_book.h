#pragma once

#include "settings.h"

#include <QFuture>
#include <QObject>

#include <memory>

/// The settings of a program that may be changed while it runs: checks a change, writes it into
/// settings.ini on a thread of its own, reads everything again and tells what is new. Lives on the
/// main thread; owned by main.
class SettingsBook final : public QObject
{
    Q_OBJECT
public:
    /// @p settings is what @p sources gave.
    SettingsBook(SettingSources sources, Settings settings, QObject *parent = nullptr);
    /// What is being saved is written.
    ~SettingsBook() override;

    /// As of the last changed(); the reference stays.
    const Settings &settings() const;
    /// Whether @p text may stand for @p key, without saving it. Errors: Invalid/BadField (field =
    /// key, detail = "must be …"), Conflict/StateNotAllowed (field = key) when it is fixed from
    /// outside.
    Result<void> check(const QString &key, const QString &text) const;
    /// True when .env, the environment or the command line says it: the file cannot change it.
    bool fixedFromOutside(const QString &key) const;
    /// Saves all of @p changes or none; a null text takes the key out of the file: back to its
    /// default. Resolves after changed(). Errors: as check(), as writeSettings().
    QFuture<Result<void>> save(const QHash<QString, QString> &changes);

signals:
    /// The values of these keys are others now; what is not `live` is felt at the next start.
    void changed(const QStringList &keys);

private:
    struct Private;
    std::unique_ptr<Private> m;
};
