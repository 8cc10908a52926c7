#include "commands.h"
#include "console.h"
#include "data_directory.h"
#include "https_desk.h"
#include "qr_lines.h"
#include "system_clock.h"
#include "tls_identity.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

/// What is said of HTTPS and its certificate.
struct TlsReport {
    CertificateFacts facts;
    bool wanted = false;
    QString url; ///< Where it is served now.
    int daysLeft = 0;
};

void printLine(const QString &name, const QString &value)
{
    print(name.leftJustified(15) + value);
}

bool isOurs(const CertificateFacts &facts)
{
    return facts.origin == CertificateFacts::Origin::SelfSigned;
}

QString servedWords(const TlsReport &report)
{
    if (!report.url.isEmpty())
        return report.url;
    return report.wanted ? u"not served now"_s : u"off (see the setting api.https)"_s;
}

void printForPeople(const TlsReport &report)
{
    const CertificateFacts &facts = report.facts;
    const QString day = u"yyyy-MM-dd"_s;
    printLine(u"https"_s, servedWords(report));
    printLine(u"certificate"_s,
              facts.certificateFile + (isOurs(facts) ? u" (self-signed)"_s : u" (given)"_s));
    printLine(u"key"_s, facts.keyFile);
    printLine(u"names"_s, facts.names.join(u", "_s));
    printLine(u"valid"_s,
              u"%1 to %2, %3 days left"_s
                  .arg(facts.validFrom.toString(day), facts.validUntil.toString(day))
                  .arg(report.daysLeft));
    printLine(u"SHA-256"_s, facts.fingerprintText());
    print(QString());
    const Paper paper = outputIsTerminal() ? Paper::Terminal : Paper::Text;
    for (const QString &line : qrLines(makeQrCode(facts.fingerprintText().toLatin1()), paper))
        print(line);
}

QJsonObject toJson(const TlsReport &report)
{
    const CertificateFacts &facts = report.facts;
    return {{u"wanted"_s, report.wanted},
            {u"https_url"_s, report.url},
            {u"self_signed"_s, isOurs(facts)},
            {u"certificate"_s, facts.certificateFile},
            {u"key"_s, facts.keyFile},
            {u"names"_s, QJsonArray::fromStringList(facts.names)},
            {u"valid_from"_s, facts.validFrom.toString(Qt::ISODate)},
            {u"valid_until"_s, facts.validUntil.toString(Qt::ISODate)},
            {u"days_left"_s, report.daysLeft},
            {u"sha256"_s, facts.fingerprintText()}};
}

/// Looking makes no shop where there is none.
Result<DataDirectory> directoryOf(const Arguments &arguments)
{
    const QString path = arguments.settings().text(u"data.directory"_s);
    if (!arguments.has(u"renew"_s) && !QFileInfo(path).isDir())
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = path,
                      .detail = u"there is no shop in this folder"_s};
    return DataDirectory::prepare(path);
}

/// There is none of our own yet, and nothing else is wrong.
bool isMissing(const HttpsDesk &desk, const Error &error)
{
    return desk.settings().ownCertificate() && error.code == Error::Code::NotFound;
}

int tls(const Arguments &arguments)
{
    if (!arguments.words().isEmpty()) {
        complain(u"tls takes no arguments."_s);
        return 2;
    }
    const Result<DataDirectory> directory = directoryOf(arguments);
    if (!directory)
        return fail(directory.error());
    const SystemClock clock;
    HttpsDesk desk(httpsSettingsOf(arguments.settings(), directory->path()), clock);
    const Result<TlsIdentity> identity = arguments.has(u"renew"_s) ? desk.renew() : desk.look();
    if (!identity && isMissing(desk, identity.error())) {
        complain(u"There is no certificate yet. It is made when HTTPS is first served, or now by "
                 "bakehousectl tls --renew."_s);
        return 1;
    }
    if (!identity)
        return fail(identity.error());
    const std::optional<RunningOwner> owner = directory->owner();
    const TlsReport report {.facts = identity->facts,
                            .wanted = desk.settings().wanted,
                            .url = owner ? owner->httpsUrl : QString(),
                            .daysLeft = identity->facts.daysLeft(clock.now())};
    if (arguments.has(u"json"_s))
        print(QString::fromUtf8(QJsonDocument(toJson(report)).toJson().trimmed()));
    else
        printForPeople(report);
    return 0;
}

} // namespace

Command tlsCommand()
{
    return {.name = u"tls"_s,
            .arguments = u"[--renew] [--json]"_s,
            .summary = u"Certificate of HTTPS: names, validity, fingerprint as text and QR code."_s,
            .options = {QCommandLineOption(u"renew"_s,
                                           u"Make another self-signed certificate first; a server "
                                           "that runs takes it up."_s),
                        QCommandLineOption(u"json"_s, u"As JSON."_s)},
            .run = tls};
}
