#include "tls_identity.h"

#include "certificate_maker.h"
#include "settings_files.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int shortestRsaBits = 2'048;

Error fault(Error::Code code, const QString &field, const QString &sentence)
{
    return {.code = code, .reason = Error::Reason::BadField, .field = field, .detail = sentence};
}

Error badCertificate(Error::Code code, const QString &sentence)
{
    return fault(code, u"api.https_certificate"_s, sentence);
}

Error badKey(Error::Code code, const QString &sentence)
{
    return fault(code, u"api.https_key"_s, sentence);
}

Result<QByteArray> contentOf(const QString &path, Error (*bad)(Error::Code, const QString &))
{
    if (!QFileInfo(path).isFile())
        return bad(Error::Code::NotFound, u"there is no file %1"_s.arg(path));
    Result<QByteArray> content = fileContent(path);
    if (!content)
        return bad(Error::Code::Invalid, u"%1 cannot be read"_s.arg(path));
    return content;
}

QStringList namesOf(const QSslCertificate &certificate)
{
    const auto alternative = certificate.subjectAlternativeNames();
    QStringList hosts = alternative.values(QSsl::DnsEntry);
    QStringList addresses = alternative.values(QSsl::IpAddressEntry);
    if (hosts.isEmpty() && addresses.isEmpty())
        return certificate.subjectInfo(QSslCertificate::CommonName);
    std::ranges::sort(hosts);
    std::ranges::sort(addresses);
    return hosts + addresses;
}

CertificateFacts factsOf(const QSslCertificate &certificate, const TlsFiles &files)
{
    return {.origin = files.origin,
            .names = namesOf(certificate),
            .validFrom = certificate.effectiveDate().toUTC(),
            .validUntil = certificate.expiryDate().toUTC(),
            .fingerprint = certificate.digest(QCryptographicHash::Sha256),
            .certificateFile = files.certificate,
            .keyFile = files.key.isEmpty() ? files.certificate : files.key};
}

Result<QList<QSslCertificate>> readChain(const QString &path, const QDateTime &now)
{
    const Result<QByteArray> text = contentOf(path, badCertificate);
    if (!text)
        return text.error();
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*text, QSsl::Pem);
    if (chain.isEmpty() || chain.constFirst().isNull())
        return badCertificate(Error::Code::Invalid, u"%1 holds no certificate in PEM"_s.arg(path));
    const QSslCertificate &own = chain.constFirst();
    const QString day = u"yyyy-MM-dd"_s;
    if (own.expiryDate() <= now)
        return badCertificate(Error::Code::Conflict,
                              u"the certificate in %1 expired on %2"_s.arg(
                                  path, own.expiryDate().toUTC().toString(day)));
    if (own.effectiveDate() > now)
        return badCertificate(Error::Code::Conflict,
                              u"the certificate in %1 is valid from %2 only"_s.arg(
                                  path, own.effectiveDate().toUTC().toString(day)));
    const QSslKey key = own.publicKey();
    const bool known = key.algorithm() == QSsl::Ec || key.algorithm() == QSsl::Rsa;
    if (!known || (key.algorithm() == QSsl::Rsa && key.length() < shortestRsaBits))
        return badCertificate(
            Error::Code::Invalid,
            u"the certificate in %1 needs an ECDSA key, or an RSA key of %2 bits or more"_s
                .arg(path)
                .arg(shortestRsaBits));
    return chain;
}

/// A key may be read by its owner alone; one of root's by a group too, as Debian keeps them.
Result<void> checkRights(const QString &path, CertificateFacts::Origin origin)
{
#ifdef Q_OS_UNIX
    const QFileInfo file(path);
    const bool system = file.ownerId() == 0 && origin == CertificateFacts::Origin::Given;
    const QFile::Permissions group = QFile::ReadGroup | QFile::WriteGroup;
    const QFile::Permissions others = QFile::ReadOther | QFile::WriteOther;
    const QFile::Permissions forbidden = system ? others | QFile::WriteGroup : others | group;
    if (file.permissions() & forbidden)
        return badKey(Error::Code::Denied,
                      u"other people of this machine can read the key %1: take that right away "
                      "(chmod 600 %1)"_s.arg(path));
#else
    Q_UNUSED(path)
    Q_UNUSED(origin)
#endif
    return {};
}

Result<QSslKey> readKey(const QString &path, const QSslCertificate &certificate)
{
    const Result<QByteArray> text = contentOf(path, badKey);
    if (!text)
        return text.error();
    if (!text->contains("PRIVATE KEY-----"))
        return badKey(Error::Code::Invalid, u"%1 holds no private key in PEM"_s.arg(path));
    if (text->contains("ENCRYPTED"))
        return badKey(Error::Code::Invalid,
                      u"the key %1 has a passphrase: take it off (openssl pkey)"_s.arg(path));
    if (!keyFits(*text, certificate.toDer()))
        return badKey(Error::Code::Conflict,
                      u"the key %1 is not the one of the certificate"_s.arg(path));
    const QSslKey key(*text, certificate.publicKey().algorithm(), QSsl::Pem, QSsl::PrivateKey);
    if (key.isNull())
        return badKey(Error::Code::Invalid, u"the key %1 cannot be used"_s.arg(path));
    return key;
}

} // namespace

Result<TlsIdentity> readIdentity(const TlsFiles &files, const QDateTime &now)
{
    if (files.certificate.isEmpty())
        return badCertificate(Error::Code::Invalid,
                              u"the file of the certificate is missing beside that of its key"_s);
    const Result<QList<QSslCertificate>> chain = readChain(files.certificate, now);
    if (!chain)
        return chain.error();
    const CertificateFacts facts = factsOf(chain->constFirst(), files);
    if (const Result<void> hidden = checkRights(facts.keyFile, files.origin); !hidden)
        return hidden.error();
    const Result<QSslKey> key = readKey(facts.keyFile, chain->constFirst());
    if (!key)
        return key.error();
    return TlsIdentity {.chain = *chain, .key = *key, .facts = facts};
}
