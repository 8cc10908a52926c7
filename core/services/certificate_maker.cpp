#include "certificate_maker.h"

#include <QHostAddress>
#include <QtEndian>

#include <memory>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 clockMarginSeconds = 600;

template <auto Free> struct Freed {
    template <typename T> void operator()(T *object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Names = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

Error cryptoError()
{
    std::array<char, 256> text {};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    ERR_clear_error();
    return {.detail = u"no certificate could be made: "_s + QString::fromLatin1(text.data())};
}

const unsigned char *unsignedBytes(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

/// The four or sixteen bytes of an address, in network order.
QByteArray addressBytes(const QString &text)
{
    const QHostAddress address(text);
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        QByteArray bytes(sizeof(quint32), '\0');
        qToBigEndian(address.toIPv4Address(), bytes.data());
        return bytes;
    }
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    return {reinterpret_cast<const char *>(bytes.c), sizeof bytes.c};
}

/// Adds a name of @p kind (GEN_DNS or GEN_IPADD) that consists of @p bytes.
bool addName(GENERAL_NAMES *names, int kind, const QByteArray &bytes)
{
    ASN1_STRING *text =
        ASN1_STRING_type_new(kind == GEN_DNS ? V_ASN1_IA5STRING : V_ASN1_OCTET_STRING);
    GENERAL_NAME *name = GENERAL_NAME_new();
    if (!text || !name || ASN1_STRING_set(text, bytes.constData(), int(bytes.size())) != 1) {
        ASN1_STRING_free(text);
        GENERAL_NAME_free(name);
        return false;
    }
    GENERAL_NAME_set0_value(name, kind, text);
    if (sk_GENERAL_NAME_push(names, name) > 0)
        return true;
    GENERAL_NAME_free(name);
    return false;
}

bool addNames(X509 *certificate, const CertificateNames &names)
{
    const Names list(sk_GENERAL_NAME_new_null());
    bool added = bool(list);
    for (const QString &host : names.hosts)
        added = added && addName(list.get(), GEN_DNS, host.toLatin1());
    for (const QString &address : names.addresses)
        added = added && addName(list.get(), GEN_IPADD, addressBytes(address));
    return added && X509_add1_ext_i2d(certificate, NID_subject_alt_name, list.get(), 0, 0) == 1;
}

bool addExtension(X509 *certificate, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerial(X509 *certificate)
{
    constexpr int bits = 127; // RFC 5280 allows 20 octets and wants it positive
    const Number number(BN_new());
    return number && BN_rand(number.get(), bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1
        && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool setSubject(X509 *certificate, const QString &host)
{
    constexpr qsizetype longest = 64; // ub-common-name of RFC 5280
    X509_NAME *subject = X509_get_subject_name(certificate);
    const auto add = [subject](const char *field, const QByteArray &text) {
        return X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8, unsignedBytes(text),
                                          int(text.size()), -1, 0)
            == 1;
    };
    return add("O", "Bakehouse") && add("CN", host.left(longest).toLatin1())
        && X509_set_issuer_name(certificate, subject) == 1;
}

bool setValidity(X509 *certificate, const QDateTime &now)
{
    const QDateTime from = now.addSecs(-clockMarginSeconds);
    const auto set = [](ASN1_TIME *time, const QDateTime &value) {
        return ASN1_TIME_set(time, time_t(value.toSecsSinceEpoch())) != nullptr;
    };
    return set(X509_getm_notBefore(certificate), from)
        && set(X509_getm_notAfter(certificate), from.addDays(certificateDays));
}

/// What it is called by first: the machine's own name where it has one.
QString commonName(const CertificateNames &names)
{
    return names.hosts.value(names.hosts.size() > 1 ? 1 : 0, u"Bakehouse"_s);
}

bool fill(X509 *certificate, EVP_PKEY *key, const CertificateNames &names, const QDateTime &now)
{
    return X509_set_version(certificate, X509_VERSION_3) == 1 && setSerial(certificate)
        && setSubject(certificate, commonName(names)) && setValidity(certificate, now)
        && X509_set_pubkey(certificate, key) == 1 && addNames(certificate, names)
        && addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate, NID_key_usage, "critical,digitalSignature")
        && addExtension(certificate, NID_ext_key_usage, "serverAuth")
        && addExtension(certificate, NID_subject_key_identifier, "hash")
        && X509_sign(certificate, key, EVP_sha256()) > 0;
}

QByteArray contentOf(BIO *memory)
{
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    return {bytes, qsizetype(size)};
}

} // namespace

Result<MadeCertificate> makeSelfSigned(const CertificateNames &names, const QDateTime &now)
{
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Certificate certificate(X509_new());
    const Memory certificateText(BIO_new(BIO_s_mem()));
    const Memory keyText(BIO_new(BIO_s_secmem()));
    if (!key || !certificate || !certificateText || !keyText
        || !fill(certificate.get(), key.get(), names, now)
        || PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1
        || PEM_write_bio_PKCS8PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                         nullptr)
            != 1)
        return cryptoError();
    return MadeCertificate {contentOf(certificateText.get()), contentOf(keyText.get())};
}

bool keyFits(const QByteArray &key, const QByteArray &certificate)
{
    const Memory text(BIO_new_mem_buf(key.constData(), int(key.size())));
    std::array<char, 1> noPassphrase {};
    const Key read(PEM_read_bio_PrivateKey(text.get(), nullptr, nullptr, noPassphrase.data()));
    const unsigned char *bytes = unsignedBytes(certificate);
    const Certificate parsed(d2i_X509(nullptr, &bytes, long(certificate.size())));
    const bool fits = read && parsed && X509_check_private_key(parsed.get(), read.get()) == 1;
    ERR_clear_error();
    return fits;
}
