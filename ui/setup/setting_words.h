#pragma once

#include "settings.h"

#include <QStringList>

/// What one setting is called on the screen. A value.
struct SettingWords {
    QString title;
    QString help; ///< May be empty.
    QString unit; ///< At the right end of its field; may be empty.
};

/// Empty for a key without words.
SettingWords settingWords(const QString &key);
/// The keys that have words, for the test that compares them with the table.
QStringList settingsWithWords();
/// The word of one choice; choices that are numbers or names stand for themselves.
QString choiceWords(const QString &key, const QString &choice);
/// A value as people read it: choices by their word, several lines in one, "empty".
QString shownValue(const SettingRow &row, const QString &value);
/// What belongs there, with an example: "Write a whole number from 3 to 6".
QString settingExample(const SettingRow &row);
QString sourceWords(Settings::Source source);

/// A place in the list at the left of the settings. A value.
struct SettingGroup {
    QString name; ///< As in SettingRow::group; "vat", "goods" and "hours" have no rows.
    QString title;
    QString icon;
};
/// In the order of the list. Every group of the table is among them.
QList<SettingGroup> settingGroups();
