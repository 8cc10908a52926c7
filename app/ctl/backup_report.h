#pragma once

#include "backup_board.h"

#include <QJsonObject>
#include <QStringList>

/// How backups stand, as "backup" of `status --json`.
QJsonObject backupObject(const BackupReport &report);
/// The same for people, without the heading.
QStringList backupLines(const BackupReport &report);
/// What a backup without a disk of its own is worth, as a sentence.
QString besideWarning();
