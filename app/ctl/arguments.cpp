#include "arguments.h"

#include "console.h"
#include "program_options.h"

#include <QSet>

using namespace Qt::StringLiterals;

Arguments::Arguments(const std::vector<Command> &commands)
    : m_commands(commands)
{
}

bool Arguments::end(int exitCode)
{
    m_exitCode = exitCode;
    return false;
}

const Command *Arguments::commandIn(const QStringList &words) const
{
    // Options may stand before the command, so all options of all commands are known while it is
    // looked for.
    QCommandLineParser everything;
    addProgramOptions(everything);
    QSet<QString> known;
    for (const Command &command : m_commands) {
        for (const QCommandLineOption &option : command.options) {
            const QString name = option.names().constFirst();
            if (!known.contains(name))
                static_cast<void>(everything.addOption(option));
            known.insert(name);
        }
    }
    static_cast<void>(everything.parse(words));
    const QString name = everything.positionalArguments().value(0);
    for (const Command &command : m_commands) {
        if (command.name == name)
            return &command;
    }
    return nullptr;
}

QString Arguments::overview() const
{
    QString text = u"Usage: bakehousectl COMMAND [options]\nThe till of a bakery without its "
                   "window.\n\nCommands:\n"_s;
    for (const Command &command : m_commands) {
        const QString head = (command.name + u' ' + command.arguments).trimmed();
        text += u"  %1 %2\n"_s.arg(head.leftJustified(46)).arg(command.summary);
    }
    return text
        + u"\n--data DIR says where the shop lives (or BAKEHOUSE_DATA), everywhere.\n"
          "bakehousectl COMMAND --help shows a command's options, --print-settings all settings."_s;
}

bool Arguments::read(const QStringList &words)
{
    m_command = commandIn(words);
    addProgramOptions(m_parser);
    if (m_command) {
        m_parser.setApplicationDescription(m_command->summary);
        m_parser.addPositionalArgument(m_command->name, m_command->summary, m_command->name);
        if (!m_command->arguments.isEmpty())
            m_parser.addPositionalArgument(u"arguments"_s, m_command->arguments,
                                           m_command->arguments);
        static_cast<void>(m_parser.addOptions(m_command->options));
    }
    if (!m_parser.parse(words)) {
        complain(m_parser.errorText());
        return end(2);
    }
    if (m_parser.isSet(u"version"_s)) {
        print(programVersion());
        return end(0);
    }
    if (m_parser.isSet(u"help"_s)) {
        print(m_command ? m_parser.helpText().trimmed() : overview());
        return end(0);
    }
    if (!readSettings())
        return end(2);
    if (m_parser.isSet(u"print-settings"_s)) {
        print(m_settings.print().join(u'\n'));
        return end(0);
    }
    if (m_command)
        return true;
    const QString wrong = m_parser.positionalArguments().value(0);
    complain(wrong.isEmpty()
                 ? overview()
                 : u"There is no command \"%1\"; see bakehousectl --help."_s.arg(wrong));
    return end(2);
}

QHash<QString, QString> Arguments::shortcutsGiven() const
{
    QHash<QString, QString> given;
    const QHash<QString, QString> shortcuts {{u"port"_s, u"api.port"_s},
                                             {u"listen"_s, u"api.listen"_s}};
    const QList<QCommandLineOption> own =
        m_command ? m_command->options : QList<QCommandLineOption>();
    for (const QCommandLineOption &option : own) {
        const QString name = option.names().constFirst();
        if (shortcuts.contains(name) && m_parser.isSet(name))
            given.insert(shortcuts.value(name), m_parser.value(name));
    }
    return given;
}

bool Arguments::readSettings()
{
    QHash<QString, QString> given = settingsGiven(m_parser);
    given.insert(shortcutsGiven());
    const Result<LoadedSettings> loaded = loadSettings(given);
    if (!loaded) {
        complain(describe(loaded.error()));
        return false;
    }
    m_settings = loaded->settings;
    return true;
}
