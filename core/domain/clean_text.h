#pragma once

#include <QString>
#include <QStringView>

/// Text from outside that is safe to keep and to show on one line: whole UTF-16, no control
/// characters (C0, C1), no line separators, nothing that turns the direction of what stands beside
/// it, no noncharacters.
bool isCleanText(const QString &text);
/// Something that a person can see.
bool hasVisibleText(const QString &text);
/// In characters, not in UTF-16 units.
qsizetype characters(QStringView text);
