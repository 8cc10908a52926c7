#pragma once

#include "settings.h"

#include <QCommandLineParser>

#include <vector>

class Arguments;

/// One command of bakehousectl: its words, its options, what it does.
struct Command {
    QString name;
    QString arguments; ///< "catalogue|tax FILE.csv", for the help.
    QString summary;
    QList<QCommandLineOption> options;
    int (*run)(const Arguments &) =
        nullptr; ///< Gives the exit code: 0 done, 1 failed, 2 wrongly called.
};

/// The command line taken apart and the settings of this run. Lives as long as main.
class Arguments
{
public:
    explicit Arguments(const std::vector<Command> &commands);
    Q_DISABLE_COPY_MOVE(Arguments)

    /// Reads @p words. False when there is nothing to run: it has printed help, version, settings
    /// or a complaint, and exitCode() is set.
    bool read(const QStringList &words);

    const Command &command() const { return *m_command; }
    int exitCode() const { return m_exitCode; }
    const Settings &settings() const { return m_settings; }
    bool has(const QString &option) const { return m_parser.isSet(option); }
    QString value(const QString &option) const { return m_parser.value(option); }
    /// Of an option that may be given again.
    QStringList values(const QString &option) const { return m_parser.values(option); }
    /// What follows the command.
    QStringList words() const { return m_parser.positionalArguments().mid(1); }

private:
    bool end(int exitCode);
    const Command *commandIn(const QStringList &words) const;
    QString overview() const;
    bool readSettings();
    QHash<QString, QString> shortcutsGiven() const;

    const std::vector<Command> &m_commands;
    QCommandLineParser m_parser;
    Settings m_settings;
    const Command *m_command = nullptr;
    int m_exitCode = 0;
};
