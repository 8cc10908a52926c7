#pragma once

#include "settings.h"

#include <QCommandLineParser>

/// The settings of a run and where they came from, for whoever reads them again.
struct LoadedSettings {
    SettingSources sources;
    Settings settings;
};

/// Help, version, --print-settings and one option for each setting that is no secret: what every
/// program of the house takes.
void addProgramOptions(QCommandLineParser &parser);
/// The settings that the command line names, by key.
QHash<QString, QString> settingsGiven(const QCommandLineParser &parser);
/// Loads the settings from all places: the file lies in the data directory that the other places
/// name. Errors: as Settings::load().
Result<LoadedSettings> loadSettings(const QHash<QString, QString> &given);
/// "bakehouse 0.1.0"
QString programVersion();
