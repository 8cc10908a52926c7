#include "head_check.h"

#include "request_headers.h"
#include "request_ids.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace {

/// Headers that may stand once; position = bit in the set of those seen.
constexpr std::array<const char *, 8> singleHeaders {
    "host",   "content-length", "transfer-encoding", "content-type", "idempotency-key",
    "expect", "upgrade",        "authorization"};
enum SingleHeader {
    Host,
    ContentLength,
    TransferEncoding,
    ContentType,
    IdempotencyKey,
    Expect,
    Upgrade
};

constexpr unsigned bitOf(int header)
{
    return 1U << static_cast<unsigned>(header);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isAlphanumeric(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// `tchar` of RFC 9110 §5.6.2.
bool isTokenCharacter(char c)
{
    return isAlphanumeric(c) || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

/// Printable, or of a UTF-8 sequence, or a tab.
bool isValueCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7f) || c == '\t';
}

bool isRequestLineCharacter(char c)
{
    return (c >= 0x20 && c < 0x7f) || c == '\r' || c == '\n';
}

bool isTargetCharacter(char c)
{
    return isAlphanumeric(c) || (c != '\0' && QByteArrayView("-._~!$&'()*+,;=:@/?").contains(c));
}

/// Origin form with sound escapes; `//…` could be read as another authority.
bool isOriginForm(QByteArrayView target)
{
    if (!target.startsWith('/') || target.startsWith("//"))
        return false;
    for (qsizetype i = 0; i < target.size(); ++i) {
        if (isTargetCharacter(target[i]))
            continue;
        if (target[i] != '%' || i + 2 >= target.size() || !isHexDigit(target[i + 1])
            || !isHexDigit(target[i + 2]))
            return false;
        i += 2;
    }
    return true;
}

bool isHostNameCharacter(char c)
{
    return isAlphanumeric(c) || c == '.' || c == '-' || c == '_';
}

bool isVersion6Character(char c)
{
    return isHexDigit(c) || c == ':' || c == '.';
}

/// A name, an IPv4 or a bracketed IPv6 address.
bool isHostName(QByteArrayView name)
{
    if (!name.startsWith('['))
        return !name.isEmpty() && std::all_of(name.begin(), name.end(), isHostNameCharacter);
    constexpr qsizetype shortest = 4; // "[::]"
    return name.size() >= shortest && name.endsWith(']')
        && std::all_of(name.begin() + 1, name.end() - 1, isVersion6Character);
}

/// A host, perhaps with a port.
bool isHost(QByteArrayView value)
{
    constexpr qsizetype longest = 255;
    constexpr uint lastPort = 65'535;
    const qsizetype bracket = value.startsWith('[') ? value.indexOf(']') : 0;
    const qsizetype colon = bracket < 0 ? -1 : value.indexOf(':', bracket);
    if (colon < 0)
        return value.size() <= longest && isHostName(value);
    const QByteArrayView port = value.sliced(colon + 1);
    return value.size() <= longest && std::all_of(port.begin(), port.end(), isDigit)
        && (port.isEmpty() || port.toByteArray().toUInt() - 1 < lastPort)
        && isHostName(value.first(colon));
}

/// "HTTP/9.9": a version well written, whatever it says.
bool isVersion(QByteArrayView text)
{
    return text.size() == 8 && text.startsWith("HTTP/") && isDigit(text[5]) && text[6] == '.'
        && isDigit(text[7]);
}

}

QByteArrayView RequestHead::path() const
{
    const QByteArrayView whole(target);
    const qsizetype query = whole.indexOf('?');
    return query < 0 ? whole : whole.first(query);
}

HeadCheck::HeadCheck(HeadLimits limits)
    : m_limits(limits)
{
}

void HeadCheck::reset()
{
    *this = HeadCheck(m_limits);
}

HeadCheck::Verdict HeadCheck::refuse(Refusal refusal)
{
    m_refusal = refusal;
    return Verdict::Refused;
}

HeadCheck::Verdict HeadCheck::feed(QByteArrayView bytes)
{
    m_taken = 0;
    Verdict verdict = Verdict::Incomplete;
    while (verdict == Verdict::Incomplete && m_taken < bytes.size()) {
        const QByteArrayView rest = bytes.sliced(m_taken);
        const qsizetype newline = rest.indexOf('\n');
        const QByteArrayView piece = newline < 0 ? rest : rest.first(newline + 1);
        m_taken += piece.size();
        m_total += piece.size();
        verdict = readPiece(piece);
    }
    return verdict;
}

/// What can be said before the line is whole, so that nobody has to wait for its end.
std::optional<Refusal> HeadCheck::faultOf(QByteArrayView piece) const
{
    constexpr qsizetype aroundTarget = 64; // method, two spaces, version, line end
    if (!m_requestLineRead && !std::all_of(piece.begin(), piece.end(), isRequestLineCharacter))
        return Refusal::MalformedRequestLine;
    if (!m_requestLineRead && m_total > m_limits.targetBytes + aroundTarget)
        return Refusal::TargetTooLong;
    if (m_total > m_limits.headBytes)
        return Refusal::HeadTooLarge;
    return std::nullopt;
}

HeadCheck::Verdict HeadCheck::readPiece(QByteArrayView piece)
{
    if (const std::optional<Refusal> fault = faultOf(piece))
        return refuse(*fault);
    const bool ends = piece.endsWith('\n');
    if (ends && m_line.isEmpty())
        return readLine(piece);
    m_line.append(piece);
    return ends ? readLine(std::exchange(m_line, QByteArray())) : Verdict::Incomplete;
}

