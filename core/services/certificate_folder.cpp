#include "certificate_folder.h"

#include "certificate_maker.h"
#include "host_system.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QLoggingCategory>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(tlsLog, "bakehouse.tls")

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr QFile::Permissions ownerFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions publicFile = ownerFile | QFile::ReadGroup | QFile::ReadOther;

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

Result<void> write(const QString &path, const QByteArray &content, QFile::Permissions rights)
{
    QSaveFile file(path);
    // The rights come before the content.
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(rights)
        && file.write(content) == content.size() && file.commit();
    return written ? Result<void>() : unusable(path, file.errorString());
}

/// Whether @p facts cover @p names.
bool cover(const CertificateFacts &facts, const CertificateNames &names)
{
    return CertificateNames {facts.names, facts.names}.contain(names);
}

} // namespace

bool renewalDue(const CertificateFacts &facts, const QDateTime &now)
{
    return now.addDays(renewalDays) > facts.validUntil;
}

CertificateFolder::CertificateFolder(QString path)
    : m_path(std::move(path))
{
}

TlsFiles CertificateFolder::files() const
{
    const QDir folder(m_path);
    return {.certificate = folder.filePath(u"certificate.pem"_s),
            .key = folder.filePath(u"key.pem"_s),
            .origin = CertificateFacts::Origin::SelfSigned};
}

Result<TlsIdentity> CertificateFolder::read(const QDateTime &now) const
{
    return readIdentity(files(), now);
}

/// Runs @p work while no other program reads or writes here.
template <typename F> Result<TlsIdentity> CertificateFolder::locked(F work) const
{
    constexpr int patienceMs = 5'000;
    if (!QFileInfo(m_path).isDir()
        && !(QDir().mkpath(m_path) && QFile::setPermissions(m_path, ownerOnly)))
        return unusable(m_path, u"it cannot be made"_s);
    QLockFile lock(QDir(m_path).filePath(u"lock"_s));
    if (!lock.tryLock(patienceMs))
        return unusable(m_path, u"another program is writing in it"_s);
    return work();
}

Result<TlsIdentity> CertificateFolder::readOrMake(const CertificateNames &more,
                                                  const QDateTime &now) const
{
    return locked([&]() -> Result<TlsIdentity> {
        const bool none = !QFileInfo::exists(files().certificate);
        Result<TlsIdentity> there = read(now);
        if (there && !renewalDue(there->facts, now) && cover(there->facts, more))
            return there;
        // The key may be known to others: nothing goes on behind the owner's back.
        if (!there && there.error().code == Error::Code::Denied)
            return there;
        if (!there && !none)
            qCWarning(tlsLog).noquote() << "another certificate is made:" << there.error().detail;
        return makeLocked(more, now);
    });
}

Result<TlsIdentity> CertificateFolder::make(const CertificateNames &more,
                                            const QDateTime &now) const
{
    return locked([&] { return makeLocked(more, now); });
}

Result<TlsIdentity> CertificateFolder::makeLocked(const CertificateNames &more,
                                                  const QDateTime &now) const
{
    const Result<MadeCertificate> made = makeSelfSigned(namesOfThisMachine(more), now);
    if (!made)
        return made.error();
    const TlsFiles here = files();
    if (const Result<void> written = write(here.key, made->key, ownerFile); !written)
        return written.error();
    if (const Result<void> written = write(here.certificate, made->certificate, publicFile);
        !written)
        return written.error();
    syncFolder(m_path);
    Result<TlsIdentity> identity = read(now);
    if (identity)
        qCInfo(tlsLog).noquote() << "made a certificate, SHA-256"
                                 << identity->facts.fingerprintText();
    return identity;
}
