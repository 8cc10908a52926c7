#include "program_options.h"

#include "data_directory.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

void addProgramOptions(QCommandLineParser &parser)
{
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(
        {u"print-settings"_s, u"Print each setting with its value and where that came from."_s});
    for (const SettingRow &row : Settings::table()) {
        if (!row.secret)
            parser.addOption({Settings::optionName(row.key).mid(2), row.help, u"value"_s});
    }
}

QHash<QString, QString> settingsGiven(const QCommandLineParser &parser)
{
    QHash<QString, QString> given;
    for (const SettingRow &row : Settings::table()) {
        const QString option = Settings::optionName(row.key).mid(2);
        if (!row.secret && parser.isSet(option))
            given.insert(row.key, parser.value(option));
    }
    return given;
}

Result<LoadedSettings> loadSettings(const QHash<QString, QString> &given)
{
    SettingSources sources {.settingsFile = {}, .dotEnvFile = u".env"_s, .commandLine = given};
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    for (const QString &variable : system.keys())
        sources.environment.insert(variable, system.value(variable));
    const Result<Settings> first = Settings::load(sources);
    if (!first)
        return first.error();
    const QString chosen = first->text(u"data.directory"_s);
    const QString directory = chosen.isEmpty() ? DataDirectory::defaultPath() : chosen;
    sources.settingsFile = directory + u"/settings.ini"_s;
    const Result<Settings> whole = Settings::load(sources);
    if (!whole)
        return whole.error();
    return LoadedSettings {sources, *whole};
}

QString programVersion()
{
    return QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion();
}
