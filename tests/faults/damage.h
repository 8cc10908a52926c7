#pragma once

#include <QRandomGenerator>
#include <QString>

/// Damages the file at @p path as a failing disk or a hand would: a bit flipped, the end cut off, a
/// stretch zeroed or overwritten with garbage; mostly where the file holds something. Says what it
/// did. An unusable file ends the test program.
QString damageFile(const QString &path, QRandomGenerator &random);

/// Copies the files of @p from, which holds no folders, to the new folder @p to.
void copyFolder(const QString &from, const QString &to);
