#include "web_files.h"

#include "refusal_log.h"
#include "result.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QByteArray contentTypeOf(const QString &name)
{
    static const QHash<QString, QByteArray> types {{u"html"_s, "text/html; charset=utf-8"},
                                                   {u"css"_s, "text/css; charset=utf-8"},
                                                   {u"js"_s, "text/javascript; charset=utf-8"},
                                                   {u"json"_s, "application/json"},
                                                   {u"svg"_s, "image/svg+xml"}};
    return types.value(name.section(u'.', -1), "application/octet-stream");
}

/// "de" of "words-de.json"; empty for any other name.
QString languageOf(const QString &name)
{
    static const QRegularExpression form(u"\\Awords-([a-z]{2,3})\\.json\\z"_s);
    return form.match(name).captured(1);
}

bool isWord(const QJsonValue &value)
{
    if (!value.isObject())
        return value.isString();
    const QJsonObject forms = value.toObject();
    return std::all_of(forms.begin(), forms.end(),
                       [](const QJsonValue &form) { return form.isString(); });
}

Error badWords(const QString &detail)
{
    return {.code = Error::Code::Invalid, .reason = Error::Reason::BadField, .detail = detail};
}

Result<QJsonObject> wordsIn(const QString &path)
{
    constexpr qint64 limitBytes = 262'144;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return badWords(file.errorString());
    const QJsonObject words = QJsonDocument::fromJson(file.read(limitBytes)).object();
    if (words[u"language"_s].toString().isEmpty())
        return badWords(u"it is no JSON object with a \"language\""_s);
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (!isWord(word.value()))
            return badWords(u"\"%1\" is neither a text nor has texts"_s.arg(word.key()));
    }
    return words;
}

}

WebFiles::WebFiles(const QString &languagesFolder)
{
    const QDir folder(u":/bakehouse/web"_s);
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        add(name, content);
        if (const QString code = languageOf(name); !code.isEmpty())
            m_words.insert(code, QJsonDocument::fromJson(content).object());
    }
    if (!languagesFolder.isEmpty()) {
        const QDir added(languagesFolder);
        for (const QString &name : added.entryList({u"words-*.json"_s}, QDir::Files, QDir::Name))
            addLanguage(languageOf(name), added.filePath(name));
    }
    for (const auto &[code, words] : m_words.asKeyValueRange())
        m_languages.push_back({.code = code, .name = words[u"language"_s].toString()});
    std::ranges::sort(m_languages, {}, &PageLanguage::code);
}

void WebFiles::add(const QString &name, const QByteArray &content)
{
    Entry entry {.contentType = contentTypeOf(name), .page = {}};
    entry.page.replace(content);
    m_files.insert(name.toLatin1(), entry);
}

void WebFiles::addLanguage(const QString &code, const QString &path)
{
    const Result<QJsonObject> added = wordsIn(path);
    if (code.isEmpty() || !added) {
        qCWarning(apiLog, "%s is not used: %s", escapedForLog(path).constData(),
                  code.isEmpty() ? "its name has no code of a language"
                                 : escapedForLog(added.error().detail).constData());
        return;
    }
    QJsonObject words = m_words.value(code, m_words.value(u"en"_s));
    for (auto word = added->begin(); word != added->end(); ++word)
        words.insert(word.key(), word.value());
    m_words.insert(code, words);
    add(u"words-%1.json"_s.arg(code), QJsonDocument(words).toJson(QJsonDocument::Compact));
}

std::optional<Answer> WebFiles::answer(const QByteArray &name, const QByteArray &ifNoneMatch,
                                       const QByteArray &acceptEncoding)
{
    const auto found = m_files.find(name);
    if (found == m_files.end())
        return std::nullopt;
    Answer answer = found->page.answer(ifNoneMatch, acceptEncoding);
    answer.contentType = found->contentType;
    return answer;
}
