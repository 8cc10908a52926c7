#include "restore_switch.h"

#include "failpoint.h"
#include "host_system.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

/// What the switch is about and how far it has come, in DIR/restore.switch.
struct Plan {
    QString draft; ///< Names below the data directory.
    QString aside;
    bool movingIn = false; ///< The old is set aside; what lies at its place now is the new.
};

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

QString planFile(const DataDirectory &directory)
{
    return directory.file(u"restore.switch"_s);
}

Result<void> write(const DataDirectory &directory, const Plan &plan)
{
    QSaveFile file(planFile(directory));
    const QJsonObject object {
        {u"draft"_s, plan.draft}, {u"aside"_s, plan.aside}, {u"moving_in"_s, plan.movingIn}};
    const QByteArray content = QJsonDocument(object).toJson();
    const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
        && file.commit() && syncFolder(directory.path());
    return written ? Result<void>() : unusable(file.fileName(), file.errorString());
}

Result<std::optional<Plan>> read(const DataDirectory &directory)
{
    QFile file(planFile(directory));
    if (!file.exists())
        return std::optional<Plan>();
    if (!file.open(QIODevice::ReadOnly))
        return unusable(file.fileName(), file.errorString());
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    const Plan plan {.draft = object.value(u"draft"_s).toString(),
                     .aside = object.value(u"aside"_s).toString(),
                     .movingIn = object.value(u"moving_in"_s).toBool()};
    for (const QString &name : {plan.draft, plan.aside}) {
        if (name.isEmpty() || name.contains(u'/') || name.startsWith(u'.'))
            return unusable(file.fileName(), u"it says nothing that can be carried out"_s);
    }
    return std::optional(plan);
}

bool exists(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

bool isEmptyFolder(const QString &path)
{
    return QFileInfo(path).isDir()
        && QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System
                              | QDir::NoDotAndDotDot);
}

Result<void> move(const QString &from, const QString &to)
{
    if (!exists(from))
        return {};
    if (isEmptyFolder(to))
        QDir().rmdir(to);
    return QFile::rename(from, to) ? Result<void>()
                                   : unusable(from, u"it cannot be moved to "_s + to);
}

Result<void> setAside(const DataDirectory &directory, const Plan &plan)
{
    const QDir aside(directory.file(plan.aside));
    for (const QString &name : RestoreSwitch::things()) {
        const QString path = directory.file(name);
        if (!exists(path) || (isEmptyFolder(path) && QDir().rmdir(path)))
            continue;
        if (!aside.exists() && !QDir().mkdir(aside.path()))
            return unusable(aside.path(), u"it cannot be made"_s);
        if (const Result<void> moved = move(path, aside.filePath(name)); !moved)
            return moved.error();
        failpoint("restore.set_aside");
    }
    return {};
}

Result<void> moveIn(const DataDirectory &directory, const Plan &plan)
{
    const QDir draft(directory.file(plan.draft));
    for (const QString &name : RestoreSwitch::things()) {
        if (const Result<void> moved = move(draft.filePath(name), directory.file(name)); !moved)
            return moved.error();
        failpoint("restore.moved_in");
    }
    return {};
}

Result<void> carryOut(const DataDirectory &directory, Plan plan)
{
    if (!plan.movingIn) {
        if (const Result<void> gone = setAside(directory, plan); !gone)
            return gone.error();
        plan.movingIn = true;
        if (const Result<void> noted = write(directory, plan); !noted)
            return noted.error();
        failpoint("restore.half");
    }
    if (const Result<void> in = moveIn(directory, plan); !in)
        return in.error();
    if (!syncFolder(directory.path()))
        return unusable(directory.path(), u"the disk did not take the new names"_s);
    QFile::remove(planFile(directory));
    failpoint("restore.switched");
    QDir(directory.file(plan.draft)).removeRecursively();
    return {};
}

}

QString RestoreSwitch::draftPrefix()
{
    return u"restore.tmp-"_s;
}

const QStringList &RestoreSwitch::things()
{
    static const QStringList names {u"cluster"_s,
                                    u"tills"_s,
                                    u"settings.ini"_s,
                                    u"counter-till"_s,
                                    u"pictures"_s,
                                    u"catalogue.sqlite"_s,
                                    u"catalogue.sqlite-wal"_s,
                                    u"catalogue.sqlite-shm"_s};
    return names;
}

Result<void> RestoreSwitch::run(const DataDirectory &directory, const QString &draft,
                                const QString &aside)
{
    const Plan plan {.draft = draft, .aside = aside};
    if (const Result<void> noted = write(directory, plan); !noted)
        return noted.error();
    failpoint("restore.begun");
    return carryOut(directory, plan);
}

bool RestoreSwitch::pending(const DataDirectory &directory)
{
    return QFileInfo::exists(planFile(directory));
}

Result<bool> RestoreSwitch::finish(const DataDirectory &directory)
{
    const Result<std::optional<Plan>> plan = read(directory);
    if (!plan)
        return plan.error();
    if (!plan->has_value()) {
        const QStringList left =
            QDir(directory.path()).entryList({draftPrefix() + u'*'}, QDir::Dirs);
        for (const QString &name : left)
            QDir(directory.file(name)).removeRecursively();
        return false;
    }
    const Result<void> done = carryOut(directory, **plan);
    return done ? Result<bool>(true) : Result<bool>(done.error());
}
