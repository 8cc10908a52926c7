#include "document_printer.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

// Through lp of CUPS, which Debian, macOS and the BSDs have: a process can be given up when a
// spooler hangs, a call into its library cannot.

namespace {

constexpr int patienceMs = 30'000;
constexpr int lookMs = 100;

Error refusal(Error::Code code, const QString &printer, const QString &why)
{
    return {.code = code, .field = printer, .detail = why};
}

QProcessEnvironment plainEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C"_s); // Its words are read.
    return environment;
}

QStringList lpArguments(const PaperDocument &document, const QString &printer, const QString &file)
{
    const QString size = u"media=Custom.%1x%2mm"_s.arg(qCeil(document.page.width()))
                             .arg(qCeil(document.page.height()));
    return {u"-d"_s, printer, u"-t"_s, document.title, u"-o"_s, size, u"--"_s, file};
}

/// Waits without holding up the end of the program.
bool finished(QProcess &lp, const std::atomic<bool> &stop)
{
    const QDeadlineTimer until(patienceMs);
    while (!lp.waitForFinished(lookMs)) {
        if (lp.state() == QProcess::NotRunning)
            return true;
        if (stop || until.hasExpired())
            return false;
    }
    return true;
}

Result<void> outcomeOf(QProcess &lp, const QString &printer)
{
    if (lp.exitStatus() == QProcess::NormalExit && lp.exitCode() == 0)
        return {};
    const QString said = QString::fromUtf8(lp.readAllStandardError()).trimmed();
    const bool unknown = said.contains("does not exist"_L1) || said.contains("nknown"_L1);
    return refusal(unknown ? Error::Code::NotFound : Error::Code::Unavailable, printer, said);
}

} // namespace

Result<void> printDocument(const PaperDocument &document, const QString &printer,
                           const std::atomic<bool> &stop)
{
    const QString program = QStandardPaths::findExecutable(u"lp"_s);
    if (program.isEmpty())
        return refusal(Error::Code::Unavailable, printer, u"there is no lp on this machine"_s);
    QTemporaryFile file;
    if (!file.open() || file.write(document.pdf) != document.pdf.size() || !file.flush())
        return refusal(Error::Code::Unavailable, printer, file.errorString());
    QProcess lp;
    lp.setProcessEnvironment(plainEnvironment());
    lp.start(program, lpArguments(document, printer, file.fileName()));
    if (!lp.waitForStarted())
        return refusal(Error::Code::Unavailable, printer, lp.errorString());
    lp.closeWriteChannel();
    if (finished(lp, stop))
        return outcomeOf(lp, printer);
    lp.kill();
    lp.waitForFinished();
    return refusal(Error::Code::Timeout, printer, u"the printing system did not answer"_s);
}
