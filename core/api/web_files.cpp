#include "web_files.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

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

}

WebFiles::WebFiles()
{
    const QDir folder(u":/bakehouse/web"_s);
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        Entry entry {.contentType = contentTypeOf(name), .page = {}};
        entry.page.replace(content);
        m_files.insert(name.toLatin1(), entry);
        if (name.startsWith("words-"_L1))
            m_languages.push_back(
                {.code = name.section(u'-', 1).section(u'.', 0, 0),
                 .name = QJsonDocument::fromJson(content)[u"language"_s].toString()});
    }
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