HeadCheck::Verdict HeadCheck::readLine(QByteArrayView line)
{
    const Refusal malformed =
        m_requestLineRead ? Refusal::MalformedHeader : Refusal::MalformedRequestLine;
    if (!line.endsWith("\r\n"))
        return refuse(malformed);
    const QByteArrayView content = line.chopped(2);
    if (!std::all_of(content.begin(), content.end(), isValueCharacter))
        return refuse(malformed);
    if (!m_requestLineRead)
        return readRequestLine(content);
    return content.isEmpty() ? finish() : readHeader(content);
}

HeadCheck::Verdict HeadCheck::readRequestLine(QByteArrayView line)
{
    constexpr qsizetype longestMethod = 32;
    m_requestLineRead = true;
    const qsizetype first = line.indexOf(' ');
    const qsizetype second = line.lastIndexOf(' ');
    if (first < 0 || second <= first)
        return refuse(Refusal::MalformedRequestLine);
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, second - first - 1);
    const QByteArrayView version = line.sliced(second + 1);
    if (target.size() > m_limits.targetBytes)
        return refuse(Refusal::TargetTooLong);
    if (!isToken(method) || method.size() > longestMethod || !isOriginForm(target)
        || !isVersion(version))
        return refuse(Refusal::MalformedRequestLine);
    m_head.method = method.toByteArray();
    m_head.target = target.toByteArray();
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(Refusal::UnsupportedVersion);
    m_head.minorVersion = version[7] - '0';
    return Verdict::Incomplete;
}

HeadCheck::Verdict HeadCheck::readHeader(QByteArrayView line)
{
    if (++m_headers > m_limits.headers)
        return refuse(Refusal::TooManyHeaders);
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon))) // a folded line begins with a space
        return refuse(Refusal::MalformedHeader);
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (name.compare("connection", Qt::CaseInsensitive) == 0)
        readConnection(value);
    if (name.compare("x-request-id", Qt::CaseInsensitive) == 0)
        readRequestId(value);
    const auto *const single =
        std::find_if(singleHeaders.begin(), singleHeaders.end(), [name](const char *known) {
            return name.compare(known, Qt::CaseInsensitive) == 0;
        });
    if (single == singleHeaders.end())
        return Verdict::Incomplete;
    return readSingleHeader(int(std::distance(singleHeaders.begin(), single)), value);
}

HeadCheck::Verdict HeadCheck::readSingleHeader(int header, QByteArrayView value)
{
    const bool repeated = (m_seen & bitOf(header)) != 0;
    m_seen |= bitOf(header);
    switch (header) {
    case Host:
        m_head.host = value.toByteArray();
        return !repeated && isHost(value) ? Verdict::Incomplete : refuse(Refusal::BadHost);
    case ContentLength:
        return repeated ? refuse(Refusal::BadContentLength) : readContentLength(value);
    case Upgrade: // to a websocket QHttpServer would run the call and then leave the connection
        if (value.toByteArray().toLower().contains("websocket"))
            return refuse(Refusal::UpgradeRefused);
        break;
    case Expect:
        if (value.compare("100-continue", Qt::CaseInsensitive) != 0)
            return refuse(Refusal::UnknownExpectation);
        m_head.expectsContinue = true;
        break;
    default:
        break;
    }
    return repeated ? refuse(Refusal::RepeatedHeader) : Verdict::Incomplete;
}

HeadCheck::Verdict HeadCheck::readContentLength(QByteArrayView value)
{
    constexpr qsizetype mostDigits = 18; // fits into 64 bits whatever they are
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), isDigit))
        return refuse(Refusal::BadContentLength);
    if (value.size() > mostDigits)
        return refuse(Refusal::BodyTooLarge);
    m_head.contentLength = value.toByteArray().toLongLong();
    return m_head.contentLength > m_limits.bodyBytes ? refuse(Refusal::BodyTooLarge)
                                                     : Verdict::Incomplete;
}

void HeadCheck::readConnection(QByteArrayView value)
{
    for (const QByteArray &token : listItems(value)) {
        m_close = m_close || token.compare("close", Qt::CaseInsensitive) == 0;
        m_keepAliveAsked =
            m_keepAliveAsked || token.compare("keep-alive", Qt::CaseInsensitive) == 0;
    }
}

/// Of two ids neither is taken: nobody could say which one was meant.
void HeadCheck::readRequestId(QByteArrayView value)
{
    const bool repeated = std::exchange(m_requestIdSeen, true);
    m_head.requestId = !repeated && isRequestId(value) ? value.toByteArray() : QByteArray();
}

HeadCheck::Verdict HeadCheck::finish()
{
    const bool newer = m_head.minorVersion >= 1;
    if (newer && (m_seen & bitOf(Host)) == 0)
        return refuse(Refusal::BadHost);
    if ((m_seen & bitOf(TransferEncoding)) != 0)
        return refuse((m_seen & bitOf(ContentLength)) != 0 ? Refusal::BadContentLength
                                                           : Refusal::TransferEncoding);
    m_head.hasIdempotencyKey = (m_seen & bitOf(IdempotencyKey)) != 0;
    m_head.keepAlive = !m_close && (newer || m_keepAliveAsked);
    m_head.expectsContinue = m_head.expectsContinue && newer; // HTTP/1.0 knows no interim answers
    return Verdict::Complete;
}
